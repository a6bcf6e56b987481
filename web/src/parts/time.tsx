import { dateAndTime, shortDate } from '../text/dates';

/** An instant in the zone in which it happened, with the zone's name. */
export function Time({ at, dateOnly = false }: { at: string; dateOnly?: boolean }) {
  return <time dateTime={at}>{dateOnly ? shortDate(at) : dateAndTime(at)}</time>;
}
