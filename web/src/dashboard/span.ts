import { shortDate } from '../text/dates';
import type { Days } from './period';

const noon = (date: string) => `${date}T12:00:00+07:00`;

/** "28 Okt 2026 – 26 Nov 2026". */
export function dateSpan({ from, to }: Days): string {
  return from === to ? shortDate(noon(from)) : `${shortDate(noon(from))} – ${shortDate(noon(to))}`;
}

export function dateOf(date: string): string {
  return shortDate(noon(date));
}
