import { useState } from 'preact/hooks';
import { send } from '../api/client';
import { useSession } from '../api/session';
import { Link, navigate, usePlace } from '../app/router';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { t } from '../text/messages';
import { afterSignIn } from './after_sign_in';
import { AddressField, CodeField, PasswordField } from './credentials';
import { Form, FormPage } from './form_page';
import { faultOf, useSending } from './use_sending';

/** An account, with a code that shows that the address is one's own. */
export function Register() {
  const { signIn } = useSession();
  const { query } = usePlace();
  const sending = useSending();
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const register = () =>
    sending.run(async () => {
      await send('/v1/accounts', { address: address.trim(), code: code.trim(), name: name.trim(), password });
      await signIn({ address: address.trim(), password });
      navigate(afterSignIn(query.get('then'), 'reporter'), { replace: true });
    });
  return (
    <FormPage title={t('nav.register')} lead={t('account.register.lead')}>
      <Form class="card stack" sending={sending} onSend={() => void register()} fields={['address', 'code', 'name', 'password', 'new_password']}>
        <AddressField value={address} onValue={setAddress} error={faultOf(sending.problem, 'address')} />
        <CodeField address={address.trim()} code={code} onCode={setCode} error={faultOf(sending.problem, 'code')} onAddressFault={(problem) => void sending.run(() => Promise.reject(problem))} />
        <TextField label={t('account.name')} hint={t('account.name.hint')} required name="name" autocomplete="name" maxLength={100} value={name} onValue={setName} error={faultOf(sending.problem, 'name')} />
        <PasswordField isNew value={password} onValue={setPassword} error={faultOf(sending.problem, 'password', 'new_password')} />
        <p><Button type="submit" kind="primary" busy={sending.busy}>{t('account.register.do')}</Button></p>
        <p><Link to="/sign-in">{t('account.register.has')}</Link></p>
      </Form>
    </FormPage>
  );
}
