import { type Bytes, decimalFrom, fromBase64 } from './bytes';
import { type Checkpoint, parseCheckpoint } from './checkpoint';
import { Malformed } from './malformed';
import { hashLength } from './merkle';
import { tidied } from './note';

/** That a record stands at a place of the log (c2sp.org/tlog-proof). */
export interface TlogProof {
  /** The record itself, where the proof carries it; else it comes in a file of its own. */
  record: Bytes | null;
  /** Number of the leaf: the record's position less one. */
  index: number;
  path: readonly Bytes[];
  checkpoint: Checkpoint;
}

const firstLine = 'c2sp.org/tlog-proof@v1';

/** Throws `Malformed`. */
export function parseTlogProof(pasted: string): TlogProof {
  const whole = tidied(pasted);
  const end = whole.indexOf('\n\n');
  const lines = whole.slice(0, end).split('\n');
  if (end < 0 || lines.shift() !== firstLine) throw new Malformed('not_a_proof');
  const record = lines[0]?.startsWith('extra ') ? recordFrom(lines.shift()!) : null;
  const index = decimalFrom(/^index (.*)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  if (index === null) throw new Malformed('bad_index');
  return { record, index, path: lines.map(hashFrom), checkpoint: parseCheckpoint(whole.slice(end + 2)) };
}

function recordFrom(line: string): Bytes {
  const bytes = fromBase64(line.slice('extra '.length));
  if (!bytes) throw new Malformed('bad_extra');
  return bytes;
}

function hashFrom(line: string): Bytes {
  const hash = fromBase64(line);
  if (hash?.length !== hashLength) throw new Malformed('bad_hash');
  return hash;
}
