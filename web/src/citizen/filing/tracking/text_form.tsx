import { useRef, useState } from 'preact/hooks';
import type { Photo } from '../../../offline/draft';
import { Button } from '../../../parts/button';
import { TextArea } from '../../../parts/field';
import { ProblemNotice } from '../../../parts/notice';
import { t } from '../../../text/messages';
import { errorsOf } from '../form_rules';
import { PhotoField } from '../photo_field';
import type { ActionProps } from './own_actions';
import { useWish } from './target';

interface Props extends ActionProps {
  resource: string;
  /** How the API calls the text. */
  member?: 'text' | 'reason';
  /** Whether files may come with it. */
  files?: boolean;
}

/** An action that says something: a reply, more information, a reason. */
export function TextForm({ target, text, onText, onDone, filesLeft, resource, member = 'text', files = false }: Props) {
  const wish = useWish(target, resource);
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [missing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const told = wish.problem && errorsOf(wish.problem);
  const error = missing ? t('filing.error.blank') : wish.problem?.field === member ? t(Object.values(errorsOf({ ...wish.problem, field: 'text' }))[0]) : undefined;
  const act = async () => {
    setMissing(text.trim() === '');
    if (text.trim() === '') return form.current?.querySelector('textarea')?.focus();
    if (!(await wish.send({ [member]: text.trim() }, photos))) return;
    setPhotos([]);
    onDone();
  };
  return (
    <form ref={form} class="stack" noValidate onSubmit={(event) => (event.preventDefault(), void act())}>
      <TextArea label={t(member === 'text' ? 'filing.action.text' : 'filing.action.reason')} required name={member} rows={5} value={text} onValue={onText} error={error} />
      {files && filesLeft > 0 && <PhotoField photos={photos} onChange={setPhotos} most={filesLeft} error={told?.photos && t(told.photos)} />}
      {files && filesLeft === 0 && <p class="small muted">{t('filing.photos.none_left')}</p>}
      {wish.problem && !error && <ProblemNotice problem={wish.problem} />}
      <p><Button type="submit" kind="primary" busy={wish.busy}>{t('action.send')}</Button></p>
    </form>
  );
}
