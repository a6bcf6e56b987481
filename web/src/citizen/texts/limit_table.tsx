import { type Policy, usePolicy } from '../../api/policy';
import { calendarDate } from '../../text/dates';
import { t, tCount, tWord } from '../../text/messages';

const steps = ['verification', 'follow_up', 'completion', 'reassignment', 'auto_close', 'reopen_window', 'appeal_window'] as const;
const classes = ['information_request', 'aspiration', 'complaint', 'supervised_complaint'] as const;

/** The limits in force, as the server knows them. */
export function LimitTable() {
  const policy = usePolicy();
  return (
    <>
      <Table caption={t('citizen.limits.steps')} rows={steps.map((each) => [t(`citizen.limits.${each}`), policy[each]])} />
      <Table caption={t('citizen.limits.targets')} rows={classes.map((each) => [tWord('classification', each), policy[`resolve_${each}`]])} />
      <p class="small muted">{noteOf(policy)}</p>
    </>
  );
}

function noteOf({ effective_from, office_hours: [opens, closes] }: Policy): string {
  return t('citizen.limits.note', { date: calendarDate(effective_from), opens, closes });
}

function Table({ caption, rows }: { caption: string; rows: readonly (readonly [string, number])[] }) {
  return (
    <div class="table-wrap">
      <table>
        <caption>{caption}</caption>
        <tbody>
          {rows.map(([name, days]) => (
            <tr key={name}>
              <th scope="row" class="plain">{name}</th>
              <td class="cell--number">{tCount('deadline.days', days)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
