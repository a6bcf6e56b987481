import { dateAndTime } from '../text/dates';

const wib = 7 * 3_600_000;

/** Milliseconds since 1970 as auditors read every instant: in WIB. */
export function instantOf(milliseconds: number): string {
  return dateAndTime(new Date(milliseconds + wib).toISOString().replace('Z', '+07:00'));
}
