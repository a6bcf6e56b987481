import { useNow } from '../api/clock';
import type { Schemas, State } from '../api/types';
import { useWorkingHours } from '../api/working_hours';
import { lastDay } from '../text/dates';
import { type MessageKey, t, tCount, tWord } from '../text/messages';
import { inDaysAndHours, type WorkingHours, workingTime } from '../text/working_time';
import { LateBadge } from './badge';

type RunningDeadline = Schemas['RunningDeadline'];

/** Who must act next. */
export type Turn = 'verifier' | 'reporter' | 'institution' | 'nobody';

/** DOMAIN.md's life of a report, read from its states: whose move ends the state. */
const turns: Record<State, Turn> = {
  awaiting_verification: 'verifier',
  on_hold: 'reporter',
  awaiting_follow_up: 'institution',
  awaiting_reassignment: 'verifier',
  in_progress: 'reporter',
  replied: 'institution',
  closed: 'nobody',
  archived: 'nobody',
  merged: 'nobody',
};

export const turnOf = (state: State): Turn => turns[state];

/** What the sentences about a turn need of a report. */
export interface Turning {
  state: State;
  institution_name: string | null;
  window_until: string | null;
  deadline: RunningDeadline | null;
}

/** Whose turn it is, and to do what: one sentence. `mine`: the reader is the reporter. */
export function turnText({ state, institution_name }: Pick<Turning, 'state' | 'institution_name'>, mine = false): string {
  const key = mine && (turnOf(state) === 'reporter' || state === 'closed' || state === 'archived') ? `turn.${state}.mine` : `turn.${state}`;
  const nobodyNamed = t(turnOf(state) === 'verifier' ? 'role.national_admin' : 'turn.institution');
  const who = state === 'awaiting_reassignment' ? t('role.national_admin') : (institution_name ?? nobodyNamed);
  return t(key as MessageKey, { who });
}

/** "Sisa 2 hari kerja 3 jam", "Terlambat 1 hari kerja". */
export function timeLeft(due: string, now: Date, hours: WorkingHours): { late: boolean; text: string } {
  const until = new Date(due);
  const late = until <= now;
  const left = workingTime(now, until, Number(due.slice(-5, -3)), hours);
  return { late, text: t(late ? 'deadline.late_by' : 'deadline.left', { time: lengthOf(left, hours) }) };
}

function lengthOf(milliseconds: number, hours: WorkingHours): string {
  const length = inDaysAndHours(milliseconds, hours);
  if (length.days === 0 && length.hours === 0) return t('deadline.under_an_hour');
  const parts = [length.days > 0 && tCount('deadline.days', length.days), length.hours > 0 && tCount('deadline.hours', length.hours)];
  return parts.filter(Boolean).join(' ');
}

function useTimeLeft(due: string): { late: boolean; text: string } {
  const now = useNow();
  return timeLeft(due, now, useWorkingHours(now, new Date(due)));
}

/** Short, for a row of a list: the working time that is left or by which it is late. */
export function TimeLeft({ deadline }: { deadline: RunningDeadline }) {
  const { late, text } = useTimeLeft(deadline.due);
  return <span class={late || deadline.missed ? 'time-left time-left--late' : 'time-left'}>{text}</span>;
}

/** The deadline in words: what for, its last day, the working time left, and what "provisional" means. */
export function DeadlineText({ deadline }: { deadline: RunningDeadline }) {
  const { late } = useTimeLeft(deadline.due);
  return (
    <div class="deadline">
      <p>
        <span class="muted">{t(`deadline.kind.${deadline.kind}` as MessageKey)}</span>
        <br />
        <strong><time dateTime={deadline.due}>{lastDay(deadline.due)}</time></strong>
      </p>
      <p class="row">
        {(late || deadline.missed) && <LateBadge />}
        <TimeLeft deadline={deadline} />
      </p>
      {deadline.provisional && <p class="small muted">{t('deadline.provisional')}</p>}
    </div>
  );
}

/** Whose turn it is, by when, and what becomes of it: the box beside a report. */
export function TurnBox({ report, mine = false }: { report: Turning; mine?: boolean }) {
  const { state, deadline, window_until } = report;
  return (
    <section class={`turn turn--${turnOf(state)}`} aria-label={t('turn.title')}>
      <h2>{turnOf(state) === 'nobody' ? tWord('state_of_report', state) : t('turn.title')}</h2>
      <p>{turnText(report, mine)}</p>
      {deadline && <DeadlineText deadline={deadline} />}
      {window_until && <Window state={state} until={window_until} />}
    </section>
  );
}

/** How long an ended report can still come back; nothing when that is past. */
function Window({ state, until }: { state: State; until: string }) {
  const now = useNow();
  if (new Date(until) <= now || (state !== 'closed' && state !== 'archived')) return null;
  return <p class="small muted">{t(state === 'closed' ? 'turn.reopen_until' : 'turn.appeal_until', { date: lastDay(until) })}</p>;
}
