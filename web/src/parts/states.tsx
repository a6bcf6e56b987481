import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/client';
import type { Resource } from '../api/use_resource';
import { t } from '../text/messages';
import { ProblemNotice } from './notice';

/** Grey lines where text will be. Said once to who cannot see them. */
export function Loading({ lines = 4 }: { lines?: number }) {
  return (
    <div class="stack" role="status">
      <span class="visually-hidden">{t('state.loading')}</span>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} class={`skeleton skeleton--${i % 3}`} aria-hidden="true" />
      ))}
    </div>
  );
}

export function Empty({ title, children }: { title: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function Failed({ problem, retry }: { problem: Problem; retry: () => void }) {
  return <ProblemNotice problem={problem} retry={retry} />;
}

/** Loading, failed or there. What was there before stays while it is loaded anew. */
export function Loaded<T>({ resource, lines, children }: { resource: Resource<T>; lines?: number; children: (data: T) => ComponentChildren }) {
  if (resource.data !== undefined) return <>{children(resource.data)}</>;
  if (resource.problem) return <Failed problem={resource.problem} retry={() => resource.reload()} />;
  return <Loading lines={lines} />;
}
