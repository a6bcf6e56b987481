import type { ComponentChildren, TargetedEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { asProblem, newKey, type Problem } from '../api/client';
import { announce } from '../app/toasts';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { Notice } from '../parts/notice';
import { t } from '../text/messages';
import { adviceOf, titleOf } from './problems';

type Texts = Record<string, string>;

/** What the fields of a form need: `form.field('name')` goes into a text field, area or choice. */
export interface Form<V extends Texts> {
  values: V;
  set: (values: Partial<V>) => void;
  field: (name: keyof V & string) => { name: string; value: string; onValue: (value: string) => void; error: string | undefined };
}

interface Props<V extends Texts, A> {
  title: string;
  /** What will happen, before anybody presses. */
  consequences: ComponentChildren;
  initial: V;
  fields?: (form: Form<V>) => ComponentChildren;
  /** Errors by field that can be told without asking the server. */
  check?: (values: V) => Partial<Record<keyof V & string, string>>;
  /** Sends it; `key` is the same when the same wish is sent again. */
  send: (values: V, key: string) => Promise<A>;
  action: string;
  kind?: 'primary' | 'danger';
  done: string;
  onDone: (answer: A) => void;
  onClose: () => void;
  /** Somebody else has changed it meanwhile: has it read anew. */
  onStale?: () => void;
  /** Whether it becomes an event; true unless said otherwise. */
  isRecorded?: boolean;
}

/** A command with its fields, in a dialog that says what it will do and that the history keeps it. */
export function CommandDialog<V extends Texts, A>(props: Props<V, A>) {
  const { title, consequences, fields, action, kind = 'primary', onClose, isRecorded = true } = props;
  const form = useCommand(props);
  const id = useId();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind={kind} type="submit" form={id} busy={form.busy}>{action}</Button>
        </>
      }
    >
      <form id={id} class="stack" onSubmit={form.submit} noValidate ref={form.element}>
        <div class="prose">{consequences}</div>
        {fields?.(form)}
        {isRecorded && <p class="muted small">{t('admin.kept_forever')}</p>}
        {form.problem && !form.isShownAtField && <Trouble problem={form.problem} onStale={props.onStale ? form.goOn : undefined} />}
      </form>
    </Dialog>
  );
}

function Trouble({ problem, onStale }: { problem: Problem; onStale?: (() => void) | undefined }) {
  const isStale = problem.kind === 'stale-version';
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [problem]);
  return (
    <div ref={place} class="admin-trouble">
      <Notice tone={isStale ? 'warning' : 'error'} title={isStale ? t('admin.stale') : titleOf(problem)}>
        <p>{isStale ? t('admin.stale.advice') : adviceOf(problem)}</p>
        {isStale && onStale && <p><Button size="small" onClick={onStale}>{t('admin.stale.go_on')}</Button></p>}
      </Notice>
    </div>
  );
}

function useCommand<V extends Texts, A>({ initial, check, send, done, onDone, onStale }: Props<V, A>) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({});
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const element = useRef<HTMLFormElement>(null);

  useEffect(() => {
    element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  const set = (part: Partial<V>) => {
    setValues((each) => ({ ...each, ...part }));
    setErrors((each) => Object.fromEntries(Object.entries(each).filter(([name]) => !(name in part))));
    key.current = newKey();
  };
  const fail = (error: unknown) => {
    const what = asProblem(error);
    setProblem(what);
    const name = fieldOf(what);
    if (name in values) setErrors({ [name]: titleOf(what) });
  };
  const submit = async (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const wrong = check?.(values) ?? {};
    setErrors(wrong);
    setProblem(undefined);
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    try {
      const answer = await send(values, key.current);
      announce(done);
      onDone(answer);
    } catch (error) {
      fail(error);
    }
    setBusy(false);
  };
  return {
    values,
    set,
    field: (name: keyof V & string) => ({ name, value: values[name], onValue: (value: string) => set({ [name]: value } as Partial<V>), error: errors[name] }),
    submit: (event: TargetedEvent<HTMLFormElement>) => void submit(event),
    problem,
    isShownAtField: problem !== undefined && fieldOf(problem) in values,
    busy,
    element,
    goOn: () => {
      key.current = newKey();
      setProblem(undefined);
      onStale?.();
    },
  };
}

/** The form's field to which a problem belongs: `days[3].name` to `days`. */
const fieldOf = (problem: Problem): string => problem.field?.split(/[.[]/)[0] ?? '';

/** For fields that must not be empty. */
export function missing<V extends Texts>(values: V, ...names: (keyof V & string)[]): Partial<Record<keyof V & string, string>> {
  const empty = names.filter((name) => values[name].trim() === '');
  return Object.fromEntries(empty.map((name) => [name, t('admin.needed')])) as Partial<Record<keyof V & string, string>>;
}
