import { useRef } from 'preact/hooks';
import { Link, usePlace } from '../../app/router';
import { Button } from '../../parts/button';
import { ProblemNotice } from '../../parts/notice';
import { Empty, Failed, Loading } from '../../parts/states';
import { t, tCount } from '../../text/messages';
import { FeedList } from './feed_list';
import { Chosen, FilterAside } from './filter_panel';
import { type Filtering, isEmpty, type Sort, sorts, useFilters } from './filters';
import type { Feed } from './feed';
import { SearchBox } from './search_box';
import { useFeed } from './use_feed';

/** All public reports: searched, narrowed, ordered; as long as there are any, more come while one scrolls. */
export function ReportsPage() {
  const filtering = useFilters();
  const { query } = usePlace();
  const { feed, restart } = useFeed(filtering.filters, filtering.sort);
  const head = useRef<HTMLDivElement>(null);
  const renew = () => {
    restart();
    head.current?.scrollIntoView();
    head.current?.focus({ preventScroll: true });
  };
  return (
    <div class="wrap stack">
      <header class="row row--between">
        <div class="stack stack--tight">
          <h1>{t('citizen.list.title')}</h1>
          <p class="muted">{t('citizen.list.lead')}</p>
        </div>
        <Link class="button button--small" to={`/map${mapSearch(query)}`}>{t('citizen.list.as_map')}</Link>
      </header>
      <SearchBox filtering={filtering} />
      <Chosen filtering={filtering} />
      <div class="browse">
        <FilterAside filtering={filtering} />
        <div class="stack" ref={head} tabIndex={-1}>
          <Summary feed={feed} filtering={filtering} />
          <News feed={feed} renew={renew} />
          <List feed={feed} filtering={filtering} restart={restart} />
        </div>
      </div>
    </div>
  );
}

function mapSearch(query: URLSearchParams): string {
  const search = new URLSearchParams(query);
  search.delete('sort');
  return search.toString() && `?${search}`;
}

function Summary({ feed, filtering }: { feed: Feed; filtering: Filtering }) {
  const { filters, sort, change } = filtering;
  const choosable = sorts.filter((each) => each !== 'relevance' || filters.q);
  return (
    <div class="row row--between feed__summary">
      <p aria-live="polite"><strong class="number">{feed.total === undefined ? t('state.loading') : tCount('citizen.list.count', feed.total)}</strong></p>
      <label class="row">
        <span class="small muted">{t('citizen.list.sort')}</span>
        <select class="select--small" value={sort} onChange={(event) => change({ sort: event.currentTarget.value })}>
          {choosable.map((each: Sort) => <option key={each} value={each}>{t(`citizen.list.sort.${each}`)}</option>)}
        </select>
      </label>
    </div>
  );
}

/** What has come since; it does not push aside what is being read. */
function News({ feed, renew }: { feed: Feed; renew: () => void }) {
  const count = feed.fresh.size;
  const text = count > 0 ? tCount('citizen.list.new', count) : feed.isStale ? t('citizen.list.changed') : '';
  return (
    <div class="feed__news" role="status">
      {text && <Button kind="primary" size="small" onClick={renew}>{text}</Button>}
    </div>
  );
}

function List({ feed, filtering, restart }: { feed: Feed; filtering: Filtering; restart: () => void }) {
  if (feed.total === undefined) return feed.problem ? <Failed problem={feed.problem} retry={restart} /> : <Loading lines={12} />;
  if (feed.pages.length === 0) return <Nothing filtering={filtering} />;
  return (
    <>
      <a class="skip-list" href="#foot">{t('citizen.list.past')}</a>
      <FeedList feed={feed} />
      {feed.problem && <ProblemNotice problem={feed.problem} retry={() => void feed.more()} />}
      {feed.isLoading && <Loading lines={3} />}
      {feed.isAtEnd && <p class="muted feed__end">{t('citizen.list.end')}</p>}
      <div id="foot" tabIndex={-1} />
    </>
  );
}

function Nothing({ filtering }: { filtering: Filtering }) {
  return (
    <Empty title={t('citizen.list.nothing')}>
      <p>{t('citizen.list.nothing_advice')}</p>
      {!isEmpty(filtering.filters) && <p><Button onClick={filtering.clear}>{t('citizen.list.clear')}</Button></p>}
    </Empty>
  );
}
