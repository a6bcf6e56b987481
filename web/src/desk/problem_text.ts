import type { Problem } from '../api/client';
import { t, tWord } from '../text/messages';
import { problemText } from '../text/problems';

/** Problems that commands of desks meet, in the desk's words; others as everywhere. */
export function deskProblemText(problem: Problem): { title: string; advice: string } {
  const title = tWord('desk.problem', problem.kind);
  if (title === problem.kind) return problemText(problem);
  return { title, advice: problem.kind === 'forbidden-transition' ? t('desk.conflict.text') : '' };
}
