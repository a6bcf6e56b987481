import { useState } from 'preact/hooks';
import { Button } from '../../../parts/button';
import { Choice } from '../../../parts/field';
import { ProblemNotice } from '../../../parts/notice';
import { t } from '../../../text/messages';
import type { ActionProps } from './own_actions';
import { useWish } from './target';

/** A reporter may hide more, never less: what is chosen already stays chosen. */
export function VisibilityForm({ target, report, onDone }: ActionProps) {
  const wish = useWish(target, 'visibility');
  const [anonymous, setAnonymous] = useState(report.anonymous === true);
  const [confidential, setConfidential] = useState(report.confidential === true);
  const isSame = anonymous === (report.anonymous === true) && confidential === (report.confidential === true);
  const act = async () => {
    if (!isSame && (await wish.send({ anonymous, confidential }))) onDone();
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => (event.preventDefault(), void act())}>
      <Choice checked={anonymous} disabled={report.anonymous} onChange={(event) => setAnonymous(event.currentTarget.checked)} title={t('filing.anonymous')} hint={t('filing.anonymous.hint')} />
      <Choice checked={confidential} disabled={report.confidential} onChange={(event) => setConfidential(event.currentTarget.checked)} title={t('filing.confidential')} hint={t('filing.confidential.hint')} />
      {wish.problem && <ProblemNotice problem={wish.problem} />}
      <p><Button type="submit" kind="primary" busy={wish.busy} disabled={isSame}>{t('filing.visibility.do')}</Button></p>
    </form>
  );
}
