import { useMemo } from 'preact/hooks';
import type { Standing } from '../../api/types';
import { Choice } from '../../parts/field';
import { Notice } from '../../parts/notice';
import { t } from '../../text/messages';
import { useDraft } from '../draft';
import { type ActionProps, ActionForm } from './action';
import { useCommand } from './use_command';

/** Whether the reporter and the report are hidden. A verifier may also show again, which is said before it is done. */
export function Visibility({ report, version, draft, allowed, onDone, onLookAgain }: ActionProps) {
  const initial = useMemo(() => ({ anonymous: report.anonymous ?? false, confidential: report.confidential ?? false }), [report.id, report.version]);
  const { value, change, clear } = useDraft(draft, initial);
  const command = useCommand(report.id, version);
  const loosens = (initial.anonymous && !value.anonymous) || (initial.confidential && !value.confidential);
  const send = async () => {
    const standing = await command.run<Standing>('visibility', value);
    if (!standing) return;
    clear();
    onDone(standing, t('desk.said.visibility', { number: report.id }));
  };
  return (
    <ActionForm command={command} allowed={allowed} danger={loosens} label={t('desk.do.visibility')} onSubmit={() => void send()} onLookAgain={onLookAgain}>
      <Choice title={t('desk.field.anonymous')} hint={t('desk.field.anonymous_hint')} checked={value.anonymous} onChange={(event) => change({ anonymous: event.currentTarget.checked })} />
      <Choice title={t('desk.field.confidential')} hint={t('desk.field.confidential_hint')} checked={value.confidential} onChange={(event) => change({ confidential: event.currentTarget.checked })} />
      {loosens && <Notice tone="warning" title={t('desk.visibility.loosens')} />}
    </ActionForm>
  );
}
