import { usePolicy } from '../../api/policy';
import { Link } from '../../app/router';
import { t } from '../../text/messages';

/** The four steps of a report with the days that the rules give for each. */
export function Steps() {
  const limits = usePolicy();
  return (
    <section class="stack" aria-labelledby="steps">
      <h2 id="steps">{t('citizen.home.steps')}</h2>
      <ol class="steps">
        <li>
          <h3>{t('citizen.home.step1')}</h3>
          <p>{t('citizen.home.step1_text')}</p>
        </li>
        <li>
          <h3>{t('citizen.home.step2')}</h3>
          <p>{t('citizen.home.step2_text', { days: limits.verification })}</p>
        </li>
        <li>
          <h3>{t('citizen.home.step3')}</h3>
          <p>{t('citizen.home.step3_text', { days: limits.follow_up })}</p>
        </li>
        <li>
          <h3>{t('citizen.home.step4')}</h3>
          <p>{t('citizen.home.step4_text', { days: limits.auto_close })}</p>
        </li>
      </ol>
      <p class="small muted">{t('citizen.home.steps_note')} <Link to="/about">{t('citizen.home.steps_more')}</Link></p>
    </section>
  );
}
