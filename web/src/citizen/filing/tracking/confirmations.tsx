import { useState } from 'preact/hooks';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { TextArea } from '../../../parts/field';
import { ProblemNotice } from '../../../parts/notice';
import { t } from '../../../text/messages';
import type { ActionProps } from './own_actions';
import { useWish } from './target';

/** The reporter is satisfied. */
export function CloseForm({ target, onDone }: ActionProps) {
  const wish = useWish(target, 'closing');
  const close = async () => {
    if (await wish.send({})) onDone();
  };
  return (
    <div class="stack">
      {wish.problem && <ProblemNotice problem={wish.problem} />}
      <p><Button kind="primary" busy={wish.busy} onClick={() => void close()}>{t('filing.close.do')}</Button></p>
    </div>
  );
}

/** Taking a report back ends it; asked twice. */
export function WithdrawForm({ target, text, onText, onDone }: ActionProps) {
  const wish = useWish(target, 'withdrawal');
  const [asked, setAsked] = useState(false);
  const withdraw = async () => {
    const done = await wish.send(text.trim() ? { reason: text.trim() } : {});
    setAsked(false);
    if (done) onDone();
  };
  return (
    <div class="stack">
      <TextArea label={t('filing.action.reason')} required={false} name="reason" rows={3} maxLength={2000} value={text} onValue={onText} />
      {wish.problem && <ProblemNotice problem={wish.problem} />}
      <p><Button kind="danger" onClick={() => setAsked(true)}>{t('filing.withdraw.do')}</Button></p>
      {asked && (
        <Dialog
          title={t('filing.withdraw.title')}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button onClick={() => setAsked(false)}>{t('action.cancel')}</Button>
              <Button kind="danger" busy={wish.busy} onClick={() => void withdraw()}>{t('filing.withdraw.do')}</Button>
            </>
          }
        >
          <p>{t('filing.withdraw.text')}</p>
        </Dialog>
      )}
    </div>
  );
}
