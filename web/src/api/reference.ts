import { useMemo } from 'preact/hooks';
import type { Category, Institution, Region } from './types';
import { useResource } from './use_resource';

/** Everything that has a slug or a code, by it. The lists are small and the browser keeps them. */
export interface Names<T> {
  all: readonly T[];
  find: (code: string | null | undefined) => T | undefined;
}

function useNames<T>(path: string, codeOf: (item: T) => string, query = {}): Names<T> {
  const { data } = useResource<{ items: T[] }>(path, { query });
  return useMemo(() => {
    const all = data?.items ?? [];
    const byCode = new Map(all.map((each) => [codeOf(each), each]));
    return { all, find: (code) => (code ? byCode.get(code) : undefined) };
  }, [data]);
}

export const useInstitutions = () => useNames<Institution>('/v1/institutions', (each) => each.slug);
export const useCategories = () => useNames<Category>('/v1/categories', (each) => each.code);
export const useRegions = (level: Region['level'], parent?: string) =>
  useNames<Region>('/v1/regions', (each) => each.code, { level, parent });
