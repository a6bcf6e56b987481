import { useWho } from '../../api/session';
import { Choice, TextField } from '../../parts/field';
import { t } from '../../text/messages';
import { limits } from './form_rules';
import type { StepProps } from './steps';

/** Who will see what, and what the reporter can do about it. */
export function PrivacyStep({ open, errorOf }: StepProps) {
  const { fields } = open.draft;
  const who = useWho();
  return (
    <>
      <div class="stack stack--tight">
        <Choice name="anonymous" checked={fields.anonymous} onChange={(event) => open.change({ anonymous: event.currentTarget.checked })} title={t('filing.anonymous')} hint={t('filing.anonymous.hint')} />
        <Choice name="confidential" checked={fields.confidential} onChange={(event) => open.change({ confidential: event.currentTarget.checked })} title={t('filing.confidential')} hint={t('filing.confidential.hint')} />
      </div>
      <SeenBy anonymous={fields.anonymous} confidential={fields.confidential} />
      {!fields.anonymous && (
        <TextField
          label={t('filing.display_name')}
          hint={t('filing.display_name.hint')}
          required={false}
          name="displayName"
          maxLength={limits.displayName}
          autocomplete="off"
          value={fields.displayName}
          onValue={(displayName) => open.change({ displayName })}
          error={errorOf('displayName')}
        />
      )}
      {who?.role === 'clerk' ? <ContactFields open={open} errorOf={errorOf} /> : <p class="small muted">{t(who?.role === 'reporter' ? 'filing.contact.account' : 'filing.contact.none')}</p>}
    </>
  );
}

/** DOMAIN.md's table "Seen by whom", for the two choices of a reporter. */
function SeenBy({ anonymous, confidential }: { anonymous: boolean; confidential: boolean }) {
  return (
    <dl class="seen-by">
      <dt>{t('filing.seen.public')}</dt>
      <dd>{t(confidential ? 'filing.seen.public.nothing' : 'filing.seen.public.text')}</dd>
      <dt>{t('filing.seen.institution')}</dt>
      <dd>{t(anonymous ? 'filing.seen.institution.anonymous' : 'filing.seen.institution.named')}</dd>
      <dt>{t('filing.seen.admin')}</dt>
      <dd>{t(anonymous ? 'filing.seen.admin.anonymous' : 'filing.seen.admin.named')}</dd>
    </dl>
  );
}

/** At a counter: of the person who reports, so that they can be answered. */
function ContactFields({ open, errorOf }: Pick<StepProps, 'open' | 'errorOf'>) {
  const { fields } = open.draft;
  return (
    <fieldset class="stack">
      <legend>{t('filing.contact')}</legend>
      <TextField label={t('filing.contact.name')} required={false} name="contactName" maxLength={100} autocomplete="off" value={fields.contactName} onValue={(contactName) => open.change({ contactName })} error={errorOf('contactName')} />
      <TextField label={t('filing.contact.phone')} required={false} type="tel" name="contactPhone" maxLength={32} autocomplete="off" value={fields.contactPhone} onValue={(contactPhone) => open.change({ contactPhone })} error={errorOf('contactPhone')} />
      <TextField label={t('filing.contact.email')} required={false} type="email" name="contactEmail" maxLength={254} autocomplete="off" value={fields.contactEmail} onValue={(contactEmail) => open.change({ contactEmail })} error={errorOf('contactEmail')} />
    </fieldset>
  );
}
