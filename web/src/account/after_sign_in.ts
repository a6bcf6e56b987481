import { bare } from '../app/language';
import { pages, type Role } from '../app/pages';
import { match } from '../app/router';

/** Where each role begins its work. `anyone` reaches the own account only. */
const homes: Partial<Record<Role | 'anyone', string>> = {
  reporter: '/account/reports',
  clerk: '/desk',
  officer: '/desk',
  coordinator: '/desk',
  national_admin: '/desk',
  supervisor: '/audit',
  auditor: '/audit',
};

/**
 * Where to go after signing in: `then` when it is a page of ours, else the role's home. Nothing else may send people
 * on: an address of somebody else would look as if we had.
 */
export function afterSignIn(then: string | null, role: string): string {
  return ownPath(then) ?? homes[role as Role] ?? '/account';
}

function ownPath(then: string | null): string | undefined {
  if (!then?.startsWith('/')) return undefined;
  const base = 'http://own.invalid';
  const url = new URL(then, base);
  if (url.origin !== base) return undefined;
  const path = bare(url.pathname);
  return pages.some((each) => match(each.pattern, path)) ? path + url.search : undefined;
}
