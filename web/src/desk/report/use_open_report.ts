import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, getRaw, type Problem } from '../../api/client';
import { useLive } from '../../api/live';
import type { Report, Timeline, TimelineItem } from '../../api/types';
import { useResource } from '../../api/use_resource';

/** A report somebody works on, as it is and as it was when the work began. */
export interface OpenReport {
  report: Report | undefined;
  timeline: readonly TimelineItem[];
  problem: Problem | undefined;
  /** The version that the work is based on: commands carry it. */
  base: number;
  /** What others did since then; empty while nothing is being written, because then the page simply follows. */
  news: readonly TimelineItem[];
  /** What has just come in by itself, for an announcement. */
  arrived: readonly TimelineItem[];
  /** Says that the news were seen: work goes on from what is there now. */
  accept: () => void;
  /** Loads anew; `own`: the version that a command of this page has made, which is no news. */
  reload: (own?: number) => void;
}

const pollMs = 15_000;

/** `isWriting`: whether something unsent would be lost or misled if the page followed. */
export function useOpenReport(id: number, isWriting: boolean): OpenReport {
  const report = useResource<Report>(`/v1/reports/${id}`);
  const timeline = useResource<Timeline>(`/v1/reports/${id}/timeline`);
  const [base, setBase] = useState(0);
  const [arrived, setArrived] = useState<readonly TimelineItem[]>([]);
  const own = useRef(0);
  const version = report.data?.version ?? 0;
  const items = timeline.data?.items ?? [];
  const newer = items.filter((each) => each.version > base);
  const isWhole = version > 0 && (items.at(-1)?.version ?? 0) >= version;

  const reload = useCallback((made?: number) => {
    if (made) own.current = Math.max(own.current, made);
    report.reload();
    timeline.reload();
  }, []);

  useEffect(() => {
    if (version === 0 || version === base || !isWhole) return;
    if (base !== 0 && isWriting && version > own.current) return;
    if (base !== 0) setArrived(newer.filter((each) => each.version > own.current));
    setBase(version);
  }, [version, isWriting, isWhole, base]);

  useChanges(id, report.data, reload);
  const isBehind = base !== 0 && version > base;
  return {
    report: report.data,
    timeline: items,
    problem: report.problem ?? timeline.problem,
    base,
    news: isBehind && isWriting ? newer : [],
    arrived,
    accept: () => setBase(version),
    reload,
  };
}

/** Hears of the report by the stream of its desk, and asks now and then, in case the stream is broken. */
function useChanges(id: number, report: Report | undefined, changed: () => void): void {
  const place = report && (report.institution ? { institution: report.institution } : { classification: report.classification, state: report.state });
  useLive(place ?? null, ({ event, data }) => {
    if (event === 'reset' || (data as { id?: number } | null)?.id === id) changed();
  });
  const version = report?.version;
  useEffect(() => {
    if (version === undefined) return;
    const timer = setInterval(() => {
      if (!document.hidden) void hasChanged(id, version).then((has) => has && changed());
    }, pollMs);
    return () => clearInterval(timer);
  }, [id, version]);
}

async function hasChanged(id: number, version: number): Promise<boolean> {
  try {
    await getRaw(`/v1/reports/${id}`, { ifNoneMatch: `"${version}"` });
    return true;
  } catch (error) {
    const { status } = asProblem(error);
    return status === 404 || status === 403;
  }
}
