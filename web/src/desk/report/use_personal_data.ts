import { useEffect, useState } from 'preact/hooks';
import { asProblem, type Problem, send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { type Piece, piecesOf } from './marked_text';

const pauseMs = 400;

/** A text with what would be masked in it, asked for while it is written. `pieces` are of `of`, which may lag behind. */
export interface Preview {
  of: string;
  pieces: readonly Piece[];
  problem: Problem | undefined;
}

export function usePersonalData(text: string): Preview {
  const [preview, setPreview] = useState<Preview>({ of: '', pieces: [], problem: undefined });
  useEffect(() => {
    if (text.trim() === '') return setPreview({ of: text, pieces: [], problem: undefined });
    const abort = new AbortController();
    const ask = () =>
      send<Schemas['PersonalDataPreview']>('/v1/personal-data', { text }, { signal: abort.signal })
        .then(({ findings }) => setPreview({ of: text, pieces: piecesOf(text, findings), problem: undefined }))
        .catch((error: unknown) => abort.signal.aborted || setPreview({ of: text, pieces: [{ text }], problem: asProblem(error) }));
    const timer = setTimeout(() => void ask(), preview.of === '' ? 0 : pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return preview;
}
