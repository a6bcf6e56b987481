import { useState } from 'preact/hooks';
import { useInstitutions } from '../api/reference';
import { useSession } from '../api/session';
import type { Schemas } from '../api/types';
import { Link, setQuery, usePlace } from '../app/router';
import { Button } from '../parts/button';
import { InstitutionPicker } from '../parts/institution_picker';
import { Empty } from '../parts/states';
import { Time } from '../parts/time';
import { t, tWord } from '../text/messages';
import { AdminFrame } from './admin_frame';
import { IssueKey } from './key_dialogs';
import { Listed, usePagedList } from './paged_list';
import { rolesText } from './people';
import { Secret } from './secret';

type Service = Schemas['Service'];

/** /admin/keys: systems and gateways that use the API. */
export function KeysSection() {
  const { who } = useSession();
  const { query } = usePlace();
  const institution = query.get('institution') ?? '';
  const [turn, setTurn] = useState(0);
  const [isIssuing, setIssuing] = useState(false);
  const [issued, setIssued] = useState<Schemas['ServiceKey']>();
  if (!who || who === 'unknown') return null;
  return (
    <AdminFrame title={t('admin.keys')} lead={t('admin.keys.about')} actions={<Button kind="primary" onClick={() => setIssuing(true)}>{t('admin.key.issue')}</Button>}>
      <search class="admin-filters">
        <InstitutionPicker label={t('admin.institution.filter')} required={false} value={institution} onValue={(value) => setQuery({ institution: value })} among={(each) => !each.closed} />
      </search>
      <Services key={turn} institution={institution} />
      {isIssuing && (
        <IssueKey
          by={who}
          onClose={() => setIssuing(false)}
          onDone={(key) => {
            setIssuing(false);
            setIssued(key);
          }}
        />
      )}
      {issued && (
        <Secret
          issued={issued}
          onClose={() => {
            setIssued(undefined);
            setTurn(turn + 1);
          }}
        />
      )}
    </AdminFrame>
  );
}

function Services({ institution }: { institution: string }) {
  const names = useInstitutions();
  const list = usePagedList<Service>('/v1/keys', { institution, limit: 50 });
  return (
    <Listed list={list} empty={<Empty title={t('admin.keys.none')}><p>{t('admin.keys.none.advice')}</p></Empty>}>
      {(items) => (
        <div class="table-wrap" tabIndex={0} role="region" aria-label={t('admin.keys')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('admin.key.name')}</th>
                <th scope="col">{t('admin.person.roles')}</th>
                <th scope="col">{t('admin.key.scopes')}</th>
                <th scope="col">{t('admin.key.used')}</th>
                <th scope="col">{t('admin.person.state')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((each) => (
                <tr key={each.person}>
                  <td>
                    <Link to={`/admin/keys/${each.person}`}>{each.name ?? t('admin.person.number', { number: each.person })}</Link>
                    <div class="muted small">{names.find(each.institution)?.name ?? each.institution}</div>
                  </td>
                  <td>{rolesText(each.roles)}</td>
                  <td>{each.scopes.map((scope) => tWord('admin.scope', scope)).join(', ')}</td>
                  <td>{each.used_at ? <Time at={each.used_at} dateOnly /> : '–'}</td>
                  <td><KeyState service={each} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Listed>
  );
}

export function KeyState({ service }: { service: Service }) {
  if (service.suspended) return <span class="badge badge--late">{t('admin.person.suspended')}</span>;
  if (service.keys === 0) return <span class="badge">{t('admin.key.revoked')}</span>;
  return <span class="badge badge--closed">{t(service.keys > 1 ? 'admin.key.two' : 'admin.key.counts')}</span>;
}
