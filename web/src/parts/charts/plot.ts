import uPlot from 'uplot';
import { whole } from '../../text/numbers';
import type { Colours } from './colours';
import type { Line } from './line_chart';
import { tickDate } from './tick_dates';

/** What a plot asks whenever it draws, so that it follows the theme. */
export interface PlotAsks {
  colours: () => Colours;
  /** The point under the mouse or the arrow keys; null: none. */
  pointed: (index: number | null) => void;
}

const dashes: Record<Line['dash'], number[]> = { solid: [], dashed: [8, 5], dotted: [2, 4] };

function seriesOf(line: Line, asks: PlotAsks, size: number): uPlot.Series {
  const colour = () => asks.colours().series[line.colour - 1];
  return {
    label: line.label,
    stroke: colour,
    width: (line.faint ? 0.11 : 0.16) * size,
    dash: dashes[line.dash],
    alpha: line.faint ? 0.65 : 1,
    fill: line.filled ? () => `${colour()}22` : undefined,
    points: { show: false },
  };
}

/** Room for numbers and dates grows with the letters (on a wall, or at 200 %). */
function axesOf(asks: PlotAsks, letters: Letters): uPlot.Axis[] {
  const stroke = () => asks.colours().muted;
  const grid = { stroke: () => asks.colours().line, width: 1 };
  const { font, size } = letters;
  const room = (_: uPlot, values: string[] | null) => Math.max(2, ...(values ?? []).map((each) => each.length)) * size * 0.62 + 14;
  return [
    { stroke, font, grid: { show: false }, ticks: grid, size: size * 2.6, space: size * 5.5, values: (_, splits) => splits.map(tickDate) },
    { stroke, font, grid, ticks: { show: false }, size: room, space: size * 2.6, incrs: steps, values: (_, splits) => splits.map(whole) },
  ];
}

/** Reports are whole. */
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

interface Letters {
  font: string;
  /** Pixels. */
  size: number;
}

function lettersOf(place: HTMLElement): Letters {
  const style = getComputedStyle(place);
  const size = parseFloat(style.fontSize) * 0.875;
  return { size, font: `${size}px ${style.fontFamily}` };
}

/** From nothing to a little above the highest, so that no chart exaggerates. */
const fromZero: uPlot.Range.Function = (_, __, max) => [0, Math.max(4, max * 1.08)];

/** The drawing itself; whoever makes it destroys it. */
export function makePlot(place: HTMLElement, lines: readonly Line[], data: uPlot.AlignedData, height: number, asks: PlotAsks): uPlot {
  const letters = lettersOf(place);
  const options: uPlot.Options = {
    width: Math.max(place.clientWidth, 200),
    height,
    padding: [8, 24, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), 'Etc/UTC'),
    scales: { y: { range: fromZero } },
    series: [{}, ...lines.map((each) => seriesOf(each, asks, letters.size))],
    axes: axesOf(asks, letters),
    hooks: { setCursor: [(plot) => asks.pointed(plot.cursor.idx ?? null)] },
  };
  return new uPlot(options, data, place);
}
