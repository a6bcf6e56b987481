import type { Holiday, HolidayKind } from './rulebook';

/** What became of pasted lines: the days in their order, or the lines that could not be read. */
export interface ReadDecree {
  days: Holiday[];
  wrong: { line: number; text: string }[];
}

const months: Record<string, number> = {
  januari: 1, january: 1, jan: 1, februari: 2, february: 2, feb: 2, maret: 3, march: 3, mar: 3, april: 4, apr: 4, mei: 5, may: 5, juni: 6, june: 6, jun: 6,
  juli: 7, july: 7, jul: 7, agustus: 8, august: 8, agu: 8, aug: 8, september: 9, sep: 9, oktober: 10, october: 10, okt: 10, oct: 10,
  november: 11, nov: 11, desember: 12, december: 12, des: 12, dec: 12,
};

const leave = /\b(cuti bersama|collective leave|collective_leave)\b/i;

/**
 * Reads the list of a decree as people paste it, a day a line: a date (2027-01-01, 1/1/2027, 1 Januari 2027 or 1 Januari), then the
 * name. "cuti bersama" anywhere in the line makes it collective leave. A line may begin with its number or a weekday.
 */
export function readDecree(text: string, year: number): ReadDecree {
  const days = new Map<string, Holiday>();
  const wrong: ReadDecree['wrong'] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const day = readDay(line, year);
    if (day && day.date.startsWith(`${year}-`) && !days.has(day.date)) days.set(day.date, day);
    else wrong.push({ line: i + 1, text: line.trim() });
  }
  return { days: [...days.values()].sort((a, b) => a.date.localeCompare(b.date)), wrong };
}

const iso = /(\d{4})-(\d{2})-(\d{2})/;
const slashed = /(\d{1,2})\/(\d{1,2})\/(\d{4})/;
const spelled = /(\d{1,2})\s+([A-Za-z]+)(?:\s+(\d{4}))?/;

function readDay(line: string, year: number): Holiday | null {
  for (const [pattern, dateOf] of readers) {
    const found = pattern.exec(line);
    const date = found && dateOf(found, year);
    if (!found || !date) continue;
    const name = nameIn(line.slice(found.index + found[0].length)) || nameIn(line.slice(0, found.index));
    return name ? { date, name, kind: kindIn(line) } : null;
  }
  return null;
}

const readers: readonly [RegExp, (found: RegExpExecArray, year: number) => string | null][] = [
  [iso, ([, y, m, d]) => dateFrom(Number(y), Number(m), Number(d))],
  [slashed, ([, d, m, y]) => dateFrom(Number(y), Number(m), Number(d))],
  [spelled, ([, d, month, y], year) => dateFrom(y ? Number(y) : year, months[month.toLowerCase()] ?? 0, Number(d))],
];

/** null for a day that no calendar has. */
function dateFrom(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

const kindIn = (line: string): HolidayKind => (leave.test(line) ? 'collective_leave' : 'public_holiday');

/** Without separators, weekdays, and the word that says its kind. */
function nameIn(rest: string): string {
  return rest
    .replace(/\b(senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b/gi, ' ')
    .replace(/[,;|\t]+\s*(public_holiday|collective_leave|libur nasional|cuti bersama)\s*$/i, '')
    .replace(/[,;:|\t–—-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The list as `readDecree` reads it. */
export function decreeText(days: readonly Holiday[]): string {
  return days.map((each) => `${each.date}\t${each.name}\t${each.kind === 'collective_leave' ? 'cuti bersama' : 'libur nasional'}`).join('\n');
}
