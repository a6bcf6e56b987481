import { useMemo } from 'preact/hooks';
import type { Report, Schemas } from '../../api/types';
import { Button } from '../../parts/button';
import { Choice, Select, TextField } from '../../parts/field';
import { InstitutionPicker } from '../../parts/institution_picker';
import { t, tCount, tWord } from '../../text/messages';
import { CategoryPicker } from '../category_picker';
import { useDraft } from '../draft';
import { keptIn, type PublicText, PublicTextFields } from '../report/public_text_fields';
import { type ActionProps, ActionForm } from './action';
import { CopiesField } from './copies_field';
import { useCommand } from './use_command';

interface VerifyWish extends PublicText {
  classification: string;
  category: string;
  tags: string;
  forward_to: string;
  copies: readonly string[];
  anonymous: boolean;
  confidential: boolean;
}

const classifications: readonly Schemas['Classification'][] = ['complaint', 'supervised_complaint', 'aspiration', 'information_request'];

function initialOf({ original, category, classification, institution, unit, tags, anonymous, confidential }: Report): VerifyWish {
  return {
    title: original?.title ?? '',
    public_text: original?.text ?? '',
    keep: [],
    classification,
    category: category ?? '',
    tags: tags.join(', '),
    forward_to: unit ?? institution ?? '',
    copies: [],
    anonymous: anonymous ?? false,
    confidential: confidential ?? false,
  };
}

export const tagsOf = (text: string): string[] => [...new Set(text.split(',').map((each) => each.trim().replace(/^#/, '')).filter(Boolean))];

function bodyOf(wish: VerifyWish): Schemas['Verification'] {
  return {
    title: wish.title,
    public_text: wish.public_text,
    keep: keptIn(wish),
    classification: wish.classification as Schemas['Classification'],
    category: wish.category,
    tags: tagsOf(wish.tags),
    anonymous: wish.anonymous,
    confidential: wish.confidential,
    forward_to: wish.forward_to,
    copies: [...wish.copies],
  };
}

/** Found clear and complete: what the public reads, what it is about, and who handles it. */
export function Verify({ report, version, draft, allowed, onDone, onLookAgain }: ActionProps) {
  const initial = useMemo(() => initialOf(report), [report.id, report.version]);
  const { value, change, clear } = useDraft<VerifyWish>(draft, initial);
  const command = useCommand(report.id, version);
  const send = async () => {
    const published = await command.run<Schemas['Published']>('verification', bodyOf(value));
    if (!published) return;
    clear();
    const masked = published.masked.length > 0 ? ` ${tCount('desk.said.masked', published.masked.length)}` : '';
    onDone(published, t('desk.said.verify', { number: report.id }) + masked);
  };
  const { faultOf } = command;
  return (
    <ActionForm
      command={command}
      allowed={allowed}
      label={t('desk.do.verify')}
      onSubmit={() => void send()}
      onLookAgain={onLookAgain}
      extra={<Button kind="quiet" onClick={clear}>{t('desk.reset')}</Button>}
    >
      <PublicTextFields value={value} onChange={change} faultOf={faultOf} />
      <div class="field-pair">
        <Select label={t('desk.field.classification')} value={value.classification} onValue={(classification) => change({ classification })} options={classifications.map((each) => ({ value: each, label: tWord('classification', each) }))} error={faultOf('classification')} />
        <CategoryPicker label={t('desk.field.category')} value={value.category} onValue={(category) => change({ category })} error={faultOf('category')} required={false} />
      </div>
      <InstitutionPicker label={t('desk.field.to')} hint={t('desk.field.to_hint')} required value={value.forward_to} onValue={(forward_to) => change({ forward_to })} error={faultOf('forward_to')} among={(each) => !each.closed} name="forward_to" />
      <CopiesField value={value.copies} onValue={(copies) => change({ copies })} error={faultOf('copies')} />
      <TextField label={t('desk.field.tags')} hint={t('desk.field.tags_hint')} required={false} value={value.tags} onValue={(tags) => change({ tags })} error={faultOf('tags')} />
      <fieldset class="stack stack--tight">
        <legend>{t('desk.field.shown')}</legend>
        <Choice title={t('desk.field.anonymous')} hint={t(report.anonymous ? 'desk.field.by_reporter' : 'desk.field.anonymous_hint')} checked={value.anonymous} disabled={report.anonymous} onChange={(event) => change({ anonymous: event.currentTarget.checked })} />
        <Choice title={t('desk.field.confidential')} hint={t(report.confidential ? 'desk.field.by_reporter' : 'desk.field.confidential_hint')} checked={value.confidential} disabled={report.confidential} onChange={(event) => change({ confidential: event.currentTarget.checked })} />
      </fieldset>
    </ActionForm>
  );
}
