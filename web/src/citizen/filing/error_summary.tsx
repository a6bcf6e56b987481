import type { RefObject } from 'preact';
import { t, tCount } from '../../text/messages';
import type { Errors, FieldName } from './form_rules';

/** Controls have the name of their field. */
export function focusField(field: FieldName): void {
  const control = document.querySelector<HTMLElement>(`form [name="${field}"]`);
  control?.focus();
  control?.scrollIntoView({ block: 'center' });
}

/** All that is wrong, before the form: each line leads to its field. */
export function ErrorSummary({ errors, place, onField }: { errors: Errors; place: RefObject<HTMLDivElement>; onField: (field: FieldName) => void }) {
  const found = Object.entries(errors) as [FieldName, NonNullable<Errors[FieldName]>][];
  return (
    <div ref={place} tabIndex={-1} role="alert" class={found.length > 0 ? 'notice notice--error' : undefined}>
      {found.length > 0 && (
        <>
          <p><strong>{tCount('filing.errors', found.length)}</strong></p>
          <ul>
            {found.map(([field, key]) => (
              <li key={field}><a href={`#${field}`} onClick={(event) => (event.preventDefault(), onField(field))}>{t(key)}</a></li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
