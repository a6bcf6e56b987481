import { useCallback, useState } from 'preact/hooks';
import type { Action } from './actions';

/** What was typed and not sent, by action. It outlives a reload, and a change that makes the action impossible. */
export interface UnsentTexts {
  of: (action: Action) => string;
  set: (action: Action, text: string) => void;
  all: readonly [Action, string][];
}

export function useUnsentTexts(report: number): UnsentTexts {
  const key = `lapor.texts.${report}`;
  const [texts, setTexts] = useState<Partial<Record<Action, string>>>(() => read(key));
  const set = useCallback((action: Action, text: string) => {
    setTexts((all) => {
      const next = { ...all, [action]: text };
      if (!text) delete next[action];
      sessionStorage.setItem(key, JSON.stringify(next));
      return next;
    });
  }, [key]);
  return { of: (action) => texts[action] ?? '', set, all: Object.entries(texts) as [Action, string][] };
}

function read(key: string): Partial<Record<Action, string>> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Record<Action, string>>;
  } catch {
    return {};
  }
}
