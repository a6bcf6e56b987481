import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useCategories, useInstitutions } from '../../api/reference';
import type { ReportCard } from '../../api/types';
import { t } from '../../text/messages';
import { WorkRow } from './row';
import { runsOf, useWindow } from './use_window';
import type { Work } from './use_work';

interface Props {
  work: Work;
  cursor: number | null;
  onCursor: (id: number) => void;
  selected: ReadonlySet<number>;
  onSelect: (id: number, selected: boolean) => void;
  onSelectAll: (selected: boolean) => void;
  /** Under which the cursor's row stood before the list changed; it is put back there. */
  stood: { current: number | null };
}

export function topOfRow(id: number | null): number | null {
  return id === null ? null : (document.querySelector(`[data-row="${id}"]`)?.getBoundingClientRect().top ?? null);
}

/** The list as a table; on a phone its rows are cards. Only what is in sight is in the document. */
export function WorkTable({ work, cursor, onCursor, selected, onSelect, onSelectAll, stood }: Props) {
  const { rows } = work;
  const body = useRef<HTMLTableSectionElement>(null);
  const { first, last, rowHeight } = useWindow(body, rows.length);
  const names = useNames();
  const at = rows.findIndex(({ card }) => card.id === cursor);
  const fresh = new Set([...(work.news?.added ?? []), ...(work.news?.changed ?? [])]);

  useLayoutEffect(() => {
    const now = topOfRow(cursor);
    if (stood.current !== null && now !== null) scrollBy(0, now - stood.current);
    stood.current = null;
  }, [rows]);
  useEffect(() => {
    if (last >= rows.length - 20 && work.hasMore && !work.loading && !work.problem) work.more();
  }, [last, rows.length, work.hasMore, work.loading]);

  const all = rows.length > 0 && rows.every(({ card, gone }) => gone || selected.has(card.id));
  return (
    <table class="work" role="table" aria-label={t('desk.list')} aria-rowcount={work.total + 1}>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          <th role="columnheader" scope="col" class="work__select">
            <label>
              <input type="checkbox" checked={all} onChange={(event) => onSelectAll(event.currentTarget.checked)} />
              <span class="work__all">{t('desk.select_all')}</span>
            </label>
          </th>
          <th role="columnheader" scope="col">{t('desk.column.due')}</th>
          <th role="columnheader" scope="col">{t('desk.column.report')}</th>
          <th role="columnheader" scope="col">{t('desk.column.about')}</th>
          <th role="columnheader" scope="col">{t('desk.column.state')}</th>
          <th role="columnheader" scope="col">{t('desk.column.number')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup" ref={body}>
        {runsOf(rows.length, first, last, at).flatMap(({ skipped, from, to }) => [
          <Space key={`space ${from === at ? 'cursor' : 'near'}`} height={skipped * rowHeight} />,
          ...rows.slice(from, to).map(({ card, gone }, i) => (
            <WorkRow
              key={card.id}
              card={card}
              index={from + i}
              gone={gone}
              cursor={card.id === cursor}
              fresh={fresh.has(card.id)}
              selected={selected.has(card.id)}
              categoryName={names.category(card)}
              placeName={names.place(card)}
              onSelect={onSelect}
              onCursor={onCursor}
            />
          )),
        ])}
        <Space key="space end" height={Math.max(0, rows.length - Math.max(last, at + 1)) * rowHeight} />
      </tbody>
    </table>
  );
}

function Space({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr role="presentation" class="work__space" aria-hidden="true">
      <td role="presentation" style={{ height: `${height}px` }} />
    </tr>
  );
}

function useNames() {
  const categories = useCategories();
  const institutions = useInstitutions();
  const labelOf = (code: string | null) => categories.find(code)?.label ?? (code ?? '').split('/').at(-1)?.replaceAll('-', ' ') ?? '';
  return {
    category: (card: ReportCard) => labelOf(card.category),
    place: (card: ReportCard) => (card.unit ? (institutions.find(card.unit)?.name ?? card.unit) : (card.institution_name ?? t('desk.no_institution'))),
  };
}
