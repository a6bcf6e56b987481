import { useMemo } from 'preact/hooks';
import type { Resource } from '../api/use_resource';
import { Sparkline } from '../parts/charts/sparkline';
import { t, tCount } from '../text/messages';
import { useDashboard } from './context';
import { Explain, useLabel } from './definitions';
import { figureNames, headlines, show, type Trend, trendOf, unitOf } from './figures';
import { Panel } from './panel';
import { statisticsQuery } from './scope';
import type { DailySeries, FigureName, FiguresRow, FiguresTable } from './shapes';
import { dateSpan } from './span';

interface Props {
  resource: Resource<FiguresTable>;
  daily: DailySeries | undefined;
}

/** The figures in large, each with its trend and its meaning; all of them as a table. */
export function Headline({ resource, daily }: Props) {
  const { scope, period } = useDashboard();
  return (
    <Panel
      class="panel--headline"
      title={t('dashboard.headline')}
      about={t('dashboard.headline.about', { period: dateSpan(period), before: dateSpan(period.before) })}
      resource={resource}
      csv={{ path: '/v1/statistics/figures', query: { ...statisticsQuery(scope), from: period.from, to: period.to }, name: 'figures' }}
      table={(data) => <AllFigures row={rowOf(data)} />}
    >
      {(data) => <Tiles row={rowOf(data)} daily={daily} />}
    </Panel>
  );
}

/** The scope's own row stands behind those above it. */
export function rowOf(table: FiguresTable): FiguresRow {
  return table.items[table.items.length - 1];
}

function Tiles({ row, daily }: { row: FiguresRow; daily: DailySeries | undefined }) {
  return (
    <dl class="tiles">
      {headlines.map((figure) => <Tile key={figure} figure={figure} row={row} daily={daily} />)}
    </dl>
  );
}

function Tile({ figure, row, daily }: { figure: FigureName; row: FiguresRow; daily: DailySeries | undefined }) {
  const { wall } = useDashboard();
  const label = useLabel();
  const series = useMemo(() => seriesOf(figure, daily), [figure, daily]);
  return (
    <div class="tile">
      <dt>
        {label(figure)}
        {!wall && <Explain figure={figure} />}
      </dt>
      <dd class="tile__value number">{show(unitOf(figure), row[figure])}</dd>
      {figure === 'rating_mean' && row.ratings > 0 && <dd class="muted small">{tCount('dashboard.ratings', row.ratings)}</dd>}
      <dd class="tile__trend"><TrendText figure={figure} row={row} /></dd>
      {series && <dd class="tile__spark" aria-hidden="true"><Sparkline values={series} /></dd>}
    </div>
  );
}

/** The days of a figure, where the API tells them. */
function seriesOf(figure: FigureName, daily: DailySeries | undefined): number[] | undefined {
  const first = daily?.items[0];
  if (!daily || !first || !(figure in first)) return undefined;
  return daily.items.map((each) => Number(each[figure as keyof typeof each]));
}

/**
 * Arrow, words, number. How many of the period before are late now says nothing of a trend (they had more time to be
 * answered), so it is told as it is.
 */
function TrendText({ figure, row }: { figure: FigureName; row: FiguresRow }) {
  const before = row.before[figure];
  if (figure === 'late') return <span class="muted">{t('dashboard.trend.late', { count: show('count', before) })}</span>;
  const trend = trendOf(figure, row[figure], before);
  if (!trend) return <span class="muted">{t('dashboard.trend.none')}</span>;
  return (
    <>
      <TrendMark trend={trend} /> <span class="muted">{t('dashboard.trend.from', { value: show(unitOf(figure), before) })}</span>
    </>
  );
}

const arrows: Record<Trend['direction'], string> = { up: '▲', down: '▼', same: '=' };

export function TrendMark({ trend }: { trend: Trend }) {
  return (
    <span class={`trend trend--${trend.tone}`}>
      <span aria-hidden="true">{arrows[trend.direction]} </span>
      {trend.text}
    </span>
  );
}

function AllFigures({ row }: { row: FiguresRow }) {
  const { period } = useDashboard();
  const label = useLabel();
  return (
    <div class="table-wrap" tabIndex={0} role="group" aria-label={t('dashboard.headline')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('dashboard.column.figure')}</th>
            <th scope="col" class="cell--number">{dateSpan(period)}</th>
            <th scope="col" class="cell--number">{dateSpan(period.before)}</th>
            <th scope="col">{t('dashboard.column.trend')}</th>
          </tr>
        </thead>
        <tbody>
          {figureNames.map((figure) => {
            const trend = figure === 'late' ? undefined : trendOf(figure, row[figure], row.before[figure]);
            return (
              <tr key={figure}>
                <th scope="row">{label(figure)} <Explain figure={figure} /></th>
                <td class="cell--number">{show(unitOf(figure), row[figure])}</td>
                <td class="cell--number">{show(unitOf(figure), row.before[figure])}</td>
                <td>{trend && <TrendMark trend={trend} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
