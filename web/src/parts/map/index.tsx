import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadStyle } from '../../app/styles';
import { asProblem, type Problem } from '../../api/client';
import { Failed } from '../states';
import type { Point } from './types';
import type { OutlineMapProps } from './types';
import { t } from '../../text/messages';

export type { Bounds, Level, MapMarker, OutlineMapProps, Point, View } from './types';

async function loadMap(): Promise<ComponentType<OutlineMapProps>> {
  const [{ LoadedMap }, { loadOutlines }] = await Promise.all([import('./outline_map'), import('./outlines'), loadStyle('map')]);
  const outlines = await loadOutlines();
  return (props) => <LoadedMap {...props} outlines={outlines} />;
}

let loaded: ComponentType<OutlineMapProps> | null = null;

/**
 * A map of Indonesia's outlines: regions shaded by class, pointed at and chosen; markers; a point to pick. Leaflet and
 * the outlines are loaded when the first map is drawn; its place is kept meanwhile.
 */
export function OutlineMap(props: OutlineMapProps) {
  const [Map, setMap] = useState<ComponentType<OutlineMapProps> | null>(() => loaded);
  const [problem, setProblem] = useState<Problem>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (Map) return;
    setProblem(undefined);
    loadMap()
      .then((component) => setMap(() => (loaded = component)))
      .catch((error: unknown) => setProblem(asProblem(error)));
  }, [turn]);
  if (Map) return <Map {...props} />;
  if (problem) return <Failed problem={problem} retry={() => setTurn(turn + 1)} />;
  return <div class={`map ${props.class ?? ''} map--loading`} role="status"><span class="visually-hidden">{t('state.loading')}</span></div>;
}

/** The regency in which a point lies: its code and name; undefined at sea. */
export async function regencyAt(point: Point): Promise<{ code: string; name: string; province: string } | undefined> {
  const { regionAt } = await import('./outlines');
  const found = await regionAt(point);
  return found && { code: found.code, name: found.name, province: found.within ?? '' };
}
