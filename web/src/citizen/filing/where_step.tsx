import { useEffect, useRef } from 'preact/hooks';
import { useNow } from '../../api/clock';
import { useRegions } from '../../api/reference';
import type { Region } from '../../api/types';
import { Combobox } from '../../parts/combobox';
import { TextField } from '../../parts/field';
import { today } from '../../text/dates';
import { best } from '../../text/find';
import { t } from '../../text/messages';
import { limits } from './form_rules';
import { bestPlaces, isDistrict, provinceOf, regencyOf, usePlaces } from './places';
import { PointField } from './point_field';
import type { StepProps } from './steps';
import type { OpenDraft } from './use_draft';

/** Where and when: a region by its name, an address, a point. */
export function WhereStep({ open, errorOf }: StepProps) {
  const { fields } = open.draft;
  const date = today(useNow());
  useDefaultDate(open, date);
  return (
    <>
      <RegionFields region={fields.region} error={errorOf('region')} onRegion={(region) => open.change({ region })} />
      <TextField
        label={t('filing.address')}
        hint={t('filing.address.hint')}
        required={false}
        name="address"
        maxLength={limits.address}
        autocomplete="off"
        value={fields.address}
        onValue={(address) => open.change({ address })}
        error={errorOf('address')}
      />
      <PointField point={fields.point} region={fields.region} error={errorOf('point')} onPlace={open.change} />
      <TextField
        label={t('filing.date')}
        hint={t('filing.date.hint')}
        required
        type="date"
        name="occurredOn"
        class="date-input"
        max={date}
        min="1945-01-01"
        value={fields.occurredOn}
        onValue={(occurredOn) => open.change({ occurredOn })}
        error={errorOf('occurredOn')}
      />
    </>
  );
}

/** Today, until the reporter says otherwise; by the server's clock, once it is known. */
function useDefaultDate({ draft, change }: OpenDraft, date: string): void {
  const given = useRef('');
  useEffect(() => {
    const { occurredOn } = draft.fields;
    if (occurredOn && occurredOn !== given.current) return;
    given.current = date;
    change({ occurredOn: date });
  }, [draft.id, date]);
}

/** First the regency or province, then, if the reporter knows it, the district in it. */
export function RegionFields({ region, error, onRegion }: { region: string; error?: string | undefined; onRegion: (code: string) => void }) {
  const places = usePlaces();
  const chosen = places.find(regencyOf(region));
  const asked = chosen?.level === 'regency' ? chosen.code : undefined;
  return (
    <>
      <Combobox<Region>
        label={t('filing.region')}
        hint={t('filing.region.hint')}
        error={error}
        required={false}
        name="region"
        chosen={chosen?.name ?? region}
        search={(words) => bestPlaces(places, words).map((item) => ({ key: item.code, item, title: item.name, detail: item.parent ? places.nameOf(item.parent) : t('filing.region.province') }))}
        onChoose={(item) => onRegion(item?.code ?? '')}
      />
      {asked && <DistrictField key={asked} regency={asked} region={region} onRegion={onRegion} />}
      {chosen?.level === 'province' && <p class="small muted">{t('filing.region.finer', { province: places.nameOf(provinceOf(region)) })}</p>}
    </>
  );
}

function DistrictField({ regency, region, onRegion }: { regency: string; region: string; onRegion: (code: string) => void }) {
  const districts = useRegions('district', regency);
  if (districts.all.length === 0) return null;
  return (
    <Combobox<Region>
      label={t('filing.district')}
      required={false}
      name="district"
      chosen={isDistrict(region) ? (districts.find(region)?.name ?? '') : ''}
      search={(words) => best(districts.all, words, 60).map((item) => ({ key: item.code, item, title: item.name }))}
      onChoose={(item) => onRegion(item?.code ?? regency)}
    />
  );
}
