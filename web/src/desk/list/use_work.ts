import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, get, type Problem, urlOf } from '../../api/client';
import { useLive } from '../../api/live';
import type { ReportList } from '../../api/types';
import type { Wanted } from './filters';
import { mergeRows, type Row } from './merge_rows';

const pageSize = 60;
const mostAtOnce = 200;
/** After something has happened: many changes together are loaded once. */
const settleMs = 700;
const restMs = 3_000;
/** Working hours pass also when nothing happens. */
const refreshMs = 120_000;

export interface Work {
  rows: readonly Row[];
  total: number;
  counts: { total: number; states: Readonly<Record<string, number>>; late: number } | undefined;
  loading: boolean;
  problem: Problem | undefined;
  hasMore: boolean;
  more: () => void;
  refresh: () => void;
  /** What the last refresh brought, for an announcement. */
  news: { added: readonly number[]; changed: readonly number[] } | undefined;
}

interface Held {
  rows: Row[];
  total: number;
  cursor: string | null;
}

const nothing: Held = { rows: [], total: 0, cursor: null };

/** As many rows as were there, so that nobody's place is lost. */
async function load({ path, query }: Wanted, wanted: number, signal: AbortSignal): Promise<ReportList> {
  let list = await get<ReportList>(path, { query: { ...query, limit: Math.min(Math.max(wanted, pageSize), mostAtOnce) }, signal });
  while (list.next_cursor && list.items.length < wanted) {
    const next: ReportList = await get<ReportList>(path, { query: { ...query, limit: mostAtOnce, cursor: list.next_cursor }, signal });
    list = { ...next, items: [...list.items, ...next.items] };
  }
  return list;
}

/** Follows the list: pages on demand, anew when something happens to it. `cursorRow`: the report that must not move. */
export function useWork(wanted: Wanted, cursorRow: () => number | null, beforeChange: () => void): Work {
  const [held, setHeld] = useState<Held>(nothing);
  const [counts, setCounts] = useState<Work['counts']>();
  const [news, setNews] = useState<Work['news']>();
  const [problem, setProblem] = useState<Problem>();
  const [loading, setLoading] = useState(true);
  const latest = useRef(held);
  latest.current = held;
  const url = urlOf(wanted.path, wanted.query);
  const abort = useRef(new AbortController());

  const begin = () => {
    abort.current.abort();
    abort.current = new AbortController();
    return abort.current.signal;
  };
  const fail = (error: unknown, signal: AbortSignal) => {
    if (signal.aborted) return;
    setProblem(asProblem(error));
    setLoading(false);
  };

  const fetchAll = useCallback(
    async (anew: boolean) => {
      const signal = begin();
      setLoading(true);
      try {
        const [list, counted] = await Promise.all([
          load(wanted, anew ? pageSize : latest.current.rows.length, signal),
          get<ReportList>('/v1/worklist', { query: wanted.counting, signal }),
        ]);
        if (!anew) beforeChange();
        const merged = mergeRows(anew ? [] : latest.current.rows, list.items, anew ? null : cursorRow());
        setHeld({ rows: merged.rows, total: list.total, cursor: list.next_cursor });
        setNews(anew ? undefined : merged);
        setCounts({ total: counted.total, states: counted.facets.state ?? {}, late: counted.facets.late?.['true'] ?? 0 });
        setProblem(undefined);
        setLoading(false);
      } catch (error) {
        fail(error, signal);
      }
    },
    [url],
  );

  useEffect(() => {
    void fetchAll(true);
    return () => abort.current.abort();
  }, [fetchAll]);

  const more = useCallback(async () => {
    const { cursor } = latest.current;
    if (!cursor || loading) return;
    const signal = begin();
    setLoading(true);
    try {
      const list = await get<ReportList>(wanted.path, { query: { ...wanted.query, limit: pageSize, cursor }, signal });
      const known = new Set(latest.current.rows.map(({ card }) => card.id));
      const added = list.items.filter(({ id }) => !known.has(id)).map((card) => ({ card, gone: false }));
      setHeld({ rows: [...latest.current.rows, ...added], total: list.total, cursor: list.next_cursor });
      setLoading(false);
    } catch (error) {
      fail(error, signal);
    }
  }, [url, loading]);

  const refresh = useCallback(() => void fetchAll(false), [fetchAll]);
  const soon = useSoon(refresh);
  useLive(wanted.live, soon);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || refresh(), refreshMs);
    return () => clearInterval(timer);
  }, [refresh]);

  return { rows: held.rows, total: held.total, counts, loading, problem, hasMore: held.cursor !== null, more: () => void more(), refresh, news };
}

/** Calls `act` once things have settled, and not again before a rest. */
function useSoon(act: () => void): () => void {
  const latest = useRef(act);
  latest.current = act;
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const last = useRef(0);
  useEffect(() => () => void (timer.current && clearTimeout(timer.current)), []);
  return useCallback(() => {
    if (timer.current) return;
    const wait = Math.max(settleMs, last.current + restMs - Date.now());
    timer.current = setTimeout(() => {
      timer.current = null;
      last.current = Date.now();
      latest.current();
    }, wait);
  }, []);
}
