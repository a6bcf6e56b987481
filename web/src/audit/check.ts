import type { MessageKey, Values } from '../text/messages';
import {
  areSame,
  type Bytes,
  type Checkpoint,
  type Climb,
  continues,
  fromBase64,
  leafHash,
  Malformed,
  parseCheckpoint,
  parseKeys,
  parseTlogProof,
  readRecordHead,
  type RecordHead,
  rootOfPath,
  type TlogProof,
  toHex,
  verdictsOf,
  type VerifierKey,
} from './proofs';

/** `unknown`: something that it needs was not there, so nothing was shown either way. */
export type Outcome = 'holds' | 'fails' | 'unknown';

/** One step of verifying, as people read it. */
export interface Step {
  outcome: Outcome;
  title: MessageKey;
  says: MessageKey;
  values?: Values;
  /** What was held against what. */
  compared?: readonly Compared[];
  climbs?: readonly Climb[];
  record?: RecordHead;
}

export interface Compared {
  label: MessageKey;
  value: string;
}

/** What somebody has in hand. */
export interface Evidence {
  /** A tlog-proof; empty: only checkpoints are compared. */
  proof: string;
  /** The record's bytes, where the proof does not carry them. */
  record: Bytes | null;
  /** Verifier keys, one a line. */
  keys: string;
  /** A checkpoint that was kept; may be empty. */
  older: string;
}

/** Where the log as it is now can be asked for. Both may reject. */
export interface LogSource {
  checkpoint: () => Promise<string>;
  /** Base64 hashes of a consistency proof. */
  growth: (from: number, to: number) => Promise<readonly string[]>;
}

/** Verifies everything that the evidence allows; `null` for the log: nobody is asked, what is in hand must do. */
export async function verify(evidence: Evidence, log: LogSource | null): Promise<Step[]> {
  const keys = await readKeys(evidence.keys);
  if (!Array.isArray(keys)) return [keys];
  const steps: Step[] = [];
  const proof = evidence.proof.trim() ? await readProof(evidence.proof) : null;
  if (proof && 'outcome' in proof) return [proof];
  if (proof) steps.push(...(await stepsOfProof(proof, proof.record ?? evidence.record, keys)));
  const older = evidence.older.trim() ? readOlder(evidence.older) : null;
  if (older && 'outcome' in older) return [...steps, older];
  if (older) steps.push(await stepOfSignature(older, keys, 'audit.step.older'));
  if (log) steps.push(...(await stepsOfGrowth(proof?.checkpoint ?? null, older, keys, log)));
  return steps;
}

/** What a page says of a record that it shows. */
export interface ShownRecord {
  stream: string;
  version: number;
  /** Its place in the log, from 1. */
  position: number;
  /** RFC 3339. */
  at: string;
}

/** One record that a server handed out, with the proof that came for it: proven is only what is shown. */
export async function verifyRecord(proof: string, keys: string, shown: ShownRecord): Promise<Step[]> {
  const steps = await verify({ proof, record: null, keys, older: '' }, null);
  const read = readProof(proof);
  if ('outcome' in read || !steps.some((step) => step.title === 'audit.step.place')) return steps;
  return [...steps, stepOfIdentity(read.index + 1, read.record ? headOf(read.record) : null, shown)];
}

/** Any record of the log has a proof that holds; this one must be of the record that is shown. */
function stepOfIdentity(position: number, head: RecordHead | null, shown: ShownRecord): Step {
  const title = 'audit.step.identity';
  if (position !== shown.position) return { outcome: 'fails', title, says: 'audit.step.identity.position', values: { position, shown: shown.position } };
  if (!head) return { outcome: 'unknown', title, says: 'audit.step.identity.unknown' };
  const isSame = head.stream === shown.stream && head.version === shown.version && head.at === Date.parse(shown.at);
  return { outcome: isSame ? 'holds' : 'fails', title, says: isSame ? 'audit.step.identity.holds' : 'audit.step.identity.fails' };
}

/** All hold: it is proven. One fails: it is not what it seems. Else something is missing. */
export function verdictOf(steps: readonly Step[]): Outcome {
  if (steps.some((step) => step.outcome === 'fails')) return 'fails';
  return steps.length > 0 && steps.every((step) => step.outcome === 'holds') ? 'holds' : 'unknown';
}

function asStep(error: unknown, title: MessageKey): Step {
  if (!(error instanceof Malformed)) throw error;
  return { outcome: 'fails', title, says: `audit.fault.${error.fault}` };
}

async function readKeys(text: string): Promise<VerifierKey[] | Step> {
  try {
    return await parseKeys(text);
  } catch (error) {
    return asStep(error, 'audit.step.keys');
  }
}

function readProof(text: string): TlogProof | Step {
  try {
    return parseTlogProof(text);
  } catch (error) {
    return asStep(error, 'audit.step.read');
  }
}

function readOlder(text: string): Checkpoint | Step {
  try {
    return parseCheckpoint(text);
  } catch (error) {
    return asStep(error, 'audit.step.older');
  }
}

async function stepsOfProof(proof: TlogProof, record: Bytes | null, keys: readonly VerifierKey[]): Promise<Step[]> {
  const { checkpoint } = proof;
  const read: Step = {
    outcome: 'holds',
    title: 'audit.step.read',
    says: 'audit.step.read.holds',
    values: { position: proof.index + 1, size: checkpoint.size, origin: checkpoint.origin },
  };
  const signature = await stepOfSignature(checkpoint, keys, 'audit.step.signature');
  if (!record) return [read, signature, { outcome: 'unknown', title: 'audit.step.record', says: 'audit.step.record.unknown' }];
  return [read, signature, await stepOfRecord(record), await stepOfPlace(proof, record)];
}

async function stepOfSignature(checkpoint: Checkpoint, keys: readonly VerifierKey[], title: MessageKey): Promise<Step> {
  const verdicts = await verdictsOf(checkpoint.note, keys);
  const own = checkpoint.note.signatures.flatMap((each, i) => (each.name === checkpoint.origin ? [{ ...each, verdict: verdicts[i] }] : []));
  const witnesses = checkpoint.note.signatures.filter((each, i) => each.name !== checkpoint.origin && verdicts[i] === 'valid').length;
  const values = { origin: checkpoint.origin, size: checkpoint.size, keys: own.map((each) => each.keyId).join(', '), witnesses };
  const compared = [{ label: 'audit.compared.root', value: toHex(checkpoint.root) }] as const;
  if (verdicts.includes('forged')) return { outcome: 'fails', title, says: 'audit.step.signature.forged', values, compared };
  if (own.some((each) => each.verdict === 'valid')) return { outcome: 'holds', title, says: witnesses ? 'audit.step.signature.witnessed' : 'audit.step.signature.holds', values, compared };
  if (keys.length > 0 && keys.every((key) => key.name !== checkpoint.origin)) return { outcome: 'fails', title, says: 'audit.step.signature.other_log', values, compared };
  return { outcome: 'unknown', title, says: 'audit.step.signature.no_key', values, compared };
}

async function stepOfRecord(record: Bytes): Promise<Step> {
  const compared = [{ label: 'audit.compared.leaf', value: toHex(await leafHash(record)) }] as const;
  const values = { bytes: record.length };
  const head = headOf(record);
  if (!head) return { outcome: 'holds', title: 'audit.step.record', says: 'audit.step.record.strange', values, compared };
  return { outcome: 'holds', title: 'audit.step.record', says: 'audit.step.record.holds', values, compared, record: head };
}

/** Newer records may have a head that this page does not know; the proof does not depend on it. */
function headOf(record: Bytes): RecordHead | null {
  try {
    return readRecordHead(record);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

async function stepOfPlace(proof: TlogProof, record: Bytes): Promise<Step> {
  const climbs: Climb[] = [];
  const { size, root } = proof.checkpoint;
  const found = await rootOfPath(proof.index, size, await leafHash(record), proof.path, (climb) => climbs.push(climb));
  const title = 'audit.step.place';
  const values = { position: proof.index + 1, size, steps: proof.path.length };
  if (!found) return { outcome: 'fails', title, says: 'audit.step.place.length', values };
  const compared = [
    { label: 'audit.compared.found', value: toHex(found) },
    { label: 'audit.compared.signed', value: toHex(root) },
  ] as const;
  if (!areSame(found, root)) return { outcome: 'fails', title, says: 'audit.step.place.fails', values, compared, climbs };
  return { outcome: 'holds', title, says: 'audit.step.place.holds', values, compared, climbs };
}

/** The log as it is now, and that it continues what was seen before. */
async function stepsOfGrowth(proven: Checkpoint | null, older: Checkpoint | null, keys: readonly VerifierKey[], log: LogSource): Promise<Step[]> {
  let now: Checkpoint;
  try {
    now = parseCheckpoint(await log.checkpoint());
  } catch (error) {
    if (error instanceof Malformed) return [asStep(error, 'audit.step.now')];
    return [{ outcome: 'unknown', title: 'audit.step.now', says: 'audit.step.now.unknown' }];
  }
  const steps = [await stepOfSignature(now, keys, 'audit.step.now')];
  if (proven) steps.push(await stepOfGrowth(proven, now, log, 'audit.step.growth'));
  if (older) steps.push(await stepOfGrowth(older, now, log, 'audit.step.older_growth'));
  return steps;
}

async function stepOfGrowth(older: Checkpoint, now: Checkpoint, log: LogSource, title: MessageKey): Promise<Step> {
  const values = { from: older.size, to: now.size, more: now.size - older.size };
  const compared = [
    { label: 'audit.compared.older_root', value: toHex(older.root) },
    { label: 'audit.compared.newer_root', value: toHex(now.root) },
  ] as const;
  if (older.origin !== now.origin) return { outcome: 'fails', title, says: 'audit.step.growth.other_log', values: { ...values, origin: older.origin }, compared };
  if (older.size > now.size) return { outcome: 'fails', title, says: 'audit.step.growth.shrunk', values, compared };
  if (older.size === 0) return { outcome: 'unknown', title, says: 'audit.step.growth.empty', values };
  const hashes = await log.growth(older.size, now.size).then(
    (texts) => texts.map(fromBase64),
    () => null,
  );
  if (!hashes) return { outcome: 'unknown', title, says: 'audit.step.growth.unknown', values, compared };
  const stands = hashes.every((each) => each !== null) && (await continues(older, now, hashes));
  if (!stands) return { outcome: 'fails', title, says: 'audit.step.growth.fails', values, compared };
  return { outcome: 'holds', title, says: older.size === now.size ? 'audit.step.growth.same' : 'audit.step.growth.holds', values, compared };
}
