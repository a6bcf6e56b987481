import { useEffect } from 'preact/hooks';
import { type Query } from '../../api/client';
import { useLive } from '../../api/live';
import type { Report, Timeline as TimelineList } from '../../api/types';
import { useResource } from '../../api/use_resource';
import { usePlace } from '../../app/router';
import { TurnBox } from '../../parts/deadline';
import { Loaded } from '../../parts/states';
import { Timeline } from '../../parts/timeline';
import { t } from '../../text/messages';
import { Comments } from './comments';
import { Facts } from './facts';
import { Head } from './head';
import { ReportMissing } from './missing';
import { Rating } from './rating';

/** Where the public and the reporter read how a report fares. It changes by itself while it is open. */
export function ReportPage() {
  const { id = '' } = usePlace().params;
  const report = useResource<Report>(`/v1/reports/${id}`);
  const timeline = useResource<TimelineList>(`/v1/reports/${id}/timeline`);
  const reload = (position?: number | null) => {
    report.reload(position);
    timeline.reload(position);
  };
  useLive(neighbourhood(report.data), ({ event, data }) => {
    const about = (data as { id?: number }).id;
    if (event === 'reset' || about === Number(id)) reload();
  });
  if (report.problem?.status === 404 || report.problem?.status === 400) return <ReportMissing />;
  return (
    <div class="wrap">
      <Loaded resource={report} lines={10}>{(data) => <Whole report={data} timeline={timeline} reload={reload} />}</Loaded>
    </div>
  );
}

/** The smallest list that the report is in, so that the stream is quiet; there is none of one report alone. */
function neighbourhood(report: Report | undefined): Query | null {
  if (!report) return null;
  return { institution: report.institution, category: report.category, region: report.place?.region };
}

const shownElsewhere = ['comment_added', 'comment_hidden', 'support_added', 'support_withdrawn'] as const;

/** The page tells the holder's name, so that the timeline seldom needs all the others. */
function namesOf({ institution, institution_name }: Report): Record<string, string> {
  return institution && institution_name ? { [institution]: institution_name } : {};
}

interface Parts {
  report: Report;
  timeline: ReturnType<typeof useResource<TimelineList>>;
  reload: (position?: number | null) => void;
}

function Whole({ report, timeline, reload }: Parts) {
  const isMine = report.proof !== undefined;
  useEffect(() => {
    document.title = `${report.title ?? t('report.number', { number: report.id })} – ${t('app.name')}`;
  }, [report.title]);
  return (
    <article class="report">
      <div class="report__head stack">
        <Head report={report} isMine={isMine} reload={reload} />
      </div>
      <aside class="report__aside stack">
        <TurnBox report={report} mine={isMine} />
        <Facts report={report} />
      </aside>
      <div class="report__body stack">
        {report.rating && <Rating rating={report.rating} />}
        <section class="card stack" aria-labelledby="history">
          <h2 id="history">{t('timeline.title')}</h2>
          <Loaded resource={timeline} lines={8}>
            {({ items }) => <Timeline report={report.id} items={items} without={shownElsewhere} known={namesOf(report)} />}
          </Loaded>
        </section>
        <Comments report={report} reload={reload} />
      </div>
    </article>
  );
}
