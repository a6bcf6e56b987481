import { Malformed } from './malformed';

/** What stands in clear at the head of a record (docs/formats.md, "Records"). */
export interface RecordHead {
  stream: string;
  version: number;
  /** Milliseconds since 1970. */
  at: number;
  role: string;
  institution: string;
  /** Bytes of the sealed part. */
  sealed: number;
}

/** By the ordinals of events/vocabulary.hpp and identifiers.hpp, which are for ever; a newer one is shown as its number. */
const streams: Record<number, string> = { 1: 'report', 2: 'person', 3: 'institution', 4: 'policy', 5: 'calendar', 6: 'poll', 7: 'log', 8: 'audit', 9: 'rulebook' };
const roles = ['anyone', 'reporter', 'gateway', 'clerk', 'officer', 'coordinator', 'national_admin', 'supervisor', 'auditor', 'data_officer', 'system'];

const wordBytes = 8;

/** A Cap'n Proto message of one segment, as far as a record's head needs it (capnproto.org/encoding.html). */
export function readRecordHead(bytes: Uint8Array): RecordHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 2 * wordBytes || view.getUint32(0, true) !== 0 || (view.getUint32(4, true) + 1) * wordBytes !== bytes.length)
    throw new Malformed('not_a_record');
  try {
    return headIn(view);
  } catch (error) {
    if (error instanceof RangeError) throw new Malformed('not_a_record');
    throw error;
  }
}

/** Places as `capnp compile -ocapnp events/record.capnp` prints them. */
function headIn(view: DataView): RecordHead {
  const root = wordBytes;
  const data = root + wordBytes + (view.getInt32(root, true) >> 2) * wordBytes;
  const pointers = data + view.getUint16(root + 4, true) * wordBytes;
  const kind = view.getUint8(data + 2);
  const role = view.getUint8(data + 3);
  return {
    stream: `${streams[kind] ?? kind}/${view.getBigUint64(data + 16, true)}`,
    version: view.getUint32(data + 8, true),
    at: Number(view.getBigInt64(data + 24, true)),
    role: roles[role] ?? String(role),
    institution: textAt(view, pointers),
    sealed: lengthAt(view, pointers + 3 * wordBytes),
  };
}

/** Elements of the list of bytes to which the pointer there leads; 0 when it is absent. */
function lengthAt(view: DataView, pointer: number): number {
  return view.getUint32(pointer + 4, true) >>> 3;
}

/** A text ends with a zero, which counts as an element. */
function textAt(view: DataView, pointer: number): string {
  const length = lengthAt(view, pointer);
  if (length === 0) return '';
  const begin = pointer + wordBytes + (view.getInt32(pointer, true) >> 2) * wordBytes;
  if (begin < 0 || begin + length > view.byteLength) throw new RangeError();
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + begin, length - 1));
}
