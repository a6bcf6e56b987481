import type { State } from '../api/types';
import { t, tWord } from '../text/messages';

/** Where a report stands, in the public's words. */
export function StateBadge({ state }: { state: State }) {
  return <span class={`badge badge--${state}`}>{tWord('state_of_report', state)}</span>;
}

export function LateBadge() {
  return <span class="badge badge--late">{t('report.late')}</span>;
}
