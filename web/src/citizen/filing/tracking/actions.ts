import type { Report, State, TimelineItem } from '../../../api/types';

/** What the reporter may do with a report now: the rows of events/transitions.hpp that name the reporter. Pure. */

export type Action = 'complete' | 'reply' | 'close' | 'rate' | 'reopen' | 'restore' | 'add' | 'visibility' | 'withdraw';

/** In the order in which they are offered: what waits for the reporter first. */
const byState: Record<State, readonly Action[]> = {
  awaiting_verification: ['add', 'visibility', 'withdraw'],
  on_hold: ['complete', 'visibility', 'withdraw'],
  awaiting_follow_up: ['add', 'visibility'],
  awaiting_reassignment: ['add', 'visibility'],
  in_progress: ['reply', 'close', 'visibility'],
  replied: ['add', 'close', 'visibility'],
  closed: ['rate', 'reopen', 'visibility'],
  archived: ['restore', 'visibility'],
  merged: ['visibility'],
};

/** Reopening and appealing can be done once, and only for a time. */
const onceBy = { reopen: 'report_reopened', restore: 'report_restored' } as const;

type Known = Pick<Report, 'state' | 'erased' | 'window_until' | 'anonymous' | 'confidential'>;

export function possibleActions(report: Known, timeline: readonly TimelineItem[], now: Date): readonly Action[] {
  if (report.erased) return [];
  return byState[report.state].filter((action) => {
    if (action === 'reopen' || action === 'restore') return isInWindow(report, now) && !wasUsed(action, timeline);
    return action !== 'visibility' || !report.anonymous || !report.confidential;
  });
}

function isInWindow({ window_until }: Known, now: Date): boolean {
  return !window_until || now < new Date(window_until);
}

/** An administrator's does not count. */
function wasUsed(action: 'reopen' | 'restore', timeline: readonly TimelineItem[]): boolean {
  return timeline.some((each) => each.event === onceBy[action] && each.initiator === 'reporter');
}

/** The question that a held report waits for. */
export function openQuestion(timeline: readonly TimelineItem[]): string | undefined {
  const held = timeline.filter((each) => each.event === 'report_held').at(-1);
  return held?.event === 'report_held' ? held.question : undefined;
}

/** The institution's newest answer. */
export function lastFollowUp(timeline: readonly TimelineItem[]): string | undefined {
  const posted = timeline.filter((each) => each.event === 'follow_up_posted').at(-1);
  return posted?.event === 'follow_up_posted' ? posted.text : undefined;
}

/** How many files the reporter has attached: all commands of one report share one limit. */
export function filesOfReporter(report: Pick<Report, 'original'>, timeline: readonly TimelineItem[]): number {
  const files = new Set(report.original?.attachments ?? []);
  for (const item of timeline) {
    const own = item.event === 'information_added' || (item.event === 'reply_posted' && item.initiator === 'reporter');
    if (own && 'attachments' in item) for (const each of item.attachments ?? []) files.add(each);
  }
  return files.size;
}
