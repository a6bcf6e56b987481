import { locale } from '../app/language';

/** Indonesia's three zones; their offsets never change, so an instant's own offset names its zone. */
const zones: Record<string, string> = { '+07:00': 'WIB', '+08:00': 'WITA', '+09:00': 'WIT' };
const timeZones: Record<string, string> = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' };

/** WIB, WITA or WIT: the zone in which the API wrote this RFC 3339 instant. */
export function zoneOf(instant: string): string {
  return zones[instant.slice(-6)] ?? 'WIB';
}

function format(instant: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: timeZones[zoneOf(instant)], ...options }).format(new Date(instant));
}

/** "18 November 2026" in the instant's own zone. */
export function longDate(instant: string): string {
  return format(instant, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** "18 Nov 2026". */
export function shortDate(instant: string): string {
  return format(instant, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** "18 Nov 2026 14.05 WIB". */
export function dateAndTime(instant: string): string {
  return `${shortDate(instant)} ${timeOfDay(instant)}`;
}

/** "Rabu, 18 November 2026". */
export function dayAndDate(instant: string): string {
  return format(instant, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** "14.05 WIB". */
export function timeOfDay(instant: string): string {
  return `${format(instant, { hour: '2-digit', minute: '2-digit', hour12: false })} ${zoneOf(instant)}`;
}

/** A date without a time ("2026-11-18") as "18 November 2026". */
export function calendarDate(date: string): string {
  return longDate(`${date}T12:00:00+07:00`);
}

/** A deadline ends at 24:00 of its last day, which RFC 3339 writes as 00:00 of the next: this is the last day itself. */
export function lastDay(due: string): string {
  return longDate(justBefore(due));
}

function justBefore(instant: string): string {
  const offset = instant.slice(-6);
  const hours = Number(offset.slice(1, 3));
  return new Date(new Date(instant).getTime() - 1 + hours * 3_600_000).toISOString().replace('Z', offset);
}

/** Today as "2026-11-26" in WIB. */
export function today(now: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(now);
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "3 jam yang lalu", "2 hari lagi". */
export function relative(instant: string, now: Date): string {
  const distance = new Date(instant).getTime() - now.getTime();
  const formatter = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  for (const [unit, length] of steps) if (Math.abs(distance) >= length) return formatter.format(Math.trunc(distance / length), unit);
  return formatter.format(0, 'minute');
}
