import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Schemas } from '../api/types';
import { useResource } from '../api/use_resource';
import { decimal, percent, whole } from '../text/numbers';
import { pick, t, tWord } from '../text/messages';

export type Figures = Schemas['Figures'];
export type FigureName = Schemas['FigureName'];
export type Row = Schemas['StatisticsRow'];
type Definition = Schemas['Definitions']['items'][number];

/** What each figure means, in both languages. */
export function useDefinitions(): ReadonlyMap<FigureName, Definition> {
  const { data } = useResource<Schemas['Definitions']>('/v1/statistics/definitions');
  return new Map((data?.items ?? []).map((each) => [each.figure, each]));
}

export const labelOf = (definition: Definition): string => pick(definition.label_id, definition.label_en);

/** A figure as people read it; a share of nothing is a dash. */
export function shown(value: number | null | undefined, unit: Definition['unit']): string {
  if (value === null || value === undefined) return '–';
  if (unit === 'share') return percent(value);
  if (unit === 'hours') return t('citizen.figures.hours', { count: decimal(value) });
  return unit === 'score' ? decimal(value, 2) : whole(value);
}

/** A number with its name; its definition opens below it. */
export function Figure({ label, value, definition, tone }: { label: ComponentChildren; value: string; definition?: string | undefined; tone?: 'late' | undefined }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div class="figure">
      <dt>
        {label}
        {definition && (
          <button type="button" class="figure__why" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            <span aria-hidden="true">?</span>
            <span class="visually-hidden">{t('citizen.figures.what')}</span>
          </button>
        )}
      </dt>
      <dd class={tone ? `figure__value figure__value--${tone}` : 'figure__value'}>{value}</dd>
      {definition && <dd class="figure__definition small" id={id} hidden={!open}>{definition}</dd>}
    </div>
  );
}

/** Several figures of one row, each with its definition one press away. */
export function FigureGrid({ figures, names }: { figures: Figures; names: readonly FigureName[] }) {
  const definitions = useDefinitions();
  return (
    <dl class="figures">
      {names.map((name) => {
        const definition = definitions.get(name);
        return (
          <Figure
            key={name}
            label={definition ? labelOf(definition) : tWord('citizen.figures', name)}
            value={shown(figures[name], definition?.unit ?? 'count')}
            definition={definition && pick(definition.definition_id, definition.definition_en)}
            tone={name === 'late' && figures.late > 0 ? 'late' : undefined}
          />
        );
      })}
    </dl>
  );
}
