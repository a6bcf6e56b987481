import { useWho } from '../api/session';
import { t, tWord } from '../text/messages';
import type { Role } from './pages';
import { Link, usePlace } from './router';

/** For who has not signed in, or not in a role that this page is for. */
export function SignInNeeded({ roles }: { roles?: readonly Role[] }) {
  const who = useWho();
  const { path } = usePlace();
  const names = (roles ?? []).map((each) => tWord('role', each)).join(', ');
  return (
    <div class="wrap wrap--narrow">
      <div class="empty">
        <h1>{t(who ? 'sign_in_needed.other_role' : 'sign_in_needed.title')}</h1>
        {names && <p>{t('sign_in_needed.roles', { roles: names })}</p>}
        <p>
          <Link class="button button--primary" to={`/sign-in?then=${encodeURIComponent(path)}`}>{t('nav.sign_in')}</Link>
        </p>
      </div>
    </div>
  );
}
