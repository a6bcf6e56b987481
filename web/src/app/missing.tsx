import { t } from '../text/messages';
import { Link } from './router';

export function Missing() {
  return (
    <div class="wrap wrap--narrow">
      <div class="empty">
        <h1>{t('missing.title')}</h1>
        <p>{t('missing.text')}</p>
        <p class="row">
          <Link class="button button--primary" to="/">{t('nav.home')}</Link>
          <Link class="button" to="/reports">{t('nav.reports')}</Link>
        </p>
      </div>
    </div>
  );
}
