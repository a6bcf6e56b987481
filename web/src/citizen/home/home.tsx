import type { ReportList } from '../../api/types';
import { useResource } from '../../api/use_resource';
import { Link } from '../../app/router';
import { ReportCard } from '../../parts/report_card';
import { Loaded } from '../../parts/states';
import { t } from '../../text/messages';
import { NationalFigures } from './national_figures';
import { Steps } from './steps';

/** What this is, the ways in, how it goes on, how it goes at this moment. */
export function HomePage() {
  return (
    <>
      <section class="hero">
        <div class="wrap">
          <div class="hero__text">
            <h1>{t('citizen.home.title')}</h1>
            <p class="lead">{t('citizen.home.lead')}</p>
            <p class="hero__ways">
              <Link class="button button--primary button--large" to="/submit">{t('nav.submit')}</Link>
              <Link class="button button--large" to="/track">{t('nav.track')}</Link>
            </p>
            <p class="small muted">{t('citizen.home.promise')}</p>
          </div>
          <NationalFigures />
        </div>
      </section>
      <div class="wrap stack stack--loose">
        <Steps />
        <Newest />
      </div>
    </>
  );
}

const newest = 6;

function Newest() {
  const list = useResource<ReportList>('/v1/reports', { query: { limit: newest } });
  return (
    <section class="stack" aria-labelledby="newest">
      <div class="row row--between">
        <h2 id="newest">{t('citizen.home.newest')}</h2>
        <Link to="/reports">{t('citizen.home.all')}</Link>
      </div>
      <div class="newest">
        <Loaded resource={list} lines={18}>
          {({ items }) => (
            <ul class="list list--columns">
              {items.map((each) => <li key={each.id}><article><ReportCard report={each} heading="h3" /></article></li>)}
            </ul>
          )}
        </Loaded>
      </div>
    </section>
  );
}
