import { useState } from 'preact/hooks';
import { useInstitutions } from '../../api/reference';
import { Button } from '../../parts/button';
import { InstitutionPicker } from '../../parts/institution_picker';
import { Loading } from '../../parts/states';
import { calendarDate } from '../../text/dates';
import { t, tWord } from '../../text/messages';
import { choicesOf, FacetGroup } from './facet_group';
import { type Filtering, isEmpty, toggled, valuesOf, without } from './filters';
import { useNames } from './names';
import { useFacets } from './use_facets';

/** All that narrows the list or the map. */
function FilterPanel({ filtering }: { filtering: Filtering }) {
  const { filters, change } = filtering;
  const facets = useFacets(filters);
  const names = useNames(filters.region);
  const institutions = useInstitutions();
  const only = (name: 'category' | 'institution' | 'region') => (value: string) => change({ [name]: filters[name] === value ? '' : value });
  if (!facets.state) return <div class="filters"><Loading lines={12} /></div>;
  return (
    <div class="filters">
      <FacetGroup
        title={t('citizen.facet.state')}
        few={9}
        choices={choicesOf(facets.state, valuesOf(filters, 'state'), (each) => tWord('state_of_report', each))}
        onChoose={(value) => change({ state: toggled(filters, 'state', value) })}
      />
      <FacetGroup
        title={t('citizen.facet.late')}
        choices={choicesOf(onlyTrue(facets.late), valuesOf(filters, 'late'), () => t('citizen.facet.late_only'))}
        onChoose={() => change({ late: filters.late ? '' : 'true' })}
      />
      <FacetGroup
        title={t('citizen.facet.institution')}
        choices={choicesOf(facets.institution, valuesOf(filters, 'institution'), names.institution).slice(0, most)}
        onChoose={only('institution')}
      >
        {institutions.all.length > 0 && (
          <InstitutionPicker label={t('citizen.facet.institution_search')} value="" onValue={(slug) => slug && change({ institution: slug })} />
        )}
      </FacetGroup>
      <FacetGroup
        title={t('citizen.facet.region')}
        choices={choicesOf(facets.region, valuesOf(filters, 'region'), names.region).slice(0, most)}
        onChoose={only('region')}
      />
      <FacetGroup
        title={t('citizen.facet.category')}
        choices={choicesOf(categoriesAt(facets.category, filters.category), valuesOf(filters, 'category'), names.category).slice(0, most)}
        onChoose={only('category')}
      />
      <FacetGroup
        title={t('citizen.facet.classification')}
        choices={choicesOf(facets.classification, valuesOf(filters, 'classification'), (each) => tWord('classification', each))}
        onChoose={(value) => change({ classification: toggled(filters, 'classification', value) })}
      />
      <Period filtering={filtering} />
    </div>
  );
}

const most = 60;

function onlyTrue(counts: Readonly<Record<string, number>> | undefined): Record<string, number> {
  return counts?.true ? { true: counts.true } : {};
}

/** Main categories at first; below a chosen one its own. */
function categoriesAt(counts: Readonly<Record<string, number>> | undefined, chosen: string | undefined): Record<string, number> {
  const main = chosen?.split('/')[0];
  return Object.fromEntries(Object.entries(counts ?? {}).filter(([code]) => (main ? code.startsWith(main) : !code.includes('/'))));
}

function Period({ filtering: { filters, change } }: { filtering: Filtering }) {
  const day = (name: 'from' | 'to') => (
    <label class="period__day">
      <span class="small muted">{t(`citizen.facet.${name}`)}</span>
      <input type="date" value={filters[name] ?? ''} onChange={(event) => change({ [name]: event.currentTarget.value })} />
    </label>
  );
  return (
    <fieldset class="facet">
      <legend>{t('citizen.facet.period')}</legend>
      <div class="period">
        {day('from')}
        {day('to')}
      </div>
    </fieldset>
  );
}

/** What is chosen, each with a way to take it back. */
export function Chosen({ filtering }: { filtering: Filtering }) {
  return isEmpty(without(filtering.filters, 'q')) ? null : <Chips filtering={filtering} />;
}

function Chips({ filtering }: { filtering: Filtering }) {
  const { filters, change, clear } = filtering;
  const names = useNames(filters.region);
  const chips = [
    ...valuesOf(filters, 'state').map((each) => ({ key: each, label: tWord('state_of_report', each), drop: () => change({ state: toggled(filters, 'state', each) }) })),
    ...valuesOf(filters, 'classification').map((each) => ({
      key: each,
      label: tWord('classification', each),
      drop: () => change({ classification: toggled(filters, 'classification', each) }),
    })),
    filters.late && { key: 'late', label: t('citizen.facet.late_only'), drop: () => change({ late: '' }) },
    filters.institution && { key: 'institution', label: valuesOf(filters, 'institution').map(names.institution).join(', '), drop: () => change({ institution: '' }) },
    filters.region && { key: 'region', label: valuesOf(filters, 'region').map(names.region).join(', '), drop: () => change({ region: '' }) },
    filters.category && { key: 'category', label: valuesOf(filters, 'category').map(names.category).join(', '), drop: () => change({ category: '' }) },
    filters.from && { key: 'from', label: `${t('citizen.facet.from')} ${calendarDate(filters.from)}`, drop: () => change({ from: '' }) },
    filters.to && { key: 'to', label: `${t('citizen.facet.to')} ${calendarDate(filters.to)}`, drop: () => change({ to: '' }) },
  ].filter((each) => each !== undefined && each !== '');
  return (
    <ul class="chosen-filters" aria-label={t('citizen.list.chosen')}>
      {chips.map((each) => (
        <li key={each.key}>
          <button type="button" class="chip" onClick={each.drop} aria-label={t('citizen.list.drop', { name: each.label })}>
            {each.label} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      {chips.length > 1 && <li><Button kind="quiet" size="small" onClick={clear}>{t('citizen.list.clear')}</Button></li>}
    </ul>
  );
}

/** Beside the list where there is room; where there is none, or `folded`, closed above it. What is closed asks for nothing. */
export function FilterAside({ filtering, folded = false }: { filtering: Filtering; folded?: boolean }) {
  const [open, setOpen] = useState(() => !folded && matchMedia('(min-width: 60rem)').matches);
  const count = Object.keys(without(filtering.filters, 'q')).length;
  return (
    <details class={`browse__filters${folded ? ' browse__filters--folded' : ''}`} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{count > 0 ? t('citizen.list.filters_chosen', { count }) : t('citizen.list.filters')}</summary>
      {open && <FilterPanel filtering={filtering} />}
    </details>
  );
}
