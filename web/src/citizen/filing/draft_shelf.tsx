import { useEffect, useState } from 'preact/hooks';
import { Link } from '../../app/router';
import { announce } from '../../app/toasts';
import { type Draft, isBlank } from '../../offline/draft';
import { allDrafts, discardDraft, onDraftsChange } from '../../offline/drafts';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { relative } from '../../text/dates';
import { type MessageKey, t } from '../../text/messages';

function useDrafts(): readonly Draft[] {
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  useEffect(() => {
    const read = () => void allDrafts().then(setDrafts, () => setDrafts([]));
    read();
    return onDraftsChange(read);
  }, []);
  return drafts;
}

/** What else lies on this device: other drafts, what waits to be sent, and receipts that nobody has seen yet. */
export function DraftShelf({ except }: { except: string }) {
  const drafts = useDrafts().filter((each) => each.id !== except && (!isBlank(each) || each.stage.kind !== 'writing'));
  const [asked, setAsked] = useState<Draft>();
  if (drafts.length === 0) return null;
  return (
    <section class="card card--quiet stack stack--tight" aria-labelledby="shelf-title">
      <h2 id="shelf-title">{t('filing.shelf')}</h2>
      <ul class="shelf">
        {drafts.map((each) => (
          <ShelfItem key={each.id} draft={each} onDiscard={() => setAsked(each)} />
        ))}
      </ul>
      {asked && <DiscardDialog draft={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

const doings: Record<Draft['stage']['kind'], MessageKey> = {
  writing: 'filing.shelf.resume',
  waiting: 'filing.shelf.look',
  sent: 'filing.shelf.receipt',
};

function ShelfItem({ draft, onDiscard }: { draft: Draft; onDiscard: () => void }) {
  const title = draft.fields.title.trim() || t('filing.shelf.untitled');
  const state = draft.stage.kind === 'writing' && draft.stage.told ? 'refused' : draft.stage.kind;
  return (
    <li>
      <span>
        <strong>{title}</strong>
        <span class="small muted">
          {t(`filing.shelf.${state}` as MessageKey)} · {relative(new Date(draft.changedAt).toISOString(), new Date())}
        </span>
      </span>
      <span class="row">
        <Link class="button button--small" to={`/submit?draft=${draft.id}`} aria-label={`${t(doings[draft.stage.kind])}: ${title}`}>{t(doings[draft.stage.kind])}</Link>
        {draft.stage.kind === 'writing' && <Button size="small" kind="quiet" onClick={onDiscard} aria-label={t('filing.discard.of', { title })}>{t('filing.discard')}</Button>}
      </span>
    </li>
  );
}

export function DiscardDialog({ draft, onClose, onDone }: { draft: Draft; onClose: () => void; onDone?: () => void }) {
  const discard = async () => {
    await discardDraft(draft.id);
    announce(t('filing.discarded'));
    onClose();
    onDone?.();
  };
  const mayHaveArrived = draft.stage.kind === 'waiting' && draft.stage.body !== undefined;
  return (
    <Dialog
      title={t('filing.discard.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind="danger" onClick={() => void discard()}>{t('filing.discard')}</Button>
        </>
      }
    >
      <p>{t(mayHaveArrived ? 'filing.discard.unsure' : 'filing.discard.text', { title: draft.fields.title.trim() || t('filing.shelf.untitled') })}</p>
    </Dialog>
  );
}
