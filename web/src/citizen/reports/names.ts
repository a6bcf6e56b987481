import { useMemo } from 'preact/hooks';
import { useCategories, useInstitutions, useRegions } from '../../api/reference';

/** Names for codes; a code whose name is not known (yet) stands for itself. */
export interface NamesOf {
  institution: (slug: string) => string;
  category: (code: string) => string;
  region: (code: string) => string;
}

/** `region`: the chosen one, of whose province the regencies are needed. */
export function useNames(region: string | undefined): NamesOf {
  const institutions = useInstitutions();
  const categories = useCategories();
  const provinces = useRegions('province');
  const regencies = useRegions('regency', region?.split('.')[0] ?? null);
  return useMemo(
    () => ({
      institution: (slug) => institutions.find(slug)?.name ?? slug,
      category: (code) => categories.find(code)?.label ?? wordsOf(code),
      region: (code) => provinces.find(code)?.name ?? regencies.find(code)?.name ?? code,
    }),
    [institutions, categories, provinces, regencies],
  );
}

/** A category's code as words, until its label is known: `pekerjaan-umum/jalan-rusak`. */
export function wordsOf(code: string): string {
  const words = code.split('/').at(-1)?.replaceAll('-', ' ') ?? code;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
