import { useCallback, useEffect, useState } from 'preact/hooks';

/** What was written and not sent, as long as the page is loaded: going to another report and back loses nothing. */
const drafts = new Map<string, unknown>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const each of listeners) each();
}

addEventListener('beforeunload', (event) => {
  if (drafts.size > 0) event.preventDefault();
});
/** What one person wrote is not for the next one at the same device. */
addEventListener('signedout', () => {
  drafts.clear();
  tell();
});

export interface Draft<T> {
  value: T;
  change: (part: Partial<T>) => void;
  clear: () => void;
}

/** A form's values by name; `initial` until something was changed. */
export function useDraft<T extends object>(name: string, initial: T): Draft<T> {
  const [, setTurn] = useState(0);
  const value = (drafts.get(name) as T | undefined) ?? initial;
  const change = useCallback(
    (part: Partial<T>) => {
      drafts.set(name, { ...((drafts.get(name) as T | undefined) ?? initial), ...part });
      setTurn((each) => each + 1);
      tell();
    },
    [name, initial],
  );
  const clear = useCallback(() => {
    drafts.delete(name);
    setTurn((each) => each + 1);
    tell();
  }, [name]);
  return { value, change, clear };
}

/** Whether anything under this prefix was written and not sent. */
export function useHasDraft(prefix: string): boolean {
  const look = () => [...drafts.keys()].some((each) => each.startsWith(prefix));
  const [has, setHas] = useState(look);
  useEffect(() => {
    const listener = () => setHas(look());
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, [prefix]);
  return has;
}
