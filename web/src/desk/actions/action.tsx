import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Report, Standing } from '../../api/types';
import { Button } from '../../parts/button';
import { Notice, ProblemNotice } from '../../parts/notice';
import { t } from '../../text/messages';
import { deskProblemText } from '../problem_text';
import type { Command } from './use_command';

/** What every form of an action gets. */
export interface ActionProps {
  report: Report;
  /** What was last proposed when it was declined. */
  proposed: string | null;
  /** The version that the person has seen. */
  version: number;
  /** The name of the form's draft. */
  draft: string;
  /** Whether its state and the role still allow it. */
  allowed: boolean;
  /** Carried out; `said` tells people what was done. */
  onDone: (standing: Standing, said: string) => void;
  /** Loads the report anew, after a refusal. */
  onLookAgain: () => void;
}

/** What must be seen before it is sent; it stands above the button, so that nothing moves under who types. */
export const BeforeSending = createContext<ComponentChildren>(null);

interface FormProps {
  command: Command;
  allowed: boolean;
  label: ComponentChildren;
  danger?: boolean;
  /** More buttons behind the one that sends. */
  extra?: ComponentChildren;
  onSubmit: () => void;
  onLookAgain: () => void;
  children: ComponentChildren;
}

/** Fields, what went wrong, and the button that does it; Ctrl and Enter send from anywhere inside. */
export function ActionForm({ command, allowed, label, danger = false, extra, onSubmit, onLookAgain, children }: FormProps) {
  const notice = useContext(BeforeSending);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!command.busy && allowed) onSubmit();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
  };
  return (
    <form class="desk-action stack" noValidate onSubmit={submit} onKeyDown={press}>
      {children}
      {notice ?? <CommandProblem command={command} onLookAgain={onLookAgain} />}
      {!allowed && <Notice tone="warning" title={t('desk.no_longer')}><p>{t('desk.no_longer_text')}</p></Notice>}
      <div class="row">
        <Button type="submit" kind={danger ? 'danger' : 'primary'} busy={command.busy} disabled={!allowed}>{label}</Button>
        {extra}
      </div>
    </form>
  );
}

/** A refusal that no field says: others were faster, the state forbids it, or there is no network. The text stays. */
function CommandProblem({ command: { problem, faultOf }, onLookAgain }: { command: Command; onLookAgain: () => void }) {
  if (!problem || (problem.field && faultOf(problem.field.split(/[^a-z_]+/).find(Boolean) ?? ''))) return null;
  if (problem.status !== 409 && problem.status !== 412) return <ProblemNotice problem={problem} />;
  const { title, advice } = deskProblemText(problem);
  return (
    <Notice tone="error" title={title}>
      {advice && <p>{advice}</p>}
      <p><Button size="small" onClick={onLookAgain}>{t('desk.look_again')}</Button></p>
    </Notice>
  );
}
