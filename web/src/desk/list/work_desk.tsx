import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useInstitutions } from '../../api/reference';
import type { Profile } from '../../api/types';
import { Link, navigate, usePlace } from '../../app/router';
import { Button } from '../../parts/button';
import { Failed, Loading } from '../../parts/states';
import { t, tCount, tWord } from '../../text/messages';
import { whole } from '../../text/numbers';
import type { BulkAction } from '../bulk/bulk';
import { BulkBar } from '../bulk/bulk_bar';
import { BulkDialog } from '../bulk/bulk_dialog';
import type { ActionName } from '../possible';
import { rememberQueue } from '../queue';
import { useShortcuts } from '../shortcuts';
import { ShortcutsDialog } from '../shortcuts_dialog';
import { usePossible } from '../use_possible';
import { EmptyWork } from './empty_work';
import { FilterBar } from './filter_bar';
import { filtersOf, tabsOf, wantedOf } from './filters';
import { topOfRow, WorkTable } from './table';
import { WorkTabs } from './tabs';
import { useSelection } from './use_selection';
import { useWork } from './use_work';

/** The work list of a desk. */
export function WorkDesk({ who }: { who: Profile }) {
  const { query } = usePlace();
  const filters = filtersOf(query);
  const search = query.toString();
  const wanted = useMemo(() => wantedOf(filters, who), [search, who.role, who.institution]);
  const [cursor, setCursor] = useState<number | null>(null);
  const latestCursor = useRef(cursor);
  latestCursor.current = cursor;
  const stood = useRef<number | null>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const work = useWork(wanted, () => latestCursor.current, () => (stood.current = topOfRow(latestCursor.current)));
  const selection = useSelection(work.rows);
  const [bulk, setBulk] = useState<BulkAction | null>(null);
  const [help, setHelp] = useState(false);
  const possible = usePossible();

  useEffect(selection.clear, [search]);
  useEffect(() => rememberQueue({ search, ids: work.rows.filter(({ gone }) => !gone).map(({ card }) => card.id) }), [search, work.rows]);

  const move = (step: number) => {
    const at = work.rows.findIndex(({ card }) => card.id === cursor);
    const next = work.rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), work.rows.length - 1)];
    if (!next) return false;
    setCursor(next.card.id);
    requestAnimationFrame(() => focusRow(next.card.id));
    return undefined;
  };
  const arrow = (step: number) => {
    const on = document.activeElement;
    return on === document.body || on?.id === 'page' || on?.closest('[data-row]') ? move(step) : false;
  };
  const start = (action: ActionName) => () => {
    if (selection.ids.size > 0) {
      if (!isBulk(action)) return false;
      return setBulk(action);
    }
    const row = work.rows.find(({ card }) => card.id === cursor);
    return row && possible(row.card).includes(action) ? navigate(`/desk/${row.card.id}?do=${action}`) : false;
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => arrow(1),
    ArrowUp: () => arrow(-1),
    x: () => (cursor === null ? false : selection.toggle(cursor)),
    '/': () => searchField.current?.focus(),
    '?': () => setHelp(true),
    Escape: () => (selection.ids.size > 0 ? selection.clear() : false),
    v: start('verify'),
    f: start('forward'),
    d: start('decline'),
    a: start('answer'),
    h: start('hold'),
    r: start('archive'),
    m: start('merge'),
    n: start('note'),
    c: start('close'),
  });

  return (
    <div class="wrap wrap--wide desk">
      <header class="desk__head">
        <div>
          <h1>{t('nav.desk')}</h1>
          <p class="muted"><DeskName who={who} /></p>
        </div>
        <div class="row">
          {work.counts && work.counts.late > 0 && <span class="desk__late"><span aria-hidden="true">●</span> {tCount('desk.late', work.counts.late)}</span>}
          <Button size="small" onClick={() => setHelp(true)}>{t('desk.keys.button')} <kbd aria-hidden="true">?</kbd></Button>
          <Link class="button button--small" to="/desk/templates">{t('nav.templates')}</Link>
          <Link class="button button--small" to="/submit">{t('desk.counter.file')}</Link>
        </div>
      </header>
      <WorkTabs tabs={tabsOf(who.role)} current={filters.tab} counts={work.counts} />
      <FilterBar filters={filters} search={searchField} />
      <News news={work.news} total={work.total} known={work.counts !== undefined} />
      {work.problem && <Failed problem={work.problem} retry={work.refresh} />}
      {work.rows.length > 0 && (
        <WorkTable work={work} cursor={cursor} onCursor={setCursor} selected={selection.ids} onSelect={selection.select} onSelectAll={selection.selectAll} stood={stood} />
      )}
      {work.rows.length === 0 && work.loading && <Loading lines={8} />}
      {work.rows.length === 0 && !work.loading && !work.problem && <EmptyWork filters={filters} />}
      <BulkBar cards={selection.cards} onAction={setBulk} onClear={selection.clear} />
      {bulk && (
        <BulkDialog
          action={bulk}
          cards={selection.cards}
          onDone={selection.remove}
          onClose={() => {
            setBulk(null);
            work.refresh();
          }}
        />
      )}
      {help && <ShortcutsDialog onClose={() => setHelp(false)} />}
    </div>
  );
}

function isBulk(action: ActionName): action is BulkAction {
  return ['forward', 'hold', 'archive', 'answer'].includes(action);
}

function focusRow(id: number): void {
  const row = document.querySelector<HTMLElement>(`[data-row="${id}"]`);
  row?.querySelector<HTMLElement>('[data-open]')?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}

function DeskName({ who }: { who: Profile }) {
  const institutions = useInstitutions();
  const name = institutions.find(who.institution)?.name ?? who.institution;
  return <>{[tWord('role', who.role), name].filter(Boolean).join(' · ')}</>;
}

/** How many there are, and politely what has just changed. */
function News({ news, total, known }: { news: { added: readonly number[]; changed: readonly number[] } | undefined; total: number; known: boolean }) {
  const added = news?.added.length ?? 0;
  const changed = news?.changed.length ?? 0;
  const parts = [added > 0 && tCount('desk.news_added', added), changed > 0 && tCount('desk.news_changed', changed)].filter(Boolean);
  return (
    <p class="desk__count small" role="status">
      {known && <span>{tCount('desk.total', total, { count: whole(total) })}</span>}
      {parts.length > 0 && <span class="desk__news">{parts.join(', ')}</span>}
    </p>
  );
}
