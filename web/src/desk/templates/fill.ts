import type { Report } from '../../api/types';
import { longDate, today, calendarDate } from '../../text/dates';

/** What a template can name, in the words that the desks write. */
export const placeholders = ['nomor', 'judul', 'instansi', 'tanggal', 'tanggal_lapor', 'petugas'] as const;
export type Placeholder = (typeof placeholders)[number];
export type PlaceholderValues = Record<Placeholder, string>;

/** Puts values in the places of {names}; a name that nobody knows stays, so that it is seen. */
export function fillTemplate(text: string, values: Readonly<Partial<Record<string, string>>>): string {
  return text.replace(/\{([a-z_]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Names in {braces} that no value will fill. */
export function unknownPlaceholders(text: string): string[] {
  const named = [...text.matchAll(/\{([a-z_]+)\}/g)].map((each) => each[1]);
  return [...new Set(named)].filter((each) => !(placeholders as readonly string[]).includes(each));
}

export function valuesOf(report: Pick<Report, 'id' | 'title' | 'institution_name' | 'received_at'>, officer: string): PlaceholderValues {
  return {
    nomor: String(report.id),
    judul: report.title ?? '',
    instansi: report.institution_name ?? '',
    tanggal: calendarDate(today()),
    tanggal_lapor: longDate(report.received_at),
    petugas: officer,
  };
}
