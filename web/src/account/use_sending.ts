import { useState } from 'preact/hooks';
import { asProblem, type Problem } from '../api/client';
import { type MessageKey, t } from '../text/messages';
import { problemText } from '../text/problems';

/** One thing that a form asks of the server. */
export interface Sending {
  busy: boolean;
  problem: Problem | undefined;
  /** True when it was done. */
  run: (doing: () => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
}

export function useSending(): Sending {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async (doing: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await doing();
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run, clear: () => setProblem(undefined) };
}

/** Problems that belong to a field which the API does not name, because they are no fault of the form. */
const fieldsOfKinds: Record<string, string> = {
  'wrong-code': 'code',
  'weak-password': 'new_password',
  'address-in-use': 'address',
  'no-account': 'address',
  'second-factor-needed': 'code',
};

/** The field that a problem is about. `password` of a new account is its new one. */
export function fieldOf(problem: Problem | undefined): string | undefined {
  return problem && (fieldsOfKinds[problem.kind] ?? problem.field);
}

/** What to say beside field `name`. */
export function faultOf(problem: Problem | undefined, ...names: readonly string[]): string | undefined {
  const field = fieldOf(problem);
  if (!problem || !field || !names.includes(field)) return undefined;
  const key = `account.fault.${problem.kind}` as MessageKey;
  return t(key) === key ? problemText(problem).title : t(key);
}
