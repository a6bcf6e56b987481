import type { Schemas, Standing } from '../../api/types';
import { Select, TextArea } from '../../parts/field';
import { t } from '../../text/messages';
import { useDraft } from '../draft';
import { type ActionProps, ActionForm } from './action';
import { holdReasons } from './reasons';
import { useCommand } from './use_command';

const empty = { reason: 'incomplete', question: '' };

/** Asks the reporter for what is missing. */
export function Hold({ report, version, draft, allowed, onDone, onLookAgain }: ActionProps) {
  const { value, change, clear } = useDraft(draft, empty);
  const command = useCommand(report.id, version);
  const send = async () => {
    const standing = await command.run<Standing>('hold', value satisfies { reason: string; question: string } as Schemas['Hold']);
    if (!standing) return;
    clear();
    onDone(standing, t('desk.said.hold', { number: report.id }));
  };
  return (
    <ActionForm command={command} allowed={allowed} label={t('desk.do.hold')} onSubmit={() => void send()} onLookAgain={onLookAgain}>
      <Select label={t('desk.field.reason')} value={value.reason} onValue={(reason) => change({ reason })} options={holdReasons()} error={command.faultOf('reason')} />
      <TextArea label={t('desk.field.question')} hint={t('desk.field.question_hint')} required maxLength={2_000} value={value.question} onValue={(question) => change({ question })} error={command.faultOf('question')} />
    </ActionForm>
  );
}
