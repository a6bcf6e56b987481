import { Link } from '../../app/router';
import { Empty } from '../../parts/states';
import { t } from '../../text/messages';
import { type Filters, hasFilters } from './filters';

/** Nothing to do is good news, unless a condition hides it. */
export function EmptyWork({ filters }: { filters: Filters }) {
  const narrowed = hasFilters(filters);
  return (
    <div class="card">
      <Empty title={t(narrowed ? 'desk.empty.filtered' : 'desk.empty.title')}>
        <p>{t(narrowed ? 'desk.empty.filtered_text' : 'desk.empty.text')}</p>
        <p class="row">
          {narrowed ? <Link class="button" to="/desk">{t('desk.filter.clear')}</Link> : <Link class="button" to="/desk?tab=desk">{t('desk.tab.desk')}</Link>}
        </p>
      </Empty>
    </div>
  );
}
