import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Region } from '../../api/types';
import type { Fields } from '../../offline/draft';
import { Button } from '../../parts/button';
import { type Bounds, OutlineMap, regencyAt } from '../../parts/map/index';
import { type MessageKey, t } from '../../text/messages';
import { decimal } from '../../text/numbers';
import { nearest, regencyOf, usePlaces } from './places';

type Point = NonNullable<Fields['point']>;

interface Props {
  point: Point | null;
  region: string;
  error?: string | undefined;
  onPlace: (fields: Partial<Fields>) => void;
}

const patienceMs = 15_000;
/** Seconds of arc matter to nobody here: a hundred-thousandth of a degree is a metre. */
const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

/** By the outlines; where they cannot be had, by the nearest middle of a regency. */
async function guessRegion(point: Point, regions: readonly Region[]): Promise<string | undefined> {
  const found = await regencyAt(point).catch(() => undefined);
  return found?.code ?? nearest(regions, point.lat, point.lng)?.code;
}

/** The exact point, from this device or from the map. A region that was not chosen yet is guessed from it. */
export function PointField({ point, region, error, onPlace }: Props) {
  const places = usePlaces();
  const [asking, setAsking] = useState(false);
  const [fault, setFault] = useState<MessageKey>();
  const [guessed, setGuessed] = useState('');

  useEffect(() => {
    if (!point || region || guessed || places.all.length === 0) return;
    let left = false;
    void guessRegion(point, places.all).then((code) => {
      if (left || !code) return;
      setGuessed(code);
      onPlace({ region: code });
    });
    return () => void (left = true);
  }, [point, places.all.length]);

  const take = (lat: number, lng: number) => {
    setGuessed('');
    onPlace({ point: { lat: rounded(lat), lng: rounded(lng) } });
  };
  const locate = () => {
    setAsking(true);
    setFault(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => (setAsking(false), take(coords.latitude, coords.longitude)),
      ({ code }) => (setAsking(false), setFault(code === 1 ? 'filing.position.denied' : 'filing.position.unknown')),
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 60_000 },
    );
  };
  const [map, setMap] = useState(false);
  const said = fault ? t(fault) : error;
  return (
    <div class="field" role="group" aria-labelledby="point-label">
      <span class="field__label" id="point-label">{t('filing.point')} <span class="muted">{t('field.optional')}</span></span>
      <span class="field__hint">{t('filing.point.hint')}</span>
      <div class="row">
        {'geolocation' in navigator && <Button onClick={locate} busy={asking} name="point">{t(asking ? 'filing.position.asking' : 'filing.position.use')}</Button>}
        <Button aria-expanded={map} onClick={() => setMap(!map)}>{t(map ? 'filing.map.hide' : 'filing.map.show')}</Button>
        {point && (
          <>
            <span class="number">{decimal(point.lat, 5)}; {decimal(point.lng, 5)}</span>
            <Button kind="quiet" size="small" onClick={() => onPlace({ point: null })}>{t('action.remove')}</Button>
          </>
        )}
      </div>
      {map && <PointMap point={point} region={places.find(regencyOf(region))} onPick={({ lat, lng }) => take(lat, lng)} />}
      {point && guessed && guessed === region && <p class="small muted">{t('filing.position.check', { region: places.nameOf(regencyOf(region)) })}</p>}
      <div role="status">{said && <p class="field__error">{said}</p>}</div>
    </div>
  );
}

/** Half the height of a window that shows a regency, and of one that shows a province, in degrees. */
const around = { regency: 0.5, province: 2, district: 0.25 };

/** Looks at the region that was chosen, else at the whole country. */
function PointMap({ point, region, onPick }: { point: Point | null; region: Region | undefined; onPick: (point: Point) => void }) {
  const bounds = useMemo(() => boundsOf(region), [region]);
  return <OutlineMap label={t('filing.map')} level="regency" picked={point} onPick={onPick} bounds={bounds} />;
}

function boundsOf(region: Region | undefined): Bounds | null {
  if (!region || region.lat === null || region.lng === null) return null;
  const half = around[region.level];
  return { west: region.lng - half, east: region.lng + half, south: region.lat - half, north: region.lat + half };
}
