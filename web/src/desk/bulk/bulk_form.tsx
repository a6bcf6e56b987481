import type { ReportCard } from '../../api/types';
import { Select, TextArea } from '../../parts/field';
import { InstitutionPicker } from '../../parts/institution_picker';
import { Notice } from '../../parts/notice';
import { type MessageKey, t, tCount, tWord } from '../../text/messages';
import { archiveReasons, holdReasons } from '../actions/reasons';
import { TemplateChooser } from '../templates/template_chooser';
import type { BulkAction } from './bulk';

/** What is asked for all of them; which members count depends on the action. */
export interface BulkWish {
  to: string;
  reason: string;
  text: string;
}

export const emptyWish: BulkWish = { to: '', reason: '', text: '' };

type Member = keyof BulkWish;
const needed: Record<BulkAction, readonly Member[]> = { forward: ['to'], hold: ['text'], archive: ['reason'], answer: ['text'] };

export function isWhole(action: BulkAction, wish: BulkWish): boolean {
  return needed[action].every((each) => wish[each].trim() !== '');
}

interface Props {
  action: BulkAction;
  wish: BulkWish;
  onWish: (wish: BulkWish) => void;
  /** Whether somebody has tried to send it, so that what is missing is said. */
  asked: boolean;
  able: readonly ReportCard[];
  cards: readonly ReportCard[];
}

export function BulkForm({ action, wish, onWish, asked, able, cards }: Props) {
  const set = (member: Member) => (value: string) => onWish({ ...wish, [member]: value });
  const missing = (member: Member) => (asked && needed[action].includes(member) && !wish[member].trim() ? t('desk.fault.missing') : undefined);
  const unable = cards.filter((card) => !able.includes(card));
  return (
    <>
      {unable.length > 0 && (
        <Notice tone="warning" title={tCount('desk.bulk.unable', unable.length)}>
          <ul>{unable.map((card) => <li key={card.id}>{card.id} · {tWord('state_of_report', card.state)} · {card.title}</li>)}</ul>
        </Notice>
      )}
      {action === 'forward' && <InstitutionPicker label={t('desk.field.to')} hint={t('desk.field.to_hint')} required value={wish.to} onValue={set('to')} error={missing('to')} among={(each) => !each.closed} />}
      {action === 'hold' && <Select label={t('desk.field.reason')} value={wish.reason || 'incomplete'} onValue={set('reason')} options={holdReasons()} />}
      {action === 'archive' && <Select label={t('desk.field.reason')} required value={wish.reason} onValue={set('reason')} options={archiveReasons()} empty={t('desk.field.choose')} error={missing('reason')} />}
      {action === 'answer' && <TemplateChooser onChoose={set('text')} />}
      <TextArea
        label={t(`desk.bulk.text.${action}` as MessageKey)}
        hint={action === 'answer' ? t('desk.template.placeholders') : undefined}
        required={needed[action].includes('text') || false}
        value={wish.text}
        onValue={set('text')}
        maxLength={action === 'answer' ? 20_000 : 2_000}
        error={missing('text')}
      />
    </>
  );
}
