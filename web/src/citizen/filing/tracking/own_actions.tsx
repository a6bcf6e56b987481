import { useRef } from 'preact/hooks';
import type { Report, TimelineItem } from '../../../api/types';
import { announce } from '../../../app/toasts';
import { Button } from '../../../parts/button';
import { Notice } from '../../../parts/notice';
import { type MessageKey, t } from '../../../text/messages';
import { limits } from '../form_rules';
import { type Action, filesOfReporter, lastFollowUp, openQuestion, possibleActions } from './actions';
import { CloseForm, WithdrawForm } from './confirmations';
import { RatingForm } from './rating_form';
import type { Target } from './target';
import { TextForm } from './text_form';
import { type UnsentTexts, useUnsentTexts } from './unsent_texts';
import { VisibilityForm } from './visibility_form';

interface Props {
  report: Report;
  timeline: readonly TimelineItem[];
  target: Target;
  now: Date;
}

/** What every form of an action gets. */
export interface ActionProps {
  target: Target;
  report: Report;
  text: string;
  onText: (text: string) => void;
  /** It was carried out. */
  onDone: () => void;
  /** How many files the reporter may still attach. */
  filesLeft: number;
}

/** What is urgent stands open, the rest can be opened. */
const open: readonly Action[] = ['complete', 'reply', 'rate'];

/** The actions that the report's state allows, each with its form. */
export function OwnActions({ report, timeline, target, now }: Props) {
  const texts = useUnsentTexts(report.id);
  const actions = possibleActions(report, timeline, now);
  const filesLeft = Math.max(0, limits.photos - filesOfReporter(report, timeline));
  const section = useRef<HTMLElement>(null);
  const answer = report.state === 'in_progress' ? lastFollowUp(timeline) : undefined;
  const question = report.state === 'on_hold' ? openQuestion(timeline) : undefined;
  const propsOf = (action: Action): ActionProps => ({
    target,
    report,
    text: texts.of(action),
    onText: (text) => texts.set(action, text),
    onDone: () => {
      texts.set(action, '');
      announce(t(`filing.action.${action}.done` as MessageKey));
      section.current?.focus();
    },
    filesLeft,
  });
  return (
    <section ref={section} tabIndex={-1} class="stack actions" aria-label={t('filing.actions')}>
      {question && <Notice tone="warning" title={t('filing.question')}><p class="text">{question}</p></Notice>}
      {answer && <Notice title={t('filing.answer', { name: report.institution_name ?? '' })}><p class="text">{answer}</p></Notice>}
      <Leftovers texts={texts} possible={actions} />
      {actions.map((action) => (
        <details key={action} class={`fold fold--${action}`} open={open.includes(action) || texts.of(action) !== ''}>
          <summary>{t(`filing.action.${action}` as MessageKey)}</summary>
          <div class="stack">
            <p class="muted">{t(`filing.action.${action}.hint` as MessageKey)}</p>
            <ActionForm action={action} {...propsOf(action)} />
          </div>
        </details>
      ))}
    </section>
  );
}

function ActionForm({ action, ...props }: ActionProps & { action: Action }) {
  switch (action) {
    case 'complete':
      return <TextForm {...props} resource="completion" files />;
    case 'reply':
      return <TextForm {...props} resource="replies" files />;
    case 'add':
      return <TextForm {...props} resource="information" files />;
    case 'reopen':
      return <TextForm {...props} resource="reopening" member="reason" />;
    case 'restore':
      return <TextForm {...props} resource="restoration" member="reason" />;
    case 'rate':
      return <RatingForm {...props} />;
    case 'visibility':
      return <VisibilityForm {...props} />;
    case 'close':
      return <CloseForm {...props} />;
    case 'withdraw':
      return <WithdrawForm {...props} />;
  }
}

/** Texts for actions that have become impossible while they were written. */
function Leftovers({ texts, possible }: { texts: UnsentTexts; possible: readonly Action[] }) {
  const lost = texts.all.filter(([action]) => !possible.includes(action));
  return (
    <>
      {lost.map(([action, text]) => (
        <Notice key={action} tone="warning" title={t('filing.leftover', { action: t(`filing.action.${action}` as MessageKey) })}>
          <p class="text">{text}</p>
          <p class="row">
            <Button size="small" onClick={() => void navigator.clipboard.writeText(text).then(() => announce(t('action.copied')))}>{t('action.copy')}</Button>
            <Button size="small" kind="quiet" onClick={() => texts.set(action, '')}>{t('filing.discard')}</Button>
          </p>
        </Notice>
      ))}
    </>
  );
}
