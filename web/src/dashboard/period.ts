export const periodNames = ['month', '30', '90', 'year', 'custom'] as const;
export type PeriodName = (typeof periodNames)[number];

/** Days of WIB's calendar as "2026-11-18", both included. */
export interface Days {
  from: string;
  to: string;
}

export interface Period extends Days {
  name: PeriodName;
  /** As many days right before, with which the API compares. */
  before: Days;
}

const mostDays = 3_660; // the API's ten years

export function addDays(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** How many days a period has. */
export function lengthOf({ from, to }: Days): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** What the page's query asks for (`period`, `from`, `to`); without it the last thirty days. */
export function periodOf(query: URLSearchParams, today: string): Period {
  const asked = query.get('period') as PeriodName | null;
  const name = asked && periodNames.includes(asked) ? asked : '30';
  const days = daysOf(name, query, today);
  const length = lengthOf(days);
  return { name, ...days, before: { from: addDays(days.from, -length), to: addDays(days.from, -1) } };
}

function daysOf(name: PeriodName, query: URLSearchParams, today: string): Days {
  switch (name) {
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today };
    case '30':
      return { from: addDays(today, -29), to: today };
    case '90':
      return { from: addDays(today, -89), to: today };
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    case 'custom':
      return chosenDays(query, today);
  }
}

/** Days that somebody chose; the other way round they are the same, and too many are cut. */
function chosenDays(query: URLSearchParams, today: string): Days {
  const [from, to] = [dateIn(query, 'from') ?? addDays(today, -29), dateIn(query, 'to') ?? today].sort();
  return lengthOf({ from, to }) > mostDays ? { from: addDays(to, 1 - mostDays), to } : { from, to };
}

function dateIn(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

/** The dates of a period, one after the other. */
export function datesOf(days: Days): string[] {
  return Array.from({ length: lengthOf(days) }, (_, i) => addDays(days.from, i));
}
