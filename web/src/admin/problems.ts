import type { Problem } from '../api/client';
import { language } from '../app/language';
import { t, tWord } from '../text/messages';
import { problemText } from '../text/problems';

/** A resource that this server does not have (yet), as far as a page can tell. */
export function isAbsent(problem: Problem | undefined): boolean {
  return problem?.status === 404 && problem.kind === 'not-found';
}

/** In administration's own words; null for problems that are told as everywhere. */
function ownTitle(problem: Problem): string | null {
  const own = tWord('admin.problem', problem.kind);
  return own === problem.kind.replaceAll('_', ' ') ? null : own;
}

export function titleOf(problem: Problem): string {
  return isAbsent(problem) ? t('admin.absent') : (ownTitle(problem) ?? problemText(problem).title);
}

/** What to do; the server's own sentence, which is English, where the page is. */
export function adviceOf(problem: Problem): string {
  if (isAbsent(problem)) return t('admin.absent.advice');
  if (language() === 'en' && problem.detail) return problem.detail;
  return ownTitle(problem) ? '' : problemText(problem).advice;
}
