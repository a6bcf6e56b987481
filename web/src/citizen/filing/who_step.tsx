import type { ComponentChildren } from 'preact';
import { useCategories, useInstitutions } from '../../api/reference';
import type { Category } from '../../api/types';
import { Combobox } from '../../parts/combobox';
import { InstitutionPicker } from '../../parts/institution_picker';
import { best } from '../../text/find';
import { t } from '../../text/messages';
import type { StepProps } from './steps';
import { categoriesFor, commonest, governmentsOf } from './suggestions';
import { useHandlers, useSimilar } from './use_similar';

const mostSuggestions = 4;

/** What it is about and who should answer; the reporter may leave both to the verifier. */
export function WhoStep({ open, errorOf }: StepProps) {
  const { fields } = open.draft;
  return (
    <>
      <CategoryField {...{ open, errorOf }} />
      <InstitutionPicker
        label={t('filing.institution')}
        hint={t('filing.institution.hint')}
        required={false}
        name="institution"
        value={fields.institution}
        onValue={(institution) => open.change({ institution })}
        error={errorOf('institution')}
      />
      <InstitutionSuggestions open={open} />
    </>
  );
}

function CategoryField({ open, errorOf }: Pick<StepProps, 'open' | 'errorOf'>) {
  const { fields } = open.draft;
  const categories = useCategories();
  const similar = useSimilar(fields, 10);
  const titleOf = (category: Category | undefined) => category?.label ?? '';
  const pathOf = (category: Category) => (category.parent ? titleOf(categories.find(category.parent)) : undefined);
  const suggested = new Set([...categoriesFor(`${fields.title} ${fields.text}`, categories.all), ...commonest(similar.map((each) => each.category)).flatMap((each) => categories.find(each) ?? [])]);
  const choosable = categories.all.filter((each) => !each.closed);
  return (
    <>
      <Combobox<Category>
        label={t('filing.category')}
        hint={t('filing.category.hint')}
        required={false}
        name="category"
        chosen={titleOf(categories.find(fields.category)) || fields.category}
        search={(words) => bestCategories(choosable, words, pathOf)}
        onChoose={(item) => open.change({ category: item?.code ?? '' })}
        error={errorOf('category')}
      />
      {!fields.category && (
        <Suggestions title={t('filing.category.suggested')}>
          {[...suggested].slice(0, mostSuggestions).map((each) => (
            <Suggestion key={each.code} title={each.label} detail={pathOf(each)} onChoose={() => open.change({ category: each.code })} />
          ))}
        </Suggestions>
      )}
    </>
  );
}

function bestCategories(categories: readonly Category[], words: string, pathOf: (category: Category) => string | undefined) {
  const named = categories.map((item) => ({ item, name: `${item.label} ${words ? (pathOf(item) ?? '') : ''}` }));
  return best(named, words, words ? 12 : 40).map(({ item }) => ({ key: item.code, item, title: item.label, detail: pathOf(item) }));
}

/** Who has answered such reports here, and the governments of the place. */
function InstitutionSuggestions({ open }: Pick<StepProps, 'open'>) {
  const { region, category, institution } = open.draft.fields;
  const institutions = useInstitutions();
  const handlers = useHandlers(region, category);
  if (institution) return null;
  const governments = region ? governmentsOf(region, institutions.all) : [];
  const experienced = handlers.slice(0, 2).flatMap((each) => institutions.find(each) ?? []);
  const suggested = [...new Set([...governments, ...experienced])].slice(0, mostSuggestions);
  return (
    <Suggestions title={t('filing.institution.suggested')}>
      {suggested.map((each) => (
        <Suggestion
          key={each.slug}
          title={each.name}
          detail={t(governments.includes(each) ? 'filing.institution.of_place' : 'filing.institution.experienced')}
          onChoose={() => open.change({ institution: each.slug })}
        />
      ))}
    </Suggestions>
  );
}

function Suggestions({ title, children }: { title: string; children: readonly ComponentChildren[] }) {
  if (children.length === 0) return null;
  return (
    <div class="suggestions" role="group" aria-label={title}>
      <p class="small muted">{title}</p>
      <div class="row">{children}</div>
    </div>
  );
}

function Suggestion({ title, detail, onChoose }: { title: string; detail: string | undefined; onChoose: () => void }) {
  return (
    <button type="button" class="suggestion" onClick={onChoose}>
      <span>{title}</span>
      {detail && <span class="small muted">{detail}</span>}
    </button>
  );
}
