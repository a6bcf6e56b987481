import { useEffect, useRef } from 'preact/hooks';
import { type Query, urlOf } from './client';

/** One thing that happened to a list that is followed: `GET /v1/stream` tells it. */
export interface Happening {
  event: string;
  data: unknown;
}

/** The names of events that `/v1/stream` sends (api/live/). */
const names = ['report', 'left', 'reset'] as const;

/**
 * Follows a list while the component is there; `tell` gets each event. The browser reconnects by itself and says where
 * it stood. Nothing is followed while the page is not seen; when it is seen again, or the connection was lost, a `reset` says
 * that something may have been missed.
 */
export function useLive(query: Query | null, tell: (happening: Happening) => void): void {
  const latest = useRef(tell);
  latest.current = tell;
  const url = query === null ? null : urlOf('/v1/stream', query);
  useEffect(() => {
    if (url === null) return;
    let source: EventSource | null = null;
    let connections = 0;
    const open = () => {
      if (source || document.hidden) return;
      source = new EventSource(url);
      source.addEventListener('open', () => ++connections > 1 && latest.current({ event: 'reset', data: null }));
      for (const name of names)
        source.addEventListener(name, (event) => latest.current({ event: name, data: parsed((event as MessageEvent<string>).data) }));
    };
    const close = () => {
      source?.close();
      source = null;
    };
    const follow = () => (document.hidden ? close() : open());
    open();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      close();
    };
  }, [url]);
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
