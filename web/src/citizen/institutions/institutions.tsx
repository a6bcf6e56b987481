import { useMemo, useState } from 'preact/hooks';
import { Link, setQuery, usePlace } from '../../app/router';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/field';
import { Empty, Failed, Loading } from '../../parts/states';
import { fit } from '../../text/find';
import { t, tCount, tWord } from '../../text/messages';
import { shown } from '../figures';
import { type Group, groups, type InstitutionRow, useTable } from './use_table';

const columns = ['received', 'open', 'late', 'followed_up_share', 'hours_to_follow_up_median'] as const;
type Column = (typeof columns)[number];
type Order = Column | 'name';

const units: Record<Column, 'count' | 'share' | 'hours'> = {
  received: 'count',
  open: 'count',
  late: 'count',
  followed_up_share: 'share',
  hours_to_follow_up_median: 'hours',
};

/** What goes where there is little room, and where there is even less. */
const spare: Partial<Record<Order, string>> = {
  open: 'cell--spare',
  hours_to_follow_up_median: 'cell--spare',
  followed_up_share: 'cell--spare-first',
};

const classOf = (name: Order, isLate = false): string =>
  [name !== 'name' && 'cell--number', spare[name], isLate && 'is-late'].filter(Boolean).join(' ');

const few = 60;

/** All institutions, found by what people call them and compared by their figures. */
export function InstitutionsPage() {
  const { query } = usePlace();
  const table = useTable();
  const words = query.get('q') ?? '';
  const group = groups.find((each) => each === query.get('kind'));
  const order = ([...columns, 'name'] as const).find((each) => each === query.get('sort')) ?? 'received';
  const rows = useMemo(() => table.rows && arranged(table.rows, words, group, order), [table.rows, words, group, order]);
  return (
    <div class="wrap stack">
      <header class="stack stack--tight">
        <h1>{t('nav.institutions')}</h1>
        <p class="muted">{t('citizen.institutions.lead')}</p>
      </header>
      <TextField type="search" label={t('citizen.institutions.search')} hint={t('citizen.institutions.search_hint')} value={words} onValue={(q) => setQuery({ q })} />
      <Groups chosen={group} />
      {rows ? <Table rows={rows} order={order} /> : table.problem ? <Failed problem={table.problem} retry={table.retry} /> : <Loading lines={14} />}
    </div>
  );
}

/** The best fit first while somebody searches; else by a figure, the greatest first, those without it last. */
function arranged(rows: readonly InstitutionRow[], words: string, group: Group | undefined, order: Order): InstitutionRow[] {
  const fitting = rows.map((row) => ({ row, fits: fit(row, words) })).filter(({ row, fits }) => fits > 0 && (!group || row.group === group));
  const byFigure = (a: InstitutionRow, b: InstitutionRow) =>
    order === 'name' ? 0 : order === 'followed_up_share' ? (a[order] ?? 2) - (b[order] ?? 2) : (b[order] ?? -1) - (a[order] ?? -1);
  return fitting
    .sort((a, b) => b.fits - a.fits || byFigure(a.row, b.row) || a.row.name.localeCompare(b.row.name))
    .map(({ row }) => row);
}

function Groups({ chosen }: { chosen: Group | undefined }) {
  return (
    <div class="row" role="group" aria-label={t('citizen.institutions.kind')}>
      {[undefined, ...groups].map((each) => (
        <button key={each ?? ''} type="button" class={`chip${each === chosen ? '' : ' chip--off'}`} aria-pressed={each === chosen} onClick={() => setQuery({ kind: each })}>
          {each ? tWord('citizen.institutions.kind', each) : t('citizen.institutions.kind.all')}
        </button>
      ))}
    </div>
  );
}

function Table({ rows, order }: { rows: readonly InstitutionRow[]; order: Order }) {
  const [all, setAll] = useState(false);
  if (rows.length === 0) return <Empty title={t('citizen.institutions.nothing')}><p>{t('citizen.institutions.nothing_advice')}</p></Empty>;
  const shownRows = all ? rows : rows.slice(0, few);
  return (
    <>
      <div class="table-wrap">
        <table class="institutions">
          <caption>
            <span aria-live="polite">{tCount('citizen.institutions.count', rows.length)}</span> <span class="muted small">{t('citizen.institutions.period')}</span>
          </caption>
          <thead>
            <tr>
              <Head name="name" order={order} label={t('nav.institution')} />
              {columns.map((each) => <Head key={each} name={each} order={order} label={t(`citizen.institutions.column.${each}`)} />)}
            </tr>
          </thead>
          <tbody>{shownRows.map((row) => <Line key={row.slug} row={row} />)}</tbody>
        </table>
      </div>
      {rows.length > shownRows.length && <div><Button onClick={() => setAll(true)}>{t('citizen.institutions.show_all', { count: rows.length })}</Button></div>}
    </>
  );
}

function Head({ name, order, label }: { name: Order; order: Order; label: string }) {
  const isOrder = name === order;
  const direction = name === 'name' || name === 'followed_up_share' ? 'ascending' : 'descending';
  return (
    <th scope="col" class={classOf(name)} aria-sort={isOrder ? direction : undefined}>
      <button type="button" class="sort" onClick={() => setQuery({ sort: name })}>
        {label} <span aria-hidden="true">{isOrder ? (direction === 'ascending' ? '▲' : '▼') : ''}</span>
      </button>
    </th>
  );
}

function Line({ row }: { row: InstitutionRow }) {
  return (
    <tr>
      <th scope="row"><Link to={`/institutions/${row.slug}`}>{row.name}</Link></th>
      {columns.map((each) => (
        <td key={each} class={classOf(each, each === 'late' && Boolean(row.late))}>{shown(row[each], units[each])}</td>
      ))}
    </tr>
  );
}
