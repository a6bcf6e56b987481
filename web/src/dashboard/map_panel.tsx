import { useEffect, useMemo, useState } from 'preact/hooks';
import { navigate, setQuery, usePlace } from '../app/router';
import { quantileClasses, shadeIn } from '../parts/charts/scale';
import { ShadeLegend } from '../parts/charts/shade_legend';
import { type Bounds, type Level, OutlineMap } from '../parts/map';
import { t } from '../text/messages';
import { seldomMs, useDashboard, useFigures } from './context';
import { useLabel } from './definitions';
import { show, unitOf } from './figures';
import { useLinkTo } from './link_to';
import { Panel } from './panel';
import { RegionTable } from './region_table';
import { depthOf, reportsQuery } from './scope';
import type { FigureName, FiguresMap, ReportList } from './shapes';

/** A region with the figure by which it is shaded. */
export interface RegionValue {
  code: string;
  name: string | null;
  value: number | null;
}

/** The nation by province or regency, a province by regency; an institution's reports by province. */
export function MapPanel() {
  const { scope } = useDashboard();
  if (scope.kind === 'institution') return <InstitutionMap />;
  if (scope.kind === 'region' && depthOf(scope.code) > 0) return null;
  return <FigureMap within={scope.kind === 'region' ? scope.code : undefined} />;
}

function useLevel(within: string | undefined): Level {
  const { query } = usePlace();
  return within !== undefined || query.get('level') === 'regency' ? 'regency' : 'province';
}

function FigureMap({ within }: { within: string | undefined }) {
  const { period, figure, wall } = useDashboard();
  const level = useLevel(within);
  const label = useLabel();
  const bounds = useBounds(within);
  const query = { level, measure: figure, from: period.from, to: period.to };
  const resource = useFigures<FiguresMap>('/v1/statistics/map', query, seldomMs);
  return (
    <Panel
      class="panel--wide panel--map"
      title={t('dashboard.map')}
      about={wall ? label(figure) : t('dashboard.map.about', { figure: label(figure) })}
      resource={resource}
      isEmpty={(data) => regionsOf(data, figure, within).every((each) => !each.value)}
      csv={{ path: '/v1/statistics/map', query, name: `map-${figure}` }}
      table={(data) => <RegionTable regions={regionsOf(data, figure, within)} figure={figure} label={label(figure)} />}
      controls={within === undefined && <LevelChoice level={level} />}
    >
      {(data) => <Choropleth data={data} figure={figure} within={within} level={level} bounds={bounds} />}
    </Panel>
  );
}

/** A resource of another figure is on its way when the one at hand lacks this figure. */
function regionsOf({ items }: FiguresMap, figure: FigureName, within: string | undefined): RegionValue[] {
  return items
    .filter(({ region }) => within === undefined || region.startsWith(`${within}.`))
    .map((row) => ({ code: row.region, name: row.name, value: row[figure] ?? null }));
}

function Choropleth({ data, figure, within, level, bounds }: { data: FiguresMap; figure: FigureName; within: string | undefined; level: Level; bounds: Bounds | null }) {
  const regions = useMemo(() => regionsOf(data, figure, within), [data, figure, within]);
  return <ShadedMap regions={regions} figure={figure} level={level} bounds={bounds} />;
}

function ShadedMap({ regions, figure, level, bounds }: { regions: readonly RegionValue[]; figure: FigureName; level: Level; bounds: Bounds | null }) {
  const label = useLabel();
  const { wall } = useDashboard();
  const to = useLinkTo();
  const { classes, shades, values } = useMemo(() => shadesOf(regions), [regions]);
  const shown = (value: number | null | undefined) => show(unitOf(figure), value);
  return (
    <>
      <OutlineMap
        class="panel__map"
        label={t('dashboard.map.label', { figure: label(figure) })}
        level={level}
        shades={shades}
        bounds={bounds}
        describe={(code, name) => `${name}: ${shown(values.get(code))}`}
        onSelect={wall ? undefined : (code) => navigate(to({ kind: 'region', code }))}
      />
      <ShadeLegend label={label(figure)} classes={classes} show={shown} none={t('dashboard.map.none')} />
    </>
  );
}

function shadesOf(regions: readonly RegionValue[]) {
  const values = new Map(regions.map((each) => [each.code, each.value]));
  const classes = quantileClasses(regions.flatMap((each) => each.value ?? []));
  const shades = new Map<string, number>();
  for (const { code, value } of regions) {
    const shade = value === null ? undefined : shadeIn(classes, value);
    if (shade !== undefined) shades.set(code, shade);
  }
  return { classes, shades, values };
}

/** Where a province lies; null: the whole country, or not known yet. */
function useBounds(province: string | undefined): Bounds | null {
  const [bounds, setBounds] = useState<Bounds | null>(null);
  useEffect(() => {
    setBounds(null);
    if (province === undefined) return;
    let here = true;
    void import('../parts/map/outlines').then(async ({ loadOutlines, boundsOf }) => {
      const found = (await loadOutlines()).province.find((each) => each.code === province);
      if (here && found) setBounds(boundsOf(found));
    }).catch(() => undefined); // the map itself tells that the outlines are missing
    return () => void (here = false);
  }, [province]);
  return bounds;
}

function LevelChoice({ level }: { level: Level }) {
  return (
    <select class="select--small" aria-label={t('dashboard.map.level')} value={level} onChange={(event) => setQuery({ level: event.currentTarget.value === 'regency' ? 'regency' : null })}>
      <option value="province">{t('dashboard.map.province')}</option>
      <option value="regency">{t('dashboard.map.regency')}</option>
    </select>
  );
}

/** Where an institution's published reports of the period come from, as the list counts them. */
function InstitutionMap() {
  const { scope, period } = useDashboard();
  const query = { ...reportsQuery(scope), from: period.from, to: period.to };
  const list = useFigures<ReportList>('/v1/reports', { ...query, limit: 1, facets: 'region' });
  const names = useFigures<FiguresMap>('/v1/statistics/map', { level: 'province', from: period.from, to: period.to });
  const regionsOfList = (data: ReportList) => (names.data?.items ?? []).map(({ region, name }) => ({ code: region, name, value: data.facets.region?.[region] ?? 0 }));
  return (
    <Panel
      class="panel--wide panel--map"
      title={t('dashboard.map')}
      about={t('dashboard.published')}
      resource={list}
      isEmpty={(data) => data.total === 0}
      table={(data) => <RegionTable regions={regionsOfList(data)} figure="received" label={t('dashboard.column.reports')} />}
    >
      {(data) => <ShadedMap regions={regionsOfList(data)} figure="received" level="province" bounds={null} />}
    </Panel>
  );
}
