import type { Schemas, Standing } from '../../api/types';
import { Select, TextArea } from '../../parts/field';
import { t } from '../../text/messages';
import { useDraft } from '../draft';
import { type ActionProps, ActionForm } from './action';
import { archiveReasons } from './reasons';
import { useCommand } from './use_command';

const empty = { reason: '', note: '' };

/** Ends it without handling, always with a reason. */
export function Archive({ report, version, draft, allowed, onDone, onLookAgain }: ActionProps) {
  const { value, change, clear } = useDraft(draft, empty);
  const command = useCommand(report.id, version);
  const send = async () => {
    const standing = await command.run<Standing>('archive', value as Schemas['Archive']);
    if (!standing) return;
    clear();
    onDone(standing, t('desk.said.archive', { number: report.id }));
  };
  return (
    <ActionForm command={command} allowed={allowed} danger label={t('desk.do.archive')} onSubmit={() => void send()} onLookAgain={onLookAgain}>
      <p class="muted">{t('desk.archive.lead')}</p>
      <Select label={t('desk.field.reason')} required value={value.reason} onValue={(reason) => change({ reason })} options={archiveReasons()} empty={t('desk.field.choose')} error={command.faultOf('reason')} />
      <TextArea label={t('desk.field.archive_note')} hint={t('desk.field.public_hint')} required={false} maxLength={2_000} value={value.note} onValue={(note) => change({ note })} error={command.faultOf('note')} />
    </ActionForm>
  );
}
