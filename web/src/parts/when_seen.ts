import { type MutableRef, useEffect, useState } from 'preact/hooks';

/** Does it once when the element comes near the window; what it gives stops waiting. */
export function whenSeen(element: Element | null, then: () => void): () => void {
  if (!element) return () => undefined;
  const observer = new IntersectionObserver(
    (seen) => {
      if (!seen.some((each) => each.isIntersecting)) return;
      observer.disconnect();
      then();
    },
    { rootMargin: '400px' },
  );
  observer.observe(element);
  return () => observer.disconnect();
}

/** Whether the element has come near the window. */
export function useSeen(place: MutableRef<Element | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => whenSeen(place.current, () => setSeen(true)), []);
  return seen;
}
