import { useEffect, useState } from 'preact/hooks';
import type { Fields } from '../../offline/draft';
import { Button } from '../../parts/button';
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

/** The exact point, from this device or from the map. A region that was not chosen yet is guessed from it. */
export function PointField({ point, region, error, onPlace }: Props) {
  const places = usePlaces();
  const [asking, setAsking] = useState(false);
  const [fault, setFault] = useState<MessageKey>();
  const [guessed, setGuessed] = useState('');

  useEffect(() => {
    if (!point || region || guessed) return;
    const near = nearest(places.all, point.lat, point.lng)?.code;
    if (!near) return;
    setGuessed(near);
    onPlace({ region: near });
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
  const said = fault ? t(fault) : error;
  return (
    <div class="field" role="group" aria-labelledby="point-label">
      <span class="field__label" id="point-label">{t('filing.point')} <span class="muted">{t('field.optional')}</span></span>
      <span class="field__hint">{t('filing.point.hint')}</span>
      <div class="row">
        {'geolocation' in navigator && <Button onClick={locate} busy={asking} name="point">{t(asking ? 'filing.position.asking' : 'filing.position.use')}</Button>}
        {point && (
          <>
            <span class="number">{decimal(point.lat, 5)}; {decimal(point.lng, 5)}</span>
            <Button kind="quiet" size="small" onClick={() => onPlace({ point: null })}>{t('action.remove')}</Button>
          </>
        )}
      </div>
      {point && guessed && guessed === region && <p class="small muted">{t('filing.position.check', { region: places.nameOf(regencyOf(region)) })}</p>}
      <div role="status">{said && <p class="field__error">{said}</p>}</div>
    </div>
  );
}
