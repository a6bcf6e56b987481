import { type Bytes, fromBase64, joined, toHex, utf8 } from './bytes';
import { isSigned } from './ed25519';
import { Malformed } from './malformed';
import { sha256 } from './merkle';

/** Signed notes as C2SP has them (c2sp.org/signed-note). */
export interface Note {
  /** What is signed, with the line feed at its end. */
  text: string;
  signatures: readonly Signature[];
}

export interface Signature {
  name: string;
  /** Which key of that name: 8 hexadecimal digits. */
  keyId: string;
  bytes: Bytes;
}

/** Of a log, or of a witness that has seen its checkpoint (c2sp.org/tlog-cosignature). */
export type KeyKind = 'log' | 'witness';

export interface VerifierKey {
  name: string;
  id: string;
  kind: KeyKind;
  key: Bytes;
}

const signatureLine = /^— ([^ +]+) ([A-Za-z0-9+/=]+)$/;
const keyIdLength = 4;
const keyLength = 32;
const kinds: Record<number, KeyKind> = { 1: 'log', 4: 'witness' };

/** What was pasted often has other ends of lines, and spaces around it. */
export function tidied(pasted: string): string {
  return pasted.replaceAll('\r\n', '\n').trim() + '\n';
}

/** Throws `Malformed`. */
export function parseNote(pasted: string): Note {
  const whole = tidied(pasted);
  const end = whole.lastIndexOf('\n\n');
  if (end < 0 || /[\u0000-\u0009\u000b-\u001f]/.test(whole)) throw new Malformed('not_a_note');
  const lines = whole.slice(end + 2, -1).split('\n');
  return { text: whole.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): Signature {
  const [, name, base64] = signatureLine.exec(line) ?? [];
  const bytes = base64 === undefined ? null : fromBase64(base64);
  if (name === undefined || !bytes || bytes.length <= keyIdLength) throw new Malformed('bad_signature_line');
  return { name, keyId: toHex(bytes.slice(0, keyIdLength)), bytes: bytes.slice(keyIdLength) };
}

/** `name+id+base64`. The id must be what name and key give. Throws `Malformed`. */
export async function parseKey(text: string): Promise<VerifierKey> {
  const [, name, id, base64] = /^([^ +]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? [];
  const bytes = base64 === undefined ? null : fromBase64(base64);
  if (name === undefined || id === undefined || !bytes || bytes.length !== keyLength + 1) throw new Malformed('not_a_key');
  const kind = kinds[bytes[0]];
  if (!kind) throw new Malformed('unknown_key_kind');
  const digest = await sha256(joined(utf8(`${name}\n`), bytes));
  if (toHex(digest.slice(0, keyIdLength)) !== id) throw new Malformed('key_id_differs');
  return { name, id, kind, key: bytes.slice(1) };
}

/** One a line; empty lines do not count. Throws `Malformed`. */
export function parseKeys(text: string): Promise<VerifierKey[]> {
  return Promise.all(text.split(/\s+/).filter(Boolean).map(parseKey));
}

/** What became of a signature: `no_key`: it is of a key that was not given, and says nothing. */
export type Verdict = 'valid' | 'forged' | 'no_key';

/** Of each signature of the note, in their order. */
export function verdictsOf(note: Note, keys: readonly VerifierKey[]): Promise<Verdict[]> {
  return Promise.all(note.signatures.map((signature) => verdictOf(note, signature, keys)));
}

async function verdictOf(note: Note, signature: Signature, keys: readonly VerifierKey[]): Promise<Verdict> {
  const key = keys.find((each) => each.name === signature.name && each.id === signature.keyId);
  if (!key) return 'no_key';
  const signed = key.kind === 'log' ? { message: utf8(note.text), bytes: signature.bytes } : cosigned(note, signature);
  const isValid = signed.bytes.length === 64 && (await isSigned(key.key, signed.message, signed.bytes));
  return isValid ? 'valid' : 'forged';
}

const timeLength = 8;

/** A witness signs the note behind two lines of its own, which say when. */
function cosigned(note: Note, signature: Signature): { message: Bytes; bytes: Bytes } {
  const seconds = signature.bytes.slice(0, timeLength).reduce((sum, byte) => sum * BigInt(256) + BigInt(byte), BigInt(0));
  return { message: utf8(`cosignature/v1\ntime ${seconds}\n${note.text}`), bytes: signature.bytes.slice(timeLength) };
}
