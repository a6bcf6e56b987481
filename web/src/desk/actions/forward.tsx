import type { Schemas, Standing } from '../../api/types';
import { useInstitutions } from '../../api/reference';
import { Button } from '../../parts/button';
import { TextArea } from '../../parts/field';
import { InstitutionPicker } from '../../parts/institution_picker';
import { t } from '../../text/messages';
import { useDraft } from '../draft';
import { type ActionProps, ActionForm } from './action';
import { CopiesField } from './copies_field';
import { useCommand } from './use_command';

interface ForwardWish {
  to: string;
  note: string;
  copies: readonly string[];
}

const empty: ForwardWish = { to: '', note: '', copies: [] };

/** To a unit below, or to another institution; one that was proposed with a decline is one press away. */
export function Forward({ report, proposed, version, draft, allowed, onDone, onLookAgain }: ActionProps) {
  const { find } = useInstitutions();
  const { value, change, clear } = useDraft<ForwardWish>(draft, empty);
  const command = useCommand(report.id, version);
  const nameOf = (slug: string) => find(slug)?.name ?? slug;
  const send = async () => {
    const body: Schemas['Forwarding'] = { to: value.to, note: value.note, copies: [...value.copies] };
    const standing = await command.run<Standing>('forwarding', body);
    if (!standing) return;
    clear();
    onDone(standing, t('desk.said.forward', { number: report.id, name: nameOf(value.to) }));
  };
  return (
    <ActionForm command={command} allowed={allowed} label={t('desk.do.forward')} onSubmit={() => void send()} onLookAgain={onLookAgain}>
      {proposed && (
        <div class="notice row row--between">
          <span>{t('desk.proposed', { name: nameOf(proposed) })}</span>
          <Button size="small" onClick={() => change({ to: proposed })}>{t('desk.take_proposed')}</Button>
        </div>
      )}
      <InstitutionPicker label={t('desk.field.to')} hint={t('desk.field.to_hint')} required value={value.to} onValue={(to) => change({ to })} error={command.faultOf('to')} among={(each) => !each.closed} name="to" />
      <TextArea label={t('desk.field.note')} hint={t('desk.field.note_hint')} required={false} maxLength={2_000} value={value.note} onValue={(note) => change({ note })} error={command.faultOf('note')} />
      <CopiesField value={value.copies} onValue={(copies) => change({ copies })} error={command.faultOf('copies')} />
    </ActionForm>
  );
}
