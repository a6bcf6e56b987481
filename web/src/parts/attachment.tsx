import { useEffect, useRef, useState } from 'preact/hooks';
import { getRaw } from '../api/client';
import { t } from '../text/messages';
import { fileSize } from '../text/numbers';
import { whenSeen } from './when_seen';

interface Props {
  report: number;
  sha256: string;
  /** The code of who follows the report without an account. */
  receipt?: string | undefined;
  /** Its place among the files of one step, from 1. */
  number: number;
}

interface File {
  url: string;
  type: string;
  size: number;
}

/**
 * A photo or document of a report: a photo as a small picture, everything else by its kind and size. It is fetched when
 * it comes into view, because a receipt travels in a header, which an <img> cannot send.
 */
export function Attachment({ report, sha256, receipt, number }: Props) {
  const place = useRef<HTMLAnchorElement>(null);
  const [file, setFile] = useState<File>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    let url: string | undefined;
    const load = () =>
      fileOf(`/v1/reports/${report}/attachments/${sha256}`, receipt, abort.signal)
        .then((found) => setFile({ ...found, url: (url = found.url) }))
        .catch(() => abort.signal.aborted || setFailed(true));
    const stop = whenSeen(place.current, () => void load());
    return () => {
      stop();
      abort.abort();
      if (url) URL.revokeObjectURL(url);
    };
  }, [report, sha256, receipt]);
  const isPhoto = file?.type.startsWith('image/');
  const name = t(isPhoto ? 'attachment.photo' : 'attachment.file', { number });
  return (
    <a class="attachment" ref={place} href={file?.url} download={isPhoto ? undefined : `${report}-${sha256.slice(0, 8)}`} target={isPhoto ? '_blank' : undefined}>
      {file && isPhoto ? <img src={file.url} alt={name} width="160" height="120" /> : <span class="attachment__name">{failed ? t('attachment.failed') : name}</span>}
      {file && <span class="small muted">{kindOf(file)}</span>}
    </a>
  );
}

async function fileOf(path: string, receipt: string | undefined, signal: AbortSignal): Promise<File> {
  const blob = await (await getRaw(path, { receipt, signal })).blob();
  return { url: URL.createObjectURL(blob), type: blob.type, size: blob.size };
}

function kindOf({ type, size }: File): string {
  return `${(type.split('/')[1] ?? '').toUpperCase()} · ${fileSize(size)}`;
}

export function Attachments({ report, files, receipt }: { report: number; files: readonly string[]; receipt?: string | undefined }) {
  if (files.length === 0) return null;
  return (
    <ul class="attachments">
      {files.map((sha256, i) => (
        <li key={sha256}>
          <Attachment report={report} sha256={sha256} receipt={receipt} number={i + 1} />
        </li>
      ))}
    </ul>
  );
}
