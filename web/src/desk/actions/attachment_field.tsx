import { useState } from 'preact/hooks';
import { asProblem, upload } from '../../api/client';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { t } from '../../text/messages';
import { decimal } from '../../text/numbers';
import { problemText } from '../../text/problems';

/** A file that the server has and that a command can name. */
export interface Uploaded {
  id: string;
  name: string;
  size: number;
}

const types = 'image/jpeg,image/png,image/webp,application/pdf';
const most = 5;

/** Photos and documents; each is uploaded at once, so that sending is quick and what is wrong is known early. */
export function AttachmentField({ value, onValue, error }: { value: readonly Uploaded[]; onValue: (files: readonly Uploaded[]) => void; error?: string | undefined }) {
  const [busy, setBusy] = useState(0);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const add = async (files: readonly File[]) => {
    setFaults(files.length + value.length > most ? [t('desk.files.too_many', { most })] : []);
    let kept = value;
    for (const file of files.slice(0, most - value.length)) {
      setBusy((each) => each + 1);
      try {
        const { id } = await upload(file);
        kept = [...kept, { id, name: file.name, size: file.size }];
        onValue(kept);
      } catch (reason) {
        const why = problemText(asProblem(reason)).title;
        setFaults((all) => [...all, `${file.name}: ${why}`]);
      } finally {
        setBusy((each) => each - 1);
      }
    }
  };
  return (
    <div class="stack stack--tight">
      <Field label={t('desk.files')} hint={t('desk.files.hint', { most })} required={false} error={error ?? (faults.length > 0 ? faults.join(' ') : undefined)}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            multiple
            accept={types}
            onChange={(event) => {
              void add([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
        )}
      </Field>
      <p class="small" role="status">{busy > 0 && t('desk.files.busy')}</p>
      {value.length > 0 && (
        <ul class="desk-chips">
          {value.map((file) => (
            <li key={file.id}>
              <span>{file.name} <span class="muted">{decimal(file.size / 1e6)} MB</span></span>
              <Button kind="quiet" size="small" aria-label={t('desk.files.remove', { name: file.name })} onClick={() => onValue(value.filter(({ id }) => id !== file.id))}>×</Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
