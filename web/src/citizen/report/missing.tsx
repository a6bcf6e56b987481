import { Link } from '../../app/router';
import { t } from '../../text/messages';

/** There is no such report, or it is not public: the two look alike to everybody. */
export function ReportMissing() {
  return (
    <div class="wrap wrap--narrow">
      <div class="empty">
        <h1>{t('citizen.missing.title')}</h1>
        <p>{t('citizen.missing.text')}</p>
        <p class="row">
          <Link class="button button--primary" to="/track">{t('nav.track')}</Link>
          <Link class="button" to="/reports">{t('nav.reports')}</Link>
        </p>
      </div>
    </div>
  );
}
