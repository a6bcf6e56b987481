import { useMemo, useState } from 'preact/hooks';
import { useInstitutions } from '../api/reference';
import { Link, setQuery, usePlace } from '../app/router';
import { type Column, type Order, SortableTable } from '../parts/sortable_table';
import { fit } from '../text/find';
import { t } from '../text/messages';
import { seldomMs, useDashboard, useFigures } from './context';
import { useLabel } from './definitions';
import { figureNames, show, unitOf } from './figures';
import { useLinkTo } from './link_to';
import { Panel } from './panel';
import { depthOf, type Scope } from './scope';
import type { FigureName, FiguresRow, FiguresTable } from './shapes';
import { dateSpan } from './span';

type Dimension = 'institution' | 'region';
const columns: readonly FigureName[] = ['received', 'open', 'late', 'followed_up_share', 'followed_up_in_time_share', 'verified_in_time_share', 'hours_to_follow_up_median', 'closed', 'rating_mean'];
const paths = { institution: '/v1/statistics/institutions', region: '/v1/statistics/regions' } as const;

/** Institutions: all of the nation, those that serve a region, the units of an institution. */
export function InstitutionRanking() {
  const { scope } = useDashboard();
  const serves = useServes(scope);
  const below = scope.kind === 'institution' ? scope.code : undefined;
  if (below?.includes('/')) return null;
  return <Ranking dimension="institution" below={below} title={t(below ? 'dashboard.ranking.units' : 'dashboard.ranking.institutions')} among={serves} />;
}

/** What lies right below the region: regencies, districts. */
export function RegionRanking() {
  const { scope } = useDashboard();
  if (scope.kind === 'institution' || (scope.kind === 'region' && depthOf(scope.code) > 1)) return null;
  const below = scope.kind === 'region' ? scope.code : undefined;
  return <Ranking dimension="region" below={below} title={t(below ? 'dashboard.ranking.regions_below' : 'dashboard.ranking.provinces')} />;
}

/** Which institutions a region's table has; without the list of institutions none can be told. */
function useServes(scope: Scope): ((row: FiguresRow) => boolean) | undefined {
  const institutions = useInstitutions();
  if (scope.kind !== 'region') return undefined;
  return ({ institution }) => {
    const region = institutions.find(institution)?.region;
    return region === scope.code || Boolean(region?.startsWith(`${scope.code}.`));
  };
}

interface Props {
  dimension: Dimension;
  below: string | undefined;
  title: string;
  among?: ((row: FiguresRow) => boolean) | undefined;
}

function Ranking({ dimension, below, title, among }: Props) {
  const { period, wall } = useDashboard();
  const [words, setWords] = useState('');
  const query = { below, from: period.from, to: period.to };
  const resource = useFigures<FiguresTable>(paths[dimension], query, seldomMs);
  const rowsOf = (data: FiguresTable) => (among ? data.items.filter(among) : data.items);
  const search = (
    <input class="panel__search" type="search" aria-label={t('dashboard.ranking.search', { title })} placeholder={t('action.search')} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
  );
  return (
    <Panel class="panel--full" title={title} about={wall ? dateSpan(period) : t('dashboard.ranking.about')} resource={resource} isEmpty={(data) => rowsOf(data).length === 0} csv={{ path: paths[dimension], query, name: dimension }} controls={search}>
      {(data) => <RankingTable rows={found(rowsOf(data), words)} dimension={dimension} title={title} most={wall ? 10 : undefined} />}
    </Panel>
  );
}

function found(rows: readonly FiguresRow[], words: string): readonly FiguresRow[] {
  return words.trim() ? rows.filter((row) => fit({ name: row.name ?? '' }, words) > 0) : rows;
}

function RankingTable({ rows, dimension, title, most }: { rows: readonly FiguresRow[]; dimension: Dimension; title: string; most: number | undefined }) {
  const { order, setOrder } = useOrder(dimension);
  const { figure } = useDashboard();
  const label = useLabel();
  const shown = columns.includes(figure) ? columns : [...columns, figure];
  const names = shown.map(label).join('|');
  const all = useMemo(() => [nameColumn(dimension), ...shown.map((each) => figureColumn(each, label(each)))], [dimension, names]);
  const first = most === undefined ? rows : [...rows].sort((one, other) => other.received - one.received).slice(0, most);
  return <SortableTable caption={title} columns={all} rows={first} keyOf={(row) => row[dimension] ?? ''} order={order} onOrder={setOrder} />;
}

/** The order stands in the URL: `by_institution=-received` is by that figure, the highest first. */
function useOrder(dimension: Dimension): { order: Order; setOrder: (order: Order) => void } {
  const { query } = usePlace();
  const { figure } = useDashboard();
  const asked = query.get(`by_${dimension}`) ?? `-${figure}`;
  const key = asked.replace(/^-/, '');
  const isKnown = key === 'name' || (figureNames as readonly string[]).includes(key);
  const order = isKnown ? { key, down: asked.startsWith('-') } : { key: 'received', down: true };
  return { order, setOrder: ({ key: by, down }) => setQuery({ [`by_${dimension}`]: `${down ? '-' : ''}${by}` }) };
}

function nameColumn(dimension: Dimension): Column<FiguresRow> {
  return {
    key: 'name',
    label: t(`dashboard.column.${dimension}`),
    value: (row) => row.name ?? row[dimension] ?? '',
    cell: (row) => <RowLink dimension={dimension} row={row} />,
  };
}

/** To the dashboard of the row, with the same period. */
function RowLink({ dimension, row }: { dimension: Dimension; row: FiguresRow }) {
  const to = useLinkTo();
  const code = row[dimension] ?? '';
  return <Link to={to({ kind: dimension, code })} title={row.name ?? code}>{row.name ?? code}</Link>;
}

function figureColumn(figure: FigureName, label: string): Column<FiguresRow> {
  return { key: figure, label, isNumber: true, value: (row) => row[figure], cell: (row) => show(unitOf(figure), row[figure]) };
}
