import type { Query } from '../../api/client';
import { setQuery, usePlace } from '../../app/router';

/** By what the public narrows the list and the map; the names are those of the API and of the page's URL. */
export const filterNames = ['q', 'state', 'classification', 'category', 'institution', 'region', 'late', 'from', 'to'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

export const sorts = ['newest', 'oldest', 'due', 'supports', 'relevance'] as const;
export type Sort = (typeof sorts)[number];

export function filtersOf(query: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = query.get(name);
    if (value && (name !== 'late' || value === 'true')) filters[name] = value;
  }
  return filters;
}

/** Words are ordered by relevance unless another order is chosen; without words there is no relevance. */
export function sortOf(query: URLSearchParams): Sort {
  const asked = sorts.find((each) => each === query.get('sort'));
  const natural = query.get('q') ? 'relevance' : 'newest';
  return asked === undefined || (asked === 'relevance' && natural === 'newest') ? natural : asked;
}

export const valuesOf = (filters: Filters, name: FilterName): string[] => filters[name]?.split(',') ?? [];

/** Adds a value to a filter that takes several, or takes it away. */
export function toggled(filters: Filters, name: FilterName, value: string): string {
  const values = valuesOf(filters, name);
  return (values.includes(value) ? values.filter((each) => each !== value) : [...values, value]).join(',');
}

export function without(filters: Filters, name: FilterName): Filters {
  const { [name]: _, ...rest } = filters;
  return rest;
}

export const isEmpty = (filters: Filters): boolean => Object.keys(filters).length === 0;

export interface Filtering {
  filters: Filters;
  sort: Sort;
  /** A new entry of the history, so that going back undoes it. */
  change: (values: Partial<Record<FilterName | 'sort', string>>) => void;
  /** While somebody types: the entry of the history stays. */
  type: (words: string) => void;
  clear: () => void;
}

export function useFilters(): Filtering {
  const { query } = usePlace();
  return {
    filters: filtersOf(query),
    sort: sortOf(query),
    change: (values) => setQuery(values, { push: true }),
    type: (words) => setQuery({ q: words }),
    clear: () => setQuery(Object.fromEntries(filterNames.map((each) => [each, ''])), { push: true }),
  };
}

export const asQuery = (filters: Filters): Query => ({ ...filters });
