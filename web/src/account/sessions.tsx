import { send } from '../api/client';
import { useSession } from '../api/session';
import type { Profile } from '../api/types';
import { navigate } from '../app/router';
import { announce } from '../app/toasts';
import { Button } from '../parts/button';
import { ProblemNotice } from '../parts/notice';
import { Time } from '../parts/time';
import { t, tCount, tWord } from '../text/messages';
import { Section } from './profile_sections';
import { useSending } from './use_sending';

/** Where else one may have signed in, and how to end it all. */
export function SessionsSection({ who }: { who: Profile }) {
  const { refresh } = useSession();
  const sending = useSending();
  const end = () =>
    sending.run(async () => {
      await send('/v1/sessions', undefined, { method: 'DELETE' });
      await refresh();
      announce(t('account.sessions.ended'));
      navigate('/sign-in');
    });
  return (
    <Section title={tCount('account.sessions', who.sessions.length)} hint={t('account.sessions.hint')}>
      <ul class="shelf">
        {who.sessions.map((each) => (
          <li key={each.began_at + each.role}>
            <span>
              <span>{tWord('role', each.role)}</span>
              <span class="small muted">{t('account.sessions.since')} <Time at={each.began_at} /> · {t('account.sessions.until')} <Time at={each.expires_at} /></span>
            </span>
          </li>
        ))}
      </ul>
      {sending.problem && <ProblemNotice problem={sending.problem} />}
      <p><Button kind="danger" busy={sending.busy} onClick={() => void end()}>{t('account.sessions.end')}</Button></p>
    </Section>
  );
}
