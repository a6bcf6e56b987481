// What the page of proofs says about evidence, against a log built here.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { load } from './load.mjs';

const { verify, verifyRecord, verdictOf, readRecordHead } = await load('audit/check', 'audit/proofs');

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafOf = (record) => sha256(Buffer.of(0), record);
const nodeOf = (left, right) => sha256(Buffer.of(1), left, right);
const base64 = (bytes) => bytes.toString('base64');

/** Four records: the tree ((a b) (c d)). With three it is ((a b) c). */
const records = ['a', 'b', 'c', 'd'].map((text) => Buffer.from(`record ${text}`));
const [a, b, c, d] = records.map(leafOf);
const left = nodeOf(a, b);
const roots = { 3: nodeOf(left, c), 4: nodeOf(left, nodeOf(c, d)) };
const growth = { 3: [c, d, left].map(base64), 4: [] };

const origin = 'example.com/log';
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const keyBytes = Buffer.concat([Buffer.of(1), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)]);
const keyId = sha256(Buffer.from(`${origin}\n`), keyBytes).subarray(0, 4);
const key = `${origin}+${keyId.toString('hex')}+${base64(keyBytes)}`;

function checkpointOf(size, root = roots[size]) {
  const text = `${origin}\n${size}\n${base64(root)}\n`;
  return `${text}\n— ${origin} ${base64(Buffer.concat([keyId, sign(null, Buffer.from(text), privateKey)]))}\n`;
}

const proofOfC = (record = records[2]) => ['c2sp.org/tlog-proof@v1', `extra ${base64(record)}`, 'index 2', base64(left), '', checkpointOf(3)].join('\n');
const logAt = (size) => ({ checkpoint: async () => checkpointOf(size), growth: async (from) => growth[from] });
const evidence = (given) => ({ proof: '', record: null, keys: key, older: '', ...given });
const outcomes = (steps) => steps.map((step) => [step.title.replace('audit.step.', ''), step.outcome]);
const sayings = (steps) => steps.map((step) => step.says.replace('audit.step.', ''));

describe('evidence', () => {
  test('of a record, with the log as it is now, is proven in every step', async () => {
    const steps = await verify(evidence({ proof: proofOfC() }), logAt(4));
    assert.deepEqual(outcomes(steps), [['read', 'holds'], ['signature', 'holds'], ['record', 'holds'], ['place', 'holds'], ['now', 'holds'], ['growth', 'holds']]);
    assert.equal(verdictOf(steps), 'holds');
  });

  test('of another record fails at its place, and nowhere else', async () => {
    const steps = await verify(evidence({ proof: proofOfC(Buffer.from('record x')) }), logAt(4));
    assert.deepEqual(outcomes(steps).filter(([, outcome]) => outcome === 'fails'), [['place', 'fails']]);
    assert.equal(verdictOf(steps), 'fails');
  });

  test('with a record of its own file is proven as well', async () => {
    const proof = proofOfC().replace(/^extra .*\n/m, '');
    const without = await verify(evidence({ proof }), null);
    assert.equal(verdictOf(without), 'unknown');
    const withFile = await verify(evidence({ proof, record: new Uint8Array(records[2]) }), null);
    assert.equal(verdictOf(withFile), 'holds');
  });

  test('under an altered checkpoint is forged', async () => {
    const steps = await verify(evidence({ proof: proofOfC().replace(`${origin}\n3\n`, `${origin}\n4\n`) }), null);
    assert.ok(sayings(steps).includes('signature.forged'));
  });

  test('under a key that was not given is not shown, and of another log fails', async () => {
    const other = await verify(evidence({ proof: proofOfC(), keys: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k' }), null);
    assert.ok(sayings(other).includes('signature.other_log'));
    const none = await verify(evidence({ proof: proofOfC(), keys: '' }), null);
    assert.ok(sayings(none).includes('signature.no_key'));
    assert.equal(verdictOf(none), 'unknown');
  });

  test('of an older checkpoint alone shows that the log has only grown', async () => {
    const steps = await verify(evidence({ older: checkpointOf(3) }), logAt(4));
    assert.deepEqual(outcomes(steps), [['older', 'holds'], ['now', 'holds'], ['older_growth', 'holds']]);
  });

  test('of an older checkpoint with another root shows that the log was changed', async () => {
    const steps = await verify(evidence({ older: checkpointOf(3, nodeOf(left, d)) }), logAt(4));
    assert.deepEqual(sayings(steps), ['signature.holds', 'signature.holds', 'growth.fails']);
  });

  test('of an older checkpoint that is longer shows that the log was rolled back', async () => {
    const steps = await verify(evidence({ older: checkpointOf(4) }), logAt(3));
    assert.equal(sayings(steps).at(-1), 'growth.shrunk');
  });

  test('is not called wrong when the log cannot be asked', async () => {
    const silent = { checkpoint: () => Promise.reject(new Error('no network')), growth: () => Promise.reject(new Error('no network')) };
    const steps = await verify(evidence({ proof: proofOfC() }), silent);
    assert.deepEqual(outcomes(steps).at(-1), ['now', 'unknown']);
    assert.equal(verdictOf(steps), 'unknown');
  });

  test('that is no proof says so', async () => {
    assert.deepEqual(sayings(await verify(evidence({ proof: 'hello' }), null)), ['audit.fault.not_a_proof']);
    assert.deepEqual(sayings(await verify(evidence({ proof: proofOfC(), keys: 'no key' }), null)), ['audit.fault.not_a_key']);
  });
});

describe('a record that is shown', () => {
  const golden = Buffer.from(readFileSync(new URL('../../events/golden/report_submitted.hex', import.meta.url), 'utf8').replace(/\s+/g, ''), 'hex');
  const head = readRecordHead(new Uint8Array(golden));
  const shown = { stream: head.stream, version: head.version, position: 1, at: new Date(head.at).toISOString() };
  const proofOf = (record) => ['c2sp.org/tlog-proof@v1', `extra ${base64(record)}`, 'index 0', '', checkpointOf(1, leafOf(record))].join('\n');
  const verified = async (record, given = {}) => {
    const steps = await verifyRecord(proofOf(record), key, { ...shown, ...given });
    return [verdictOf(steps), steps.at(-1).says];
  };

  test('is proven by the proof of itself', async () => {
    assert.deepEqual(await verified(golden), ['holds', 'audit.step.identity.holds']);
  });

  test('is not proven by the proof of another report, version, time or position', async () => {
    for (const given of [{ stream: 'report/7' }, { version: head.version + 1 }, { at: new Date(head.at + 1).toISOString() }])
      assert.deepEqual(await verified(golden, given), ['fails', 'audit.step.identity.fails']);
    assert.deepEqual(await verified(golden, { position: 2 }), ['fails', 'audit.step.identity.position']);
  });

  test('is not known to be proven when what the proof has cannot be read', async () => {
    assert.deepEqual(await verified(records[0]), ['unknown', 'audit.step.identity.unknown']);
  });
});
