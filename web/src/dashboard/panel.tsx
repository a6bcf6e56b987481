import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { type Query, urlOf } from '../api/client';
import type { Resource } from '../api/use_resource';
import { Failed, Loading } from '../parts/states';
import { t } from '../text/messages';
import { useDashboard } from './context';
import { lineage } from './scope';

interface Props<T> {
  title: string;
  /** What the panel shows, in a sentence below its title. */
  about?: ComponentChildren;
  resource: Resource<T>;
  /** Nothing to draw. */
  isEmpty?: (data: T) => boolean;
  /** Where the same stands as a table for spreadsheets; `name` becomes part of the file's name. */
  csv?: { path: string; query: Query; name: string };
  /** The same as a table, shown in the chart's place when asked for. */
  table?: (data: T) => ComponentChildren;
  children: (data: T) => ComponentChildren;
  controls?: ComponentChildren;
  class?: string;
}

/** One question with its answer. It loads, fails and is empty by itself, so that the others stay. */
export function Panel<T>({ title, about, resource, isEmpty, csv, table, children, controls, class: place }: Props<T>) {
  const [asTable, setAsTable] = useState(false);
  const { wall } = useDashboard();
  const id = useId();
  return (
    <section class={`card panel ${place ?? ''}`} aria-labelledby={id} aria-busy={resource.loading && resource.data === undefined}>
      <header class="panel__head">
        <div>
          <h2 id={id}>{title}</h2>
          {about && <p class="muted small">{about}</p>}
        </div>
        {!wall && (
          <div class="panel__tools">
            {controls}
            {table && <TableSwitch title={title} on={asTable} onChange={setAsTable} />}
            {csv && <CsvLink title={title} {...csv} />}
          </div>
        )}
      </header>
      <Body resource={resource} isEmpty={isEmpty}>{asTable && table ? table : children}</Body>
    </section>
  );
}

function Body<T>({ resource, isEmpty, children }: { resource: Resource<T>; isEmpty: ((data: T) => boolean) | undefined; children: (data: T) => ComponentChildren }) {
  if (resource.data !== undefined) return isEmpty?.(resource.data) ? <Nothing /> : <>{children(resource.data)}</>;
  if (resource.problem?.status === 404) return <p class="panel__lacking muted">{t('dashboard.lacking')}</p>;
  if (resource.problem) return <Failed problem={resource.problem} retry={() => resource.reload()} />;
  return <Loading lines={6} />;
}

function Nothing() {
  return (
    <div class="panel__nothing">
      <p><strong>{t('dashboard.nothing')}</strong></p>
      <p class="muted small">{t('dashboard.nothing.advice')}</p>
    </div>
  );
}

function TableSwitch({ title, on, onChange }: { title: string; on: boolean; onChange: (on: boolean) => void }) {
  const other = t(on ? 'dashboard.chart' : 'dashboard.table');
  return (
    <button type="button" class="button button--quiet button--small" aria-label={`${other}: ${title}`} onClick={() => onChange(!on)}>
      {other}
    </button>
  );
}

function CsvLink({ title, path, query, name }: { title: string; path: string; query: Query; name: string }) {
  const { scope, period } = useDashboard();
  const parts = ['lapor', name, ...lineage(scope).slice(-1), period.from, period.to];
  return (
    <a class="button button--quiet button--small" href={urlOf(path, { ...query, format: 'csv' })} download={`${parts.join('-').replaceAll('/', '-')}.csv`} aria-label={`CSV: ${title}`}>
      CSV
    </a>
  );
}
