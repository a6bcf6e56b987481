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
 * it stood. Nothing is followed while the page is not seen.
 */
export function useLive(query: Query | null, tell: (happening: Happening) => void): void {
  const latest = useRef(tell);
  latest.current = tell;
  const url = query === null ? null : urlOf('/v1/stream', query);
  useEffect(() => {
    if (url === null) return;
    let source: EventSource | null = null;
    const open = () => {
      if (source || document.hidden) return;
      source = new EventSource(url);
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
