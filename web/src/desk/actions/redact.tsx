import { useMemo } from 'preact/hooks';
import type { Schemas } from '../../api/types';
import { TextArea } from '../../parts/field';
import { t } from '../../text/messages';
import { useDraft } from '../draft';
import { keptIn, type PublicText, PublicTextFields } from '../report/public_text_fields';
import { type ActionProps, ActionForm } from './action';
import { useCommand } from './use_command';

/** Replaces what the public reads. */
export function Redact({ report, version, draft, allowed, onDone, onLookAgain }: ActionProps) {
  const initial = useMemo<PublicText & { reason: string }>(() => ({ title: report.title ?? '', public_text: report.text ?? '', keep: [], reason: '' }), [report.id, report.version]);
  const { value, change, clear } = useDraft(draft, initial);
  const command = useCommand(report.id, version);
  const send = async () => {
    const body: Schemas['Redaction'] = { title: value.title, public_text: value.public_text, keep: keptIn(value), reason: value.reason };
    const standing = await command.run<Schemas['Published']>('redaction', body);
    if (!standing) return;
    clear();
    onDone(standing, t('desk.said.redact', { number: report.id }));
  };
  return (
    <ActionForm command={command} allowed={allowed} label={t('desk.do.redact')} onSubmit={() => void send()} onLookAgain={onLookAgain}>
      <PublicTextFields value={value} onChange={change} faultOf={command.faultOf} />
      <TextArea label={t('desk.field.reason')} hint={t('desk.field.public_hint')} required maxLength={2_000} value={value.reason} onValue={(reason) => change({ reason })} error={command.faultOf('reason')} />
    </ActionForm>
  );
}
