import { useState } from 'preact/hooks';
import { get, send } from '../api/client';
import { useSession } from '../api/session';
import type { Profile, Schemas } from '../api/types';
import { Link, navigate } from '../app/router';
import { announce } from '../app/toasts';
import { StateBadge } from '../parts/badge';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { ProblemNotice } from '../parts/notice';
import { saveFile } from '../parts/save_file';
import { Time } from '../parts/time';
import { t, tCount } from '../text/messages';
import { AccountPage } from './account_page';
import { PasswordField } from './credentials';
import { Form } from './form_page';
import { HistoryList } from './history';
import { useSending } from './use_sending';

type Data = Schemas['PersonalData'];

/** `/account/data`: everything that is held about oneself, to read and to take away; and the end of it. */
export function MyData() {
  const [data, setData] = useState<Data>();
  const sending = useSending();
  const load = () => sending.run(async () => setData(await get<Data>('/v1/me/data')));
  return (
    <AccountPage tab="data" title={t('nav.my_data')}>
      {() => (
        <>
          <section class="card stack">
            <h2>{t('account.data')}</h2>
            <p>{t('account.data.text')}</p>
            {sending.problem && <ProblemNotice problem={sending.problem} />}
            <p class="row">
              <Button kind="primary" busy={sending.busy} onClick={() => void load()}>{t('account.data.load')}</Button>
              {data && <Button onClick={() => save(data)}>{t('account.data.save')}</Button>}
            </p>
          </section>
          {data && <Shown data={data} />}
          <Erasure />
        </>
      )}
    </AccountPage>
  );
}

const save = (data: Data) => saveFile(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }), 'lapor-data.json');

function Shown({ data: { account, reports, history } }: { data: Data }) {
  return (
    <section class="stack" aria-labelledby="data-title">
      <h2 id="data-title">{t('account.data.account')}</h2>
      <dl class="meta card">
        <div><dt>{t('account.name')}</dt><dd>{account.name}</dd></div>
        <div><dt>{t('account.address')}</dt><dd>{account.address}</dd></div>
        <div><dt>{t('account.data.number')}</dt><dd class="number">{account.person}</dd></div>
        <div><dt>{t('account.data.registered')}</dt><dd><Time at={account.registered_at} /></dd></div>
      </dl>
      <h2>{tCount('account.data.reports', reports.length)}</h2>
      <ul class="list">
        {reports.map(({ report }) => (
          <li key={report.id}>
            <article>
              <h3><Link to={`/track?report=${report.id}`}>{report.title ?? report.original?.title ?? String(report.id)}</Link></h3>
              <p class="row small muted"><StateBadge state={report.state} /> <span class="number">{report.id}</span> <Time at={report.received_at} dateOnly /></p>
              <p class="text">{report.original?.text ?? report.text}</p>
            </article>
          </li>
        ))}
      </ul>
      <h2>{t('account.history')}</h2>
      <HistoryList items={history} />
    </section>
  );
}

/** For ever: with the password, and asked twice. */
function Erasure() {
  const { who } = useSession();
  const [asked, setAsked] = useState(false);
  if (!who || who === 'unknown') return null;
  return (
    <section class="card stack">
      <h2>{t('account.erase')}</h2>
      <p>{t('account.erase.text')}</p>
      <ul class="prose">
        <li>{t('account.erase.account')}</li>
        <li>{t('account.erase.reports')}</li>
        <li>{t('account.erase.address')}</li>
      </ul>
      <p><Button kind="danger" onClick={() => setAsked(true)}>{t('account.erase.do')}</Button></p>
      {asked && <ErasureDialog who={who} onClose={() => setAsked(false)} />}
    </section>
  );
}

function ErasureDialog({ who, onClose }: { who: Profile; onClose: () => void }) {
  const { refresh } = useSession();
  const sending = useSending();
  const [password, setPassword] = useState('');
  const erase = () =>
    sending.run(async () => {
      const { kept_reports } = await send<Schemas['Erased']>('/v1/me/erasure', { password });
      await refresh();
      announce(tCount('account.erase.done', kept_reports));
      navigate('/');
    });
  return (
    <Dialog title={t('account.erase.title', { name: who.name ?? who.address ?? '' })} onClose={onClose}>
      <Form sending={sending} onSend={() => void erase()} fields={[]}>
        <p>{t('account.erase.sure')}</p>
        <PasswordField label={t('account.password.now')} value={password} onValue={setPassword} />
        <div class="dialog__actions">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" kind="danger" busy={sending.busy}>{t('account.erase.do')}</Button>
        </div>
      </Form>
    </Dialog>
  );
}
