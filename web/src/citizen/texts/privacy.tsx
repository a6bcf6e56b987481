import { Link } from '../../app/router';
import { t } from '../../text/messages';
import { Sections } from './sections';

/** What becomes of what people write, in plain words. */
export function PrivacyPage() {
  return (
    <div class="wrap wrap--narrow stack stack--loose">
      <header class="stack stack--tight">
        <h1>{t('nav.privacy')}</h1>
        <p class="lead">{t('citizen.privacy.lead')}</p>
      </header>
      <Sections
        prefix="citizen.privacy"
        after={{
          6: <p><Link to="/account/data">{t('nav.my_data')}</Link></p>,
          7: <p><Link to="/proof">{t('nav.proof')}</Link></p>,
        }}
      />
    </div>
  );
}
