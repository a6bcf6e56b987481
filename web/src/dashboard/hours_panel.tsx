import { useMemo } from 'preact/hooks';
import { locale } from '../app/language';
import { HeatMap } from '../parts/charts/heat_map';
import { quantileClasses } from '../parts/charts/scale';
import { ShadeLegend } from '../parts/charts/shade_legend';
import { t } from '../text/messages';
import { whole } from '../text/numbers';
import { useDashboard, useFigures } from './context';
import { Panel } from './panel';
import { statisticsQuery } from './scope';
import type { WeekHours } from './shapes';
import { dateSpan } from './span';

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/** Monday to Sunday; the first of January 2024 was a Monday. */
function weekdays(style: 'long' | 'short'): string[] {
  const formatter = new Intl.DateTimeFormat(locale(), { weekday: style, timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, i) => formatter.format(Date.UTC(2024, 0, 1 + i)));
}

/** When people report: received reports by weekday and hour of the local day. */
export function HoursPanel() {
  const { scope, period } = useDashboard();
  const query = { ...statisticsQuery(scope), from: period.from, to: period.to };
  const resource = useFigures<WeekHours>('/v1/statistics/hours', query);
  return (
    <Panel
      class="panel--wide"
      title={t('dashboard.hours_of_week')}
      about={t('dashboard.hours_of_week.about')}
      resource={resource}
      isEmpty={(data) => data.items.every((each) => !each.received)}
      csv={{ path: '/v1/statistics/hours', query, name: 'hours' }}
    >
      {(data) => <WeekMap data={data} />}
    </Panel>
  );
}

function WeekMap({ data }: { data: WeekHours }) {
  const values = useMemo(() => grid(data), [data]);
  const classes = useMemo(() => quantileClasses(values.flat()), [values]);
  return (
    <>
      <HeatMap label={t('dashboard.hours_of_week')} corner={t('dashboard.column.weekday')} rows={weekdays('long')} columns={hours} values={values} classes={classes} />
      <ShadeLegend label={t('dashboard.column.reports')} classes={classes} show={whole} />
      <p class="muted small">{t('dashboard.hours_of_week.months', { period: dateSpan(data) })}</p>
    </>
  );
}

function grid({ items }: WeekHours): number[][] {
  const values = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  for (const { weekday, hour, received } of items) values[weekday - 1][hour] += received ?? 0;
  return values;
}
