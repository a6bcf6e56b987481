/** What counting working time needs: closed days as "2026-12-25", and the hours in which offices are open. */
export interface WorkingHours {
  closedDays: ReadonlySet<string>;
  opens: number;
  closes: number;
}

const day = 86_400_000;
const hour = 3_600_000;

/**
 * Working time in milliseconds from `from` to `until`, negative when `until` is past: Monday to Friday without closed
 * days, between the office's hours. `offset`: hours ahead of UTC (7, 8 or 9); Indonesia knows no summer time.
 */
export function workingTime(from: Date, until: Date, offset: number, hours: WorkingHours): number {
  if (until < from) return -workingTime(until, from, offset, hours);
  const begin = from.getTime() + offset * hour;
  const end = until.getTime() + offset * hour;
  let sum = 0;
  for (let midnight = Math.floor(begin / day) * day; midnight < end; midnight += day) {
    if (!isWorkingDay(midnight, hours.closedDays)) continue;
    const opens = Math.max(begin, midnight + hours.opens * hour);
    const closes = Math.min(end, midnight + hours.closes * hour);
    sum += Math.max(0, closes - opens);
  }
  return sum;
}

function isWorkingDay(midnight: number, closedDays: ReadonlySet<string>): boolean {
  const date = new Date(midnight);
  const weekday = date.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !closedDays.has(date.toISOString().slice(0, 10));
}

/** Whole working days and hours of a working time, for "2 hari kerja 3 jam". */
export function inDaysAndHours(milliseconds: number, hours: WorkingHours): { days: number; hours: number } {
  const length = (hours.closes - hours.opens) * hour;
  const days = Math.floor(Math.abs(milliseconds) / length);
  return { days, hours: Math.floor((Math.abs(milliseconds) - days * length) / hour) };
}
