/** A line without axes beside a number; who cannot see it loses nothing, the number's trend is said in words. */
export function Sparkline({ values: all }: { values: readonly number[] }) {
  if (all.length < 2) return null;
  const values = thinned(all);
  const highest = Math.max(1, ...values);
  const x = (i: number) => ((i / (values.length - 1)) * 100).toFixed(2);
  const y = (value: number) => (27 - (value / highest) * 26).toFixed(2);
  const line = values.map((each, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${y(each)}`).join('');
  return (
    <svg class="sparkline" viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true">
      <path class="sparkline__area" d={`${line}L100 28L0 28Z`} />
      <path class="sparkline__line" d={line} />
    </svg>
  );
}

const mostPoints = 60;

/** A long series in means of as many days as fit. */
function thinned(values: readonly number[]): readonly number[] {
  const each = Math.ceil(values.length / mostPoints);
  if (each === 1) return values;
  return Array.from({ length: Math.ceil(values.length / each) }, (_, i) => {
    const part = values.slice(i * each, (i + 1) * each);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}
