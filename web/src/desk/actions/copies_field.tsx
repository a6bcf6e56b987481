import { useInstitutions } from '../../api/reference';
import { Button } from '../../parts/button';
import { InstitutionPicker } from '../../parts/institution_picker';
import { t } from '../../text/messages';

/** Institutions and units that get it for information only. */
export function CopiesField({ value, onValue, error }: { value: readonly string[]; onValue: (slugs: readonly string[]) => void; error?: string | undefined }) {
  const { find } = useInstitutions();
  const nameOf = (slug: string) => find(slug)?.name ?? slug;
  return (
    <div class="stack stack--tight">
      <InstitutionPicker
        label={t('desk.field.copies')}
        hint={t('desk.field.copies_hint')}
        required={false}
        value=""
        error={error}
        onValue={(slug) => slug && !value.includes(slug) && onValue([...value, slug])}
        among={(each) => !each.closed}
      />
      {value.length > 0 && (
        <ul class="desk-chips">
          {value.map((slug) => (
            <li key={slug}>
              <span>{nameOf(slug)}</span>
              <Button kind="quiet" size="small" aria-label={t('desk.copies.remove', { name: nameOf(slug) })} onClick={() => onValue(value.filter((each) => each !== slug))}>×</Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
