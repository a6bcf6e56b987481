import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../api/clock';
import { Link } from '../app/router';
import { timeOfDay } from '../text/dates';
import { t } from '../text/messages';
import { useDashboard } from './context';
import { useLinkTo } from './link_to';
import { lineage } from './scope';
import type { FiguresTable } from './shapes';
import { dateSpan } from './span';

/** What the scope is called: its row's name; the nation's own. */
export function useScopeName(table: FiguresTable | undefined): string {
  const { scope } = useDashboard();
  const name = scope.kind === 'nation' ? t('dashboard.nation') : (table?.items[table.items.length - 1]?.name ?? scope.code);
  useEffect(() => {
    document.title = `${t('nav.dashboard')}: ${name} – ${t('app.name')}`;
  }, [name]);
  return name;
}

export function Heading({ table, name }: { table: FiguresTable | undefined; name: string }) {
  const { scope, period } = useDashboard();
  return (
    <header class="dashboard__heading">
      {scope.kind !== 'nation' && <Trail table={table} />}
      <div class="row row--between">
        <h1>{name}</h1>
        <Updated table={table} />
      </div>
      {scope.kind === 'institution' && !scope.code.includes('/') && (
        <p><Link to={`/institutions/${scope.code}`}>{t('dashboard.institution_page')}</Link></p>
      )}
      <p class="print-only">{t('dashboard.printed', { period: dateSpan(period), before: dateSpan(period.before) })}</p>
    </header>
  );
}

/** The way back up: the nation, the province, the institution of a unit. */
function Trail({ table }: { table: FiguresTable | undefined }) {
  const { scope } = useDashboard();
  const to = useLinkTo();
  const above = lineage(scope).slice(0, -1);
  return (
    <nav class="trail" aria-label={t('dashboard.trail')}>
      <ol>
        <li><Link to={to({ kind: 'nation' })}>{t('dashboard.nation.short')}</Link></li>
        {scope.kind !== 'nation' && above.map((code, i) => (
          <li key={code}><Link to={to({ kind: scope.kind, code })}>{table?.items[i]?.name ?? code}</Link></li>
        ))}
      </ol>
    </nav>
  );
}

/** When the figures were read last, by the server's clock. */
export function Updated({ table }: { table: FiguresTable | undefined }) {
  const [at, setAt] = useState<string>();
  useEffect(() => {
    if (table) setAt(serverNow().toISOString());
  }, [table]);
  return <p class="updated muted small">{at && t('dashboard.updated', { time: timeOfDay(at) })}</p>;
}
