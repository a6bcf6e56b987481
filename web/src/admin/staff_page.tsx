import { useState } from 'preact/hooks';
import { useInstitutions } from '../api/reference';
import { useWho } from '../api/session';
import type { Schemas } from '../api/types';
import { useResource } from '../api/use_resource';
import { Button } from '../parts/button';
import { Time } from '../parts/time';
import { t } from '../text/messages';
import { AdminFrame } from './admin_frame';
import { History } from './history';
import { Fact } from './institution_page';
import { rolesText } from './people';
import { Read } from './read';
import { AppointStaff, EndAppointment, type Reasoned, ReasonedCommand } from './staff_dialogs';
import { AccountState } from './staff_section';
import { Tabs, useTab } from './tabs';

type Account = Schemas['Account'];
type Asked = Reasoned | 'appoint' | 'end' | null;

/** /admin/staff/{person}. */
export function StaffPage({ id }: { id: string }) {
  const account = useResource<Account>(`/v1/staff/${id}`);
  const [asked, setAsked] = useState<Asked>(null);
  const tab = useTab();
  const one = account.data;
  return (
    <AdminFrame title={one?.name ?? t('admin.person.number', { number: id })} actions={one && !one.erased && <Actions account={one} onAsk={setAsked} />}>
      <Tabs />
      {tab === 'history' ? <History path={`/v1/staff/${id}/history`} turn={one?.version ?? 0} /> : <Read resource={account}>{(each) => <Facts account={each} />}</Read>}
      {one && <Asking asked={asked} account={one} onClose={() => setAsked(null)} onDone={(changed) => { setAsked(null); account.replace(changed); }} />}
    </AdminFrame>
  );
}

function Actions({ account, onAsk }: { account: Account; onAsk: (asked: Asked) => void }) {
  return (
    <>
      <Button onClick={() => onAsk('appoint')}>{t('admin.staff.appoint')}</Button>
      {account.has_second_factor && <Button onClick={() => onAsk('second-factor-reset')}>{t('admin.staff.reset')}</Button>}
      {account.suspended ? (
        <Button kind="primary" onClick={() => onAsk('reinstatement')}>{t('admin.staff.reinstate')}</Button>
      ) : (
        <Button kind="danger" onClick={() => onAsk('suspension')}>{t('admin.staff.suspend')}</Button>
      )}
      {account.roles.length > 0 && <Button kind="danger" onClick={() => onAsk('end')}>{t('admin.staff.end')}</Button>}
    </>
  );
}

function Asking({ asked, ...common }: { asked: Asked; account: Account; onClose: () => void; onDone: (account: Account) => void }) {
  const who = useWho();
  if (!asked || !who) return null;
  if (asked === 'appoint') return <AppointStaff by={who} {...common} />;
  if (asked === 'end') return <EndAppointment {...common} />;
  return <ReasonedCommand command={asked} {...common} />;
}

function Facts({ account }: { account: Account }) {
  const names = useInstitutions();
  return (
    <div class="stack">
      <p><AccountState account={account} /></p>
      <dl class="meta card">
        <Fact label={t('admin.person.roles')} value={rolesText(account.roles)} />
        <Fact label={t('admin.person.institution')} value={names.find(account.institution)?.name ?? account.institution} />
        <Fact label={t('admin.person.address')} value={account.address} />
        <Fact label={t('admin.person.factor')} value={t(account.has_second_factor ? 'admin.yes' : 'admin.no')} />
        <Fact label={t('admin.person.number_label')} value={String(account.person)} />
        <div>
          <dt>{t('admin.person.registered')}</dt>
          <dd><Time at={account.registered_at} /></dd>
        </div>
      </dl>
      <h2>{t('admin.person.sessions')}</h2>
      {account.sessions.length === 0 ? <p class="muted">{t('admin.person.no_sessions')}</p> : (
        <ul class="admin-rows">
          {account.sessions.map((each, i) => (
            <li key={i}>
              <span>{rolesText([each.role])}</span>
              <span class="muted small"><Time at={each.began_at} /> – <Time at={each.expires_at} /></span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
