import { useState } from 'preact/hooks';
import type { Standing } from '../../api/types';
import { TextField } from '../../parts/field';
import { t } from '../../text/messages';
import { useDraft } from '../draft';
import { type ActionProps, ActionForm } from './action';
import { useCommand } from './use_command';

const empty = { into: '' };

/** Into a report that is known by its number; similar ones are merged from their list. */
export function Merge({ report, version, draft, allowed, onDone, onLookAgain }: ActionProps) {
  const { value, change, clear } = useDraft(draft, empty);
  const command = useCommand(report.id, version);
  const [asked, setAsked] = useState(false);
  const send = async () => {
    setAsked(true);
    if (!value.into) return;
    const standing = await command.run<Standing>('merge', { into: Number(value.into) });
    if (!standing) return;
    clear();
    onDone(standing, t('desk.said.merge', { number: report.id, into: value.into }));
  };
  return (
    <ActionForm command={command} allowed={allowed} label={t('desk.do.merge')} onSubmit={() => void send()} onLookAgain={onLookAgain}>
      <p class="muted">{t('desk.merge.lead')}</p>
      <TextField label={t('desk.field.into')} required inputMode="numeric" value={value.into} onValue={(into) => change({ into: into.replace(/\D/g, '') })} error={asked && !value.into ? t('desk.fault.missing') : command.faultOf('into')} />
    </ActionForm>
  );
}
