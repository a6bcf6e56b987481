import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Asking, asProblem, get, type Problem, urlOf } from './client';

/** What a page knows of a resource. While it is loaded anew, `data` stays what it was, so that nothing flickers. */
export interface Resource<T> {
  data: T | undefined;
  problem: Problem | undefined;
  loading: boolean;
  reload: (position?: number | null) => void;
  /** Puts what a command has answered in the place of what was loaded. */
  replace: (data: T) => void;
}

/** GETs `path` when it or the query changes; null: nothing yet. */
export function useResource<T>(path: string | null, asking: Omit<Asking, 'signal'> = {}): Resource<T> {
  const [data, setData] = useState<T>();
  const [problem, setProblem] = useState<Problem>();
  const [loading, setLoading] = useState(path !== null);
  const [turn, setTurn] = useState(0);
  const position = useRef<number | null>(null);
  const latest = useRef(asking);
  latest.current = asking;
  const url = path === null ? null : urlOf(path, asking.query);

  useEffect(() => {
    if (url === null || path === null) return;
    const abort = new AbortController();
    setLoading(true);
    get<T>(path, { ...latest.current, position: position.current, signal: abort.signal })
      .then((answer) => {
        setData(answer);
        setProblem(undefined);
        setLoading(false);
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        setProblem(asProblem(error));
        setLoading(false);
      });
    return () => abort.abort();
  }, [url, asking.receipt, turn]);

  const reload = useCallback((wanted?: number | null) => {
    position.current = wanted ?? null;
    setTurn((each) => each + 1);
  }, []);
  return { data, problem, loading, reload, replace: setData };
}
