/** A line without axes beside a number; who cannot see it loses nothing, the number's trend is said in words. */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length < 2) return null;
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
