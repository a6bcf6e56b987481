import type { Category, Institution } from '../../api/types';
import { wordsOf } from '../../text/find';

/** Guesses from what the reporter has written. Pure; the reporter decides. */

const functionWords = new Set('dan di ke dari yang untuk dengan ini itu ada tidak sudah belum saya kami anda pada dalam atau karena oleh akan juga lainnya terkait informasi permohonan pengaduan'.split(' '));
const shortestWord = 3;

function stemsOf(text: string): Set<string> {
  return new Set(wordsOf(text).filter((word) => word.length >= shortestWord && !functionWords.has(word)));
}

/**
 * Categories whose label shares words with the text, best first: the share of the label's words that the text has,
 * longer labels before shorter ones of the same share.
 */
export function categoriesFor(text: string, categories: readonly Category[], most = 3): Category[] {
  const said = stemsOf(text);
  if (said.size === 0) return [];
  return categories
    .filter((each) => each.parent && !each.closed)
    .map((category) => ({ category, fits: shareOf(stemsOf(category.label), said) }))
    .filter((each) => each.fits >= 0.5)
    .sort((a, b) => b.fits - a.fits)
    .slice(0, most)
    .map((each) => each.category);
}

function shareOf(label: ReadonlySet<string>, said: ReadonlySet<string>): number {
  if (label.size === 0) return 0;
  let shared = 0;
  for (const word of label) if (said.has(word)) ++shared;
  return shared / label.size + shared / 100;
}

/** The values that two things or more have, the commonest first. */
export function commonest(values: readonly (string | null)[], most = 3): string[] {
  const counts = new Map<string, number>();
  for (const each of values) if (each) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1]).slice(0, most).map(([value]) => value);
}

/** The governments of a place: of the regency, then of its province. */
export function governmentsOf(region: string, institutions: readonly Institution[]): Institution[] {
  const parts = region.split('.');
  const codes = parts.length > 1 ? [parts.slice(0, 2).join('.'), parts[0]] : [parts[0]];
  return codes.flatMap((code) => institutions.filter((each) => each.region === code && !each.parent && !each.closed));
}
