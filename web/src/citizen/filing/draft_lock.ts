import { useEffect, useState } from 'preact/hooks';

/** A page that is being loaded anew may still have it for a moment. */
const patienceMs = 1_500;

/** Whether another tab has this draft open: two of them would overwrite each other. Held until the page is left. */
export function useIsOpenElsewhere(id: string | undefined): boolean {
  const [elsewhere, setElsewhere] = useState(false);
  useEffect(() => {
    setElsewhere(false);
    if (!id || !navigator.locks) return;
    let release = () => {};
    let left = false;
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), patienceMs);
    navigator.locks
      .request(`lapor.draft.${id}`, { signal: giveUp.signal }, () => {
        clearTimeout(timer);
        return left ? undefined : new Promise<void>((resolve) => (release = resolve));
      })
      .catch(() => left || setElsewhere(true));
    return () => {
      left = true;
      giveUp.abort();
      release();
    };
  }, [id]);
  return elsewhere;
}
