import { useEffect, useState } from 'preact/hooks';
import { useNow } from '../../../api/clock';
import type { Report, Timeline as TimelineOf } from '../../../api/types';
import { useResource } from '../../../api/use_resource';
import { Link } from '../../../app/router';
import { keepReceipt } from '../../../offline/receipts';
import { StateBadge } from '../../../parts/badge';
import { Button } from '../../../parts/button';
import { TurnBox } from '../../../parts/deadline';
import { Failed, Loading } from '../../../parts/states';
import { Timeline } from '../../../parts/timeline';
import { t, tWord } from '../../../text/messages';
import { ProofOfReceipt } from '../receipt';
import { OwnActions } from './own_actions';
import { HeldData } from './held_data';
import type { Target } from './target';

interface Props {
  report: number;
  /** Without it the signed-in reporter's session opens it. */
  receipt: string | undefined;
  isKept: boolean;
}

/** One's own report: how it fares, what one can do, and all that is held about it. */
export function TrackedReport({ report: id, receipt, isKept }: Props) {
  const report = useResource<Report>(`/v1/reports/${id}`, { receipt });
  const timeline = useResource<TimelineOf>(`/v1/reports/${id}/timeline`, { receipt });
  const reload = () => {
    report.reload();
    timeline.reload();
  };
  useOnReturn(reload);
  if (!report.data || !timeline.data) {
    const problem = report.problem ?? timeline.problem;
    return <div class="wrap stack">{problem ? <><Failed problem={problem} retry={reload} /><BackLink /></> : <Loading lines={8} />}</div>;
  }
  const target: Target = { id, version: report.data.version, receipt, reload };
  return <Tracked report={report.data} timeline={timeline.data} target={target} isKept={isKept} />;
}

function Tracked({ report, timeline, target, isKept }: { report: Report; timeline: TimelineOf; target: Target; isKept: boolean }) {
  const now = useNow();
  const title = report.title ?? report.original?.title ?? t('filing.shelf.untitled');
  return (
    <div class="wrap stack stack--loose">
      <header class="stack stack--tight">
        <BackLink />
        <p class="row"><span class="muted number">{t('report.number', { number: report.id })}</span> <StateBadge state={report.state} /></p>
        <h1>{title}</h1>
        <p class="muted">{[tWord('classification', report.classification), report.institution_name].filter(Boolean).join(' · ')}</p>
      </header>
      <div class="tracked">
        <div class="tracked__turn"><TurnBox report={report} mine /></div>
        <div class="tracked__main stack stack--loose">
          {report.merged_into && <p><Link class="button" to={`/reports/${report.merged_into}`}>{t('filing.track.merged', { number: report.merged_into })}</Link></p>}
          <OwnActions report={report} timeline={timeline.items} target={target} now={now} />
          <section class="stack" aria-labelledby="timeline-title">
            <h2 id="timeline-title">{t('filing.track.timeline')}</h2>
            <Timeline report={report.id} items={timeline.items} receipt={target.receipt} />
          </section>
        </div>
        <aside class="tracked__aside stack">
          {target.receipt && !isKept && <KeepHere report={report.id} code={target.receipt} title={title} />}
          <ProofOfReceipt report={report.id} code={target.receipt} />
          <HeldData report={report} timeline={timeline} receipt={target.receipt} />
        </aside>
      </div>
    </div>
  );
}

function BackLink() {
  return <p><Link to="/track">{t('filing.track.other')}</Link></p>;
}

function KeepHere({ report, code, title }: { report: number; code: string; title: string }) {
  const [kept, setKept] = useState(false);
  const keep = async () => {
    await keepReceipt({ report, code, title, keptAt: Date.now() });
    setKept(true);
  };
  return (
    <section class="card card--quiet stack stack--tight">
      <h2>{t('filing.receipt.keep')}</h2>
      <p class="small">{t('filing.track.keep_hint')}</p>
      <p role="status">{kept ? t('filing.receipt.kept') : <Button size="small" onClick={() => void keep()}>{t('filing.receipt.keep')}</Button>}</p>
    </section>
  );
}

/** Who comes back to the page sees how it stands now. */
function useOnReturn(reload: () => void): void {
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && reload();
    document.addEventListener('visibilitychange', look);
    addEventListener('online', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      removeEventListener('online', look);
    };
  }, []);
}
