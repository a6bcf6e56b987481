import { useState } from 'preact/hooks';
import { send } from '../api/client';
import { useSession } from '../api/session';
import type { Profile, Schemas } from '../api/types';
import { announce } from '../app/toasts';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { t } from '../text/messages';
import { PasswordField } from './credentials';
import { Form } from './form_page';
import { Section } from './profile_sections';
import { faultOf, useSending } from './use_sending';

/** Codes of an authenticator program beside the password. */
export function SecondFactorSection({ who }: { who: Profile }) {
  const sending = useSending();
  const [password, setPassword] = useState('');
  const [made, setMade] = useState<Schemas['SecondFactor']>();
  const begin = () =>
    sending.run(async () => {
      setMade(await send<Schemas['SecondFactor']>('/v1/me/second-factor', { password }));
      setPassword('');
    });
  return (
    <Section title={t(who.has_second_factor ? 'account.second_factor.renew' : 'account.second_factor.set_up')} hint={t(who.has_second_factor ? 'account.second_factor.has' : 'account.second_factor.hint')}>
      {made ? (
        <Confirmation made={made} onDone={() => setMade(undefined)} />
      ) : (
        <Form sending={sending} onSend={() => void begin()} fields={[]}>
          <PasswordField label={t('account.password.now')} value={password} onValue={setPassword} />
          <p><Button type="submit" kind="primary" busy={sending.busy}>{t('action.next')}</Button></p>
        </Form>
      )}
    </Section>
  );
}

/** The secret is shown this once; a first code shows that the program has it. */
function Confirmation({ made, onDone }: { made: Schemas['SecondFactor']; onDone: () => void }) {
  const { refresh } = useSession();
  const sending = useSending();
  const [code, setCode] = useState('');
  const confirm = () =>
    sending.run(async () => {
      await send('/v1/me/second-factor/confirmation', { code: code.trim() });
      announce(t('account.second_factor.done'));
      onDone();
      await refresh();
    });
  const copy = () => void navigator.clipboard.writeText(made.secret).then(() => announce(t('action.copied')));
  return (
    <Form sending={sending} onSend={() => void confirm()} fields={['code']}>
      <p>{t('account.second_factor.secret.hint')}</p>
      <p class="secret mono">{made.secret.match(/.{1,4}/g)?.join(' ')}</p>
      <p class="row">
        <Button size="small" onClick={copy}>{t('action.copy')}</Button>
        <a href={made.uri}>{t('account.second_factor.open')}</a>
      </p>
      <TextField label={t('account.second_factor.code')} hint={t('account.second_factor.code.hint')} required name="code" class="mono" inputMode="numeric" autocomplete="one-time-code" value={code} onValue={setCode} error={faultOf(sending.problem, 'code')} />
      <p><Button type="submit" kind="primary" busy={sending.busy}>{t('account.second_factor.confirm')}</Button></p>
    </Form>
  );
}
