import { useMemo, useState } from 'preact/hooks';
import { Link } from '../app/router';
import { type Column, type Order, SortableTable } from '../parts/sortable_table';
import { t } from '../text/messages';
import { show, unitOf } from './figures';
import { useLinkTo } from './link_to';
import type { RegionValue } from './map_panel';
import type { FigureName } from './shapes';

/** What the map shows, as a table. */
export function RegionTable({ regions, figure, label }: { regions: readonly RegionValue[]; figure: FigureName; label: string }) {
  const [order, setOrder] = useState<Order>({ key: 'value', down: true });
  const to = useLinkTo();
  const columns = useMemo<Column<RegionValue>[]>(
    () => [
      { key: 'name', label: t('dashboard.column.region'), value: (row) => row.name, cell: (row) => <Link to={to({ kind: 'region', code: row.code })}>{row.name ?? row.code}</Link> },
      { key: 'value', label, isNumber: true, value: (row) => row.value, cell: (row) => show(unitOf(figure), row.value) },
    ],
    [figure, label, to],
  );
  return <SortableTable caption={t('dashboard.map.label', { figure: label })} columns={columns} rows={regions} keyOf={(row) => row.code} order={order} onOrder={setOrder} />;
}
