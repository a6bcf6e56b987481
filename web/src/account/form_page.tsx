import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ProblemNotice } from '../parts/notice';
import { fieldOf, type Sending } from './use_sending';

/** A page with one short form. */
export function FormPage({ title, lead, children }: { title: string; lead?: string; children: ComponentChildren }) {
  return (
    <div class="wrap wrap--narrow stack stack--loose">
      <header class="stack stack--tight">
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
      </header>
      {children}
    </div>
  );
}

interface FormProps {
  sending: Sending;
  onSend: () => void;
  children: ComponentChildren;
  class?: string;
  /** Fields of this form; a problem of another one is shown above it. */
  fields: readonly string[];
}

/** Focus goes to the field that the server found wrong; what concerns no field is said above the form. */
export function Form({ sending, onSend, children, fields, class: classes = 'stack' }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { problem } = sending;
  const field = fieldOf(problem);
  const isHere = field !== undefined && fields.includes(field);
  useEffect(() => {
    if (isHere) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  return (
    <form ref={form} class={classes} noValidate onSubmit={(event) => (event.preventDefault(), onSend())}>
      {problem && !isHere && <ProblemNotice problem={problem} />}
      {children}
    </form>
  );
}
