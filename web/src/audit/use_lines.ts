import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, Problem, type Query, urlOf } from '../api/client';
import { LineStream } from './line_stream';

export interface Lines {
  lines: readonly string[];
  state: 'reading' | 'paused' | 'ended' | 'failed';
  problem: Problem | undefined;
  /** Reads on until there are `step` lines more. After a failure it goes on behind the last line. */
  more: () => void;
}

interface Options {
  /** What `after` takes to go on behind a line. */
  keyOf: (line: string) => number;
  step: number;
}

/** What is read of a stream; mutable, so that many lines cost nothing. */
interface Reading {
  lines: string[];
  /** Came with a piece, but nobody has wanted them yet. */
  waiting: string[];
  wanted: number;
  stream: LineStream;
  isBusy: boolean;
  isClosed: boolean;
}

/** Lines of an audit's NDJSON, begun anew when the path or the query changes; null: nothing yet. */
export function useLines(path: string, query: Query | null, { keyOf, step }: Options): Lines {
  const [shown, setShown] = useState<Omit<Lines, 'more'>>({ lines: [], state: 'reading', problem: undefined });
  const reading = useRef<Reading | null>(null);
  const url = query === null ? null : urlOf(path, query);

  const fill = useCallback(async (mine: Reading) => {
    if (mine.isBusy) return;
    mine.isBusy = true;
    const tell = (state: Lines['state'], problem?: Problem) => {
      if (!mine.isClosed) setShown({ lines: mine.lines, state, problem });
    };
    tell('reading');
    try {
      while (mine.lines.length < mine.wanted && !mine.isClosed) {
        if (mine.waiting.length === 0) {
          const lines = await mine.stream.next();
          if (lines === null) return tell('ended');
          mine.waiting = lines;
        }
        mine.lines.push(...mine.waiting.splice(0, mine.wanted - mine.lines.length));
        tell('reading');
      }
      tell('paused');
    } catch (error) {
      const last = mine.lines.at(-1);
      mine.stream = new LineStream(path, last === undefined ? query! : { ...query, after: keyOf(last) });
      tell('failed', error instanceof TypeError ? Problem.offline() : asProblem(error));
    } finally {
      mine.isBusy = false;
    }
  }, [url]);

  useEffect(() => {
    if (query === null) return;
    const mine: Reading = { lines: [], waiting: [], wanted: step, stream: new LineStream(path, query), isBusy: false, isClosed: false };
    reading.current = mine;
    setShown({ lines: mine.lines, state: 'reading', problem: undefined });
    void fill(mine);
    return () => {
      mine.isClosed = true;
      mine.stream.close();
    };
  }, [url]);

  const more = useCallback(() => {
    const mine = reading.current;
    if (!mine || mine.isBusy) return;
    mine.wanted = mine.lines.length + step;
    void fill(mine);
  }, [fill, step]);
  return { ...shown, more };
}
