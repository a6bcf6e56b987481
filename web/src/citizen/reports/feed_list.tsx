import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ReportCard } from '../../parts/report_card';
import { t } from '../../text/messages';
import type { Feed, FeedPage } from './feed';
import { type FeedWindow, guess, heightOf, windowAt } from './feed_window';

/**
 * The part of a long list that is near the window, between two spaces as high as the rest (WAI-ARIA feed). Page Down and
 * Page Up go from report to report.
 */
export function FeedList({ feed }: { feed: Feed }) {
  const list = useRef<HTMLDivElement>(null);
  const [{ from, to }, setWindow] = useState<FeedWindow>(() => windowAt(feed.pages, feed.scrollTop, innerHeight));
  useRestoredScroll(feed);
  useScroll(() => {
    const top = list.current?.getBoundingClientRect().top ?? 0;
    feed.scrollTop = scrollY;
    const seen = windowAt(feed.pages, -top, innerHeight);
    setWindow((before) => (before.from === seen.from && before.to === seen.to ? before : seen));
    if (list.current && list.current.getBoundingClientRect().bottom < 3 * innerHeight && !feed.problem) void feed.more();
  }, [feed, feed.pages]);
  useEffect(() => feed.see(from, to), [feed, feed.pages, from, to]);
  const shown = feed.pages.slice(from, to + 1);
  return (
    <div class="feed" role="feed" aria-busy={feed.isLoading} aria-label={t('citizen.list.feed')} ref={list} tabIndex={-1} onKeyDown={step}>
      <Space height={heightOf(feed.pages.slice(0, from))} />
      {shown.map((page) => <Page key={page.cursor ?? ''} page={page} total={feed.total ?? -1} />)}
      <Space height={heightOf(feed.pages.slice(to + 1))} />
    </div>
  );
}

function useScroll(look: () => void, inputs: readonly unknown[]): void {
  useLayoutEffect(() => {
    let frame = 0;
    const wait = () => (frame ||= requestAnimationFrame(() => {
      frame = 0;
      look();
    }));
    wait();
    addEventListener('scroll', wait, { passive: true });
    addEventListener('resize', wait);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', wait);
      removeEventListener('resize', wait);
    };
  }, inputs);
}

function useRestoredScroll(feed: Feed): void {
  useLayoutEffect(() => {
    if (feed.scrollTop > 0) scrollTo(0, feed.scrollTop);
  }, [feed]);
}

/** As high as the reports that are not drawn. */
function Space({ height }: { height: number }) {
  const space = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => void space.current?.style.setProperty('height', `${height}px`), [height]);
  return <div aria-hidden="true" ref={space} />;
}

function Page({ page, total }: { page: FeedPage; total: number }) {
  const place = useRef<HTMLDivElement>(null);
  const hasItems = (page.items?.length ?? 0) > 0;
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || !hasItems) return;
    const measure = () => void (page.height = element.offsetHeight);
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    measure();
    return () => resized.disconnect();
  }, [page, hasItems]);
  useLayoutEffect(() => () => keepFocus(place.current), []);
  if (!hasItems) return <Space height={page.height ?? guess} />;
  return (
    <div class="feed__page list" ref={place}>
      {page.items?.map((each, i) => (
        <article key={each.id} aria-posinset={page.first + i + 1} aria-setsize={total} aria-label={each.title ?? t('report.without_title')}>
          <ReportCard report={each} />
        </article>
      ))}
    </div>
  );
}

/** A page that leaves the window takes the focus with it; the list gets it, so that nobody starts at the top again. */
function keepFocus(page: HTMLElement | null): void {
  if (page?.contains(document.activeElement)) page.closest<HTMLElement>('[role="feed"]')?.focus({ preventScroll: true });
}

function step(event: KeyboardEvent): void {
  if (event.key !== 'PageDown' && event.key !== 'PageUp') return;
  const list = event.currentTarget as HTMLElement;
  const links = [...list.querySelectorAll<HTMLElement>('article a')];
  const here = links.findIndex((each) => each === document.activeElement);
  const next = links[here + (event.key === 'PageDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
