import { useNow } from '../../api/clock';
import { useResource } from '../../api/use_resource';
import { calendarDate, today } from '../../text/dates';
import { t, tWord } from '../../text/messages';

/** `GET /v1/calendar?year=` */
interface Calendar {
  decreed: boolean;
  decree: string | null;
  days: readonly { date: string; name: string; kind: 'public_holiday' | 'collective_leave' }[];
}

/** The days of this year on which no limit runs. Not shown while the server cannot tell them. */
export function ClosedDays() {
  const year = today(useNow(3_600_000)).slice(0, 4);
  const { data } = useResource<Calendar>('/v1/calendar', { query: { year } });
  if (!data) return null;
  if (!data.decreed) return <p class="small muted">{t('citizen.closed_days.unknown', { year })}</p>;
  return (
    <details>
      <summary>{t('citizen.closed_days.title', { year })}</summary>
      <ul class="closed-days">
        {data.days.map((day) => (
          <li key={day.date}>
            <time dateTime={day.date}>{calendarDate(day.date)}</time> {day.name} <span class="muted small">{tWord('citizen.closed_days', day.kind)}</span>
          </li>
        ))}
      </ul>
      {data.decree && <p class="small muted">{data.decree}</p>}
    </details>
  );
}
