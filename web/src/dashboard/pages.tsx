import { useMemo } from 'preact/hooks';
import { usePlace } from '../app/router';
import { Dashboard } from './dashboard';
import type { Scope } from './scope';

const nation: Scope = { kind: 'nation' };

export function NationalDashboard() {
  return <Dashboard scope={nation} />;
}

export function InstitutionDashboard() {
  const { slug } = usePlace().params;
  const scope = useMemo<Scope>(() => ({ kind: 'institution', code: slug }), [slug]);
  return <Dashboard scope={scope} />;
}

export function RegionDashboard() {
  const { code } = usePlace().params;
  const scope = useMemo<Scope>(() => ({ kind: 'region', code }), [code]);
  return <Dashboard scope={scope} />;
}
