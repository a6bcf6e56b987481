import { useEffect, useState } from 'preact/hooks';
import { asProblem, get, type Problem } from '../api/client';
import { useInstitutions } from '../api/reference';
import type { Schemas } from '../api/types';

import { Missing } from '../app/missing';
import { Button } from '../parts/button';
import { Failed, Loading } from '../parts/states';
import { Time } from '../parts/time';
import { t, tWord } from '../text/messages';
import { AdminFrame } from './admin_frame';
import { History } from './history';
import { Fact } from './institution_page';
import { RevokeKey, RotateKey } from './key_dialogs';
import { KeyState } from './keys_section';
import { rolesText } from './people';
import { Secret } from './secret';
import { type Reasoned, ReasonedCommand } from './staff_dialogs';
import { Tabs, useTab } from './tabs';

type Service = Schemas['Service'];
type Asked = 'rotate' | 'revoke' | Reasoned | null;

/** /admin/keys/{person}. */
export function KeyPage({ id }: { id: string }) {
  const { service, problem, retry } = useService(id);
  const [asked, setAsked] = useState<Asked>(null);
  const [issued, setIssued] = useState<Schemas['ServiceKey']>();
  const tab = useTab();
  if (service === null) return <Missing />;
  const close = () => setAsked(null);
  const changed = () => {
    close();
    retry();
  };
  return (
    <AdminFrame title={service?.name ?? t('admin.person.number', { number: id })} actions={service && <Actions service={service} onAsk={setAsked} />}>
      <Tabs />
      {tab === 'history' && <History path={`/v1/keys/${id}/history`} turn={service?.version ?? 0} />}
      {tab === 'now' && problem && <Failed problem={problem} retry={retry} />}
      {tab === 'now' && !service && !problem && <Loading lines={6} />}
      {tab === 'now' && service && <Facts service={service} />}
      {service && asked === 'rotate' && <RotateKey service={service} onClose={close} onDone={(key) => { close(); setIssued(key); }} />}
      {service && asked === 'revoke' && <RevokeKey service={service} onClose={close} onDone={changed} />}
      {service && (asked === 'suspension' || asked === 'reinstatement') && <ReasonedCommand account={service} command={asked} onClose={close} onDone={changed} />}
      {issued && <Secret issued={issued} onClose={() => { setIssued(undefined); retry(); }} />}
    </AdminFrame>
  );
}

/** The API gives services in lists only; null when it is in none. */
function useService(id: string) {
  const [service, setService] = useState<Service | null>();
  const [problem, setProblem] = useState<Problem>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setProblem(undefined);
    find(id).then(setService, (error: unknown) => setProblem(asProblem(error)));
  }, [id, turn]);
  return { service, problem, retry: () => setTurn((each) => each + 1) };
}

async function find(id: string): Promise<Service | null> {
  let cursor: string | null = null;
  do {
    const page: Schemas['ServiceList'] = await get<Schemas['ServiceList']>('/v1/keys', { query: { limit: 100, cursor } });
    const found = page.items.find((each) => String(each.person) === id);
    if (found) return found;
    cursor = page.next_cursor;
  } while (cursor);
  return null;
}

function Actions({ service, onAsk }: { service: Service; onAsk: (asked: Asked) => void }) {
  return (
    <>
      {!service.suspended && <Button onClick={() => onAsk('rotate')}>{t('admin.key.rotate')}</Button>}
      {service.suspended ? (
        <Button kind="primary" onClick={() => onAsk('reinstatement')}>{t('admin.staff.reinstate')}</Button>
      ) : (
        <Button onClick={() => onAsk('suspension')}>{t('admin.staff.suspend')}</Button>
      )}
      {service.keys > 0 && <Button kind="danger" onClick={() => onAsk('revoke')}>{t('admin.key.revoke')}</Button>}
    </>
  );
}

function Facts({ service }: { service: Service }) {
  const names = useInstitutions();
  return (
    <dl class="meta card">
      <div><dt>{t('admin.person.state')}</dt><dd><KeyState service={service} /></dd></div>
      <Fact label={t('admin.key.role')} value={rolesText(service.roles)} />
      <Fact label={t('admin.person.institution')} value={names.find(service.institution)?.name ?? service.institution} />
      <Fact label={t('admin.key.scopes')} value={service.scopes.map((each) => tWord('admin.scope', each)).join(', ')} />
      <div><dt>{t('admin.key.until')}</dt><dd>{service.expires_at ? <Time at={service.expires_at} /> : t('admin.key.no_end')}</dd></div>
      <div><dt>{t('admin.key.used')}</dt><dd>{service.used_at ? <Time at={service.used_at} dateOnly /> : '–'}</dd></div>
      <div><dt>{t('admin.person.registered')}</dt><dd><Time at={service.registered_at} /></dd></div>
      <Fact label={t('admin.person.number_label')} value={String(service.person)} />
    </dl>
  );
}
