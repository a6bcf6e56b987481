import { useCategories } from '../api/reference';
import { Bars, type Bar } from '../parts/charts/bars';
import { t, tWord } from '../text/messages';
import { percent, whole } from '../text/numbers';
import { useDashboard, useFigures } from './context';
import { useLabel } from './definitions';
import { show, unitOf } from './figures';
import { Panel } from './panel';
import { reportsQuery } from './scope';
import type { FigureName, FiguresRow, FiguresTable, ReportList } from './shapes';

const most = 10;
const mostOnWall = 7;

export function CategoryPanel() {
  const { scope } = useDashboard();
  return scope.kind === 'nation' ? <FiguresBy dimension="category" /> : <FacetBy facet="category" />;
}

export function ChannelPanel() {
  const { scope } = useDashboard();
  return scope.kind === 'nation' ? <FiguresBy dimension="channel" /> : <FacetBy facet="channel" />;
}

const paths = { category: '/v1/statistics/categories', channel: '/v1/statistics/channels' } as const;

/** Of the nation the API has all figures by category and channel. */
function FiguresBy({ dimension }: { dimension: 'category' | 'channel' }) {
  const { period, figure, wall } = useDashboard();
  const label = useLabel();
  const query = { from: period.from, to: period.to };
  const resource = useFigures<FiguresTable>(paths[dimension], query);
  return (
    <Panel
      title={t(`dashboard.by.${dimension}`)}
      about={label(figure)}
      resource={resource}
      isEmpty={(data) => data.items.length === 0}
      csv={{ path: paths[dimension], query, name: dimension }}
    >
      {(data) => <Bars label={t(`dashboard.by.${dimension}`)} heads={[t(`dashboard.column.${dimension}`), label(figure)]} bars={barsOf(data.items, dimension, figure).slice(0, wall ? mostOnWall : most)} full={unitOf(figure) === 'share' ? 1 : undefined} />}
    </Panel>
  );
}

function barsOf(rows: readonly FiguresRow[], dimension: 'category' | 'channel', figure: FigureName): Bar[] {
  return [...rows]
    .sort((one, other) => (other[figure] ?? -1) - (one[figure] ?? -1))
    .map((row) => ({
      key: row[dimension] ?? '',
      label: dimension === 'channel' ? tWord('channel', row.channel) : (row.name ?? row.category),
      value: row[figure] ?? 0,
      shown: show(unitOf(figure), row[figure]),
    }));
}

/** Of an institution or a region: the published reports that came in the period, as the list counts them. */
function FacetBy({ facet }: { facet: 'category' | 'channel' }) {
  const { scope, period, wall } = useDashboard();
  const categories = useCategories();
  const query = { ...reportsQuery(scope), from: period.from, to: period.to };
  const list = useFigures<ReportList>('/v1/reports', { ...query, limit: 1, facets: facet });
  const nameOf = (code: string) => (facet === 'channel' ? tWord('channel', code) : (categories.find(code)?.label ?? readable(code)));
  return (
    <Panel title={t(`dashboard.by.${facet}`)} about={t('dashboard.published')} resource={list} isEmpty={(data) => data.total === 0}>
      {(data) => <Bars label={t(`dashboard.by.${facet}`)} heads={[t(`dashboard.column.${facet}`), t('dashboard.column.reports')]} bars={facetBars(data, facet, nameOf).slice(0, wall ? mostOnWall : most)} />}
    </Panel>
  );
}

/** A code as it is, when the list of names is not there. */
function readable(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function facetBars(list: ReportList, facet: 'category' | 'channel' | 'state', nameOf: (code: string) => string): Bar[] {
  return Object.entries(list.facets[facet] ?? {})
    .filter(([code]) => !code.includes('/'))
    .sort(([, one], [, other]) => other - one)
    .map(([code, count]) => ({ key: code, label: nameOf(code), value: count, shown: whole(count), note: percent(count / list.total) }));
}

/** Where the reports of the period stand now. */
export function StatePanel() {
  const { scope, period } = useDashboard();
  const query = { ...reportsQuery(scope), from: period.from, to: period.to };
  const list = useFigures<ReportList>('/v1/reports', { ...query, limit: 1, facets: 'state' });
  return (
    <Panel title={t('dashboard.states')} about={t('dashboard.published')} resource={list} isEmpty={(data) => data.total === 0}>
      {(data) => <Bars label={t('dashboard.states')} heads={[t('dashboard.column.state'), t('dashboard.column.reports')]} bars={facetBars(data, 'state', (code) => tWord('state_of_report', code))} />}
    </Panel>
  );
}
