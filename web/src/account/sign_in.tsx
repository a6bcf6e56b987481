import { useState } from 'preact/hooks';
import { get } from '../api/client';
import { useSession } from '../api/session';
import type { Profile } from '../api/types';
import { Link, navigate, usePlace } from '../app/router';
import { Button } from '../parts/button';
import { Choice, TextField } from '../parts/field';
import { t, tWord } from '../text/messages';
import { afterSignIn } from './after_sign_in';
import { AddressField, PasswordField } from './credentials';
import { Form, FormPage } from './form_page';
import { faultOf, useSending } from './use_sending';

/** Address and password; the second factor when it is asked for; the role where there are several. */
export function SignIn() {
  const { signIn } = useSession();
  const { query } = usePlace();
  const sending = useSending();
  const [address, setAddress] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [roles, setRoles] = useState<readonly string[]>([]);

  const go = (role: string) => navigate(afterSignIn(query.get('then'), role), { replace: true });
  const enter = async (role?: string) => {
    const session = await signIn({ address: address.trim(), password, ...(code && { code: code.trim() }), ...(role && { role }) });
    if (session.must_set_up_second_factor) return navigate('/account');
    const { roles: all } = await get<Profile>('/v1/me');
    if (role || all.length < 2) go(session.role);
    else setRoles(all);
  };
  const send = async (role?: string) => {
    await sending.run(() =>
      enter(role).catch((error: { kind?: string }) => {
        if (error.kind === 'second-factor-needed') setAsksCode(true);
        throw error;
      }),
    );
  };
  if (roles.length > 1) return <RoleChoice roles={roles} busy={sending.busy} onChoose={(role, isCurrent) => (isCurrent ? go(role) : void send(role))} sending={sending} />;
  return (
    <FormPage title={t('nav.sign_in')} lead={t('account.sign_in.lead')}>
      <Form class="card stack" sending={sending} onSend={() => void send()} fields={['address', 'code']}>
        <AddressField value={address} onValue={setAddress} error={faultOf(sending.problem, 'address')} />
        <PasswordField value={password} onValue={setPassword} />
        {asksCode && (
          <TextField
            label={t('account.second_factor.code')}
            hint={t('account.second_factor.code.hint')}
            required
            name="code"
            class="mono"
            inputMode="numeric"
            autocomplete="one-time-code"
            value={code}
            onValue={setCode}
            error={sending.problem?.kind === 'second-factor-needed' ? t('account.fault.second-factor-needed') : undefined}
          />
        )}
        <p><Button type="submit" kind="primary" busy={sending.busy}>{t('nav.sign_in')}</Button></p>
        <p class="row">
          <Link to="/recover">{t('nav.recover')}</Link>
          <Link to="/register">{t('account.register.link')}</Link>
        </p>
      </Form>
      <p class="muted">{t('account.sign_in.without')} <Link to="/track">{t('nav.track')}</Link></p>
    </FormPage>
  );
}

interface RoleChoiceProps {
  roles: readonly string[];
  busy: boolean;
  sending: ReturnType<typeof useSending>;
  onChoose: (role: string, isCurrent: boolean) => void;
}

/** A session acts in one role; the first one counts unless another is chosen. */
function RoleChoice({ roles, busy, sending, onChoose }: RoleChoiceProps) {
  const [role, setRole] = useState(roles[0]);
  return (
    <FormPage title={t('account.role')} lead={t('account.role.lead')}>
      <Form class="card stack" sending={sending} onSend={() => onChoose(role, role === roles[0])} fields={[]}>
        <fieldset class="stack stack--tight">
          <legend class="visually-hidden">{t('account.role')}</legend>
          {roles.map((each) => (
            <Choice key={each} type="radio" name="role" value={each} checked={each === role} onChange={() => setRole(each)} title={tWord('role', each)} />
          ))}
        </fieldset>
        <p><Button type="submit" kind="primary" busy={busy}>{t('action.next')}</Button></p>
      </Form>
    </FormPage>
  );
}
