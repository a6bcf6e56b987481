import { useCallback } from 'preact/hooks';
import { usePlace } from '../app/router';
import { pathOf, type Scope } from './scope';

const kept = ['period', 'from', 'to', 'compare', 'figure'];

/** Paths of other dashboards that keep the filters of this one. */
export function useLinkTo(): (scope: Scope) => string {
  const { query } = usePlace();
  const search = new URLSearchParams([...query].filter(([name]) => kept.includes(name))).toString();
  return useCallback((scope: Scope) => pathOf(scope) + (search ? `?${search}` : ''), [search]);
}
