import { useEffect, useMemo, useState } from 'preact/hooks';
import { get, type Query, urlOf } from './client';
import type { Category, Institution, Region } from './types';

/** Everything that has a slug or a code, by it. */
export interface Names<T> {
  all: readonly T[];
  find: (code: string | null | undefined) => T | undefined;
}

/** Lists that the pages of one visit share; what could not be loaded is asked for again by the next page. */
const lists = new Map<string, Promise<readonly unknown[]>>();

function listOf(path: string, query: Query): Promise<readonly unknown[]> {
  const url = urlOf(path, query);
  const known = lists.get(url);
  if (known) return known;
  const loading = get<{ items: unknown[] }>(path, { query, fresh: wasChanged }).then(({ items }) => items);
  loading.catch(() => lists.get(url) === loading && lists.delete(url));
  lists.set(url, loading);
  return loading;
}

const changed = new EventTarget();
/** The browser may have kept lists of before. */
let wasChanged = false;

/** After the rulebook was changed: names are asked for anew, also by what is shown now. */
export function forgetReference(): void {
  lists.clear();
  wasChanged = true;
  changed.dispatchEvent(new Event('change'));
}

function useNames<T>(path: string | null, codeOf: (item: T) => string, query: Query = {}): Names<T> {
  const [all, setAll] = useState<readonly T[]>([]);
  const url = path && urlOf(path, query);
  useEffect(() => {
    if (path === null) return;
    let turn = 0;
    const load = () => {
      const mine = ++turn;
      listOf(path, query)
        .then((items) => mine === turn && setAll(items as readonly T[]))
        .catch(() => undefined);
    };
    load();
    changed.addEventListener('change', load);
    return () => {
      turn = -1;
      changed.removeEventListener('change', load);
    };
  }, [url]);
  return useMemo(() => {
    const byCode = new Map(all.map((each) => [codeOf(each), each]));
    return { all, find: (code) => (code ? byCode.get(code) : undefined) };
  }, [all]);
}

/** `wanted` false: nobody needs their names (yet), so nothing is asked. */
export const useInstitutions = (wanted = true) => useNames<Institution>(wanted ? '/v1/institutions' : null, (each) => each.slug);
export const useCategories = () => useNames<Category>('/v1/categories', (each) => each.code);
/** `parent` null: not known yet, so nothing is asked. */
export const useRegions = (level: Region['level'], parent?: string | null) =>
  useNames<Region>(parent === null ? null : '/v1/regions', (each) => each.code, { level, parent });
