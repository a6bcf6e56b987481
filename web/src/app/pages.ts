import type { MessageKey } from '../text/messages';

export type Area = 'citizen' | 'filing' | 'account' | 'desk' | 'dashboard' | 'audit' | 'admin';
export type Role = 'reporter' | 'clerk' | 'officer' | 'coordinator' | 'national_admin' | 'supervisor' | 'auditor' | 'data_officer';

/** A page: where it is, which area draws it under which name, and who finds it in the menu. */
export interface Page {
  pattern: string;
  area: Area;
  name: string;
  title: MessageKey;
  /** Whose menu has it; without it nobody's. `public`: those who have not signed in, and reporters. */
  menu?: readonly Role[] | 'everyone' | 'public';
  /** What the menu says, where it is not the title. */
  label?: MessageKey;
  /** Only for who has signed in with one of these roles; others are asked to sign in. */
  roles?: readonly Role[];
  /** As wide as the window: tables, maps, walls. */
  wide?: boolean;
}

const desks = ['officer', 'coordinator', 'national_admin'] as const;
const clerks = ['officer', 'coordinator', 'national_admin', 'clerk'] as const;
const administrators = ['coordinator', 'national_admin', 'data_officer'] as const;
const auditors = ['auditor'] as const;

/**
 * The first pattern that fits counts. `api/web/pages.cpp` has the same patterns. `/track/{command}` is where a plain
 * form of the tracking page was sent: who comes back to its address opens the report again.
 */
export const pages: readonly Page[] = [
  { pattern: '/', area: 'citizen', name: 'home', title: 'nav.home' },
  { pattern: '/submit', area: 'filing', name: 'submit', title: 'nav.submit', menu: 'public' },
  { pattern: '/share', area: 'filing', name: 'submit', title: 'nav.submit' },
  { pattern: '/track', area: 'filing', name: 'track', title: 'nav.track', menu: 'public' },
  { pattern: '/track/{command}', area: 'filing', name: 'track', title: 'nav.track' },
  { pattern: '/reports', area: 'citizen', name: 'reports', title: 'nav.reports', menu: 'everyone' },
  { pattern: '/map', area: 'citizen', name: 'map', title: 'nav.map', menu: 'public', wide: true },
  { pattern: '/reports/{id}', area: 'citizen', name: 'report', title: 'nav.report' },
  { pattern: '/institutions', area: 'citizen', name: 'institutions', title: 'nav.institutions', menu: 'public' },
  { pattern: '/institutions/{slug...}', area: 'citizen', name: 'institution', title: 'nav.institution' },
  { pattern: '/about', area: 'citizen', name: 'about', title: 'nav.about' },
  { pattern: '/privacy', area: 'citizen', name: 'privacy', title: 'nav.privacy' },
  { pattern: '/dashboard', area: 'dashboard', name: 'national', title: 'nav.dashboard', menu: 'everyone', wide: true },
  { pattern: '/dashboard/institutions/{slug...}', area: 'dashboard', name: 'institution', title: 'nav.dashboard', wide: true },
  { pattern: '/dashboard/regions/{code}', area: 'dashboard', name: 'region', title: 'nav.dashboard', wide: true },
  { pattern: '/desk', area: 'desk', name: 'worklist', title: 'nav.desk', menu: clerks, roles: clerks, wide: true },
  { pattern: '/desk/templates', area: 'desk', name: 'templates', title: 'nav.templates', roles: desks },
  { pattern: '/desk/{id}', area: 'desk', name: 'report', title: 'nav.desk', roles: clerks, wide: true },
  { pattern: '/audit', area: 'audit', name: 'history', title: 'nav.audit', menu: auditors, roles: auditors, wide: true },
  { pattern: '/audit/reports/{id}', area: 'audit', name: 'report', title: 'nav.audit', roles: auditors, wide: true },
  { pattern: '/audit/deadlines', area: 'audit', name: 'deadlines', title: 'nav.audit', roles: auditors, wide: true },
  { pattern: '/audit/identities', area: 'audit', name: 'identities', title: 'nav.audit', roles: auditors, wide: true },
  { pattern: '/proof', area: 'audit', name: 'proof', title: 'nav.proof' },
  { pattern: '/admin', area: 'admin', name: 'overview', title: 'nav.admin', menu: administrators, roles: administrators, wide: true },
  { pattern: '/admin/{section...}', area: 'admin', name: 'section', title: 'nav.admin', roles: administrators, wide: true },
  { pattern: '/sign-in', area: 'account', name: 'sign_in', title: 'nav.sign_in' },
  { pattern: '/register', area: 'account', name: 'register', title: 'nav.register' },
  { pattern: '/recover', area: 'account', name: 'recover', title: 'nav.recover' },
  { pattern: '/account', area: 'account', name: 'account', title: 'nav.account' },
  { pattern: '/account/reports', area: 'account', name: 'reports', title: 'nav.my_reports', menu: ['reporter'] },
  { pattern: '/account/data', area: 'account', name: 'data', title: 'nav.my_data' },
];
