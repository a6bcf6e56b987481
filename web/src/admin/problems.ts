import type { Problem } from '../api/client';
import { tWord } from '../text/messages';
import { problemText } from '../text/problems';

/** Problems of administration in the visitor's words; what has none of its own is told as everywhere. */
export function titleOf(problem: Problem): string {
  const own = tWord('admin.problem', problem.kind);
  return own === problem.kind.replaceAll('_', ' ') ? problemText(problem).title : own;
}

/** What to do; the server's own sentence where it says more than we know. */
export function adviceOf(problem: Problem): string {
  return problem.detail || problemText(problem).advice;
}

/** A resource that this server does not have (yet), as far as a page can tell. */
export function isAbsent(problem: Problem | undefined): boolean {
  return problem?.status === 404 && problem.kind === 'not-found';
}
