import type { Profile } from '../api/types';
import { Notice } from '../parts/notice';
import { t, tWord } from '../text/messages';
import { AccountPage } from './account_page';
import { AddressSection, NameSection, PasswordSection } from './profile_sections';
import { SecondFactorSection } from './second_factor';
import { SessionsSection } from './sessions';
import { History } from './history';

/** `/account`: who one is here, and how one signs in. */
export function Account() {
  return (
    <AccountPage tab="account" title={t('nav.account')}>
      {(who) => (
        <>
          {who.role === 'anyone' && <Notice tone="warning" title={t('account.second_factor.must')}><p>{t('account.second_factor.must.text')}</p></Notice>}
          <Standing who={who} />
          <div class="account__sections">
            <NameSection who={who} />
            <AddressSection />
            <PasswordSection />
            <SecondFactorSection who={who} />
            <SessionsSection who={who} />
          </div>
          <History />
        </>
      )}
    </AccountPage>
  );
}

function Standing({ who }: { who: Profile }) {
  return (
    <dl class="meta card">
      <div><dt>{t('account.name')}</dt><dd>{who.name}</dd></div>
      <div><dt>{t('account.address')}</dt><dd>{who.address}</dd></div>
      <div><dt>{t('account.role_now')}</dt><dd>{tWord('role', who.role)}{who.institution && ` · ${who.institution}`}</dd></div>
      {who.roles.length > 1 && <div><dt>{t('account.roles')}</dt><dd>{who.roles.map((each) => tWord('role', each)).join(', ')}</dd></div>}
    </dl>
  );
}
