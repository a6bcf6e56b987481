import { useEffect } from 'preact/hooks';
import { navigate, setQuery, usePlace } from '../../app/router';
import { type Draft, isBlank, queued } from '../../offline/draft';
import { sendNow } from '../../offline/start';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';
import { Loading } from '../../parts/states';
import { t } from '../../text/messages';
import { useIsOpenElsewhere } from './draft_lock';
import { DraftShelf } from './draft_shelf';
import { ReportForm } from './form';
import { fetchForLater } from './places';
import { Receipt } from './receipt';
import { type OpenDraft, useDraft } from './use_draft';
import { useSender } from './use_sender';
import { WaitingDraft } from './waiting_draft';

/** `/submit`, and `/share` where a worker did not take it: a new report, a draft (`?draft=`), or what became of one. */
export function Submit() {
  const { query } = usePlace();
  const open = useDraft(query.get('draft'));
  const elsewhere = useIsOpenElsewhere(open?.draft.id);
  useEffect(fetchForLater, []);
  useAddress(open?.draft);
  const writing = open?.draft.stage.kind === 'writing';
  return (
    <div class="wrap stack stack--loose">
      {(!open || writing) && (
        <header class="stack stack--tight">
          <h1>{t('filing.heading')}</h1>
          <p class="lead">{t('filing.lead')}</p>
        </header>
      )}
      {open && <DraftShelf except={open.draft.id} />}
      {open?.unkept && <Notice tone="warning" title={t('filing.unkept')} />}
      {!open ? <Loading lines={8} /> : elsewhere ? <OpenElsewhere /> : <DraftPage open={open} />}
    </div>
  );
}

/** The draft's id stands in the URL from the first letter on, so that loading the page anew finds it. */
function useAddress(draft: Draft | undefined): void {
  const id = draft && !isBlank(draft) ? draft.id : undefined;
  useEffect(() => {
    if (id) setQuery({ draft: id });
  }, [id]);
}

function DraftPage({ open }: { open: OpenDraft }) {
  const { draft } = open;
  const sender = useSender();
  const send = async () => {
    await open.move(queued(draft, sender, Date.now()));
    await sendNow();
  };
  if (draft.stage.kind === 'writing') return <ReportForm key={draft.id} open={open} onSend={send} />;
  if (draft.stage.kind === 'waiting') return <WaitingDraft draft={draft} stage={draft.stage} />;
  return <Receipt draft={draft} stage={draft.stage} open={open} />;
}

function OpenElsewhere() {
  return (
    <Notice tone="warning" title={t('filing.elsewhere')}>
      <p>{t('filing.elsewhere.hint')}</p>
      <p><Button onClick={() => navigate('/submit')}>{t('filing.new')}</Button></p>
    </Notice>
  );
}
