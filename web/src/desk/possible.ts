import type { Profile, Report, State } from '../api/types';

/** What a desk can do to a report, by the names of DOMAIN.md's commands in short. */
export type ActionName =
  | 'verify' | 'forward' | 'answer' | 'decline' | 'hold' | 'merge' | 'archive' | 'reply' | 'close'
  | 'reopen' | 'restore' | 'note' | 'redact' | 'visibility' | 'reschedule' | 'reveal';

type Capacity = 'verifier' | 'coordinator' | 'officer' | 'national_admin';

interface Row {
  action: ActionName;
  by: readonly Capacity[];
  from: readonly State[] | 'any';
  /** What else the decider asks of the report. */
  when?: (report: Handled) => boolean;
}

/** What the rules need to know of a report; pages and cards of lists both have it. */
export type Handled = Pick<Report, 'state' | 'institution' | 'unit' | 'missed_level' | 'deadline' | 'erased' | 'verified_at'> & {
  /** Whom the reporter named; its timeline tells. Left out where only a card is known. */
  chosen?: string | null;
};
export type Desk = Pick<Profile, 'role' | 'institution'>;
/** Whether the first slug is the second one or stands above it in the tree. */
export type StandsOver = (own: string, slug: string) => boolean;

/** events/transitions.hpp, as far as desks are concerned, in the order in which they are offered. The server decides. */
const rows: readonly Row[] = [
  { action: 'verify', by: ['verifier'], from: ['awaiting_verification'] },
  { action: 'answer', by: ['officer', 'coordinator'], from: ['awaiting_follow_up', 'in_progress', 'replied'] },
  { action: 'forward', by: ['coordinator', 'national_admin'], from: ['awaiting_follow_up', 'awaiting_reassignment'] },
  { action: 'decline', by: ['coordinator', 'officer'], from: ['awaiting_follow_up'] },
  { action: 'hold', by: ['verifier'], from: ['awaiting_verification'] },
  { action: 'merge', by: ['verifier'], from: ['awaiting_verification'] },
  { action: 'archive', by: ['verifier'], from: ['awaiting_verification', 'on_hold', 'awaiting_reassignment'] },
  { action: 'reply', by: ['national_admin'], from: ['in_progress'] },
  { action: 'close', by: ['national_admin'], from: ['in_progress', 'replied'] },
  { action: 'reopen', by: ['national_admin'], from: ['closed'] },
  { action: 'restore', by: ['national_admin'], from: ['archived'] },
  { action: 'note', by: ['officer', 'coordinator', 'national_admin'], from: 'any' },
  { action: 'reschedule', by: ['national_admin'], from: 'any', when: (report) => report.deadline !== null },
  { action: 'redact', by: ['verifier'], from: 'any', when: (report) => report.verified_at !== null },
  { action: 'visibility', by: ['verifier'], from: 'any' },
  { action: 'reveal', by: ['national_admin'], from: 'any' },
];

function waitsForVerifier(state: State): boolean {
  return state === 'awaiting_verification' || state === 'on_hold';
}

/** Pages show one institution: who has it, and before anybody ever had it whom the reporter named. */
function placesOf(report: Handled): { holder: string | null; chosen: string | null } {
  const shown = report.unit ?? report.institution;
  const wasHeld = report.verified_at !== null;
  return { holder: wasHeld ? shown : null, chosen: report.chosen ?? (wasHeld ? null : shown) };
}

/** events/capacities.cpp: a chosen institution's coordinator verifies, until it has escalated to the national admin. */
function capacitiesOf({ role, institution }: Desk, report: Handled, standsOver: StandsOver): Set<Capacity> {
  const capacities = new Set<Capacity>();
  const { holder, chosen } = placesOf(report);
  const waits = waitsForVerifier(report.state);
  const isOver = (place: string | null) => institution !== null && place !== null && standsOver(institution, place);
  if (role === 'national_admin') {
    capacities.add('national_admin');
    if (!(waits && chosen !== null && report.missed_level < 2)) capacities.add('verifier');
  }
  if (role === 'coordinator' && waits && isOver(chosen)) capacities.add('verifier');
  if ((role === 'coordinator' || role === 'officer') && isOver(holder)) capacities.add(role);
  return capacities;
}

/** What this desk may do to this report now. Nothing can be added to what was erased by law. */
export function possibleActions(desk: Desk, report: Handled, standsOver: StandsOver): ActionName[] {
  if (report.erased) return [];
  const capacities = capacitiesOf(desk, report, standsOver);
  return rows
    .filter((row) => row.by.some((each) => capacities.has(each)))
    .filter((row) => row.from === 'any' || row.from.includes(report.state))
    .filter((row) => row.when?.(report) ?? true)
    .map((row) => row.action);
}

/** What is most likely done next; undefined: the desk has to choose, or nothing waits for it. */
export function likelyAction(possible: readonly ActionName[], state: State): ActionName | undefined {
  const first: Partial<Record<State, readonly ActionName[]>> = {
    awaiting_verification: ['verify'],
    awaiting_follow_up: ['answer'],
    awaiting_reassignment: ['forward'],
    replied: ['answer'],
    in_progress: ['answer'],
  };
  return first[state]?.find((each) => possible.includes(each));
}
