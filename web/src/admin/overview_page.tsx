import { useWho } from '../api/session';
import { useResource } from '../api/use_resource';
import type { Schemas } from '../api/types';
import { Link } from '../app/router';
import { Notice } from '../parts/notice';
import { t } from '../text/messages';
import { AdminFrame } from './admin_frame';
import { pathOf, sectionsOf } from './sections';

/** /admin: what there is to administer. */
export function OverviewPage() {
  const who = useWho();
  return (
    <AdminFrame title={t('nav.admin')} lead={t(who?.role === 'coordinator' ? 'admin.lead.coordinator' : 'admin.lead')}>
      {who?.role === 'national_admin' && <Readiness />}
      <ul class="grid admin-plain">
        {sectionsOf(who?.role ?? '').map((each) => (
          <li key={each.name} class="card admin-tile">
            <h2><Link to={pathOf(each)}>{t(each.title)}</Link></h2>
            <p class="muted">{t(each.about)}</p>
          </li>
        ))}
      </ul>
    </AdminFrame>
  );
}

/** Only when something keeps the server from serving. */
function Readiness() {
  const { data } = useResource<Schemas['Readiness']>('/readyz');
  if (!data || data.ready) return null;
  return (
    <Notice tone="warning" title={t('admin.not_ready')}>
      <Link to="/admin/operations">{t('admin.operations')}</Link>
    </Notice>
  );
}
