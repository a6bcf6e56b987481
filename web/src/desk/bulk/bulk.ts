import { asProblem, newKey, type Problem, send } from '../../api/client';
import type { ReportCard, Standing } from '../../api/types';

/** What can be done to several reports at once. */
export type BulkAction = 'forward' | 'hold' | 'archive' | 'answer';

export const bulkPaths: Record<BulkAction, string> = { forward: 'forwarding', hold: 'hold', archive: 'archive', answer: 'follow-ups' };

/** One report's part. The key is made once, so that trying again cannot do it twice. */
export interface Task {
  card: ReportCard;
  body: unknown;
  key: string;
  outcome: Outcome;
}

/** `unsent`: nobody knows of a refusal, so it may be tried again. */
export type Outcome = { kind: 'waiting' } | { kind: 'done' } | { kind: 'refused' | 'unsent'; problem: Problem };

export function tasksFor(cards: readonly ReportCard[], bodyOf: (card: ReportCard) => unknown): Task[] {
  return cards.map((card) => ({ card, body: bodyOf(card), key: newKey(), outcome: { kind: 'waiting' } }));
}

const atOnce = 3;

/** Whether the server has judged the wish, so that the same wish will get the same answer. */
function isFinal(problem: Problem): boolean {
  return problem.status >= 400 && problem.status < 500 && problem.status !== 429 && problem.status !== 401;
}

async function carryOut(action: BulkAction, { card, body, key }: Task): Promise<Outcome> {
  try {
    await send<Standing>(`/v1/reports/${card.id}/${bulkPaths[action]}`, body, { version: card.version, idempotencyKey: key });
    return { kind: 'done' };
  } catch (error) {
    const problem = asProblem(error);
    return { kind: isFinal(problem) ? 'refused' : 'unsent', problem };
  }
}

/** Carries out what has not been decided yet, a few at a time; `tell` hears of each. Resolves when each has an outcome. */
export async function runTasks(action: BulkAction, tasks: readonly Task[], tell: (task: Task, outcome: Outcome) => void): Promise<void> {
  const open = tasks.filter(({ outcome }) => outcome.kind === 'waiting' || outcome.kind === 'unsent');
  const next = open.values();
  const worker = async () => {
    for (const task of next) tell(task, await carryOut(action, task));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
