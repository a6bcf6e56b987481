import type { ComponentChildren } from 'preact';
import { useInstitutions } from '../api/reference';
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

/** Finds an institution by its name, its abbreviation or what people call it. */
export function InstitutionPicker({ value, onValue, among = openInstitution, ...field }: Props) {
  const institutions = useInstitutions();
  const choosable = institutions.all.filter(among);
  return (
    <Combobox<Institution>
      {...field}
      chosen={institutions.find(value)?.name ?? value}
      search={(words) => best(choosable, words).map((item) => ({ key: item.slug, item, title: item.name, detail: item.abbreviation || undefined }))}
      onChoose={(item) => onValue(item?.slug ?? '')}
    />
  );
}
