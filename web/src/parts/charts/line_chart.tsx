import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { calendarDate } from '../../text/dates';
import { t } from '../../text/messages';
import { whole } from '../../text/numbers';
import { readColours, onColoursChange } from './colours';
import { secondsOf } from './tick_dates';

/** A line of a chart: told apart by its dashes as well as by its colour. */
export interface Line {
  label: string;
  values: readonly (number | null)[];
  /** Of `--series-1` to `--series-5`. */
  colour: 1 | 2 | 3 | 4 | 5;
  dash: 'solid' | 'dashed' | 'dotted';
  /** Stands behind the others: the period before. */
  faint?: boolean;
  filled?: boolean;
}

interface Props {
  /** What the chart shows, for who cannot see it. */
  label: string;
  /** A date for each value, as "2026-11-18". */
  dates: readonly string[];
  lines: readonly Line[];
  height?: number;
}

/** Lines by day. The arrow keys go from day to day, and what is there is said; uPlot is loaded with the first chart. */
export function LineChart({ label, dates, lines, height = 260 }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const plot = usePlot(place, dates, lines, height, setPointed);
  const go = (event: KeyboardEvent) => {
    const index = step(event.key, pointed, dates.length);
    if (index === undefined) return;
    event.preventDefault();
    pointAt(plot.current, index);
    setPointed(index);
  };
  const leave = () => {
    plot.current?.setCursor({ left: -10, top: -10 }, false);
    setPointed(null);
  };
  return (
    <div class="chart">
      <Legend lines={lines} pointed={pointed} date={pointed === null ? undefined : dates[pointed]} />
      <div class="chart__plot" ref={place} role="img" aria-label={`${label}. ${t('chart.keys')}`} tabIndex={0} onKeyDown={go} onBlur={leave} />
      <p class="visually-hidden" role="status">{pointed !== null && dates[pointed] && told(dates[pointed], lines, pointed)}</p>
    </div>
  );
}

function told(date: string, lines: readonly Line[], index: number): string {
  return `${calendarDate(date)}: ${lines.map((each) => `${each.label} ${shown(each.values[index])}`).join(', ')}`;
}

function shown(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : whole(value);
}

/** Where a key leads to; undefined: it is none of ours. */
function step(key: string, from: number | null, count: number): number | undefined {
  const last = count - 1;
  if (key === 'ArrowLeft') return Math.max(0, (from ?? count) - 1);
  if (key === 'ArrowRight') return Math.min(last, (from ?? -1) + 1);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return undefined;
}

function pointAt(plot: uPlot | null, index: number): void {
  plot?.setCursor({ left: plot.valToPos(plot.data[0][index], 'x'), top: 0 }, false);
}

/** The chart's drawing: made when its lines are others, filled anew when only their values are. */
function usePlot(place: { current: HTMLDivElement | null }, dates: readonly string[], lines: readonly Line[], height: number, pointed: (index: number | null) => void) {
  const plot = useRef<uPlot | null>(null);
  const data = useMemo(() => [dates.map(secondsOf), ...lines.map((each) => each.values)] as uPlot.AlignedData, [dates, lines]);
  const latest = useRef(data);
  latest.current = data;
  const kind = JSON.stringify(lines.map(({ values: _, ...rest }) => rest));

  useEffect(() => {
    let gone = false;
    let stop = () => {};
    void import('./plot').then(({ makePlot }) => {
      if (gone || !place.current) return;
      let colours = readColours();
      const made = makePlot(place.current, lines, latest.current, height, { colours: () => colours, pointed });
      plot.current = made;
      const resize = () => place.current && made.setSize({ width: Math.max(place.current.clientWidth, 200), height });
      const resized = new ResizeObserver(resize);
      resized.observe(place.current);
      const forget = onColoursChange(() => {
        colours = readColours();
        resize();
        made.redraw(false);
      });
      stop = () => {
        resized.disconnect();
        forget();
        made.destroy();
        plot.current = null;
      };
    });
    return () => {
      gone = true;
      stop();
    };
  }, [kind, height]);
  useEffect(() => plot.current?.setData(data), [data]);
  return plot;
}

function Legend({ lines, pointed, date }: { lines: readonly Line[]; pointed: number | null; date: string | undefined }) {
  return (
    <ul class="chart__legend" aria-hidden="true">
      {lines.map((each) => (
        <li key={each.label} class={each.faint ? 'muted' : undefined}>
          <svg class={`chart__sample series--${each.colour} line--${each.dash}`} width="28" height="10" viewBox="0 0 28 10">
            <line x1="0" y1="5" x2="28" y2="5" />
          </svg>
          <span>{each.label}</span>
          {pointed !== null && <strong class="number">{shown(each.values[pointed])}</strong>}
        </li>
      ))}
      <li class="chart__date muted">{date && calendarDate(date)}</li>
    </ul>
  );
}
