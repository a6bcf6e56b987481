import { useEffect } from 'preact/hooks';
import type { Query } from '../../api/client';
import { useInstitutions } from '../../api/reference';
import type { Institution, ReportList, Schemas } from '../../api/types';
import { useResource } from '../../api/use_resource';
import { Missing } from '../../app/missing';
import { Link, usePlace } from '../../app/router';
import { Notice } from '../../parts/notice';
import { ReportCard } from '../../parts/report_card';
import { Loaded } from '../../parts/states';
import { longDate } from '../../text/dates';
import { t } from '../../text/messages';
import { FigureGrid, type FigureName } from '../figures';

const figures: readonly FigureName[] = [
  'received',
  'open',
  'late',
  'followed_up_share',
  'followed_up_in_time_share',
  'hours_to_follow_up_median',
  'closed',
  'declined',
  'reopened',
  'rating_mean',
];

const openStates = 'awaiting_follow_up,awaiting_reassignment,in_progress,replied';

/** One institution or unit: how it does, what it has on its desk, what came last. */
export function InstitutionPage() {
  const { slug = '' } = usePlace().params;
  const institutions = useInstitutions();
  const table = useResource<Schemas['StatisticsTable']>('/v1/statistics/figures', { query: { by: 'institution', value: slug } });
  const institution = institutions.find(slug);
  const name = institution?.name ?? table.data?.items[0]?.name ?? slug;
  useEffect(() => {
    document.title = `${name} – ${t('app.name')}`;
  }, [name]);
  if (!institution && table.problem?.status === 400) return <Missing />;
  return (
    <div class="wrap stack stack--loose">
      <Head slug={slug} name={name} institution={institution} units={institutions.all.filter((each) => each.parent === slug && !each.closed)} />
      <section class="card stack" aria-labelledby="figures">
        <h2 id="figures">{t('citizen.institution.figures')}</h2>
        <Loaded resource={table} lines={5}>
          {({ from, to, items }) => (
            <>
              <p class="muted small">{t('citizen.figures.period', { from: longDate(`${from}T12:00:00+07:00`), to: longDate(`${to}T12:00:00+07:00`) })}</p>
              {items[0] ? <FigureGrid figures={items[0]} names={figures} /> : <p>{t('citizen.institution.none')}</p>}
            </>
          )}
        </Loaded>
        <p><Link to={`/dashboard/institutions/${slug}`}>{t('citizen.institution.dashboard')}</Link></p>
      </section>
      <Reports title={t('citizen.institution.open')} query={{ institution: slug, state: openStates, sort: 'due' }} />
      <Reports title={t('citizen.institution.newest')} query={{ institution: slug, sort: 'newest' }} />
    </div>
  );
}

interface HeadProps {
  slug: string;
  name: string;
  institution: Institution | undefined;
  units: readonly Institution[];
}

function Head({ slug, name, institution, units }: HeadProps) {
  const parent = useInstitutions().find(institution?.parent);
  return (
    <header class="stack stack--tight">
      {parent ? <p><Link to={`/institutions/${parent.slug}`}>{parent.name}</Link></p> : <p><Link to="/institutions">{t('citizen.institution.all')}</Link></p>}
      <h1>{name}</h1>
      {institution?.closed && <Closed successor={institution.successor} />}
      {units.length > 0 && (
        <details>
          <summary>{t('citizen.institution.units', { count: units.length })}</summary>
          <ul class="units">{units.map((each) => <li key={each.slug}><Link to={`/institutions/${each.slug}`}>{each.name}</Link></li>)}</ul>
        </details>
      )}
      {!institution?.closed && (
        <p><Link class="button button--primary" to={`/submit?institution=${encodeURIComponent(slug)}`}>{t('citizen.institution.submit')}</Link></p>
      )}
    </header>
  );
}

function Closed({ successor }: { successor: string | null | undefined }) {
  const next = useInstitutions().find(successor);
  return (
    <Notice tone="warning">
      <p>{t('citizen.institution.closed')} {next && <Link to={`/institutions/${next.slug}`}>{next.name}</Link>}</p>
    </Notice>
  );
}

const listed = 6;

function Reports({ title, query }: { title: string; query: Query }) {
  const list = useResource<ReportList>('/v1/reports', { query: { ...query, limit: listed } });
  const search = new URLSearchParams(query as Record<string, string>).toString();
  return (
    <section class="stack">
      <div class="row row--between">
        <h2>{title}</h2>
        <Link to={`/reports?${search}`}>{t('citizen.home.all')}</Link>
      </div>
      <Loaded resource={list} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{t('citizen.institution.no_reports')}</p>
          ) : (
            <ul class="list list--columns">
              {items.map((each) => <li key={each.id}><article><ReportCard report={each} heading="h3" /></article></li>)}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
