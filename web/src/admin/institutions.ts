/** Kinds of institutions, and the level of the region that one of them governs (events/rulebook_decide.cpp). */
export const kinds = [
  'kementerian',
  'lembaga_lpnk',
  'lembaga_lns',
  'lembaga_negara',
  'lembaga_setingkat_menteri',
  'lembaga_badan_hukum_publik',
  'lembaga_lpp',
  'provinsi',
  'kabupaten',
  'kota',
] as const;

/** The level of region that such an institution must name; null: none. */
export function regionLevelOf(kind: string): 'province' | 'regency' | null {
  if (kind === 'provinsi') return 'province';
  return kind === 'kabupaten' || kind === 'kota' ? 'regency' : null;
}

/** Whether `slug` is `upper` or a unit below it. */
export function isWithin(slug: string, upper: string): boolean {
  return slug === upper || slug.startsWith(`${upper}/`);
}

/** What the last part of a code is made of. */
export const codePart = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const slugPart = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
