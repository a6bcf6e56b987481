import type { Query } from '../../api/client';
import type { Profile, State } from '../../api/types';

export type TabName = 'all' | 'verify' | 'reassign' | 'answer' | 'replied' | 'escalated' | 'desk';

/** A part of the work by what has to be done; `states`: what of the list belongs to it. */
export interface Tab {
  name: TabName;
  states: readonly State[];
}

const verify: Tab = { name: 'verify', states: ['awaiting_verification'] };
const answer: Tab = { name: 'answer', states: ['awaiting_follow_up'] };
const replied: Tab = { name: 'replied', states: ['replied'] };
const all: Tab = { name: 'all', states: [] };
/** Not only what waits: everything that lies on the desk. */
const desk: Tab = { name: 'desk', states: [] };

const tabs: Record<string, readonly Tab[]> = {
  national_admin: [all, verify, { name: 'reassign', states: ['awaiting_reassignment'] }, { name: 'escalated', states: ['awaiting_follow_up', 'replied'] }, desk],
  coordinator: [all, verify, answer, replied, desk],
  officer: [all, answer, replied, desk],
};

export function tabsOf(role: string): readonly Tab[] {
  return tabs[role] ?? [];
}

/** How the list is narrowed; the URL has the same words. */
export interface Filters {
  tab: TabName;
  q: string;
  late: boolean;
  classification: string;
  category: string;
  institution: string;
  state: string;
  sort: string;
}

export function filtersOf(query: URLSearchParams): Filters {
  const text = (name: string) => query.get(name) ?? '';
  return {
    tab: (query.get('tab') ?? 'all') as TabName,
    q: text('q'),
    late: query.get('late') === 'true',
    classification: text('classification'),
    category: text('category'),
    institution: text('institution'),
    state: text('state'),
    sort: text('sort'),
  };
}

export function hasFilters({ q, late, classification, category, institution, state }: Filters): boolean {
  return late || [q, classification, category, institution, state].some((each) => each !== '');
}

/** Who has a desk looks at its own; the national admin's is the country. */
function ownDesk(who: Pick<Profile, 'institution'>): Query {
  if (!who.institution) return {};
  return who.institution.includes('/') ? { unit: who.institution } : { institution: who.institution };
}

/** The list as the API is asked for it: where, and with which conditions. */
export interface Wanted {
  path: '/v1/worklist' | '/v1/reports';
  query: Query;
  /** The same without the tab, for the numbers on the tabs. */
  counting: Query;
  /** The same for `/v1/stream`. */
  live: Query;
}

export function wantedOf(filters: Filters, who: Pick<Profile, 'role' | 'institution'>): Wanted {
  const conditions: Query = {
    q: filters.q,
    late: filters.late ? 'true' : '',
    classification: filters.classification,
    category: filters.category,
    institution: filters.institution,
  };
  const tab = tabsOf(who.role).find((each) => each.name === filters.tab) ?? all;
  const isDesk = tab.name === 'desk';
  const own = isDesk && !filters.institution ? ownDesk(who) : {};
  const states = isDesk ? filters.state : tab.states.join();
  const sort = filters.sort || 'due';
  return {
    path: isDesk ? '/v1/reports' : '/v1/worklist',
    query: { ...conditions, ...own, state: states, sort },
    counting: { ...conditions, limit: 1, facets: 'state,late' },
    live: { ...conditions, ...(filters.institution ? {} : ownDesk(who)) },
  };
}

/** The numbers on the tabs, from the facets of the whole work list. */
export function countOf(tab: Tab, total: number, states: Readonly<Record<string, number>>): number | undefined {
  if (tab.name === 'desk') return undefined;
  if (tab.name === 'all') return total;
  return tab.states.reduce((sum, each) => sum + (states[each] ?? 0), 0);
}
