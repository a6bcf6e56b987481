import { useMemo } from 'preact/hooks';
import type { Resource } from '../api/use_resource';
import { type Line, LineChart } from '../parts/charts/line_chart';
import { t } from '../text/messages';
import { whole } from '../text/numbers';
import { useDashboard, useFigures } from './context';
import { useLabel } from './definitions';
import { Panel } from './panel';
import { statisticsQuery } from './scope';
import type { DailySeries } from './shapes';
import { dateOf, dateSpan } from './span';

type Measure = 'received' | 'verified' | 'followed_up' | 'closed' | 'open';
interface Drawn {
  measure: Measure;
  colour: Line['colour'];
  dash: Line['dash'];
  filled?: boolean;
}

const flow: readonly Drawn[] = [
  { measure: 'received', colour: 1, dash: 'solid' },
  { measure: 'closed', colour: 2, dash: 'dashed' },
];
const stock: readonly Drawn[] = [{ measure: 'open', colour: 3, dash: 'solid', filled: true }];

/** The days of the period, and of the one before where that is asked for. */
export function useDaily(): { daily: Resource<DailySeries>; before: DailySeries | undefined } {
  const { scope, period, compare } = useDashboard();
  const query = statisticsQuery(scope);
  const daily = useFigures<DailySeries>('/v1/statistics/daily', { ...query, from: period.from, to: period.to });
  const before = useFigures<DailySeries>(compare ? '/v1/statistics/daily' : null, { ...query, ...period.before });
  return { daily, before: compare ? before.data : undefined };
}

interface Props {
  daily: Resource<DailySeries>;
  before: DailySeries | undefined;
}

export function FlowPanel(props: Props) {
  return <SeriesPanel {...props} title={t('dashboard.flow')} about={t('dashboard.flow.about')} drawn={flow} class="panel--wide" />;
}

export function StockPanel(props: Props) {
  return <SeriesPanel {...props} title={t('dashboard.stock')} about={t('dashboard.stock.about')} drawn={stock} />;
}

function SeriesPanel({ daily, before, title, about, drawn, class: place }: Props & { title: string; about: string; drawn: readonly Drawn[]; class?: string }) {
  const { scope, period, wall } = useDashboard();
  return (
    <Panel
      title={title}
      about={about}
      class={place}
      resource={daily}
      isEmpty={(data) => data.items.every((row) => drawn.every(({ measure }) => row[measure] === 0))}
      csv={{ path: '/v1/statistics/daily', query: { ...statisticsQuery(scope), from: period.from, to: period.to }, name: 'daily' }}
      table={(data) => <SeriesTable data={data} before={before} drawn={drawn} title={title} />}
    >
      {(data) => <SeriesChart data={data} before={before} drawn={drawn} title={`${title}, ${dateSpan(period)}`} height={wall ? Math.round(innerHeight * 0.55) : 260} />}
    </Panel>
  );
}

interface SeriesProps {
  data: DailySeries;
  before: DailySeries | undefined;
  drawn: readonly Drawn[];
  title: string;
}

function SeriesChart({ data, before, drawn, title, height }: SeriesProps & { height: number }) {
  const label = useLabel();
  const names = drawn.map(({ measure }) => label(measure)).join('|');
  const dates = useMemo(() => data.items.map((each) => each.date), [data]);
  const lines = useMemo(() => {
    const now: Line[] = drawn.map(({ measure, ...look }) => ({ ...look, label: label(measure), values: data.items.map((each) => each[measure]) }));
    const then: Line[] = drawn.map(({ measure, colour }) => ({
      colour,
      dash: 'dotted',
      faint: true,
      label: t('dashboard.before_of', { figure: label(measure) }),
      values: data.items.map((_, i) => before?.items[i]?.[measure] ?? null),
    }));
    return before ? [...then, ...now] : now;
  }, [data, before, drawn, names]);
  return <LineChart label={title} dates={dates} lines={lines} height={height} />;
}

function SeriesTable({ data, before, drawn, title }: SeriesProps) {
  const label = useLabel();
  return (
    <div class="table-wrap panel__table" tabIndex={0} role="group" aria-label={title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('dashboard.column.date')}</th>
            {drawn.map(({ measure }) => <th key={measure} scope="col" class="cell--number">{label(measure)}</th>)}
            {before && drawn.map(({ measure }) => <th key={`before.${measure}`} scope="col" class="cell--number">{t('dashboard.before_of', { figure: label(measure) })}</th>)}
          </tr>
        </thead>
        <tbody>
          {data.items.map((row, i) => (
            <tr key={row.date}>
              <th scope="row">{dateOf(row.date)}</th>
              {drawn.map(({ measure }) => <td key={measure} class="cell--number">{whole(row[measure])}</td>)}
              {before && drawn.map(({ measure }) => <td key={`before.${measure}`} class="cell--number">{before.items[i] ? whole(before.items[i][measure]) : '–'}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
