import { useEffect, useMemo, useState } from 'preact/hooks';
import { asProblem, getRaw, type Problem } from '../../api/client';
import { useInstitutions } from '../../api/reference';
import type { Institution } from '../../api/types';
import { rowsOf } from '../../text/csv';

/** What the list shows of an institution; figures of the last thirty days, null where there is nothing to divide. */
export interface InstitutionRow {
  slug: string;
  name: string;
  abbreviation: string;
  group: Group;
  received: number | null;
  open: number | null;
  late: number | null;
  followed_up_share: number | null;
  hours_to_follow_up_median: number | null;
}

export const groups = ['ministry', 'agency', 'province', 'regency', 'city'] as const;
export type Group = (typeof groups)[number];

const groupOfKind: Record<string, Group> = { kementerian: 'ministry', provinsi: 'province', kabupaten: 'regency', kota: 'city' };

/** The kind of an institution whose entry is not known follows from its slug. */
function groupOf(institution: Institution | undefined, slug: string): Group {
  const kinds: Record<string, Group> = { prov: 'province', kab: 'regency', kota: 'city', kemen: 'ministry' };
  if (institution) return groupOfKind[institution.kind] ?? 'agency';
  return Object.entries(kinds).find(([beginning]) => slug.startsWith(beginning))?.[1] ?? 'agency';
}

interface Table {
  rows: readonly InstitutionRow[] | undefined;
  problem: Problem | undefined;
  retry: () => void;
}

/** Every institution with its figures, also those that nobody has written to. As CSV the figures are a sixth of their JSON. */
export function useTable(): Table {
  const institutions = useInstitutions();
  const [figures, setFigures] = useState<readonly Record<string, string>[]>();
  const [problem, setProblem] = useState<Problem>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setProblem(undefined);
    getRaw('/v1/statistics/institutions', { query: { format: 'csv' }, signal: abort.signal })
      .then((response) => response.text())
      .then((csv) => setFigures(rowsOf(csv)))
      .catch((error: unknown) => abort.signal.aborted || setProblem(asProblem(error)));
    return () => abort.abort();
  }, [turn]);
  const rows = useMemo(() => figures && joined(institutions.all, figures), [institutions.all, figures]);
  return { rows, problem, retry: () => setTurn((each) => each + 1) };
}

function joined(institutions: readonly Institution[], figures: readonly Record<string, string>[]): InstitutionRow[] {
  const known = new Map(institutions.filter((each) => !each.parent && !each.closed).map((each) => [each.slug, each]));
  const counted = new Map(figures.map((each) => [each.institution, each]));
  const units = new Set(institutions.filter((each) => each.parent).map((each) => each.slug));
  const slugs = new Set([...known.keys(), ...counted.keys()]);
  return [...slugs].filter((slug) => !units.has(slug)).map((slug) => rowOf(slug, known.get(slug), counted.get(slug)));
}

function rowOf(slug: string, institution: Institution | undefined, figures: Record<string, string> | undefined): InstitutionRow {
  const number = (name: string) => (figures?.[name] ? Number(figures[name]) : null);
  return {
    slug,
    name: institution?.name ?? figures?.name ?? slug,
    abbreviation: institution?.abbreviation ?? '',
    group: groupOf(institution, slug),
    received: number('received'),
    open: number('open'),
    late: number('late'),
    followed_up_share: number('followed_up_share'),
    hours_to_follow_up_median: number('hours_to_follow_up_median'),
  };
}
