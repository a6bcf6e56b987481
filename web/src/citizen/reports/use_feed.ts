import { useEffect, useMemo, useReducer, useState } from 'preact/hooks';
import { useLive } from '../../api/live';
import { Feed } from './feed';
import { asQuery, type Filters, type Sort } from './filters';

/** Feeds of entries of the history, so that going back finds the list as it was left. */
const kept = new Map<number, { feed: Feed; key: string }>();
const mostKept = 8;
let count = 0;

/** The list of the present entry of the history, followed live. `restart` loads it anew. */
export function useFeed(filters: Filters, sort: Sort): { feed: Feed; restart: () => void } {
  const [turn, setTurn] = useState(0);
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const key = JSON.stringify([filters, sort]);
  const feed = useMemo(() => feedOf(key, filters, sort, turn > 0), [key, turn]);
  useEffect(() => {
    const stop = feed.follow(() => redraw(undefined));
    if (feed.total === undefined) void feed.more();
    return stop;
  }, [feed]);
  useLive(asQuery(filters), (happening) => feed.note(happening));
  return { feed, restart: () => setTurn((each) => each + 1) };
}

function feedOf(key: string, filters: Filters, sort: Sort, anew: boolean): Feed {
  const state = history.state as { feed?: number } | null;
  const known = kept.get(state?.feed ?? -1);
  if (known && known.key === key && !anew) return known.feed;
  const feed = new Feed({ ...asQuery(filters), sort }, sort === 'newest');
  history.replaceState({ ...state, feed: ++count }, '');
  kept.set(count, { feed, key });
  for (const id of [...kept.keys()].slice(0, -mostKept)) kept.delete(id);
  return feed;
}
