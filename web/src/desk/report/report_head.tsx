import type { Report } from '../../api/types';
import { Link } from '../../app/router';
import { StateBadge } from '../../parts/badge';
import { turnText } from '../../parts/deadline';
import { t } from '../../text/messages';
import { Due } from '../due';
import { neighbours, type Queue } from '../queue';

/** Where this report stands, and the way to the list and to those before and after it. */
export function ReportHead({ report, queue, onHelp }: { report: Report; queue: Queue; onHelp: () => void }) {
  const { before, after } = neighbours(queue.ids, report.id);
  const at = queue.ids.indexOf(report.id);
  return (
    <header class="desk-report__head">
      <nav class="row" aria-label={t('desk.way')}>
        <Link class="button button--quiet button--small" to={listPath(queue)}>← {t('desk.back_to_list')}</Link>
        {at >= 0 && <span class="small muted number">{t('desk.of', { at: at + 1, all: queue.ids.length })}</span>}
        {before && <Link class="button button--small" to={`/desk/${before}`}>{t('desk.previous')}</Link>}
        {after && after !== report.id && <Link class="button button--small" to={`/desk/${after}`}>{t('desk.next')}</Link>}
        <button type="button" class="button button--small button--quiet" onClick={onHelp}>{t('desk.keys.button')} <kbd aria-hidden="true">?</kbd></button>
      </nav>
      <div class="row">
        <h1>{report.title ?? t('report.number', { number: report.id })}</h1>
      </div>
      <div class="row desk-report__standing">
        <span class="number muted">{t('report.number', { number: report.id })}</span>
        <StateBadge state={report.state} />
        {report.missed_level > 0 && <span class="badge badge--late">{t('desk.level', { level: report.missed_level })}</span>}
        {report.anonymous && <span class="badge">{t('desk.flag.anonymous')}</span>}
        {report.confidential && <span class="badge">{t('desk.flag.confidential')}</span>}
        {report.deadline && <Due deadline={report.deadline} />}
      </div>
      <p class="muted">{turnText(report)}</p>
    </header>
  );
}

export function listPath(queue: Queue): string {
  return queue.search ? `/desk?${queue.search}` : '/desk';
}
