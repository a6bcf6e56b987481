import { useId } from 'preact/hooks';
import { Choice } from '../parts/field';
import { toggled, wordsIn } from './people';

interface Props {
  label: string;
  name: string;
  options: readonly { value: string; label: string; hint?: string }[];
  /** The chosen words, with blanks between. */
  value: string;
  onValue: (value: string) => void;
  error: string | undefined;
}

/** Several of a few. */
export function Choices({ label, name, options, value, onValue, error }: Props) {
  const id = useId();
  const chosen = wordsIn(value);
  return (
    <fieldset class="stack stack--tight" aria-describedby={error ? id : undefined}>
      <legend>{label}</legend>
      {error && <div class="field__error" id={id}>{error}</div>}
      <div class="admin-choices">
        {options.map((each) => (
          <Choice key={each.value} name={name} title={each.label} hint={each.hint} checked={chosen.includes(each.value)} aria-invalid={error ? 'true' : undefined} onChange={() => onValue(toggled(value, each.value))} />
        ))}
      </div>
    </fieldset>
  );
}
