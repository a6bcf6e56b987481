import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { locale } from '../app/language';
import { t } from '../text/messages';
import { useWindow } from './use_window';

export interface Column<Row> {
  key: string;
  label: ComponentChildren;
  /** What rows are ordered by; null stands last, whichever way. */
  value: (row: Row) => number | string | null;
  cell: (row: Row) => ComponentChildren;
  isNumber?: boolean;
}

export interface Order {
  key: string;
  down: boolean;
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  order: Order;
  onOrder: (order: Order) => void;
}

/** Of a row, in pixels: `.sortable td` says so too. */
const rowHeight = 44;
const longFrom = 60;

/** A table that is ordered by its heads. A long one scrolls in a box of its own and draws only the rows in sight. */
export function SortableTable<Row>({ caption, columns, rows, keyOf, order, onOrder }: Props<Row>) {
  const ordered = useMemo(() => inOrder(rows, columns.find((each) => each.key === order.key), order.down), [rows, columns, order.key, order.down]);
  const isLong = rows.length > longFrom;
  const { box, window } = useWindow<HTMLDivElement>(rows.length, rowHeight);
  const { first, end } = isLong ? window : { first: 0, end: rows.length };
  return (
    <div class={`table-wrap sortable${isLong ? ' sortable--long' : ''}`} ref={box} tabIndex={0} role="group" aria-label={caption}>
      <table aria-rowcount={rows.length + 1}>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" class="cell--number">{t('table.place')}</th>
            {columns.map((each) => <Head key={each.key} column={each} order={order} onOrder={onOrder} />)}
          </tr>
        </thead>
        <tbody>
          <Spare rows={first} columns={columns.length + 1} />
          {ordered.slice(first, end).map((row, i) => (
            <tr key={keyOf(row)} aria-rowindex={first + i + 2}>
              <td class="cell--number muted">{first + i + 1}</td>
              {columns.map((each, at) => at === 0
                ? <th key={each.key} scope="row">{each.cell(row)}</th>
                : <td key={each.key} class={each.isNumber ? 'cell--number' : undefined}>{each.cell(row)}</td>)}
            </tr>
          ))}
          <Spare rows={rows.length - end} columns={columns.length + 1} />
        </tbody>
      </table>
    </div>
  );
}

/** The room of rows that are not drawn. */
function Spare({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr class="sortable__spare" aria-hidden="true">
      <td colSpan={columns}>
        <svg width="1" height={rows * rowHeight} />
      </td>
    </tr>
  );
}

function Head<Row>({ column, order, onOrder }: { column: Column<Row>; order: Order; onOrder: (order: Order) => void }) {
  const isActive = order.key === column.key;
  const press = () => onOrder({ key: column.key, down: isActive ? !order.down : Boolean(column.isNumber) });
  return (
    <th scope="col" class={column.isNumber ? 'cell--number' : undefined} aria-sort={isActive ? (order.down ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="sortable__head" onClick={press}>
        {column.label}
        <span class="sortable__arrow" aria-hidden="true">{isActive ? (order.down ? '▼' : '▲') : ''}</span>
      </button>
    </th>
  );
}

function inOrder<Row>(rows: readonly Row[], column: Column<Row> | undefined, down: boolean): Row[] {
  if (!column) return [...rows];
  const words = new Intl.Collator(locale());
  const sign = down ? -1 : 1;
  return [...rows].sort((one, other) => {
    const a = column.value(one);
    const b = column.value(other);
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b)));
  });
}
