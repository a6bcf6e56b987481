import { useEffect, useState } from 'preact/hooks';

const wide = '(min-width: 60rem)';

/** Whether there is room for all sections at once. */
export function useWide(): boolean {
  const [matches, setMatches] = useState(() => matchMedia(wide).matches);
  useEffect(() => {
    const query = matchMedia(wide);
    const look = () => setMatches(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return matches;
}
