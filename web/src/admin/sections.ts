import type { Role } from '../app/pages';
import type { MessageKey } from '../text/messages';

export interface Section {
  /** First part of the path below /admin. */
  name: string;
  title: MessageKey;
  about: MessageKey;
  roles: readonly Role[];
  /** Where it is, when not below /admin. */
  to?: string;
}

const both = ['national_admin', 'coordinator'] as const;
const national = ['national_admin'] as const;

export const sections: readonly Section[] = [
  { name: 'institutions', title: 'admin.institutions', about: 'admin.institutions.about', roles: both },
  { name: 'staff', title: 'admin.staff', about: 'admin.staff.about', roles: both },
  { name: 'keys', title: 'admin.keys', about: 'admin.keys.about', roles: both },
  { name: 'templates', title: 'nav.templates', about: 'admin.templates.about', roles: both, to: '/desk/templates' },
  { name: 'categories', title: 'admin.categories', about: 'admin.categories.about', roles: national },
  { name: 'calendar', title: 'admin.calendar', about: 'admin.calendar.about', roles: national },
  { name: 'policies', title: 'admin.policies', about: 'admin.policies.about', roles: national },
  { name: 'retention', title: 'admin.retention', about: 'admin.retention.about', roles: ['national_admin', 'data_officer'] },
  { name: 'operations', title: 'admin.operations', about: 'admin.operations.about', roles: national },
];

export function sectionsOf(role: string): Section[] {
  return sections.filter((each) => (each.roles as readonly string[]).includes(role));
}

export const pathOf = (section: Section): string => section.to ?? `/admin/${section.name}`;
