import { useNow } from '../api/clock';
import type { Report } from '../api/types';
import { useWorkingHours } from '../api/working_hours';
import { timeLeft } from '../parts/deadline';
import { dateAndTime } from '../text/dates';
import { t, tCount, tWord } from '../text/messages';
import { inDaysAndHours, type WorkingHours, workingTime } from '../text/working_time';

type Running = NonNullable<Report['deadline']>;
export type Urgency = 'late' | 'soon' | 'calm';

/** Late: past due; soon: less than one working day left. */
export function urgencyOf(due: string, now: Date, hours: WorkingHours): Urgency {
  const until = new Date(due);
  if (until <= now) return 'late';
  const day = (hours.closes - hours.opens) * 3_600_000;
  return workingTime(now, until, Number(due.slice(-5, -3)), hours) < day ? 'soon' : 'calm';
}

const exactDays = 3;

/** Hours count while few days are left or lost; after that they would only be noise. */
function shortTimeLeft(due: string, now: Date, hours: WorkingHours): string {
  const { days } = inDaysAndHours(workingTime(now, new Date(due), Number(due.slice(-5, -3)), hours), hours);
  if (days < exactDays) return timeLeft(due, now, hours).text;
  return t(new Date(due) <= now ? 'deadline.late_by' : 'deadline.left', { time: tCount('deadline.days', days) });
}

/** What for and how much working time is left, in a word, a sign and a colour. */
export function Due({ deadline }: { deadline: Running | null }) {
  const now = useNow();
  const hours = useWorkingHours(now, deadline ? new Date(deadline.due) : now);
  if (!deadline) return <span class="muted">{t('desk.no_deadline')}</span>;
  const urgency = urgencyOf(deadline.due, now, hours);
  return (
    <span class={`desk-due desk-due--${urgency}`} title={dateAndTime(deadline.due)}>
      <span class="desk-due__sign" aria-hidden="true">{urgency === 'calm' ? '○' : urgency === 'soon' ? '◐' : '●'}</span>
      <span>
        <strong>{shortTimeLeft(deadline.due, now, hours)}</strong>
        <span class="desk-due__kind">{tWord('deadline_kind', deadline.kind)}</span>
      </span>
    </span>
  );
}
