import type { Query } from '../api/client';

/** Of whom the figures are. */
export type Scope = { kind: 'nation' } | { kind: 'institution'; code: string } | { kind: 'region'; code: string };

/** The parameters of /v1/statistics that name the scope. */
export function statisticsQuery(scope: Scope): Query {
  return scope.kind === 'nation' ? {} : { by: scope.kind, value: scope.code };
}

/** The conditions of /v1/reports and /v1/stream that name the scope. */
export function reportsQuery(scope: Scope): Query {
  if (scope.kind === 'nation') return {};
  if (scope.kind === 'region') return { region: scope.code };
  return scope.code.includes('/') ? { unit: scope.code } : { institution: scope.code };
}

/** The bare path of its dashboard. */
export function pathOf(scope: Scope): string {
  if (scope.kind === 'nation') return '/dashboard';
  return `/dashboard/${scope.kind}s/${scope.code.split('/').map(encodeURIComponent).join('/')}`;
}

/** The scope's code after those above it: "35.78" lies in "35", "kota-35.78/dinkes" in "kota-35.78". */
export function lineage(scope: Scope): string[] {
  if (scope.kind === 'nation') return [];
  const separator = scope.kind === 'region' ? '.' : '/';
  const parts = scope.code.split(separator);
  return parts.map((_, i) => parts.slice(0, i + 1).join(separator));
}

/** How many regions lie around this one: 0 for a province. */
export function depthOf(code: string): number {
  return code.split('.').length - 1;
}
