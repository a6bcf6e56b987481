import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Photo } from '../../offline/draft';
import { Button } from '../../parts/button';
import { type ControlIds, Field } from '../../parts/field';
import { type MessageKey, t } from '../../text/messages';
import { fileSize } from '../../text/numbers';
import { limits, photoTypes } from './form_rules';
import { smaller } from './shrink_photo';

interface Props {
  photos: readonly Photo[];
  onChange: (photos: Photo[]) => void;
  error?: string | undefined;
  /** Of these photos the one that the server refused. */
  refused?: string | undefined;
  most?: number;
}

/** Photos and documents: seen before they are sent, sent only with the report. */
export function PhotoField({ photos, onChange, error, refused, most = limits.photos }: Props) {
  const [fault, setFault] = useState<MessageKey>();
  const add = async (files: readonly File[]) => {
    const made = await Promise.all(files.map(smaller));
    const fit = made.filter((each) => !faultOf(each));
    const all = [...photos, ...fit.map((file) => ({ id: crypto.randomUUID(), name: file.name, file }))];
    setFault(made.map(faultOf).find(Boolean) ?? (all.length > most ? 'filing.error.photos_many' : undefined));
    onChange(all.slice(0, most));
  };
  return (
    <div class="stack stack--tight">
      <Field label={t('filing.photos')} hint={t('filing.photos.hint', { most })} error={fault ? t(fault) : error} required={false}>
        {(ids) => <FileDrop ids={ids} disabled={photos.length >= most} onFiles={(files) => void add(files)} />}
      </Field>
      {photos.length > 0 && (
        <ul class="photos" aria-label={t('filing.photos.chosen')}>
          {photos.map((photo, i) => (
            <Preview key={photo.id} photo={photo} number={i + 1} refused={photo.id === refused} onRemove={() => onChange(photos.filter((each) => each !== photo))} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** A button that opens the chooser, and a place to drop files on. */
function FileDrop({ ids, disabled, onFiles }: { ids: ControlIds; disabled: boolean; onFiles: (files: readonly File[]) => void }) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  return (
    <div class={over ? 'drop drop--over' : 'drop'} onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={drop}>
      <input
        {...ids}
        type="file"
        name="photos"
        accept={photoTypes.join(',')}
        multiple
        disabled={disabled}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          onFiles(files);
        }}
      />
      <label class="button" for={ids.id}>{t('filing.photos.choose')}</label>
    </div>
  );
}

function faultOf(file: File): MessageKey | undefined {
  if (!photoTypes.includes(file.type)) return 'filing.error.photo_type';
  return file.size > limits.photoBytes ? 'filing.error.photo_large' : undefined;
}

function Preview({ photo, number, refused, onRemove }: { photo: Photo; number: number; refused: boolean; onRemove: () => void }) {
  const isPicture = photo.file.type.startsWith('image/');
  const url = useObjectUrl(photo.file);
  return (
    <li class={refused ? 'photo photo--refused' : 'photo'}>
      {isPicture ? <img src={url} alt={t('filing.photo', { number })} width="96" height="96" /> : <span class="photo__document">PDF</span>}
      <span class="photo__name">
        {photo.name || t('filing.photo', { number })}
        <span class="small muted">{fileSize(photo.file.size)}</span>
      </span>
      <Button size="small" kind="quiet" onClick={onRemove} aria-label={t('filing.photo.remove', { name: photo.name || String(number) })}>
        {t('action.remove')}
      </Button>
    </li>
  );
}

export function useObjectUrl(file: Blob): string {
  const url = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return url;
}
