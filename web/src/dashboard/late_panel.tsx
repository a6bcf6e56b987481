import { urlOf } from '../api/client';
import { useNow } from '../api/clock';
import type { ReportCard } from '../api/types';
import { Link } from '../app/router';
import { relative } from '../text/dates';
import { t, tCount, tWord } from '../text/messages';
import { useDashboard, useFigures } from './context';
import { Panel } from './panel';
import { reportsQuery } from './scope';
import type { ReportList } from './shapes';

const shown = 6;
const shownOnWall = 5;

/** The reports that are behind their deadline the longest, at this moment. */
export function LatePanel() {
  const { scope, wall } = useDashboard();
  const query = { ...reportsQuery(scope), late: true, sort: 'due' };
  const list = useFigures<ReportList>('/v1/reports', { ...query, limit: wall ? shownOnWall : shown });
  const now = useNow(60_000);
  return (
    <Panel class="panel--late" title={t('dashboard.late')} about={t('dashboard.late.about')} resource={list} csv={{ path: '/v1/reports', query, name: 'late' }}>
      {({ items, total }) =>
        items.length === 0 ? (
          <p class="panel__nothing"><strong>{t('dashboard.late.none')}</strong></p>
        ) : (
          <>
            <ol class="late-list">
              {items.map((each) => <LateReport key={each.id} report={each} now={now} />)}
            </ol>
            <p class="panel__foot">
              <Link to={urlOf('/reports', query)}>{tCount('dashboard.late.all', total)}</Link>
            </p>
          </>
        )
      }
    </Panel>
  );
}

function LateReport({ report, now }: { report: ReportCard; now: Date }) {
  return (
    <li>
      <Link class="late-list__title" to={`/reports/${report.id}`}>{report.title ?? t('dashboard.late.untitled', { number: report.id })}</Link>
      {report.deadline && <span class="late-list__due small">{t('dashboard.late.due', { kind: tWord('deadline_kind', report.deadline.kind), time: relative(report.deadline.due, now) })}</span>}
      {report.institution_name && <span class="muted small">{report.institution_name}</span>}
    </li>
  );
}
