import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import { asProblem, send } from '../api/client';
import type { Schemas } from '../api/types';
import { Button } from '../parts/button';
import { Field, TextField } from '../parts/field';
import { ProblemNotice } from '../parts/notice';
import { t } from '../text/messages';

interface PasswordProps {
  value: string;
  onValue: (value: string) => void;
  error?: string | undefined;
  /** A new one: with the rule, and for the browser's own suggestion. */
  isNew?: boolean;
  label?: string;
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ value, onValue, error, isNew = false, label }: PasswordProps) {
  const [seen, setSeen] = useState(false);
  return (
    <Field label={label ?? t(isNew ? 'account.new_password' : 'account.password')} hint={isNew ? t('account.new_password.hint') : undefined} error={error} required>
      {(ids) => (
        <div class="password">
          <input
            {...ids}
            type={seen ? 'text' : 'password'}
            name={isNew ? 'new_password' : 'password'}
            autocomplete={isNew ? 'new-password' : 'current-password'}
            maxLength={128}
            autocapitalize="none"
            spellcheck={false}
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <Button size="small" aria-pressed={seen} onClick={() => setSeen(!seen)}>{t(seen ? 'account.password.hide' : 'account.password.show')}</Button>
        </div>
      )}
    </Field>
  );
}

export function AddressField({ value, onValue, error, label }: { value: string; onValue: (value: string) => void; error?: string | undefined; label?: string }) {
  return (
    <TextField
      label={label ?? t('account.address')}
      hint={t('account.address.hint')}
      required
      name="address"
      autocomplete="username"
      autocapitalize="none"
      spellcheck={false}
      maxLength={254}
      value={value}
      onValue={onValue}
      error={error}
    />
  );
}

interface CodeProps {
  address: string;
  code: string;
  onCode: (code: string) => void;
  error?: string | undefined;
  /** The server does not accept the address. */
  onAddressFault: (problem: Problem) => void;
}

const pauseSeconds = 60;

/** Has a code sent to an address, which shows that it is one's own, and takes it. */
export function CodeField({ address, code, onCode, error, onAddressFault }: CodeProps) {
  const [sent, setSent] = useState<Schemas['CodeSent']>();
  const [pause, setPause] = useState(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (pause === 0) return;
    const timer = setTimeout(() => setPause(pause - 1), 1_000);
    return () => clearTimeout(timer);
  }, [pause]);
  const ask = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setSent(await send<Schemas['CodeSent']>('/v1/accounts/codes', { address }));
      setPause(pauseSeconds);
    } catch (caught) {
      const found = asProblem(caught);
      if (found.field === 'address') onAddressFault(found);
      else setProblem(found);
    }
    setBusy(false);
  };
  return (
    <div class="stack stack--tight">
      <p><Button busy={busy} disabled={pause > 0} onClick={() => void ask()}>{pause > 0 ? t('account.code.again_in', { seconds: pause }) : t(sent ? 'account.code.again' : 'account.code.ask')}</Button></p>
      <div role="status">{sent && <p>{t(sent.channel === 'sms' ? 'account.code.sent_sms' : 'account.code.sent_email', { minutes: Math.round(sent.valid_for_seconds / 60) })}</p>}</div>
      {problem && <ProblemNotice problem={problem} />}
      <TextField label={t('account.code')} required name="code" class="mono" inputMode="numeric" autocomplete="one-time-code" maxLength={100} value={code} onValue={onCode} error={error} />
    </div>
  );
}
