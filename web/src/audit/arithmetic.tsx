import type { Names } from '../api/reference';
import type { Institution } from '../api/types';
import { locale } from '../app/language';
import { calendarDate, dateAndTime } from '../text/dates';
import { t, tWord } from '../text/messages';
import { whole } from '../text/numbers';
import { ReportLink } from './facts';
import type { AuditedDeadline } from './lines';

type Calendar = NonNullable<AuditedDeadline['calendar']>;

/** A deadline as it ended, and how its due instant was counted. */
export function Arithmetic({ deadline, names }: { deadline: AuditedDeadline; names: Names<Institution> }) {
  const holder = deadline.institution ? (names.find(deadline.institution)?.name ?? deadline.institution) : t('audit.deadlines.national');
  return (
    <article class="stack stack--tight">
      <div class="row row--between">
        <h2>{tWord('deadline_kind', deadline.kind)}</h2>
        <span class={`badge badge--end-${deadline.outcome}`}>{tWord('audit.outcome_of', deadline.outcome)}</span>
      </div>
      <p class="muted small"><ReportLink id={deadline.report} /> · {holder}</p>
      <dl class="meta">
        <div><dt>{t('audit.deadlines.set')}</dt><dd>{dateAndTime(deadline.set_at)} <span class="muted small">{t('audit.position', { position: whole(deadline.set_by) })}</span></dd></div>
        <div><dt>{t('audit.deadlines.due')}</dt><dd>{dateAndTime(deadline.due)} {deadline.provisional && <span class="badge">{t('audit.provisional')}</span>}</dd></div>
        {deadline.ended_at && <div><dt>{t('audit.deadlines.ended')}</dt><dd>{dateAndTime(deadline.ended_at)}</dd></div>}
        {deadline.moved_to && <div><dt>{t('audit.deadlines.moved')}</dt><dd>{dateAndTime(deadline.moved_to)}</dd></div>}
        {deadline.levels.map((each) => <div key={each.level}><dt>{t('audit.deadlines.told', { level: each.level })}</dt><dd>{dateAndTime(each.at)}</dd></div>)}
      </dl>
      {deadline.rescheduled && <p class="small">{t('audit.deadlines.rescheduled')}</p>}
      {deadline.calendar && <Counting calendar={deadline.calendar} due={deadline.due} />}
    </article>
  );
}

/** Day zero, the counted days and those that were skipped, one after the other. */
function Counting({ calendar, due }: { calendar: Calendar; due: string }) {
  const days = daysOf(calendar);
  const isSame = new Date(calendar.due).getTime() === new Date(due).getTime();
  return (
    <div class="stack stack--tight">
      <p class="small">{t('audit.counting', { days: calendar.working_days, zone: calendar.zone, date: calendarDate(calendar.effective_from) })}</p>
      <ol class="audit-days">
        {days.map((day) => (
          <li key={day.date} class={`audit-days__day audit-days__day--${day.kind}`}>
            <span class="audit-days__date">{shortDay(day.date)}</span>
            <span class="audit-days__means">{day.kind === 'counted' ? whole(day.number) : t(`audit.day.${day.kind}`)}</span>
          </li>
        ))}
      </ol>
      {!calendar.decreed && <p class="small">{t('audit.counting.undecreed')}</p>}
      {!isSame && <p class="small badge badge--late">{t('audit.counting.differs', { due: dateAndTime(calendar.due) })}</p>}
    </div>
  );
}

type DayKind = 'zero' | 'counted' | 'saturday' | 'sunday' | 'holiday';

/** Each date from day zero to the last counted one. */
export function daysOf(calendar: Pick<Calendar, 'day_zero' | 'working_days' | 'skipped'>): { date: string; kind: DayKind; number: number }[] {
  const skipped = new Map(calendar.skipped.map((each) => [each.date, each.kind]));
  const days: { date: string; kind: DayKind; number: number }[] = [{ date: calendar.day_zero, kind: 'zero', number: 0 }];
  const date = new Date(`${calendar.day_zero}T00:00:00Z`);
  for (let number = 0; number < calendar.working_days; ) {
    date.setUTCDate(date.getUTCDate() + 1);
    const day = date.toISOString().slice(0, 10);
    const kind = skipped.get(day) ?? 'counted';
    if (kind === 'counted') ++number;
    days.push({ date: day, kind, number });
  }
  return days;
}

/** "Sen 5 Okt". */
function shortDay(date: string): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(`${date}T00:00:00Z`));
}
