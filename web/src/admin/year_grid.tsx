import { locale } from '../app/language';
import { tWord } from '../text/messages';
import type { Holiday } from './rulebook';

/** The twelve months of a year; holidays are marked and named. */
export function YearGrid({ year, days }: { year: number; days: readonly Holiday[] }) {
  const byDate = new Map(days.map((each) => [each.date, each]));
  return (
    <div class="admin-year">
      {Array.from({ length: 12 }, (_, month) => (
        <Month key={month} year={year} month={month} byDate={byDate} />
      ))}
    </div>
  );
}

const asDate = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day));
const format = (date: Date, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...options }).format(date);

/** 1 January 2024 was a Monday. */
const weekdays = Array.from({ length: 7 }, (_, i) => asDate(2024, 0, 1 + i));

function Month({ year, month, byDate }: { year: number; month: number; byDate: ReadonlyMap<string, Holiday> }) {
  return (
    <table class="admin-month">
      <caption>{format(asDate(year, month, 1), { month: 'long' })}</caption>
      <thead>
        <tr>
          {weekdays.map((each) => (
            <th key={each.getTime()} scope="col" abbr={format(each, { weekday: 'long' })}>{format(each, { weekday: 'narrow' })}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, i) => (
          <tr key={i}>
            {week.map((day, weekday) => (
              <Day key={weekday} day={day} isWeekend={weekday >= 5} holiday={day ? byDate.get(day.toISOString().slice(0, 10)) : undefined} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, isWeekend, holiday }: { day: Date | null; isWeekend: boolean; holiday: Holiday | undefined }) {
  if (!day) return <td />;
  const kind = holiday?.kind ?? (isWeekend ? 'weekend' : '');
  return (
    <td class={kind && `admin-month__day--${kind}`} title={holiday && `${holiday.name} (${tWord('admin.holiday', holiday.kind)})`}>
      {day.getUTCDate()}
      {holiday && <span class="visually-hidden">: {holiday.name}, {tWord('admin.holiday', holiday.kind)}</span>}
    </td>
  );
}

/** Weeks from Monday on; null where another month's day would stand. */
function weeksOf(year: number, month: number): (Date | null)[][] {
  const count = asDate(year, month + 1, 0).getUTCDate();
  const before = (asDate(year, month, 1).getUTCDay() + 6) % 7;
  const cells = [...Array<null>(before).fill(null), ...Array.from({ length: count }, (_, i) => asDate(year, month, i + 1))];
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(7 * i, 7 * i + 7));
}
