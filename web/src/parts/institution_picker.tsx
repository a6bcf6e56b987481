import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Names, useInstitutions } from '../api/reference';
import type { Institution } from '../api/types';
import { best } from '../text/find';
import { Combobox } from './combobox';

interface Props {
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  required?: boolean;
  value: string;
  onValue: (slug: string) => void;
  name?: string;
  /** Which may be chosen; without it every institution that is open, and no unit. */
  among?: (institution: Institution) => boolean;
}

const openInstitution = (each: Institution) => !each.parent && !each.closed;

/** Finds an institution by its name, its abbreviation or what people call it; a unit also by what it belongs to. */
export function InstitutionPicker({ value, onValue, among = openInstitution, ...field }: Props) {
  const institutions = useInstitutions();
  const choosable = useMemo(
    () =>
      institutions.all.filter(among).map((item) => {
        const above = institutions.find(item.parent);
        return { item, name: item.name, abbreviation: item.abbreviation || lastOf(item), context: above ? `${above.name} ${above.abbreviation ?? ''}` : '', above };
      }),
    [institutions],
  );
  return (
    <Combobox<Institution>
      {...field}
      chosen={nameOf(institutions, value)}
      search={(words) =>
        best(choosable, words).map(({ item, above }) => ({
          key: item.slug,
          item,
          title: item.name,
          detail: [item.abbreviation, above?.name].filter(Boolean).join(' · ') || undefined,
        }))
      }
      onChoose={(item) => onValue(item?.slug ?? '')}
    />
  );
}

/** A unit without an abbreviation is called by the end of its slug: `kota-35.78/dinkes`. */
function lastOf({ slug, parent }: Institution): string {
  return parent ? (slug.split('/').at(-1) ?? '') : '';
}

/** "Dinas Kesehatan, Pemerintah Kota Surabaya": many units have the same name. */
function nameOf(institutions: Names<Institution>, slug: string): string {
  const item = institutions.find(slug);
  if (!item) return slug;
  const above = institutions.find(item.parent);
  return above ? `${item.name}, ${above.name}` : item.name;
}
