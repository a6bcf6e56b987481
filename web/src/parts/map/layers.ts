import L from 'leaflet';
import type { Region } from './outlines';
import type { Bounds, MapMarker, Point, View } from './types';

const indonesia = L.latLngBounds([-11.2, 94.5], [6.6, 141.3]);
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A map without tiles: the outlines are all there is to draw. */
export function makeMap(element: HTMLElement): L.Map {
  return L.map(element, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: 0.25,
    wheelPxPerZoomLevel: 120,
    minZoom: 3,
    maxZoom: 14,
    maxBounds: indonesia.pad(0.3),
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    renderer: L.svg({ padding: 0.3 }),
  });
}

export function lookAt(map: L.Map, bounds: Bounds | null): void {
  const wanted = bounds ? L.latLngBounds([bounds.south, bounds.west], [bounds.north, bounds.east]) : indonesia;
  map.fitBounds(wanted, { animate: false, maxZoom: 13 });
}

export function viewOf(map: L.Map): View {
  const bounds = map.getBounds();
  return {
    zoom: Math.floor(map.getZoom()),
    bounds: { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() },
  };
}

export interface RegionLayer {
  layer: L.GeoJSON;
  paths: ReadonlyMap<string, L.Path>;
}

/** The outlines as paths that carry classes only, so that style sheets and themes colour them. */
export function makeRegions(regions: readonly Region[], className: string): RegionLayer {
  const paths = new Map<string, L.Path>();
  const layer = L.geoJSON(undefined, { style: { className, stroke: true, weight: 1, smoothFactor: 1.2 } as L.PathOptions });
  for (const { code, outline } of regions) {
    const before = layer.getLayers().length;
    layer.addData(outline);
    for (const path of layer.getLayers().slice(before)) paths.set(code, path as L.Path);
  }
  return { layer, paths };
}

/** Puts one class of a family on a path and takes the others off. */
export function classify(path: L.Path, family: string, value: string | number | undefined): void {
  const element = path.getElement();
  if (!element) return;
  for (const each of [...element.classList]) if (each.startsWith(`${family}--`)) element.classList.remove(each);
  if (value !== undefined) element.classList.add(`${family}--${value}`);
}

/** A marker as a button: Leaflet gives it the role and the focus, we what keys do. */
export function makeMarker(marker: MapMarker, press: (() => void) | undefined): L.Marker {
  const mark = document.createElement('span');
  mark.textContent = marker.text ?? '';
  const classes = ['map__marker', `map__marker--${marker.size ?? 0}`, !marker.text && 'map__marker--single', marker.current && 'map__marker--current'];
  const icon = L.divIcon({ html: mark, className: classes.filter(Boolean).join(' '), iconSize: undefined });
  const made = L.marker([marker.lat, marker.lng], { icon, keyboard: press !== undefined, title: marker.label, alt: marker.label, interactive: press !== undefined });
  made.on('add', () => made.getElement()?.setAttribute('aria-label', marker.label));
  if (press) {
    made.on('click', press);
    made.on('keydown', ({ originalEvent }: L.LeafletKeyboardEvent) => {
      if (originalEvent.key !== 'Enter' && originalEvent.key !== ' ') return;
      originalEvent.preventDefault();
      press();
    });
  }
  return made;
}

export function makePin(point: Point): L.Marker {
  return L.marker([point.lat, point.lng], { icon: L.divIcon({ className: 'map__pin', iconSize: undefined }), interactive: false, keyboard: false });
}
