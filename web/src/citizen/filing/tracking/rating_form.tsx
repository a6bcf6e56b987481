import { useState } from 'preact/hooks';
import { Button } from '../../../parts/button';
import { TextArea } from '../../../parts/field';
import { ProblemNotice } from '../../../parts/notice';
import { type MessageKey, t } from '../../../text/messages';
import type { ActionProps } from './own_actions';
import { useWish } from './target';

const scores = [1, 2, 3, 4, 5] as const;

/** One to five stars: a group of radios that looks like stars. */
export function RatingForm({ target, report, text, onText, onDone }: ActionProps) {
  const wish = useWish(target, 'rating');
  const [score, setScore] = useState(report.rating?.score ?? 0);
  const [missing, setMissing] = useState(false);
  const act = async () => {
    setMissing(score === 0);
    if (score === 0) return document.querySelector<HTMLInputElement>('.stars input')?.focus();
    if (await wish.send({ score, ...(text.trim() && { text: text.trim() }) })) onDone();
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => (event.preventDefault(), void act())}>
      {report.rating && <p>{t('filing.rating.given', { score: report.rating.score })}</p>}
      <fieldset class="field" aria-describedby={missing ? 'rating-missing' : undefined}>
        <legend>{t('filing.rating')}</legend>
        <div class="stars">
          {scores.map((each) => (
            <label key={each} class={each <= score ? 'star star--on' : 'star'}>
              <input type="radio" name="score" value={each} checked={each === score} onChange={() => (setScore(each), setMissing(false))} />
              <span aria-hidden="true">★</span>
              <span class="visually-hidden">{t(`filing.rating.${each}` as MessageKey)}</span>
            </label>
          ))}
        </div>
        <p class="small muted" aria-hidden="true">{score > 0 && t(`filing.rating.${score}` as MessageKey)}</p>
        {missing && <p class="field__error" id="rating-missing">{t('filing.rating.missing')}</p>}
      </fieldset>
      <TextArea label={t('filing.rating.text')} required={false} name="rating_text" rows={3} maxLength={2000} value={text} onValue={onText} />
      {wish.problem && <ProblemNotice problem={wish.problem} />}
      <p><Button type="submit" kind="primary" busy={wish.busy}>{t('action.send')}</Button></p>
    </form>
  );
}
