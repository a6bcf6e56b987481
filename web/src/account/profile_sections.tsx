import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { send } from '../api/client';
import { useSession } from '../api/session';
import type { Profile } from '../api/types';
import { announce } from '../app/toasts';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { t } from '../text/messages';
import { AddressField, CodeField, PasswordField } from './credentials';
import { Form } from './form_page';
import { faultOf, useSending } from './use_sending';

/** One thing that can be changed: closed until somebody wants to. */
export function Section({ title, hint, children }: { title: string; hint?: string; children: ComponentChildren }) {
  return (
    <details class="fold">
      <summary>{title}</summary>
      <div class="stack">
        {hint && <p class="muted">{hint}</p>}
        {children}
      </div>
    </details>
  );
}

export function NameSection({ who }: { who: Profile }) {
  const { refresh } = useSession();
  const sending = useSending();
  const [name, setName] = useState(who.name ?? '');
  const change = () =>
    sending.run(async () => {
      await send('/v1/me', { name: name.trim() }, { method: 'PATCH' });
      await refresh();
      announce(t('account.saved'));
    });
  return (
    <Section title={t('account.name.change')}>
      <Form sending={sending} onSend={() => void change()} fields={['name']}>
        <TextField label={t('account.name')} hint={t('account.name.hint')} required name="name" autocomplete="name" maxLength={100} value={name} onValue={setName} error={faultOf(sending.problem, 'name')} />
        <p><Button type="submit" kind="primary" busy={sending.busy}>{t('action.save')}</Button></p>
      </Form>
    </Section>
  );
}

export function PasswordSection() {
  const sending = useSending();
  const [password, setPassword] = useState('');
  const [wanted, setWanted] = useState('');
  const change = () =>
    sending.run(async () => {
      await send('/v1/me/password', { password, new_password: wanted });
      setPassword('');
      setWanted('');
      announce(t('account.password.changed'));
    });
  return (
    <Section title={t('account.password.change')} hint={t('account.password.change.hint')}>
      <Form sending={sending} onSend={() => void change()} fields={['new_password']}>
        <PasswordField label={t('account.password.now')} value={password} onValue={setPassword} />
        <PasswordField isNew value={wanted} onValue={setWanted} error={faultOf(sending.problem, 'new_password')} />
        <p><Button type="submit" kind="primary" busy={sending.busy}>{t('action.save')}</Button></p>
      </Form>
    </Section>
  );
}

export function AddressSection() {
  const { refresh } = useSession();
  const sending = useSending();
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const change = () =>
    sending.run(async () => {
      await send('/v1/me/address', { address: address.trim(), code: code.trim(), password });
      await refresh();
      announce(t('account.saved'));
    });
  return (
    <Section title={t('account.address.change')} hint={t('account.address.change.hint')}>
      <Form sending={sending} onSend={() => void change()} fields={['address', 'code']}>
        <AddressField label={t('account.address.new')} value={address} onValue={setAddress} error={faultOf(sending.problem, 'address')} />
        <CodeField address={address.trim()} code={code} onCode={setCode} error={faultOf(sending.problem, 'code')} onAddressFault={(problem) => void sending.run(() => Promise.reject(problem))} />
        <PasswordField label={t('account.password.now')} value={password} onValue={setPassword} />
        <p><Button type="submit" kind="primary" busy={sending.busy}>{t('action.save')}</Button></p>
      </Form>
    </Section>
  );
}
