import { useState } from 'preact/hooks';
import { useNow } from '../api/clock';
import { useInstitutions } from '../api/reference';
import { useWho } from '../api/session';
import type { Schemas } from '../api/types';
import { Link } from '../app/router';
import { StateBadge } from '../parts/badge';
import { Button } from '../parts/button';
import { Empty } from '../parts/states';
import { Time } from '../parts/time';
import { calendarDate, today } from '../text/dates';
import { t, tCount } from '../text/messages';
import { AdminFrame } from './admin_frame';
import { History } from './history';
import { Listed, usePagedList } from './paged_list';
import { Read } from './read';
import { AdoptRetention } from './retention_dialog';
import { type RetentionVersion, usePart } from './rulebook';
import { Tabs, useTab } from './tabs';

/** /admin/retention: how long reports are kept after their end, and, for the data officer, which need not be kept any longer. */
export function RetentionSection() {
  const who = useWho();
  const schedule = usePart<RetentionVersion>('/v1/retention/schedule');
  const [isAsked, setAsked] = useState(false);
  const tab = useTab();
  const part = schedule.data;
  return (
    <AdminFrame
      title={t('admin.retention')}
      lead={t('admin.retention.about')}
      actions={who?.role === 'national_admin' && part && <Button kind="primary" onClick={() => setAsked(true)}>{t('admin.retention.adopt')}</Button>}
    >
      <Tabs />
      {tab === 'history' ? (
        <History path="/v1/rulebook/history" query={{ about: 'retention' }} turn={part?.version ?? 0} />
      ) : (
        <>
          <Read resource={schedule}>{(each) => <Versions items={each.items} />}</Read>
          <h2>{t('admin.retention.past')}</h2>
          {who?.role === 'data_officer' ? <Past /> : <p class="muted">{t('admin.retention.past.officer')}</p>}
        </>
      )}
      {isAsked && part && (
        <AdoptRetention
          part={part}
          onClose={() => setAsked(false)}
          onStale={() => schedule.reload()}
          onDone={() => {
            setAsked(false);
            schedule.reload();
          }}
        />
      )}
    </AdminFrame>
  );
}

function Versions({ items }: { items: readonly RetentionVersion[] }) {
  const day = today(useNow());
  const names = useInstitutions();
  const now = items.filter((each) => each.effective_from <= day).at(-1) ?? items[0];
  return (
    <ul class="grid admin-plain">
      {[...items].reverse().map((each) => (
        <li key={each.effective_from} class="card stack stack--tight">
          <h2 class="row">{t('admin.policy.from', { date: calendarDate(each.effective_from) })} {each === now && <span class="badge badge--closed">{t('admin.policy.now')}</span>}</h2>
          <p>{tCount('admin.retention.years', each.years)}</p>
          {each.own.length > 0 && (
            <ul class="admin-rows">
              {each.own.map((own) => (
                <li key={own.institution}>
                  <span>{names.find(own.institution)?.name ?? own.institution}</span>
                  <strong>{tCount('admin.retention.own_years', own.years)}</strong>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function Past() {
  const list = usePagedList<Schemas['KeptLongEnough']>('/v1/retention', { limit: 50 });
  const names = useInstitutions();
  return (
    <Listed list={list} empty={<Empty title={t('admin.retention.past.none')}><p>{t('admin.retention.past.none.means')}</p></Empty>}>
      {(items) => (
        <ul class="admin-rows">
          {items.map((each) => (
            <li key={each.id}>
              <Link to={`/reports/${each.id}`}>{t('report.number', { number: each.id })}</Link>
              <StateBadge state={each.state} />
              <span>{names.find(each.institution)?.name ?? each.institution}</span>
              <span class="muted small">{t('admin.retention.kept_until')} <Time at={each.retention_until} dateOnly /></span>
            </li>
          ))}
        </ul>
      )}
    </Listed>
  );
}
