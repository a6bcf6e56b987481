import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ReportList, Schemas } from '../../api/types';
import { useResource } from '../../api/use_resource';
import { Link, navigate, setQuery, usePlace } from '../../app/router';
import { type Bounds, type MapMarker, OutlineMap, type View } from '../../parts/map';
import { ReportCard } from '../../parts/report_card';
import { Empty, Loaded } from '../../parts/states';
import { compact } from '../../text/numbers';
import { t, tCount } from '../../text/messages';
import { Chosen, FilterAside } from '../reports/filter_panel';
import { asQuery, type Filters, useFilters } from '../reports/filters';
import { SearchBox } from '../reports/search_box';

type Cluster = Schemas['Cluster'];

const listed = 20;

/** Reports with a point, gathered by squares of the map that grow smaller as one comes nearer, and a list of what is in view. */
export function MapPage() {
  const filtering = useFilters();
  const { query } = usePlace();
  const [bounds, setBounds] = useState<Bounds | null>(() => boundsOf(query.get('bbox')));
  const [view, setView] = useState<View | null>(null);
  const bbox = view && bboxOf(view.bounds);
  useEffect(() => {
    if (bbox) setQuery({ bbox });
  }, [bbox]);
  const clusters = useClusters(filtering.filters, view);
  const open = ({ id, west, south, east, north }: Cluster) => (id ? navigate(`/reports/${id}`) : setBounds({ west, south, east, north }));
  return (
    <div class="wrap wrap--wide stack">
      <header class="row row--between">
        <h1>{t('citizen.map.title')}</h1>
        <Link class="button button--small" to={`/reports${asSearch(filtering.filters)}`}>{t('citizen.map.as_list')}</Link>
      </header>
      <SearchBox filtering={filtering} />
      <Chosen filtering={filtering} />
      <FilterAside filtering={filtering} folded />
      <div class="browse--map">
        <OutlineMap
          class="map--tall"
          label={t('citizen.map.title')}
          level="regency"
          bounds={bounds}
          onView={setView}
          markers={clusters.markers}
          onMarker={({ key }) => clusters.open(key, open)}
        />
        <InView filters={filtering.filters} bbox={bbox} />
      </div>
    </div>
  );
}

function useClusters(filters: Filters, view: View | null) {
  const query = view ? { ...asQuery(filters), bbox: bboxOf(view.bounds), zoom: view.zoom } : {};
  const { data } = useResource<Schemas['Clusters']>(view ? '/v1/reports/clusters' : null, { query });
  return useMemo(() => {
    const byKey = new Map((data?.items ?? []).map((each) => [keyOf(each), each]));
    return {
      markers: [...byKey].map(([key, each]) => markerOf(key, each)),
      open: (key: string, how: (cluster: Cluster) => void) => {
        const cluster = byKey.get(key);
        if (cluster) how(cluster);
      },
    };
  }, [data]);
}

const keyOf = ({ id, west, south, east }: Cluster): string => (id ? `report ${id}` : `${west} ${south} ${east}`);

function markerOf(key: string, { reports, id, place }: Cluster): MapMarker {
  if (id) return { key, lat: place.lat, lng: place.lng, label: t('report.number', { number: id }) };
  const size = reports < 10 ? 0 : reports < 100 ? 1 : reports < 1_000 ? 2 : 3;
  return { key, lat: place.lat, lng: place.lng, text: compact(reports), label: tCount('citizen.map.cluster', reports), size };
}

/** The same reports for who cannot use a map: newest first, as far as they lie in view. */
function InView({ filters, bbox }: { filters: Filters; bbox: string | null }) {
  const list = useResource<ReportList>(bbox ? '/v1/reports' : null, { query: { ...asQuery(filters), bbox, sort: 'newest', limit: listed } });
  return (
    <section class="in-view" aria-label={t('citizen.map.in_view')}>
      <Loaded resource={list} lines={8}>
        {({ items, total }) => (
          <>
            <h2 aria-live="polite">{tCount('citizen.map.in_view_count', total)}</h2>
            {total === 0 && <Empty title={t('citizen.map.nothing')}>{<p>{t('citizen.map.nothing_advice')}</p>}</Empty>}
            <ul class="list list--dense">
              {items.map((each) => <li key={each.id}><article><ReportCard report={each} heading="h3" /></article></li>)}
            </ul>
            {total > items.length && <p class="muted small">{t('citizen.map.more')}</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}

function bboxOf({ west, south, east, north }: Bounds): string {
  const within = (degrees: number) => Math.max(-180, Math.min(180, degrees)).toFixed(3);
  return [west, south, east, north].map(within).join();
}

function boundsOf(bbox: string | null): Bounds | null {
  const numbers = bbox?.split(',').map(Number) ?? [];
  if (numbers.length !== 4 || numbers.some(Number.isNaN)) return null;
  const [west, south, east, north] = numbers;
  return { west, south, east, north };
}

function asSearch(filters: Filters): string {
  const search = new URLSearchParams(filters as Record<string, string>).toString();
  return search ? `?${search}` : '';
}
