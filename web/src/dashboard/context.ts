import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { Query } from '../api/client';
import { useLive } from '../api/live';
import { type Resource, useResource } from '../api/use_resource';
import type { Period } from './period';
import { reportsQuery, type Scope } from './scope';
import type { FigureName } from './shapes';

/** What every panel of a dashboard goes by; all of it stands in the URL, but `turn`. */
export interface Dashboard {
  scope: Scope;
  period: Period;
  /** Whether charts show the period before, too. */
  compare: boolean;
  /** The figure by which regions, institutions and categories are compared. */
  figure: FigureName;
  /** Counts up when something has happened and figures must be read anew. */
  turn: number;
  wall: boolean;
}

export const DashboardContext = createContext<Dashboard | null>(null);

export function useDashboard(): Dashboard {
  const dashboard = useContext(DashboardContext);
  if (!dashboard) throw new Error('a panel outside a dashboard');
  return dashboard;
}

const refreshAfterMs = 4_000;
const refreshAnywayMs = 60_000;

/**
 * Follows the scope's reports: a new turn a little after something has happened, and when the page is looked at again.
 * Once a minute in any case: figures count reports of which the stream may not tell.
 */
export function useTurn(scope: Scope): number {
  const [turn, setTurn] = useState(0);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const soon = () => {
    waiting.current ??= setTimeout(() => {
      waiting.current = null;
      setTurn((each) => each + 1);
    }, refreshAfterMs);
  };
  useLive(reportsQuery(scope), soon);
  useEffect(() => {
    const seen = () => !document.hidden && soon();
    const timer = setInterval(seen, refreshAnywayMs);
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
      if (waiting.current) clearTimeout(waiting.current);
    };
  }, []);
  return turn;
}

/**
 * A resource that is read anew each turn, but at most every `everyMs`: long tables need not follow each report. What was
 * there stays until the answer is there.
 */
export function useFigures<T>(path: string | null, query: Query, everyMs = 0): Resource<T> {
  const { turn } = useDashboard();
  const resource = useResource<T>(path, { query });
  const read = useRef({ turn, at: Date.now() });
  useEffect(() => {
    if (turn === read.current.turn) return;
    const timer = setTimeout(() => {
      read.current = { turn, at: Date.now() };
      resource.reload();
    }, Math.max(0, read.current.at + everyMs - Date.now()));
    return () => clearTimeout(timer);
  }, [turn]);
  return resource;
}

/** For tables of hundreds of rows. */
export const seldomMs = 30_000;
