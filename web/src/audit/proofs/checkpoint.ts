import { type Bytes, decimalFrom, fromBase64 } from './bytes';
import { Malformed } from './malformed';
import { hashLength, type Tree } from './merkle';
import { type Note, parseNote } from './note';

/** What a log has signed: so many records, with this root (c2sp.org/tlog-checkpoint). */
export interface Checkpoint extends Tree {
  origin: string;
  root: Bytes;
  note: Note;
}

/** Throws `Malformed`. */
export function parseCheckpoint(pasted: string): Checkpoint {
  const note = parseNote(pasted);
  const [origin, sizeText, rootText] = note.text.split('\n');
  const size = decimalFrom(sizeText ?? '');
  const root = fromBase64(rootText ?? '');
  if (!origin || size === null || root?.length !== hashLength) throw new Malformed('not_a_checkpoint');
  return { origin, size, root, note };
}
