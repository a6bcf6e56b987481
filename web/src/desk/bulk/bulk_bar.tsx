import type { ReportCard } from '../../api/types';
import { Button } from '../../parts/button';
import { type MessageKey, t, tCount } from '../../text/messages';
import { usePossible } from '../use_possible';
import type { BulkAction } from './bulk';

const actions: readonly BulkAction[] = ['forward', 'answer', 'hold', 'archive'];

/** What can be done to the selected reports, as long as some are selected. */
export function BulkBar({ cards, onAction, onClear }: { cards: readonly ReportCard[]; onAction: (action: BulkAction) => void; onClear: () => void }) {
  const possible = usePossible();
  if (cards.length === 0) return null;
  const countOf = (action: BulkAction) => cards.filter((card) => possible(card).includes(action)).length;
  return (
    <div class="bulk-bar" role="region" aria-label={t('desk.bulk.region')}>
      <strong role="status">{tCount('desk.bulk.selected', cards.length)}</strong>
      {actions.map((action) => {
        const count = countOf(action);
        return count > 0 && (
          <Button key={action} size="small" onClick={() => onAction(action)}>
            {t(`desk.action.${action}` as MessageKey)}
            {count < cards.length && <span class="muted"> ({count})</span>}
          </Button>
        );
      })}
      <Button kind="quiet" size="small" onClick={onClear}>{t('desk.bulk.clear')}</Button>
    </div>
  );
}
