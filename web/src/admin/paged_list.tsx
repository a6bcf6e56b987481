import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
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
  next_cursor: string | null;
}

/** A list with cursors, begun anew when the query changes. */
export function usePagedList<T>(path: string, query: Query): PagedList<T> {
  const [items, setItems] = useState<readonly T[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem>();
  const [isLoading, setLoading] = useState(true);
  const read = useCallback(
    async (from: string | null) => {
      setLoading(true);
      setProblem(undefined);
      try {
        const answer = await get<Answer<T>>(path, { query: { ...query, cursor: from } });
        setItems((before) => (from ? [...before, ...answer.items] : answer.items));
        setCursor(answer.next_cursor);
      } catch (error) {
        setProblem(asProblem(error));
      }
      setLoading(false);
    },
    [path, JSON.stringify(query)],
  );
  useEffect(() => {
    setItems([]);
    void read(null);
  }, [read]);
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
