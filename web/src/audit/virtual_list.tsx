import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Props {
  label: string;
  count: number;
  /** Draws the row; all rows have the height of `.virtual__row` in the style sheet. */
  row: (index: number) => ComponentChildren;
  /** What is unfolded below one row. */
  open: number | null;
  detail: (index: number) => ComponentChildren;
  /** The last rows are near. */
  onEnd: () => void;
}

const around = 12;

/** A list of any length that scrolls with the page and draws only what is seen. */
export function VirtualList({ label, count, row, open, detail, onEnd }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const openItem = useRef<HTMLLIElement>(null);
  const [height, setHeight] = useState(56);
  const [openHeight, setOpenHeight] = useState(0);
  const [seen, setSeen] = useState({ first: 0, last: 40 });

  useLayoutEffect(() => {
    const first = list.current?.querySelector<HTMLElement>('.virtual__row');
    if (first && Math.abs(first.offsetHeight - height) > 0.5) setHeight(first.offsetHeight);
  });
  useLayoutEffect(() => {
    if (open === null) return setOpenHeight(0);
    const item = openItem.current;
    if (!item) return;
    const observer = new ResizeObserver(() => setOpenHeight(item.offsetHeight - height));
    observer.observe(item);
    return () => observer.disconnect();
  }, [open, height, seen]);

  useEffect(() => {
    const look = () => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      const rowAt = (y: number) => Math.floor((y - top) / height);
      const first = Math.max(0, rowAt(-openHeight) - around);
      const last = Math.min(count, rowAt(innerHeight) + around);
      setSeen((each) => (each.first === first && each.last === last ? each : { first, last }));
      if (last >= count) onEnd();
    };
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [count, height, openHeight, onEnd]);

  const topOf = (index: number) => index * height + (open !== null && index > open ? openHeight : 0);
  const drawn = Array.from({ length: Math.max(0, seen.last - seen.first) }, (_, i) => seen.first + i).filter((i) => i < count);
  return (
    <ol class="virtual" ref={list} aria-label={label} style={{ height: `${topOf(count)}px` }}>
      {drawn.map((i) => (
        <li key={i} class="virtual__item" aria-setsize={-1} aria-posinset={i + 1} ref={i === open ? openItem : undefined} style={{ transform: `translateY(${topOf(i)}px)` }}>
          {row(i)}
          {i === open && <div class="virtual__detail">{detail(i)}</div>}
        </li>
      ))}
    </ol>
  );
}
