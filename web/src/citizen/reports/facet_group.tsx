import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { whole } from '../../text/numbers';
import { t } from '../../text/messages';

export interface FacetChoice {
  value: string;
  label: string;
  /** Unknown of what is chosen and lies above all that are counted: a province whose regencies are. */
  count: number | undefined;
  chosen: boolean;
}

interface Props {
  title: string;
  choices: readonly FacetChoice[];
  onChoose: (value: string) => void;
  /** How many are shown at first. */
  few?: number;
  children?: ComponentChildren;
}

/** The values of one property with how many reports have each. */
export function FacetGroup({ title, choices, onChoose, few = 6, children }: Props) {
  const [all, setAll] = useState(false);
  const shown = all ? choices : choices.filter((each, i) => i < few || each.chosen);
  if (choices.length === 0 && !children) return null;
  return (
    <fieldset class="facet">
      <legend>{title}</legend>
      {children}
      <ul>
        {shown.map((each) => (
          <li key={each.value}>
            <label class="facet__choice">
              <input type="checkbox" checked={each.chosen} onChange={() => onChoose(each.value)} />
              <span>{each.label}</span>
              <span class="facet__count">{each.count === undefined ? '' : whole(each.count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {choices.length > shown.length && (
        <button type="button" class="button button--quiet button--small" onClick={() => setAll(true)}>
          {t('citizen.facet.more', { count: choices.length - shown.length })}
        </button>
      )}
    </fieldset>
  );
}

/** Most frequent first; what is chosen stays, also when nothing has it any more. */
export function choicesOf(counts: Readonly<Record<string, number>> | undefined, chosen: readonly string[], labelOf: (value: string) => string): FacetChoice[] {
  const values = new Set([...Object.keys(counts ?? {}), ...chosen]);
  return [...values]
    .map((value) => ({ value, label: labelOf(value), count: counts?.[value], chosen: chosen.includes(value) }))
    .sort((a, b) => (b.count ?? Infinity) - (a.count ?? Infinity) || a.label.localeCompare(b.label));
}
