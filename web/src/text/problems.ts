import type { Problem } from '../api/client';
import { language } from '../app/language';
import { type MessageKey, t, tWord } from './messages';

/** A problem of the API in the visitor's words: what happened, and what to do. */
export function problemText(problem: Problem): { title: string; advice: string } {
  const key = `problem.${problem.kind}`;
  const title = tWord('problem', problem.kind);
  const known = title !== problem.kind.replaceAll('_', ' ');
  return {
    title: known ? title : t('problem.unexpected'),
    advice: adviceOf(problem, known ? key : 'problem.unexpected'),
  };
}

function adviceOf(problem: Problem, key: string): string {
  if (problem.retryAfter) return t('problem.wait', { seconds: problem.retryAfter });
  const advice = t(`${key}.advice` as MessageKey);
  if (advice !== `${key}.advice`) return advice;
  return language() === 'en' && problem.detail ? problem.detail : t('problem.unexpected.advice');
}
