import { setQuery } from '../../app/router';
import { type MessageKey, t } from '../../text/messages';
import { whole } from '../../text/numbers';
import { countOf, type Tab, type TabName } from './filters';
import type { Work } from './use_work';

/** The work by what has to be done, with how much of it there is. */
export function WorkTabs({ tabs, current, counts }: { tabs: readonly Tab[]; current: TabName; counts: Work['counts'] }) {
  return (
    <nav class="desk-tabs" aria-label={t('desk.tabs')}>
      <ul class="tabs">
        {tabs.map((tab) => (
          <li key={tab.name}>
            <TabLink tab={tab} current={current === tab.name} count={counts && countOf(tab, counts.total, counts.states)} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TabLink({ tab, current, count }: { tab: Tab; current: boolean; count: number | undefined }) {
  const name = tab.name === 'all' ? null : tab.name;
  const query = new URLSearchParams(location.search);
  if (name) query.set('tab', name);
  else query.delete('tab');
  const go = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setQuery({ tab: name, state: null }, { push: true });
  };
  return (
    <a href={`${location.pathname}?${query.toString()}`} aria-current={current ? 'page' : undefined} onClick={go}>
      {t(`desk.tab.${tab.name}` as MessageKey)}
      {count !== undefined && <span class="desk-tabs__count">{whole(count)}</span>}
    </a>
  );
}
