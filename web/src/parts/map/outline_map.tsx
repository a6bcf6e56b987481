import type L from 'leaflet';
import { type MutableRef, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../text/messages';
import { classify, lookAt, makeMap, makeMarker, makePin, makeRegions, type RegionLayer, viewOf } from './layers';
import type { Outlines, Region } from './outlines';
import type { Bounds, MapMarker, OutlineMapProps, Point } from './types';

type Props = OutlineMapProps & { outlines: Outlines };

/** The map itself, when Leaflet and the outlines are there. */
export function LoadedMap(props: Props) {
  const { label, level = 'province', outlines, selected = null, onSelect, describe, onPick } = props;
  const regions = outlines[level];
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const map = useMap(place, latest);
  const [hovered, setHovered] = useState<string | null>(null);
  useRegions(map, regions, level, props, setHovered, latest);
  useMarkers(map, props.markers ?? none, latest);
  usePin(map, props.picked ?? null);
  useEffect(() => {
    if (map) lookAt(map, props.bounds ?? null);
  }, [map, props.bounds]);

  const byCode = useMemo(() => new Map(regions.map((each) => [each.code, each])), [regions]);
  const told = byCode.get(hovered ?? selected ?? '');
  return (
    <div class={`map ${props.class ?? ''}`} role="group" aria-label={label}>
      <div class="map__place" ref={place} />
      <ZoomButtons map={map} />
      {told && <p class="map__told">{describe ? describe(told.code, told.name) : told.name}</p>}
      {onPick && <PickButton map={map} onPick={onPick} />}
      {onSelect && <RegionChoice regions={regions} selected={selected} onSelect={onSelect} />}
      <p class="map__credit">{t('map.credit')}</p>
    </div>
  );
}

const none: readonly MapMarker[] = [];

function useMap(place: MutableRef<HTMLDivElement | null>, latest: MutableRef<Props>): L.Map | null {
  const [map, setMap] = useState<L.Map | null>(null);
  useEffect(() => {
    if (!place.current) return;
    const made = makeMap(place.current);
    lookAt(made, latest.current.bounds ?? null);
    made.on('moveend', () => latest.current.onView?.(viewOf(made)));
    made.on('click', (event) => latest.current.onPick?.(rounded(event.latlng)));
    const resized = new ResizeObserver(() => made.invalidateSize());
    resized.observe(place.current);
    const forget = fitOnPaper(made, () => latest.current.bounds ?? null);
    place.current.setAttribute('aria-label', t('map.keys'));
    place.current.setAttribute('role', 'group');
    latest.current.onView?.(viewOf(made));
    setMap(made);
    return () => {
      resized.disconnect();
      forget();
      made.remove();
    };
  }, []);
  return map;
}

/** A sheet has another width: the whole map is fitted into it, and the visitor's view comes back after printing. */
function fitOnPaper(map: L.Map, bounds: () => Bounds | null): () => void {
  const paper = matchMedia('print');
  let before = { center: map.getCenter(), zoom: map.getZoom() };
  const change = () => {
    if (paper.matches) before = { center: map.getCenter(), zoom: map.getZoom() };
    map.invalidateSize({ animate: false });
    if (paper.matches) lookAt(map, bounds());
    else map.setView(before.center, before.zoom, { animate: false });
  };
  paper.addEventListener('change', change);
  return () => paper.removeEventListener('change', change);
}

/** Six digits are a decimetre. */
function rounded({ lat, lng }: Point): Point {
  return { lat: Number(lat.toFixed(6)), lng: Number(lng.toFixed(6)) };
}

function useRegions(
  map: L.Map | null,
  regions: readonly Region[],
  level: string,
  { shades, selected, onSelect }: Props,
  setHovered: (code: string | null) => void,
  latest: MutableRef<Props>,
): void {
  const [drawn, setDrawn] = useState<RegionLayer | null>(null);
  const isChoosable = onSelect !== undefined;
  useEffect(() => {
    if (!map) return;
    const made = makeRegions(regions, `map__region map__region--${level}${isChoosable ? ' map__region--choosable' : ''}`);
    const hover = (code: string | null) => {
      setHovered(code);
      latest.current.onHover?.(code);
    };
    for (const [code, path] of made.paths) {
      path.on('mouseover', () => hover(code));
      path.on('mouseout', () => hover(null));
      path.on('click', () => latest.current.onSelect?.(code));
    }
    made.layer.addTo(map);
    setDrawn(made);
    return () => void made.layer.remove();
  }, [map, regions, isChoosable]);
  useEffect(() => {
    for (const [code, path] of drawn?.paths ?? []) classify(path, 'shade', shades?.get(code));
  }, [drawn, shades]);
  useEffect(() => {
    for (const [code, path] of drawn?.paths ?? []) classify(path, 'chosen', code === selected ? 'yes' : undefined);
    drawn?.paths.get(selected ?? '')?.bringToFront();
  }, [drawn, selected]);
}

/** Markers that stay keep their element, and so the focus. */
function useMarkers(map: L.Map | null, markers: readonly MapMarker[], latest: MutableRef<Props>): void {
  const shown = useRef(new Map<string, { marker: L.Marker; of: MapMarker }>());
  useEffect(() => {
    if (!map) return;
    const wanted = new Map(markers.map((each) => [JSON.stringify(each), each]));
    for (const [key, { marker }] of shown.current)
      if (!wanted.has(key)) {
        if (marker.getElement() === document.activeElement) map.getContainer().focus({ preventScroll: true });
        marker.remove();
        shown.current.delete(key);
      }
    for (const [key, each] of wanted) {
      if (shown.current.has(key)) continue;
      const press = latest.current.onMarker && (() => latest.current.onMarker?.(each));
      shown.current.set(key, { marker: makeMarker(each, press).addTo(map), of: each });
    }
  }, [map, markers]);
}

function usePin(map: L.Map | null, picked: Point | null): void {
  useEffect(() => {
    if (!map || !picked) return;
    const pin = makePin(picked).addTo(map);
    return () => void pin.remove();
  }, [map, picked?.lat, picked?.lng]);
}

function ZoomButtons({ map }: { map: L.Map | null }) {
  return (
    <div class="map__zoom">
      <button type="button" aria-label={t('map.zoom_in')} onClick={() => map?.zoomIn(1)}>+</button>
      <button type="button" aria-label={t('map.zoom_out')} onClick={() => map?.zoomOut(1)}>−</button>
      <button type="button" aria-label={t('map.whole')} onClick={() => map && lookAt(map, null)}>⤢</button>
    </div>
  );
}

/** For who has no mouse: the map is moved with the arrow keys below the cross, and its middle is taken. */
function PickButton({ map, onPick }: { map: L.Map | null; onPick: (point: Point) => void }) {
  return (
    <>
      <span class="map__cross" aria-hidden="true" />
      <button type="button" class="button button--small map__pick" onClick={() => map && onPick(rounded(map.getCenter()))}>
        {t('map.pick_middle')}
      </button>
    </>
  );
}

function RegionChoice({ regions, selected, onSelect }: { regions: readonly Region[]; selected: string | null; onSelect: (code: string) => void }) {
  const groups = useMemo(() => groupsOf(regions), [regions]);
  return (
    <select class="select--small map__choice" aria-label={t('map.choose')} value={selected ?? ''} onChange={(event) => event.currentTarget.value && onSelect(event.currentTarget.value)}>
      <option value="">{t('map.choose')}</option>
      {groups.map(([within, members]) => {
        const options = members.map((each) => <option key={each.code} value={each.code}>{each.name}</option>);
        return within ? <optgroup key={within} label={within}>{options}</optgroup> : options;
      })}
    </select>
  );
}

/** By province, each in the order of names. */
function groupsOf(regions: readonly Region[]): [string | undefined, Region[]][] {
  const groups = new Map<string | undefined, Region[]>();
  for (const each of [...regions].sort((a, b) => (a.within ?? '').localeCompare(b.within ?? '') || a.name.localeCompare(b.name))) {
    const group = groups.get(each.within);
    if (group) group.push(each);
    else groups.set(each.within, [each]);
  }
  return [...groups];
}
