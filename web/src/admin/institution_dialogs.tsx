import { useRegions } from '../api/reference';
import type { Institution, Region } from '../api/types';
import { Combobox } from '../parts/combobox';
import { Select, TextArea, TextField } from '../parts/field';
import { InstitutionPicker } from '../parts/institution_picker';
import { best } from '../text/find';
import { t, tWord } from '../text/messages';
import { CommandDialog, type Form, missing } from './command_dialog';
import { codePart, isWithin, kinds, regionLevelOf, slugPart } from './institutions';
import { change } from './rulebook';

interface Common {
  version: number;
  onClose: () => void;
  /** Somebody was faster: has the rulebook read anew. */
  onStale: () => void;
}

const initial = { slug: '', name: '', abbreviation: '', kind: 'kementerian', region: '' };
type Opening = typeof initial;

export function OpenInstitution({ version, onDone, ...common }: Common & { onDone: (slug: string) => void }) {
  let slug = '';
  return (
    <CommandDialog
      {...common}
      title={t('admin.institution.open')}
      consequences={<p>{t('admin.institution.open.means')}</p>}
      initial={initial}
      fields={(form) => <OpeningFields form={form} />}
      check={checkOpening}
      send={(values, key) => {
        slug = values.slug;
        return change('institutions', values, version, key);
      }}
      action={t('admin.institution.open')}
      done={t('admin.institution.opened')}
      onDone={() => onDone(slug)}
    />
  );
}

function checkOpening(values: Opening) {
  const wrong = missing(values, 'slug', 'name', ...(regionLevelOf(values.kind) ? (['region'] as const) : []));
  if (!wrong.slug && !slugPart.test(values.slug)) wrong.slug = t('admin.institution.slug.wrong');
  return wrong;
}

function OpeningFields({ form }: { form: Form<Opening> }) {
  const level = regionLevelOf(form.values.kind);
  const { onValue, ...kind } = form.field('kind');
  return (
    <>
      <TextField label={t('admin.institution.name')} required maxLength={200} {...form.field('name')} />
      <TextField label={t('admin.institution.abbreviation')} required={false} maxLength={60} {...form.field('abbreviation')} />
      <Select
        label={t('admin.institution.kind')}
        options={kinds.map((value) => ({ value, label: tWord('admin.kind', value) }))}
        {...kind}
        onValue={(value) => form.set({ kind: value, region: '' })}
      />
      {level && <RegionPicker level={level} {...form.field('region')} />}
      <TextField label={t('admin.institution.slug')} hint={t('admin.institution.slug.hint')} required autocapitalize="none" spellcheck={false} {...form.field('slug')} />
    </>
  );
}

function RegionPicker({ level, value, onValue, error, name }: { level: 'province' | 'regency'; value: string; onValue: (code: string) => void; error: string | undefined; name: string }) {
  const regions = useRegions(level);
  return (
    <Combobox<Region>
      label={t('admin.institution.region')}
      name={name}
      error={error}
      required
      chosen={regions.find(value)?.name ?? value}
      search={(words) => best(regions.all, words).map((item) => ({ key: item.code, item, title: item.name, detail: item.code }))}
      onChoose={(item) => onValue(item?.code ?? '')}
    />
  );
}

export function RenameInstitution({ institution, version, onDone, ...common }: Common & { institution: Institution; onDone: () => void }) {
  return (
    <CommandDialog
      {...common}
      title={t('admin.institution.rename')}
      consequences={<p>{t('admin.institution.rename.means', { name: institution.name })}</p>}
      initial={{ name: institution.name, abbreviation: institution.abbreviation ?? '' }}
      fields={(form) => (
        <>
          <TextField label={t('admin.institution.name')} required maxLength={200} {...form.field('name')} />
          <TextField label={t('admin.institution.abbreviation')} required={false} maxLength={60} {...form.field('abbreviation')} />
        </>
      )}
      check={(values) => missing(values, 'name')}
      send={(values, key) => change('institution-names', { slug: institution.slug, ...values }, version, key)}
      action={t('admin.institution.rename')}
      done={t('admin.institution.renamed')}
      onDone={onDone}
    />
  );
}

export function CloseInstitution({ institution, units, version, onDone, ...common }: Common & { institution: Institution; units: number; onDone: () => void }) {
  return (
    <CommandDialog
      {...common}
      title={t('admin.institution.close', { name: institution.name })}
      kind="danger"
      consequences={
        <>
          <p>{t('admin.institution.close.means')}</p>
          {units > 0 && <p><strong>{t('admin.institution.close.units', { count: units })}</strong></p>}
        </>
      }
      initial={{ reason: '', successor: '' }}
      fields={(form) => (
        <>
          <TextArea label={t('admin.reason')} hint={t('admin.reason.public')} required rows={3} maxLength={2000} {...form.field('reason')} />
          <InstitutionPicker
            label={t('admin.successor')}
            hint={t('admin.institution.successor.hint')}
            required={false}
            among={(each) => !each.closed && !isWithin(each.slug, institution.slug)}
            {...form.field('successor')}
          />
        </>
      )}
      check={(values) => missing(values, 'reason')}
      send={(values, key) => change('institution-closings', { slug: institution.slug, ...values }, version, key)}
      action={t('admin.close')}
      done={t('admin.institution.closed')}
      onDone={onDone}
    />
  );
}

export function OpenUnit({ parent, version, onDone, ...common }: Common & { parent: Institution; onDone: () => void }) {
  return (
    <CommandDialog
      {...common}
      title={t('admin.unit.open')}
      consequences={<p>{t('admin.unit.open.means', { name: parent.name })}</p>}
      initial={{ name: '', slug: '' }}
      fields={(form) => (
        <>
          <TextField label={t('admin.unit.name')} required maxLength={200} {...form.field('name')} />
          <TextField label={t('admin.unit.slug')} hint={t('admin.unit.slug.hint', { parent: parent.slug })} required autocapitalize="none" spellcheck={false} {...form.field('slug')} />
        </>
      )}
      check={(values) => {
        const wrong = missing(values, 'name', 'slug');
        if (!wrong.slug && !codePart.test(values.slug)) wrong.slug = t('admin.institution.slug.wrong');
        return wrong;
      }}
      send={({ name, slug }, key) => change('units', { slug: `${parent.slug}/${slug}`, parent: parent.slug, name }, version, key)}
      action={t('admin.unit.open')}
      done={t('admin.unit.opened')}
      onDone={onDone}
    />
  );
}
