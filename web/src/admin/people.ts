import type { Role } from '../app/pages';
import { tWord } from '../text/messages';

/** Roles of staff, by what an appointment to them needs (events/person_rules.hpp, "roles-do-not-fit"). */
export const staffRoles = ['officer', 'coordinator', 'clerk', 'gateway', 'national_admin', 'supervisor', 'auditor', 'data_officer'] as const;
export const scopes = ['read', 'submit', 'handle', 'administer', 'messages'] as const;

/** Whom a coordinator may appoint. */
const byCoordinators: readonly string[] = ['officer', 'coordinator', 'clerk'];
const withInstitution: readonly string[] = ['officer', 'coordinator', 'clerk'];
const needInstitution: readonly string[] = ['officer', 'coordinator'];

export const rolesFor = (role: Role | undefined): readonly string[] => (role === 'coordinator' ? byCoordinators : staffRoles);
export const mayHaveInstitution = (roles: readonly string[]): boolean => roles.some((each) => withInstitution.includes(each));
export const mustHaveInstitution = (roles: readonly string[], by: Role | undefined): boolean => by === 'coordinator' || roles.some((each) => needInstitution.includes(each));

export const rolesText = (roles: readonly string[]): string => roles.map((each) => tWord('role', each)).join(', ');

/** A form keeps several words in one value. */
export const wordsIn = (value: string): string[] => value.split(' ').filter(Boolean);

export function toggled(value: string, word: string): string {
  const words = wordsIn(value);
  return (words.includes(word) ? words.filter((each) => each !== word) : [...words, word]).join(' ');
}
