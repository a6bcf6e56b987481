import type { ComponentChildren } from 'preact';
import { useSession } from '../api/session';
import type { Profile } from '../api/types';
import { SignInNeeded } from '../app/sign_in_needed';
import { Link } from '../app/router';
import { Loading } from '../parts/states';
import { t } from '../text/messages';

type Tab = 'account' | 'reports' | 'data';

/** A page of the account area: its tabs, and who has signed in. Others are asked to. */
export function AccountPage({ tab, title, children }: { tab: Tab; title: string; children: (who: Profile) => ComponentChildren }) {
  const { who } = useSession();
  if (who === 'unknown') return <div class="wrap"><Loading /></div>;
  if (!who) return <SignInNeeded />;
  return (
    <div class="wrap stack stack--loose">
      <h1>{title}</h1>
      <Tabs tab={tab} hasReports={who.role === 'reporter'} />
      {children(who)}
    </div>
  );
}

function Tabs({ tab, hasReports }: { tab: Tab; hasReports: boolean }) {
  const link = (of: Tab, to: string, label: string) => (
    <li><Link to={to} aria-current={of === tab ? 'page' : undefined}>{label}</Link></li>
  );
  return (
    <nav aria-label={t('account.tabs')}>
      <ul class="tabs">
        {hasReports && link('reports', '/account/reports', t('nav.my_reports'))}
        {link('account', '/account', t('nav.account'))}
        {link('data', '/account/data', t('nav.my_data'))}
      </ul>
    </nav>
  );
}
