import { useEffect, useState } from 'preact/hooks';
import { today } from '../text/dates';
import type { WorkingHours } from '../text/working_time';
import { get } from './client';
import { inForce, type Policy } from './policy';

/** `GET /v1/calendar?year=`: the days on which offices are closed, as decreed; a year without a decree has none. */
interface CalendarYear {
  days?: readonly { date: string }[];
}

const closedDays = new Set<string>();
let hours: WorkingHours = { closedDays, opens: 8, closes: 16 };
const asked = new Map<number | 'policies', Promise<void>>();
const listeners = new Set<() => void>();

/** Told once per page: what the server does not have, weekends and the usual hours stand for. */
function once(what: number | 'policies', load: () => Promise<void>): void {
  if (asked.has(what)) return;
  const loading = load()
    .then(() => {
      hours = { ...hours };
      for (const each of listeners) each();
    })
    .catch(() => void asked.delete(what));
  asked.set(what, loading);
}

async function loadYear(year: number): Promise<void> {
  const calendar = await get<CalendarYear>('/v1/calendar', { query: { year } }).catch(absent);
  for (const each of calendar?.days ?? []) closedDays.add(each.date);
}

async function loadPolicies(): Promise<void> {
  const policies = await get<{ items: readonly Policy[] }>('/v1/policies').catch(absent);
  const policy = inForce(policies?.items ?? [], today());
  if (policy) hours = { ...hours, opens: policy.office_hours[0], closes: policy.office_hours[1] };
}

/** An answer that says no is remembered; a network that failed is asked again. */
function absent(problem: { status: number }): undefined {
  if (problem.status === 404) return undefined;
  throw problem;
}

/** Office hours and closed days between two instants' years, shared by all that count down on a page. */
export function useWorkingHours(from: Date, until: Date): WorkingHours {
  const [known, setKnown] = useState(hours);
  const first = Math.min(from.getFullYear(), until.getFullYear());
  const last = Math.max(from.getFullYear(), until.getFullYear());
  useEffect(() => {
    const listener = () => setKnown(hours);
    listeners.add(listener);
    once('policies', loadPolicies);
    for (let year = first; year <= last; ++year) once(year, () => loadYear(year));
    listener();
    return () => void listeners.delete(listener);
  }, [first, last]);
  return known;
}
