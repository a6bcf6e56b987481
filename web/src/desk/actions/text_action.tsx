import type { Standing } from '../../api/types';
import { TextArea } from '../../parts/field';
import { type MessageKey, t } from '../../text/messages';
import { useDraft } from '../draft';
import { fillTemplate, valuesOf } from '../templates/fill';
import { TemplateChooser } from '../templates/template_chooser';
import { useWho } from '../../api/session';
import { type ActionProps, ActionForm } from './action';
import { AttachmentField, type Uploaded } from './attachment_field';
import { useCommand } from './use_command';

/** Actions that say something: which command, the member that carries the text, and what else it takes. */
const kinds = {
  answer: { path: 'follow-ups', member: 'text', most: 20_000, files: true, templates: true },
  reply: { path: 'replies', member: 'text', most: 20_000, files: true, templates: false },
  note: { path: 'notes', member: 'text', most: 20_000, files: true, templates: false },
  close: { path: 'closing', member: 'reason', most: 2_000, files: false, templates: false },
  reopen: { path: 'reopening', member: 'reason', most: 2_000, files: false, templates: false },
  restore: { path: 'restoration', member: 'reason', most: 2_000, files: false, templates: false },
} as const;

export type TextKind = keyof typeof kinds;

interface TextWish {
  text: string;
  files: readonly Uploaded[];
}

const empty: TextWish = { text: '', files: [] };

export function TextAction({ kind, report, version, draft, allowed, onDone, onLookAgain }: ActionProps & { kind: TextKind }) {
  const who = useWho();
  const { value, change, clear } = useDraft<TextWish>(draft, empty);
  const command = useCommand(report.id, version);
  const { path, member, most, files, templates } = kinds[kind];
  const send = async () => {
    const attachments = files && value.files.length > 0 ? { attachments: value.files.map(({ id }) => id) } : {};
    const standing = await command.run<Standing>(path, { [member]: value.text, ...attachments });
    if (!standing) return;
    clear();
    onDone(standing, t(`desk.said.${kind}`, { number: report.id }));
  };
  const insert = (template: string) => {
    const filled = fillTemplate(template, valuesOf(report, who?.name ?? ''));
    change({ text: value.text.trim() ? `${value.text.trimEnd()}\n\n${filled}` : filled });
  };
  const of = (what: 'text' | 'hint') => t(`desk.${what}.${kind}` as MessageKey);
  return (
    <ActionForm command={command} allowed={allowed} label={t(`desk.do.${kind}`)} onSubmit={() => void send()} onLookAgain={onLookAgain}>
      {templates && <TemplateChooser onChoose={insert} />}
      <TextArea label={of('text')} hint={of('hint')} required rows={kind === 'answer' ? 9 : 5} maxLength={most} value={value.text} onValue={(text) => change({ text })} error={command.faultOf(member)} />
      {files && <AttachmentField value={value.files} onValue={(next) => change({ files: next })} error={command.faultOf('attachments')} />}
    </ActionForm>
  );
}
