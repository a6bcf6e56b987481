import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { useCategories, useInstitutions } from '../../api/reference';
import type { Report } from '../../api/types';
import { Link } from '../../app/router';
import { OutlineMap, type Point } from '../../parts/map';
import { Time } from '../../parts/time';
import { useSeen } from '../../parts/when_seen';
import { lastDay } from '../../text/dates';
import { t, tWord } from '../../text/messages';
import { wordsOf } from '../reports/names';
import { RegionName } from './region_name';

/** Who, what, where, when. */
export function Facts({ report }: { report: Report }) {
  const categories = useCategories();
  const { institution, institution_name, unit, category, place, tags } = report;
  const institutions = useInstitutions(unit !== null && unit !== institution);
  return (
    <section class="card stack" aria-label={t('citizen.facts.title')}>
      <dl class="facts">
        <Fact name={t('citizen.facts.institution')}>
          {institution ? <Link to={`/institutions/${institution}`}>{institution_name ?? institution}</Link> : t('citizen.facts.none_yet')}
          {unit && unit !== institution && <span class="muted"> {institutions.find(unit)?.name ?? ''}</span>}
        </Fact>
        {category && (
          <Fact name={t('citizen.facts.category')}>
            <Link to={`/reports?category=${encodeURIComponent(category)}`}>{categories.find(category)?.label ?? wordsOf(category)}</Link>
          </Fact>
        )}
        {place?.region && (
          <Fact name={t('citizen.facts.place')}>
            <RegionName code={place.region} />
            {place.address && <span class="muted"> {place.address}</span>}
          </Fact>
        )}
        <Fact name={t('citizen.facts.received')}><Time at={report.received_at} /> · {tWord('channel', report.channel)}</Fact>
        {report.resolution_target && <Fact name={t('citizen.facts.target')}>{lastDay(report.resolution_target)}</Fact>}
        {report.reporter?.display_name && <Fact name={t('citizen.facts.reporter')}>{report.reporter.display_name}</Fact>}
        {tags.length > 0 && <Fact name={t('citizen.facts.tags')}>{tags.join(', ')}</Fact>}
      </dl>
      {place?.lat !== undefined && place.lng !== undefined && <Where point={{ lat: place.lat, lng: place.lng }} />}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Half a degree around the point shows in which regency it lies. */
const around = 0.35;

function Where({ point }: { point: Point }) {
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  const { lat, lng } = point;
  const bounds = useMemo(() => ({ west: lng - around, east: lng + around, south: lat - around, north: lat + around }), [lat, lng]);
  return (
    <div ref={place} class="map--small">
      {seen && <OutlineMap class="map--small" label={t('citizen.facts.map')} level="regency" picked={point} bounds={bounds} />}
    </div>
  );
}
