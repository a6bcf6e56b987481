import type { Report } from '../../api/types';
import { useWho } from '../../api/session';
import { Link } from '../../app/router';
import { Attachments } from '../../parts/attachment';
import { LateBadge, StateBadge } from '../../parts/badge';
import { Notice } from '../../parts/notice';
import { calendarDate } from '../../text/dates';
import { t, tWord } from '../../text/messages';
import { Share } from './share';
import { Supports } from './supports';

const desks: readonly string[] = ['officer', 'coordinator', 'national_admin'];

/** What was reported, where it stands, and what a reader can do. */
export function Head({ report, isMine, reload }: { report: Report; isMine: boolean; reload: (position?: number | null) => void }) {
  const who = useWho();
  const photos = report.original?.attachments ?? [];
  return (
    <>
      <header class="stack stack--tight">
        <p class="row">
          <StateBadge state={report.state} />
          {report.late && <LateBadge />}
          <span class="muted small">{t('report.number', { number: report.id })}</span>
        </p>
        <h1>{report.title ?? t('report.without_title')}</h1>
        <p class="muted small">
          {t('citizen.report.what', { classification: tWord('classification', report.classification), date: calendarDate(report.occurred_on) })}
        </p>
      </header>
      <Explained report={report} isMine={isMine} />
      {report.text && <p class="text report__text">{report.text}</p>}
      <Attachments report={report.id} files={photos} />
      <div class="row report__actions">
        <Supports report={report} reload={reload} />
        <Share title={report.title ?? t('report.number', { number: report.id })} />
        {who && desks.includes(who.role) && <Link class="button" to={`/desk/${report.id}`}>{t('citizen.report.to_desk')}</Link>}
      </div>
    </>
  );
}

/** States in which a reader wonders where the rest is. */
function Explained({ report, isMine }: { report: Report; isMine: boolean }) {
  return (
    <>
      {report.erased && <Notice title={t('citizen.report.erased')}><p>{t('citizen.report.erased_text')}</p></Notice>}
      {report.merged_into !== null && (
        <Notice title={t('citizen.report.merged')}>
          <p>{t('turn.merged')}</p>
          <p><Link to={`/reports/${report.merged_into}`}>{t('report.number', { number: report.merged_into })}</Link></p>
        </Notice>
      )}
      {report.archive_reason && (
        <Notice tone="warning" title={t('step.report_archived', { reason: tWord('archive_reason', report.archive_reason) })}>
          <p>{t('turn.archived')}</p>
        </Notice>
      )}
      {isMine && (
        <Notice>
          <p>{t('citizen.report.mine')} <Link to="/account/reports">{t('nav.my_reports')}</Link></p>
        </Notice>
      )}
    </>
  );
}
