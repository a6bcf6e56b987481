import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Archive } from '../actions/archive';
import type { ActionProps } from '../actions/action';
import { Decline } from '../actions/decline';
import { Forward } from '../actions/forward';
import { Hold } from '../actions/hold';
import { Merge } from '../actions/merge';
import { Redact } from '../actions/redact';
import { Reschedule } from '../actions/reschedule';
import { Reveal } from '../actions/reveal';
import { TextAction, type TextKind } from '../actions/text_action';
import { Verify } from '../actions/verify';
import { Visibility } from '../actions/visibility';
import { type MessageKey, t } from '../../text/messages';
import type { ActionName } from '../possible';
import { useShortcutsOn } from '../shortcuts';

const text = (kind: TextKind) => (props: ActionProps) => <TextAction {...props} kind={kind} />;

const forms: Record<ActionName, ComponentType<ActionProps>> = {
  verify: Verify,
  forward: Forward,
  decline: Decline,
  hold: Hold,
  merge: Merge,
  archive: Archive,
  redact: Redact,
  reschedule: Reschedule,
  visibility: Visibility,
  reveal: Reveal,
  answer: text('answer'),
  reply: text('reply'),
  close: text('close'),
  reopen: text('reopen'),
  restore: text('restore'),
  note: text('note'),
};

/** The letter that chooses an action, here and in the list. */
export const letters: Partial<Record<ActionName, string>> = { verify: 'v', forward: 'f', decline: 'd', answer: 'a', hold: 'h', archive: 'r', merge: 'm', note: 'n', close: 'c' };

interface Props extends Omit<ActionProps, 'allowed' | 'draft'> {
  possible: readonly ActionName[];
  chosen: ActionName | undefined;
  onChoose: (action: ActionName) => void;
  /** Whether the first field is focused when the form is drawn, because somebody has asked for it. */
  focus: boolean;
  draftPrefix: string;
}

/** What this desk can do now, and the form of what it has chosen. A form that somebody writes in stays, also when it is possible no more. */
export function ActionPanel({ possible, chosen, onChoose, focus, draftPrefix, ...rest }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const on = useShortcutsOn();
  useEffect(() => {
    if (focus) panel.current?.querySelector<HTMLElement>('form input:not([type="file"]), form textarea, form select')?.focus();
  }, [chosen, focus]);
  const Form = chosen && forms[chosen];
  const offered = chosen && !possible.includes(chosen) ? [...possible, chosen] : possible;
  if (offered.length === 0) return <section class="card"><p class="muted">{t('desk.nothing_possible')}</p></section>;
  return (
    <section class="card stack desk-actions" aria-labelledby="actions">
      <h2 id="actions">{t('desk.actions')}</h2>
      <div class="desk-actions__choice" role="group" aria-labelledby="actions">
        {offered.map((action) => (
          <button key={action} type="button" class="button button--small" aria-pressed={action === chosen} onClick={() => onChoose(action)}>
            {t(`desk.action.${action}` as MessageKey)}
            {on && letters[action] && <kbd aria-hidden="true">{letters[action]}</kbd>}
          </button>
        ))}
      </div>
      {Form && chosen ? (
        <div ref={panel} key={chosen}>
          <Form {...rest} draft={`${draftPrefix}${chosen}`} allowed={possible.includes(chosen)} />
        </div>
      ) : (
        <p class="muted">{t('desk.choose_action')}</p>
      )}
    </section>
  );
}
