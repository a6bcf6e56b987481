import { Link } from '../../app/router';
import { t } from '../../text/messages';
import { ClosedDays } from './closed_days';
import { LimitTable } from './limit_table';
import { Sections } from './sections';

/** How the service works, by which limits, and who does what. */
export function AboutPage() {
  return (
    <div class="wrap wrap--narrow stack stack--loose">
      <header class="stack stack--tight">
        <h1>{t('nav.about')}</h1>
        <p class="lead">{t('citizen.about.lead')}</p>
      </header>
      <Sections
        prefix="citizen.about"
        after={{
          3: <><LimitTable /><ClosedDays /></>,
          7: <p><Link to="/proof">{t('nav.proof')}</Link></p>,
        }}
      />
      <p class="row">
        <Link class="button button--primary" to="/submit">{t('nav.submit')}</Link>
        <Link class="button" to="/privacy">{t('nav.privacy')}</Link>
      </p>
    </div>
  );
}
