import type { Resource } from '../api/use_resource';
import { useDashboard, useFigures } from './context';
import { lineage } from './scope';
import type { FiguresTable } from './shapes';

/** All figures of the scope in the last row, behind those of what lies above it, for their names. */
export function useHeadline(): Resource<FiguresTable> {
  const { scope, period } = useDashboard();
  const of = scope.kind === 'nation' ? {} : { by: scope.kind, value: lineage(scope).join(',') };
  return useFigures<FiguresTable>('/v1/statistics/figures', { ...of, from: period.from, to: period.to });
}
