import { useCallback, useMemo, useState } from 'preact/hooks';
import type { ReportCard } from '../../api/types';
import type { Row } from './merge_rows';

export interface Selection {
  ids: ReadonlySet<number>;
  cards: readonly ReportCard[];
  select: (id: number, selected: boolean) => void;
  toggle: (id: number) => void;
  selectAll: (selected: boolean) => void;
  /** Takes out what was done. */
  remove: (ids: readonly number[]) => void;
  clear: () => void;
}

/** Which reports are meant together. One that left the list stays selected until somebody has seen what became of it. */
export function useSelection(rows: readonly Row[]): Selection {
  const [chosen, setChosen] = useState<ReadonlyMap<number, ReportCard>>(new Map());
  const cards = useMemo(() => {
    const now = new Map(rows.map(({ card }) => [card.id, card]));
    return [...chosen.values()].map((card) => now.get(card.id) ?? card);
  }, [rows, chosen]);

  const select = useCallback(
    (id: number, selected: boolean) =>
      setChosen((before) => {
        const next = new Map(before);
        const row = rows.find(({ card }) => card.id === id);
        if (selected && row && !row.gone) next.set(id, row.card);
        else next.delete(id);
        return next;
      }),
    [rows],
  );
  const selectAll = (selected: boolean) => setChosen(new Map(selected ? rows.filter(({ gone }) => !gone).map(({ card }) => [card.id, card]) : []));
  const remove = (ids: readonly number[]) => setChosen((before) => new Map([...before].filter(([id]) => !ids.includes(id))));
  const ids = useMemo(() => new Set(chosen.keys()), [chosen]);
  return { ids, cards, select, toggle: (id) => select(id, !ids.has(id)), selectAll, remove, clear: () => setChosen(new Map()) };
}
