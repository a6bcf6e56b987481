import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, newKey, type Problem, send } from '../../api/client';
import type { Standing } from '../../api/types';
import { t } from '../../text/messages';
import { deskProblemText } from '../problem_text';

/** A command on the report that is open. */
export interface Command {
  busy: boolean;
  /** What went wrong, unless a field says it. */
  problem: Problem | undefined;
  /** What is wrong with a member of the body, for beside its field. */
  faultOf: (...members: string[]) => string | undefined;
  /** Sends it; undefined: it was not carried out, and `problem` says why. */
  run: <T extends Standing>(path: string, body: unknown) => Promise<T | undefined>;
}

/** Commands for `report` as it was at `version`: what others did since then is told, never overwritten. */
export function useCommand(report: number, version: number): Command {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const wish = useRef({ text: '', key: '' });
  useEffect(() => setProblem(undefined), [version]);

  const run = async <T extends Standing>(path: string, body: unknown): Promise<T | undefined> => {
    const text = JSON.stringify([path, body, version]);
    if (wish.current.text !== text) wish.current = { text, key: newKey() };
    setBusy(true);
    setProblem(undefined);
    try {
      return await send<T>(`/v1/reports/${report}/${path}`, body, { version, idempotencyKey: wish.current.key });
    } catch (error) {
      setProblem(asProblem(error));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  const member = problem?.status === 422 ? problem.field?.split(/[^a-z_]+/).find(Boolean) : undefined;
  const faultOf = (...members: string[]) => (problem && member && members.includes(member) ? faultText(problem) : undefined);
  return { busy, problem, faultOf, run };
}

const missing = ['missing-field', 'blank-text'];

function faultText(problem: Problem): string {
  return missing.includes(problem.kind) ? t('desk.fault.missing') : deskProblemText(problem).title;
}
