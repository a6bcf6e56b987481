import { feature, merge } from 'topojson-client';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import type { GeometryCollection, MultiPolygon as TopoMultiPolygon, Polygon as TopoPolygon, Topology } from 'topojson-specification';
import { asProblem } from '../../api/client';
import type { Bounds, Level, Point } from './types';

/** What web/geo/regencies.topojson says of each outline. */
interface Properties {
  code: string;
  name: string;
  province_code: string;
  province: string;
}

export interface Region {
  code: string;
  name: string;
  /** Of regencies: the province's name. */
  within: string | undefined;
  outline: Feature<Polygon | MultiPolygon>;
}

export interface Outlines {
  province: readonly Region[];
  regency: readonly Region[];
}

type Shapes = Topology<{ kabkota: GeometryCollection<Properties> }>;

let loading: Promise<Outlines> | null = null;

/** The outlines of provinces and regencies, loaded once; asked for again after a failure. */
export function loadOutlines(): Promise<Outlines> {
  loading ??= fetch(OUTLINES.regencies)
    .then((response) => response.json() as Promise<Shapes>)
    .then(outlinesOf)
    .catch((error: unknown) => {
      loading = null;
      throw asProblem(error);
    });
  return loading;
}

function outlinesOf(topology: Shapes): Outlines {
  const regencies = feature(topology, topology.objects.kabkota).features;
  return {
    province: provincesOf(topology),
    regency: regencies.map((outline) => ({
      code: outline.properties.code,
      name: outline.properties.name,
      within: outline.properties.province,
      outline: outline as Feature<Polygon | MultiPolygon>,
    })),
  };
}

function provincesOf(topology: Shapes): Region[] {
  const parts = new Map<string, { name: string; shapes: (TopoPolygon | TopoMultiPolygon)[] }>();
  for (const shape of topology.objects.kabkota.geometries) {
    const { province_code, province } = shape.properties as Properties;
    const known = parts.get(province_code) ?? { name: province, shapes: [] };
    known.shapes.push(shape as TopoPolygon | TopoMultiPolygon);
    parts.set(province_code, known);
  }
  return [...parts].map(([code, { name, shapes }]) => ({
    code,
    name,
    within: undefined,
    outline: { type: 'Feature', properties: null, geometry: merge(topology, shapes) },
  }));
}

/** The region of that level in which a point lies; undefined at sea. */
export async function regionAt(point: Point, level: Level = 'regency'): Promise<Region | undefined> {
  const outlines = await loadOutlines();
  return outlines[level].find((each) => polygonsOf(each).some((polygon) => isInside(point, polygon)));
}

function polygonsOf({ outline: { geometry } }: Region): Position[][][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

/** Ray casting; the rings after the first are holes, which an odd number of crossings takes care of. */
function isInside({ lat, lng }: Point, rings: Position[][]): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x1, y1] = ring[i];
      const [x2, y2] = ring[j];
      if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  return inside;
}

/** The box around a region. */
export function boundsOf(region: Region): Bounds {
  const bounds = { west: 180, south: 90, east: -180, north: -90 };
  for (const polygon of polygonsOf(region))
    for (const [lng, lat] of polygon[0]) {
      bounds.west = Math.min(bounds.west, lng);
      bounds.east = Math.max(bounds.east, lng);
      bounds.south = Math.min(bounds.south, lat);
      bounds.north = Math.max(bounds.north, lat);
    }
  return bounds;
}
