/** A class of a map or heat map: the values from `from` to `to` (both included) have one shade of `--scale-0..5`. */
export interface ShadeClass {
  shade: number;
  from: number;
  to: number;
  /** How many values are in it. */
  count: number;
}

const mostClasses = 5;

/**
 * Classes with about as many values each (quantiles), so that few large values do not leave the rest in one colour.
 * Equal values are in one class. Zero has a class of its own, shade 0; the others have 1 to 5, the darkest last.
 */
export function quantileClasses(values: readonly number[]): ShadeClass[] {
  const sorted = values.filter((each) => each > 0).sort((a, b) => a - b);
  const zeros = values.filter((each) => each === 0).length;
  const classes: ShadeClass[] = zeros > 0 ? [{ shade: 0, from: 0, to: 0, count: zeros }] : [];
  const bounds = upperBounds(sorted);
  let begin = 0;
  bounds.forEach((bound, i) => {
    const end = sorted.filter((each) => each <= bound).length;
    classes.push({ shade: shadeOf(i, bounds.length), from: sorted[begin], to: bound, count: end - begin });
    begin = end;
  });
  return classes;
}

function upperBounds(sorted: readonly number[]): number[] {
  const count = Math.min(mostClasses, new Set(sorted).size);
  const bounds = Array.from({ length: count }, (_, i) => sorted[Math.ceil((sorted.length * (i + 1)) / count) - 1]);
  return [...new Set(bounds)];
}

/** Few classes are spread over the whole scale. */
function shadeOf(index: number, count: number): number {
  return count === 1 ? 3 : 1 + Math.round((index * (mostClasses - 1)) / (count - 1));
}

/** The shade of a value, or undefined where it is in no class. */
export function shadeIn(classes: readonly ShadeClass[], value: number): number | undefined {
  return classes.find((each) => value <= each.to && value >= each.from)?.shade;
}
