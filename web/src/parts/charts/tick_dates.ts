import { locale } from '../../app/language';

/** Seconds of the day's midnight in UTC: a calendar day on the axis, in no zone. */
export function secondsOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 1e3;
}

/** "28 Okt". */
export function tickDate(seconds: number): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(new Date(seconds * 1e3));
}
