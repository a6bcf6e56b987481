import { useMemo } from 'preact/hooks';
import { useInstitutions } from '../api/reference';
import { useWho } from '../api/session';
import type { Institution } from '../api/types';
import { type ActionName, type Handled, possibleActions, type StandsOver } from './possible';

/** Walks up the tree; without the list of institutions a unit's slug begins with its institution's. */
export function standsOverIn(find: (slug: string | null) => Institution | undefined): StandsOver {
  return (own, slug) => {
    for (let at: string | null = slug; at !== null; at = find(at)?.parent ?? null) if (at === own) return true;
    return slug.startsWith(`${own}/`);
  };
}

/** Tells what the signed-in person may do to a report. */
export function usePossible(): (report: Handled) => ActionName[] {
  const who = useWho();
  const { find } = useInstitutions();
  return useMemo(() => {
    const standsOver = standsOverIn(find);
    return (report) => (who ? possibleActions(who, report, standsOver) : []);
  }, [who, find]);
}
