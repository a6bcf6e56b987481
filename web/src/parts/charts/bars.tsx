import type { ComponentChildren } from 'preact';

export interface Bar {
  key: string;
  label: ComponentChildren;
  value: number;
  /** The value as people read it. */
  shown: string;
  /** Of `--series-1` to `--series-5`; the first without it. */
  colour?: 1 | 2 | 3 | 4 | 5;
  /** Beside the value: its share of all, say. */
  note?: string;
}

interface Props {
  /** What the bars show, for who cannot see it. */
  label: string;
  /** Heads of the two columns. */
  heads: readonly [string, string];
  bars: readonly Bar[];
  /** The length of a full bar; without it that of the longest. */
  full?: number;
}

/** Bars in a table: the numbers can be read with and without them. */
export function Bars({ label, heads, bars, full }: Props) {
  const longest = full ?? Math.max(1e-9, ...bars.map((each) => each.value));
  return (
    <table class="bars">
      <caption class="visually-hidden">{label}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((each) => (
          <tr key={each.key}>
            <th scope="row">{each.label}</th>
            <td>
              <svg class={`bars__bar series--${each.colour ?? 1}`} aria-hidden="true" width="100%" height="14">
                <rect class="bars__track" width="100%" height="100%" rx="3" />
                <rect class="bars__value" width={`${Math.max(0, Math.min(100, (each.value / longest) * 100)).toFixed(2)}%`} height="100%" rx="3" />
              </svg>
              <span class="bars__number">
                {each.shown}
                {each.note && <span class="muted small"> {each.note}</span>}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
