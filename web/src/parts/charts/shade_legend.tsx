import type { ShadeClass } from './scale';

/** The classes of a map or heat map, from the lightest. `none`: what regions without a value mean. */
export function ShadeLegend({ label, classes, show, none }: { label: string; classes: readonly ShadeClass[]; show: (value: number) => string; none?: string }) {
  return (
    <div class="shades">
      <p class="small muted">{label}</p>
      <ul>
        {classes.map((each) => (
          <li key={each.shade}>
            <span class={`shades__box shade--${each.shade}`} aria-hidden="true" />
            {show(each.from) === show(each.to) ? show(each.from) : `${show(each.from)} – ${show(each.to)}`}
          </li>
        ))}
        {none && (
          <li>
            <span class="shades__box shade--none" aria-hidden="true" />
            {none}
          </li>
        )}
      </ul>
    </div>
  );
}
