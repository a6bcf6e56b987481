import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, get, type Problem, type Query } from '../api/client';
import { Button } from '../parts/button';
import { ProblemNotice } from '../parts/notice';
import { Loading } from '../parts/states';
import { t } from '../text/messages';

export interface PagedList<T> {
  items: readonly T[];
  problem: Problem | undefined;
  isLoading: boolean;
  /** Undefined at the end. */
  more: (() => void) | undefined;
}

interface Answer<T> {
  items: T[];
  next_cursor?: string | null;
}

/** A list with cursors, begun anew when the query or `turn` changes; what was asked for before that is not waited for. */
export function usePagedList<T>(path: string, query: Query, { turn = 0, fresh = false } = {}): PagedList<T> {
  const [items, setItems] = useState<readonly T[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem>();
  const [isLoading, setLoading] = useState(true);
  const asked = useRef<AbortController>();
  const read = useCallback(
    async (from: string | null) => {
      asked.current?.abort();
      const { signal } = (asked.current = new AbortController());
      setLoading(true);
      setProblem(undefined);
      try {
        const answer = await get<Answer<T>>(path, { query: { ...query, cursor: from }, fresh, signal });
        if (signal.aborted) return;
        setItems((before) => (from ? [...before, ...answer.items] : answer.items));
        setCursor(answer.next_cursor ?? null);
      } catch (error) {
        if (signal.aborted) return;
        setProblem(asProblem(error));
      }
      setLoading(false);
    },
    [path, JSON.stringify(query), fresh],
  );
  useEffect(() => {
    setItems([]);
    setCursor(null);
    void read(null);
    return () => asked.current?.abort();
  }, [read, turn]);
  const more = cursor !== null || problem ? () => void read(cursor) : undefined;
  return { items, problem, isLoading, more };
}

export function Listed<T>({ list, empty, children }: { list: PagedList<T>; empty: ComponentChildren; children: (items: readonly T[]) => ComponentChildren }) {
  const { items, problem, isLoading, more } = list;
  return (
    <div class="stack">
      {items.length > 0 && children(items)}
      {items.length === 0 && !isLoading && !problem && !more && empty}
      {isLoading && <Loading lines={items.length > 0 ? 2 : 8} />}
      {problem && <ProblemNotice problem={problem} retry={more} />}
      {more && !isLoading && !problem && <p><Button onClick={more}>{t('action.more')}</Button></p>}
    </div>
  );
}
