import { useMemo } from 'preact/hooks';
import type { ReportList } from '../../api/types';
import { useResource } from '../../api/use_resource';
import { asQuery, type FilterName, type Filters, without } from './filters';

export type Counts = Readonly<Record<string, number>>;
export type Facets = Readonly<Partial<Record<FilterName, Counts>>>;

const counted = ['state', 'classification', 'category', 'institution', 'region', 'late'] as const;

/** Of these several values can be chosen, so the others must be counted as if none were. */
const several = ['state', 'classification'] as const;

/** How many reports each choice would leave. */
export function useFacets(filters: Filters): Facets {
  const all = useCounts(filters, counted.join());
  const state = useCounts(filters.state ? without(filters, several[0]) : null, several[0]);
  const classification = useCounts(filters.classification ? without(filters, several[1]) : null, several[1]);
  return useMemo(() => ({ ...all, ...state, ...classification }), [all, state, classification]);
}

function useCounts(filters: Filters | null, facets: string): Facets | undefined {
  const query = filters ? { ...asQuery(filters), limit: 1, facets } : {};
  return useResource<ReportList>(filters ? '/v1/reports' : null, { query }).data?.facets;
}
