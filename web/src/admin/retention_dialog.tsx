import { TextField } from '../parts/field';
import { Button } from '../parts/button';
import { InstitutionPicker } from '../parts/institution_picker';
import { t } from '../text/messages';
import { CommandDialog, type Form, missing } from './command_dialog';
import { change, type Part, type RetentionVersion } from './rulebook';

type Own = RetentionVersion['own'];
/** `own` is JSON, because a form's values are texts. */
type Values = { effective_from: string; years: string; own: string };

interface Props {
  part: Part<RetentionVersion>;
  onClose: () => void;
  onStale: () => void;
  onDone: () => void;
}

/** A new version of the whole schedule, filled with the latest. */
export function AdoptRetention({ part, ...common }: Props) {
  const latest = part.items[part.items.length - 1];
  return (
    <CommandDialog<Values, unknown>
      {...common}
      title={t('admin.retention.adopt')}
      consequences={<p>{t('admin.retention.adopt.means')}</p>}
      initial={{ effective_from: '', years: String(latest.years), own: JSON.stringify(latest.own) }}
      fields={(form) => (
        <>
          <TextField label={t('admin.effective_from')} hint={t('admin.effective_from.hint')} required type="date" {...form.field('effective_from')} />
          <TextField label={t('admin.retention.standard')} hint={t('admin.retention.standard.hint')} required type="number" min={1} max={100} {...form.field('years')} />
          <OwnPeriods form={form} />
        </>
      )}
      check={(values) => {
        const errors = missing(values, 'effective_from', 'years');
        if (ownIn(values).some((each) => !each.institution || !(each.years >= 1))) errors.own = t('admin.retention.own.wrong');
        return errors;
      }}
      send={(values, key) => change('retention', { effective_from: values.effective_from, years: Number(values.years), own: ownIn(values) }, part.version, key)}
      action={t('admin.retention.adopt')}
      done={t('admin.retention.adopted')}
    />
  );
}

const ownIn = (values: Values): Own => JSON.parse(values.own) as Own;

/** Institutions and units with a period of their own. */
function OwnPeriods({ form }: { form: Form<Values> }) {
  const own = ownIn(form.values);
  const put = (list: Own) => form.set({ own: JSON.stringify(list) });
  const replace = (index: number, part: Partial<Own[number]>) => put(own.map((each, i) => (i === index ? { ...each, ...part } : each)));
  return (
    <fieldset class="stack">
      <legend>{t('admin.retention.own')}</legend>
      {form.field('own').error && <div class="field__error">{form.field('own').error}</div>}
      {own.map((each, i) => (
        <div key={i} class="admin-own">
          <InstitutionPicker label={t('admin.person.institution')} value={each.institution} onValue={(institution) => replace(i, { institution })} among={(one) => !one.closed} />
          <TextField label={t('admin.retention.years_label')} type="number" min={1} max={100} value={String(each.years)} onValue={(years) => replace(i, { years: Number(years) })} />
          <Button size="small" onClick={() => put(own.filter((_, at) => at !== i))}>{t('action.remove')}</Button>
        </div>
      ))}
      <p><Button size="small" onClick={() => put([...own, { institution: '', years: 5 }])}>{t('admin.retention.own.add')}</Button></p>
    </fieldset>
  );
}
