import { useState } from 'preact/hooks';
import { send } from '../api/client';
import { navigate } from '../app/router';
import { announce } from '../app/toasts';
import { Button } from '../parts/button';
import { t } from '../text/messages';
import { AddressField, CodeField, PasswordField } from './credentials';
import { Form, FormPage } from './form_page';
import { faultOf, useSending } from './use_sending';

/** A new password, by a code; also the first one of invited staff. */
export function Recover() {
  const sending = useSending();
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const recover = () =>
    sending.run(async () => {
      await send('/v1/accounts/recovery', { address: address.trim(), code: code.trim(), password });
      announce(t('account.recover.done'));
      navigate('/sign-in', { replace: true });
    });
  return (
    <FormPage title={t('nav.recover')} lead={t('account.recover.lead')}>
      <Form class="card stack" sending={sending} onSend={() => void recover()} fields={['address', 'code', 'password', 'new_password']}>
        <AddressField value={address} onValue={setAddress} error={faultOf(sending.problem, 'address')} />
        <CodeField address={address.trim()} code={code} onCode={setCode} error={faultOf(sending.problem, 'code')} onAddressFault={(problem) => void sending.run(() => Promise.reject(problem))} />
        <PasswordField isNew value={password} onValue={setPassword} error={faultOf(sending.problem, 'password', 'new_password')} />
        <p><Button type="submit" kind="primary" busy={sending.busy}>{t('account.recover.do')}</Button></p>
      </Form>
    </FormPage>
  );
}
