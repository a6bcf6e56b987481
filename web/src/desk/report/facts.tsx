import type { ComponentChildren } from 'preact';
import { useCategories, useInstitutions, useRegions } from '../../api/reference';
import type { Region, Report } from '../../api/types';
import { Time } from '../../parts/time';
import { calendarDate, lastDay } from '../../text/dates';
import { t, tWord } from '../../text/messages';
import { ContactText } from './contact_text';

/** What is known of a report beside its text. */
export function Facts({ report }: { report: Report }) {
  const categories = useCategories();
  const institutions = useInstitutions();
  const nameOf = (slug: string) => institutions.find(slug)?.name ?? slug;
  const { place, reporter } = report;
  return (
    <section class="card" aria-label={t('desk.facts')}>
      <dl class="meta">
        <Fact name="classification">{tWord('classification', report.classification)}</Fact>
        <Fact name="category">{categories.find(report.category)?.label ?? report.category}</Fact>
        <Fact name="institution">{report.institution_name && <>{report.institution_name}{report.unit && <><br /><span class="muted">{nameOf(report.unit)}</span></>}</>}</Fact>
        <Fact name="copies">{report.copies.map(nameOf).join(', ')}</Fact>
        <Fact name="place">{place && <PlaceText place={place} />}</Fact>
        <Fact name="occurred">{calendarDate(report.occurred_on)}</Fact>
        <Fact name="received"><Time at={report.received_at} /> · {tWord('channel', report.channel)}</Fact>
        <Fact name="target">{report.resolution_target && lastDay(report.resolution_target)}</Fact>
        <Fact name="tags">{report.tags.map((each) => `#${each}`).join(' ')}</Fact>
        <Fact name="bounces">{report.bounces > 0 && t('desk.flag.bounces', { count: report.bounces })}</Fact>
        <Fact name="reporter"><ReporterText anonymous={report.anonymous ?? false} confidential={report.confidential ?? false} reporter={reporter} /></Fact>
      </dl>
    </section>
  );
}

type FactName = 'classification' | 'category' | 'institution' | 'copies' | 'place' | 'occurred' | 'received' | 'target' | 'tags' | 'bounces' | 'reporter';

function Fact({ name, children }: { name: FactName; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <div>
      <dt>{t(`desk.fact.${name}`)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ReporterText({ anonymous, confidential, reporter }: { anonymous: boolean; confidential: boolean; reporter: Report['reporter'] }) {
  return (
    <>
      {anonymous ? t('desk.flag.anonymous') : (reporter?.contact?.name ?? reporter?.display_name ?? t('desk.no_name'))}
      {!anonymous && reporter?.contact && <><br /><ContactText contact={reporter.contact} /></>}
      {confidential && <><br /><strong>{t('desk.flag.confidential')}</strong></>}
    </>
  );
}

const levels: readonly Region['level'][] = ['province', 'regency', 'district'];

function PlaceText({ place }: { place: NonNullable<Report['place']> }) {
  return (
    <>
      {place.region && <RegionName code={place.region} />}
      {place.address && <><br /><span class="muted">{place.address}</span></>}
      {place.lat !== undefined && <><br /><span class="muted number">{place.lat.toFixed(5)}, {place.lng?.toFixed(5)}</span></>}
    </>
  );
}

function RegionName({ code }: { code: string }) {
  const parts = code.split('.').slice(0, levels.length);
  const parent = parts.length > 1 ? parts.slice(0, -1).join('.') : undefined;
  const regions = useRegions(levels[parts.length - 1], parent);
  return <>{regions.find(parts.join('.'))?.name ?? code}</>;
}
