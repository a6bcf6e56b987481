import { type RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** Rows that are drawn beyond the edges of the window. */
const margin = 12;

export interface Window {
  first: number;
  last: number;
  rowHeight: number;
}

/**
 * Which of `count` rows of one height are near the window's sight. `body` holds the rows; the height is that of the
 * first row that is drawn, so that it follows the size of the text.
 */
export function useWindow(body: RefObject<HTMLElement>, count: number): Window {
  const [seen, setSeen] = useState<Window>({ first: 0, last: 40, rowHeight: 64 });
  const look = () => {
    const place = body.current;
    if (!place) return;
    const rowHeight = place.querySelector<HTMLElement>('[data-row]')?.offsetHeight || seen.rowHeight;
    const top = -place.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(top / rowHeight) - margin);
    const last = Math.min(count, Math.ceil((top + innerHeight) / rowHeight) + margin);
    setSeen((old) => (old.first === first && old.last === last && old.rowHeight === rowHeight ? old : { first, last, rowHeight }));
  };
  useLayoutEffect(look, [count]);
  useEffect(() => {
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [count]);
  return seen;
}

/** A run of rows to draw, and how many before it are only space. */
export interface Run {
  skipped: number;
  from: number;
  to: number;
}

/** What is near, and the row under the cursor wherever it is, so that focus is never lost. */
export function runsOf(count: number, first: number, last: number, cursor: number): Run[] {
  const near = { from: Math.min(first, count), to: Math.min(Math.max(first, last), count) };
  const runs = [near];
  if (cursor >= 0 && cursor < near.from) runs.unshift({ from: cursor, to: cursor + 1 });
  if (cursor >= near.to && cursor < count) runs.push({ from: cursor, to: cursor + 1 });
  let end = 0;
  return runs.map(({ from, to }) => {
    const skipped = from - end;
    end = to;
    return { skipped, from, to };
  });
}
