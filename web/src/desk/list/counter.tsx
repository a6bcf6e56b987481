import { Link } from '../../app/router';
import { t } from '../../text/messages';

/** What a clerk does: files for who comes to the counter, and hands over the receipt. */
export function Counter() {
  return (
    <div class="wrap wrap--narrow stack">
      <h1>{t('desk.counter.title')}</h1>
      <p class="lead">{t('desk.counter.lead')}</p>
      <div class="card card--accent stack">
        <ol class="counter__steps">
          <li>{t('desk.counter.step_ask')}</li>
          <li>{t('desk.counter.step_file')}</li>
          <li>{t('desk.counter.step_receipt')}</li>
        </ol>
        <p class="row">
          <Link class="button button--primary button--large" to="/submit">{t('desk.counter.file')}</Link>
          <Link class="button" to="/track">{t('nav.track')}</Link>
        </p>
      </div>
      <p class="small muted">{t('desk.counter.no_list')}</p>
    </div>
  );
}
