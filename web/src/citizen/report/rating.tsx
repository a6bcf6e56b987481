import type { Schemas } from '../../api/types';
import { t } from '../../text/messages';

/** What the reporter thinks of the handling. */
export function Rating({ rating: { score, text } }: { rating: Schemas['RatingShown'] }) {
  return (
    <section class="card rating">
      <h2>{t('citizen.rating.title')}</h2>
      <p class="rating__stars">
        <span aria-hidden="true">{'★'.repeat(score)}<span class="rating__rest">{'★'.repeat(5 - score)}</span></span>
        <span>{t('citizen.rating.score', { score })}</span>
      </p>
      {text && <p class="text">{text}</p>}
    </section>
  );
}
