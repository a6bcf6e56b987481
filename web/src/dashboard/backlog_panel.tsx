import { Bars } from '../parts/charts/bars';
import { t, tCount } from '../text/messages';
import { percent, whole } from '../text/numbers';
import { useDashboard, useFigures } from './context';
import { Panel } from './panel';
import { statisticsQuery } from './scope';
import type { Backlog } from './shapes';

const ages = ['days_0_to_5', 'days_6_to_10', 'days_11_to_20', 'days_21_to_60', 'days_over_60'] as const;
const older = ['days_21_to_60', 'days_over_60'];

/** Open reports by the days since they came, at this moment, whatever the period. */
export function BacklogPanel() {
  const { scope } = useDashboard();
  const query = statisticsQuery(scope);
  const backlog = useFigures<Backlog>('/v1/statistics/backlog', query);
  return (
    <Panel title={t('dashboard.backlog')} about={t('dashboard.backlog.about')} resource={backlog} isEmpty={(data) => (data.items[0]?.open ?? 0) === 0} csv={{ path: '/v1/statistics/backlog', query, name: 'backlog' }}>
      {({ items: [row] }) => (
        <>
          <Bars
            label={t('dashboard.backlog')}
            heads={[t('dashboard.column.age'), t('dashboard.column.reports')]}
            bars={ages.map((age) => ({
              key: age,
              label: t(`dashboard.age.${age}`),
              value: row[age],
              shown: whole(row[age]),
              note: percent(row[age] / row.open),
              colour: older.includes(age) ? 2 : 1,
            }))}
          />
          <p class="panel__foot">{tCount('dashboard.backlog.late', row.late, { open: whole(row.open) })}</p>
        </>
      )}
    </Panel>
  );
}
