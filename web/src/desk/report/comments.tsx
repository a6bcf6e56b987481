import { useState } from 'preact/hooks';
import type { Report, Standing } from '../../api/types';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { TextArea } from '../../parts/field';
import { ProblemNotice } from '../../parts/notice';
import { Time } from '../../parts/time';
import { t, tCount, tWord } from '../../text/messages';
import { useCommand } from '../actions/use_command';

interface Props {
  report: Report;
  version: number;
  /** Whether the desk may hide them. */
  mayHide: boolean;
  onDone: (standing: Standing, said: string) => void;
}

/** What the public says; a verifier hides what does not belong there, with a reason. */
export function Comments({ report, version, mayHide, onDone }: Props) {
  const [hiding, setHiding] = useState<number>();
  if (report.comments.length === 0) return null;
  return (
    <section class="card stack" aria-labelledby="comments">
      <h2 id="comments">{tCount('desk.comments', report.comments.length)}</h2>
      <ul class="desk-similar">
        {report.comments.map((comment) => (
          <li key={comment.comment}>
            <div>
              <p class="small muted">{tWord('role', comment.role)} · <Time at={comment.at} /></p>
              <p class="text">{comment.text ?? t('desk.comment.hidden')}</p>
            </div>
            {mayHide && !comment.hidden && <Button size="small" onClick={() => setHiding(comment.comment)}>{t('desk.comment.hide')}</Button>}
          </li>
        ))}
      </ul>
      {hiding && <HideDialog report={report.id} version={version} comment={hiding} onClose={() => setHiding(undefined)} onDone={onDone} />}
    </section>
  );
}

function HideDialog({ report, version, comment, onClose, onDone }: { report: number; version: number; comment: number; onClose: () => void; onDone: Props['onDone'] }) {
  const [reason, setReason] = useState('');
  const command = useCommand(report, version);
  const hide = async () => {
    const standing = await command.run<Standing>(`comments/${comment}/hiding`, { reason });
    if (!standing) return;
    onClose();
    onDone(standing, t('desk.said.hide_comment'));
  };
  return (
    <Dialog
      title={t('desk.comment.hide')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind="primary" busy={command.busy} onClick={() => void hide()}>{t('desk.comment.hide')}</Button>
        </>
      }
    >
      <TextArea label={t('desk.field.reason')} hint={t('desk.field.public_hint')} required maxLength={2_000} value={reason} onValue={setReason} error={command.faultOf('reason')} />
      {command.problem && !command.faultOf('reason') && <ProblemNotice problem={command.problem} />}
    </Dialog>
  );
}
