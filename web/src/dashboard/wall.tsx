import { type ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useNow } from '../api/clock';
import { setQuery, usePlace } from '../app/router';
import { showInTheme } from '../app/theme';
import { longDate, timeOfDay } from '../text/dates';
import { t } from '../text/messages';
import { BacklogPanel } from './backlog_panel';
import { CategoryPanel, ChannelPanel, StatePanel } from './breakdown_panels';
import { useDashboard } from './context';
import { Updated, useScopeName } from './heading';
import { Headline } from './headline';
import { HoursPanel } from './hours_panel';
import { LatePanel } from './late_panel';
import { MapPanel } from './map_panel';
import { InstitutionRanking, RegionRanking } from './ranking_panel';
import { FlowPanel, StockPanel, useDaily } from './series_panel';
import { dateSpan } from './span';
import { useHeadline } from './use_headline';
import { useWakeLock } from './wake_lock';

const shownMs = 20_000;

/** For a screen that nobody touches: one panel after the other, large and dark, until somebody leaves it. */
export function Wall() {
  const { scope, period } = useDashboard();
  const headline = useHeadline();
  const name = useScopeName(headline.data);
  const { daily, before } = useDaily();
  useWallTheme();
  useWakeLock();
  const slides: ComponentChildren[] = [
    <Headline resource={headline} daily={daily.data} />,
    <><FlowPanel daily={daily} before={before} /><StockPanel daily={daily} before={before} /></>,
    <MapPanel />,
    <><LatePanel /><BacklogPanel /></>,
    <><CategoryPanel /><StatePanel /><ChannelPanel /></>,
    <HoursPanel />,
    scope.kind === 'nation' ? <InstitutionRanking /> : <RegionRanking />,
  ];
  const { at, go, isPaused, setPaused } = useSlides(slides.length);
  return (
    <div class="wall">
      <header class="wall__head">
        <div>
          <h1>{name}</h1>
          <p class="muted">{dateSpan(period)}</p>
        </div>
        <div class="wall__time">
          <WallClock />
          <Updated table={headline.data} />
        </div>
      </header>
      <div class={`panels wall__slide wall__slide--${at}`}>{slides[at]}</div>
      <footer class="wall__foot">
        <span class="muted" aria-hidden="true">{Array.from(slides, (_, i) => (i === at ? '●' : '○')).join(' ')}</span>
        <span class="visually-hidden">{t('dashboard.wall.place', { place: at + 1, count: slides.length })}</span>
        <div class="row">
          <button type="button" class="button button--quiet button--small" onClick={() => go(-1)}>{t('dashboard.wall.before')}</button>
          <button type="button" class="button button--quiet button--small" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>{t(isPaused ? 'dashboard.wall.go_on' : 'dashboard.wall.pause')}</button>
          <button type="button" class="button button--quiet button--small" onClick={() => go(1)}>{t('dashboard.wall.next')}</button>
          <button type="button" class="button button--quiet button--small" onClick={() => setQuery({ wall: null })}>{t('dashboard.wall.leave')}</button>
        </div>
      </footer>
    </div>
  );
}

/** Dark, unless the URL says `theme=light`; the visitor's own theme again when the wall is left. */
function useWallTheme(): void {
  const { query } = usePlace();
  const theme = query.get('theme') === 'light' ? 'light' : 'dark';
  useEffect(() => {
    showInTheme(theme);
    return () => showInTheme(null);
  }, [theme]);
}

/** Goes round; arrow keys and buttons go by hand, Space pauses. */
function useSlides(count: number) {
  const [at, setAt] = useState(0);
  const [isPaused, setPaused] = useState(false);
  const go = (step: number) => setAt((each) => (each + step + count) % count);
  useEffect(() => {
    if (isPaused) return;
    const timer = setTimeout(() => go(1), shownMs);
    return () => clearTimeout(timer);
  }, [at, isPaused]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.closest('button, .chart__plot')) return;
      if (event.key === 'ArrowRight') go(1);
      else if (event.key === 'ArrowLeft') go(-1);
      else if (event.key === ' ') setPaused((each) => !each);
      else if (event.key === 'Escape') setQuery({ wall: null });
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return { at, go, isPaused, setPaused };
}

function WallClock() {
  const now = useNow(5_000).toISOString();
  return <p class="wall__clock"><time dateTime={now}>{timeOfDay(now)}</time> <span class="muted">{longDate(now)}</span></p>;
}
