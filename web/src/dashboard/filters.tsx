import { setQuery } from '../app/router';
import { Button } from '../parts/button';
import { Field, Select } from '../parts/field';
import { t } from '../text/messages';
import { useDashboard } from './context';
import { useLabel } from './definitions';
import { figureNames } from './figures';
import { periodNames } from './period';

/** What the whole page goes by. All of it stands in the URL, so that a link shows the same. */
export function Filters({ today }: { today: string }) {
  const { scope, period, compare, figure } = useDashboard();
  const label = useLabel();
  const choose = (name: string) => setQuery(name === 'custom' ? { period: name, from: period.from, to: period.to } : { period: name === '30' ? null : name, from: null, to: null });
  return (
    <form class="dashboard__filters" aria-label={t('dashboard.filters')} onSubmit={(event) => event.preventDefault()}>
      <Select label={t('dashboard.period')} value={period.name} onValue={choose} options={periodNames.map((each) => ({ value: each, label: t(`dashboard.period.${each}`) }))} />
      {period.name === 'custom' && (
        <>
          <DateField label={t('dashboard.from')} value={period.from} most={period.to} onValue={(from) => setQuery({ from })} />
          <DateField label={t('dashboard.to')} value={period.to} most={today} onValue={(to) => setQuery({ to })} />
        </>
      )}
      {scope.kind !== 'institution' && (
        <Select label={t('dashboard.figure_of_comparison')} value={figure} onValue={(name) => setQuery({ figure: name === 'received' ? null : name })} options={figureNames.map((each) => ({ value: each, label: label(each) }))} />
      )}
      <label class="dashboard__check">
        <input type="checkbox" checked={compare} onChange={(event) => setQuery({ compare: event.currentTarget.checked ? '1' : null })} />
        <span>{t('dashboard.compare')}</span>
      </label>
      <div class="dashboard__actions">
        <Button onClick={() => print()}>{t('action.print')}</Button>
        <Button onClick={() => setQuery({ wall: '1' }, { push: true })}>{t('dashboard.wall')}</Button>
      </div>
    </form>
  );
}

function DateField({ label, value, most, onValue }: { label: string; value: string; most: string; onValue: (date: string) => void }) {
  return (
    <Field label={label}>
      {(ids) => <input {...ids} type="date" value={value} max={most} onChange={(event) => event.currentTarget.value && onValue(event.currentTarget.value)} />}
    </Field>
  );
}
