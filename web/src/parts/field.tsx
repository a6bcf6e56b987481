import { type ComponentChildren, createContext, type InputHTMLAttributes, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'preact';
import { useContext, useId } from 'preact/hooks';

/** What a control needs to be named and described by its field. */
export interface ControlIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
  'aria-required': 'true' | undefined;
}

interface FieldProps {
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** What is wrong with what was typed; shown beside the control, which is marked. */
  error?: string | undefined;
  required?: boolean;
  /** Given the ids, draws the control. */
  children: (ids: ControlIds) => ComponentChildren;
}

/** Label, hint, control and error. The name of the member in the API's body goes to `name` of the control. */
export function Field({ label, hint, error, required, children }: FieldProps) {
  const id = useId();
  const optional = useContext(OptionalText);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field">
      <label for={id}>
        {label}
        {required === false && <span class="muted"> {optional}</span>}
      </label>
      {hint && (
        <div class="field__hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? 'true' : undefined, 'aria-required': required ? 'true' : undefined })}
      {error && (
        <div class="field__error" id={`${id}-error`}>
          {error}
        </div>
      )}
    </div>
  );
}

/** What stands behind the label of an optional field, in the page's language. */
export const OptionalText = createContext('');

type Common = Pick<FieldProps, 'label' | 'hint' | 'error' | 'required'> & { value: string; onValue: (value: string) => void };

export function TextField({ label, hint, error, required, value, onValue, ...rest }: Common & Omit<InputHTMLAttributes<HTMLInputElement>, 'label' | 'value'>) {
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      {(ids) => <input type="text" {...rest} {...ids} value={value} onInput={(event) => onValue(event.currentTarget.value)} />}
    </Field>
  );
}

export function TextArea({ label, hint, error, required, value, onValue, ...rest }: Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'label' | 'value'>) {
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      {(ids) => <textarea {...rest} {...ids} value={value} onInput={(event) => onValue(event.currentTarget.value)} />}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
  group?: string | undefined;
}

/** A choice among few; options with the same group stand together. */
export function Select({ label, hint, error, required, value, onValue, options, empty, ...rest }: Common & { options: readonly Option[]; empty?: string } & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'label' | 'value'>) {
  const groups = [...new Set(options.map((each) => each.group))];
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      {(ids) => (
        <select {...rest} {...ids} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
          {empty !== undefined && <option value="">{empty}</option>}
          {groups.map((group) => {
            const inside = options.filter((each) => each.group === group).map((each) => (
              <option key={each.value} value={each.value}>
                {each.label}
              </option>
            ));
            return group ? (
              <optgroup key={group} label={group}>
                {inside}
              </optgroup>
            ) : (
              inside
            );
          })}
        </select>
      )}
    </Field>
  );
}

/** A check or radio with a sentence below it that says what choosing it means. */
export function Choice({ title, hint, type = 'checkbox', ...rest }: { title: ComponentChildren; hint?: ComponentChildren; type?: 'checkbox' | 'radio' } & Omit<InputHTMLAttributes<HTMLInputElement>, 'title' | 'type'>) {
  return (
    <label class="choice">
      <input {...rest} type={type} />
      <span class="choice__title">{title}</span>
      {hint && <span class="choice__hint">{hint}</span>}
    </label>
  );
}
