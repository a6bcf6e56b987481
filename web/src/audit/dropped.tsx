import type { TargetedDragEvent } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../text/messages';
import type { Bytes } from './proofs';

interface Props {
  onText: (text: string) => void;
  /** A file that is no text: a record of `lapor audit export --report`. */
  onBytes: (bytes: Bytes, name: string) => void;
}

/** Takes files that are dropped or chosen. They stay in the browser. */
export function Dropped({ onText, onBytes }: Props) {
  const [over, setOver] = useState(false);
  const take = async (files: FileList | null) => {
    for (const file of files ?? []) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const text = asText(bytes);
      if (text === null) onBytes(bytes, file.name);
      else onText(text);
    }
  };
  const drop = (event: TargetedDragEvent<HTMLLabelElement>) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer?.files ?? null);
  };
  return (
    <label
      class={`proof-dropped${over ? ' proof-dropped--over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span>{t('audit.proof.files')}</span>
      <input type="file" multiple onChange={(event) => void take(event.currentTarget.files)} />
      <span class="muted small">{t('audit.proof.files.hint')}</span>
    </label>
  );
}

/** Proofs and checkpoints are lines of UTF-8; a record begins with zeros. */
function asText(bytes: Bytes): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
