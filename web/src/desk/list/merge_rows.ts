import type { ReportCard } from '../../api/types';

/** A row of the list. `gone`: it has left the list while somebody was on it; it stays until the cursor has left it. */
export interface Row {
  card: ReportCard;
  gone: boolean;
}

export interface Merged {
  rows: Row[];
  /** Reports that were not there before, and those that have changed. */
  added: number[];
  changed: number[];
}

/** The list as it is now, with the row under the cursor where it was. */
export function mergeRows(before: readonly Row[], now: readonly ReportCard[], cursor: number | null): Merged {
  const versions = new Map(before.map(({ card }) => [card.id, card.version]));
  const rows: Row[] = now.map((card) => ({ card, gone: false }));
  const added = now.filter(({ id }) => !versions.has(id)).map(({ id }) => id);
  const changed = now.filter(({ id, version }) => versions.has(id) && versions.get(id) !== version).map(({ id }) => id);
  const at = before.findIndex(({ card }) => card.id === cursor);
  if (at >= 0 && !now.some(({ id }) => id === cursor)) rows.splice(placeOf(before, at, rows), 0, { ...before[at], gone: true });
  return { rows, added, changed };
}

/** Behind the nearest row before it that is still there. */
function placeOf(before: readonly Row[], at: number, rows: readonly Row[]): number {
  for (let i = at - 1; i >= 0; --i) {
    const found = rows.findIndex(({ card }) => card.id === before[i].card.id);
    if (found >= 0) return found + 1;
  }
  return 0;
}
