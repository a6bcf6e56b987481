import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Which rows of a long list are drawn: from `first` on and before `end`. */
export interface Window {
  first: number;
  end: number;
}

const spare = 10;

/** Rows of equal height in a box that scrolls: only those in sight are drawn, and a few around them. */
export function useWindow<Box extends HTMLElement>(count: number, rowHeight: number): { box: RefObject<Box>; window: Window } {
  const box = useRef<Box>(null);
  const [place, setPlace] = useState({ top: 0, height: 640 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => setPlace({ top: element.scrollTop, height: element.clientHeight });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  const first = Math.max(0, Math.min(count, Math.floor(place.top / rowHeight)) - spare);
  return { box, window: { first, end: Math.min(count, first + Math.ceil(place.height / rowHeight) + 2 * spare) } };
}
