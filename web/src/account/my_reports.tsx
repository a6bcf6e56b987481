import { useState } from 'preact/hooks';
import type { ReportCard, ReportList } from '../api/types';
import { useResource } from '../api/use_resource';
import { Link } from '../app/router';
import { LateBadge, StateBadge } from '../parts/badge';
import { Button } from '../parts/button';
import { turnText } from '../parts/deadline';
import { Empty, Loaded } from '../parts/states';
import { Time } from '../parts/time';
import { t, tCount } from '../text/messages';
import { AccountPage } from './account_page';

const pageSize = 20;

/** `/account/reports`: what waits for me, then all that I have filed, newest first. */
export function MyReports() {
  return (
    <AccountPage tab="reports" title={t('nav.my_reports')}>
      {() => (
        <>
          <Waiting />
          <All />
        </>
      )}
    </AccountPage>
  );
}

/** The work list of a reporter: to be completed, or to be answered. */
function Waiting() {
  const { data } = useResource<ReportList>('/v1/worklist');
  if (!data || data.items.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{tCount('account.reports.waiting', data.total)}</h2>
      <Cards items={data.items} />
    </section>
  );
}

function All() {
  const [limit, setLimit] = useState(pageSize);
  const list = useResource<ReportList>('/v1/reports', { query: { own: true, limit } });
  return (
    <section class="stack" aria-labelledby="all-title">
      <h2 id="all-title">{t('account.reports.all')}</h2>
      <Loaded resource={list}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title={t('account.reports.none')}><p><Link class="button button--primary" to="/submit">{t('nav.submit')}</Link></p></Empty>
          ) : (
            <>
              <Cards items={items} />
              {total > items.length && <p><Button busy={list.loading} onClick={() => setLimit(limit + pageSize)}>{t('action.more')}</Button></p>}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function Cards({ items }: { items: readonly ReportCard[] }) {
  return (
    <ul class="list">
      {items.map((each) => (
        <li key={each.id}>
          <article>
            <h3><Link to={`/track?report=${each.id}`}>{each.title ?? t('account.reports.untitled')}</Link></h3>
            <p class="row small muted">
              <StateBadge state={each.state} />
              {each.late && <LateBadge />}
              <span class="number">{each.id}</span>
              <Time at={each.received_at} dateOnly />
            </p>
            <p>{turnText(each, true)}</p>
          </article>
        </li>
      ))}
    </ul>
  );
}
