import { useState } from 'preact/hooks';
import type { Schemas } from '../../api/types';
import { TextArea } from '../../parts/field';
import { Notice } from '../../parts/notice';
import { t } from '../../text/messages';
import { useDraft } from '../draft';
import { ContactText } from '../report/contact_text';
import { type ActionProps, ActionForm } from './action';
import { useCommand } from './use_command';

const empty = { reason: '' };

/** Looks at who reported. The look is an event that the reporter and auditors see; the page keeps the answer until it is left. */
export function Reveal({ report, version, draft, allowed, onDone, onLookAgain }: ActionProps) {
  const { value, change, clear } = useDraft(draft, empty);
  const [identity, setIdentity] = useState<Schemas['Identity']>();
  const command = useCommand(report.id, version);
  const send = async () => {
    const revealed = await command.run<Schemas['Revealed']>('identity', { reason: value.reason });
    if (!revealed) return;
    clear();
    setIdentity(revealed.identity);
    onDone(revealed, t('desk.said.reveal', { number: report.id }));
  };
  if (identity) return <IdentityCard identity={identity} />;
  return (
    <ActionForm command={command} allowed={allowed} danger label={t('desk.do.reveal')} onSubmit={() => void send()} onLookAgain={onLookAgain}>
      <Notice tone="warning" title={t('desk.reveal.title')}><p>{t('desk.reveal.text')}</p></Notice>
      <TextArea label={t('desk.field.reveal_reason')} required maxLength={2_000} value={value.reason} onValue={(reason) => change({ reason })} error={command.faultOf('reason')} />
    </ActionForm>
  );
}

function IdentityCard({ identity }: { identity: Schemas['Identity'] }) {
  return (
    <section class="stack stack--tight" aria-live="polite">
      <h3>{t('desk.reveal.identity')}</h3>
      <dl class="meta">
        <div><dt>{t('desk.identity.name')}</dt><dd>{identity.contact?.name ?? identity.display_name ?? t('desk.none')}</dd></div>
        <div><dt>{t('desk.identity.contact')}</dt><dd><ContactText contact={identity.contact} /></dd></div>
      </dl>
      <p class="small muted">{t('desk.reveal.recorded')}</p>
    </section>
  );
}
