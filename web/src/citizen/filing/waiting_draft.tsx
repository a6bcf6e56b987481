import { useEffect, useState } from 'preact/hooks';
import { Link, navigate } from '../../app/router';
import { type Draft, isRecallable, type Waiting } from '../../offline/draft';
import { recallDraft } from '../../offline/outbox_world';
import { sendNow } from '../../offline/start';
import { Button } from '../../parts/button';
import { t } from '../../text/messages';
import { problemText } from '../../text/problems';
import { DiscardDialog } from './draft_shelf';
import { problemOf } from './told';

/** In the outbox: what it waits for, and what can be done about it. */
export function WaitingDraft({ draft, stage }: { draft: Draft; stage: Waiting }) {
  const online = useOnline();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const tryNow = async () => {
    setBusy(true);
    await sendNow();
    setBusy(false);
  };
  const why = !online ? t('filing.waiting.offline') : stage.told ? problemText(problemOf(stage.told)).title : t('filing.waiting.now');
  const needsSignIn = stage.told?.kind === 'sign-in-needed';
  return (
    <section class="card card--accent stack" aria-labelledby="waiting-title">
      <h1 id="waiting-title">{t('filing.waiting')}</h1>
      <p class="lead">{draft.fields.title}</p>
      <div role="status"><p><strong>{why}</strong></p></div>
      <p>{t(needsSignIn ? 'filing.waiting.sign_in' : 'filing.waiting.text')}</p>
      <div class="row">
        {needsSignIn && <Link class="button button--primary" to={`/sign-in?then=${encodeURIComponent(`/submit?draft=${draft.id}`)}`}>{t('nav.sign_in')}</Link>}
        <Button kind={needsSignIn ? 'plain' : 'primary'} busy={busy} onClick={() => void tryNow()}>{t('filing.waiting.try')}</Button>
        {isRecallable(draft) && <Button onClick={() => void recallDraft(draft.id)}>{t('action.edit')}</Button>}
        <Button kind="quiet" onClick={() => setAsked(true)}>{t('filing.discard')}</Button>
        <Link class="button button--quiet" to="/submit">{t('filing.new')}</Link>
      </div>
      {asked && <DiscardDialog draft={draft} onClose={() => setAsked(false)} onDone={() => navigate('/submit', { replace: true })} />}
    </section>
  );
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return online;
}
