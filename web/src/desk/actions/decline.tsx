import type { Schemas, Standing } from '../../api/types';
import { TextArea } from '../../parts/field';
import { InstitutionPicker } from '../../parts/institution_picker';
import { t } from '../../text/messages';
import { useDraft } from '../draft';
import { type ActionProps, ActionForm } from './action';
import { useCommand } from './use_command';

const empty = { reason: '', proposed: '' };

/** Not our authority: why, and best whose it is. */
export function Decline({ report, version, draft, allowed, onDone, onLookAgain }: ActionProps) {
  const { value, change, clear } = useDraft(draft, empty);
  const command = useCommand(report.id, version);
  const send = async () => {
    const body: Schemas['Decline'] = { reason: value.reason, proposed: value.proposed };
    const standing = await command.run<Standing>('decline', body);
    if (!standing) return;
    clear();
    onDone(standing, t('desk.said.decline', { number: report.id }));
  };
  return (
    <ActionForm command={command} allowed={allowed} label={t('desk.do.decline')} onSubmit={() => void send()} onLookAgain={onLookAgain}>
      <TextArea label={t('desk.field.decline_reason')} hint={t('desk.field.public_hint')} required maxLength={2_000} value={value.reason} onValue={(reason) => change({ reason })} error={command.faultOf('reason')} />
      <InstitutionPicker label={t('desk.field.proposed')} hint={t('desk.field.proposed_hint')} required={false} value={value.proposed} onValue={(proposed) => change({ proposed })} error={command.faultOf('proposed')} among={(each) => !each.closed} name="proposed" />
    </ActionForm>
  );
}
