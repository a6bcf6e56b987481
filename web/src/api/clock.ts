import { useEffect, useState } from 'preact/hooks';
import { get } from './client';

let ahead: number | null = null;
let asking: Promise<void> | null = null;

/** How far the server's clock is ahead of the device's, in milliseconds: it may be a simulated one, and a device may be wrong. */
function compare(): Promise<void> {
  asking ??= get<{ now: string }>('/v1/clock')
    .then(({ now }) => void (ahead = new Date(now).getTime() - Date.now()))
    .catch(() => undefined)
    .finally(() => (asking = null));
  return asking;
}

/** The server's time as far as it is known: the device's own until the server has been asked. */
export function serverNow(): Date {
  return new Date(Date.now() + (ahead ?? 0));
}

/** The server's time, drawn anew every `everyMs`; the device's own until the server has answered. */
export function useNow(everyMs = 30_000): Date {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const tick = () => setNow(serverNow());
    if (ahead === null) void compare().then(tick);
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
