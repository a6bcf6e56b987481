import { useState } from 'preact/hooks';
import { useInstitutions } from '../api/reference';
import { useSession } from '../api/session';
import type { Schemas } from '../api/types';
import { Link, navigate, setQuery, usePlace } from '../app/router';
import { Button } from '../parts/button';
import { InstitutionPicker } from '../parts/institution_picker';
import { Empty } from '../parts/states';
import { t } from '../text/messages';
import { AdminFrame } from './admin_frame';
import { rolesText } from './people';
import { Listed, usePagedList } from './paged_list';
import { InviteStaff } from './staff_dialogs';

type Account = Schemas['Account'];

/** /admin/staff: whom the visitor administers. */
export function StaffSection() {
  const { who } = useSession();
  const { query } = usePlace();
  const institution = query.get('institution') ?? '';
  const list = usePagedList<Account>('/v1/staff', { institution, limit: 50 });
  const names = useInstitutions();
  const [isInviting, setInviting] = useState(false);
  if (!who || who === 'unknown') return null;
  return (
    <AdminFrame title={t('admin.staff')} lead={t('admin.staff.about')} actions={<Button kind="primary" onClick={() => setInviting(true)}>{t('admin.staff.invite')}</Button>}>
      <search class="admin-filters">
        <InstitutionPicker label={t('admin.institution.filter')} required={false} value={institution} onValue={(value) => setQuery({ institution: value })} among={(each) => !each.closed} />
      </search>
      <Listed list={list} empty={<Empty title={t('admin.staff.none')} />}>
        {(items) => (
          <div class="table-wrap" tabIndex={0} role="region" aria-label={t('admin.staff')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('admin.person.name')}</th>
                  <th scope="col">{t('admin.person.roles')}</th>
                  <th scope="col">{t('admin.person.institution')}</th>
                  <th scope="col">{t('admin.person.state')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((each) => (
                  <tr key={each.person}>
                    <td>
                      <Link to={`/admin/staff/${each.person}`}>{each.name ?? t('admin.person.number', { number: each.person })}</Link>
                      <div class="muted small">{each.address}</div>
                    </td>
                    <td>{rolesText(each.roles) || '–'}</td>
                    <td>{names.find(each.institution)?.name ?? each.institution ?? '–'}</td>
                    <td><AccountState account={each} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Listed>
      {isInviting && <InviteStaff by={who} onClose={() => setInviting(false)} onDone={(account) => navigate(`/admin/staff/${account.person}`)} />}
    </AdminFrame>
  );
}

export function AccountState({ account }: { account: Account }) {
  if (account.erased) return <span class="badge">{t('admin.person.erased')}</span>;
  if (account.suspended) return <span class="badge badge--late">{t('admin.person.suspended')}</span>;
  if (!account.has_password) return <span class="badge badge--on_hold">{t('admin.person.invited')}</span>;
  return (
    <span class="row">
      <span class="badge badge--closed">{t('admin.person.active')}</span>
      {!account.has_second_factor && <span class="muted small">{t('admin.person.no_factor')}</span>}
    </span>
  );
}
