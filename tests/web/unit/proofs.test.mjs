// The browser's verifier against published cases (tests/proof/data/SOURCES.md), C2SP's example and a tree built here.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { load } from './load.mjs';

const proofs = await load('audit/proofs');
const { fromBase64, toBase64 } = proofs;

const linesOf = (name) => readFileSync(new URL(`../../proof/data/${name}`, import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
/** What is no base64 at all cannot be handed over: the parsers refuse it before. */
const hashes = (texts) => (texts ?? []).map((text) => fromBase64(text));
const areHashes = (list) => list.every((each) => each !== null);

describe('published cases', () => {
  for (const each of linesOf('inclusion.jsonl'))
    test(`inclusion ${each.name}`, async () => {
      const path = hashes(each.proof);
      const [leaf, root] = hashes([each.leafHash, each.root]);
      const climbed = areHashes([leaf, root, ...path]) ? await proofs.rootOfPath(each.leafIdx, each.treeSize, leaf, path) : null;
      assert.equal(climbed !== null && proofs.areSame(climbed, root), !each.wantErr);
    });
  for (const each of linesOf('consistency.jsonl'))
    test(`consistency ${each.name}`, async () => {
      const path = hashes(each.proof);
      const [older, newer] = hashes([each.root1, each.root2]);
      const stands =
        areHashes([older, newer, ...path]) && (await proofs.continues({ size: each.size1, root: older }, { size: each.size2, root: newer }, path));
      assert.equal(stands, !each.wantErr);
    });
});

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafOf = (record) => sha256(Buffer.of(0), record);
const nodeOf = (left, right) => sha256(Buffer.of(1), left, right);
const splitOf = (count) => 2 ** Math.ceil(Math.log2(count) - 1);

/** RFC 6962, 2.1 by its recursive definition, which the verifier does not use. */
function rootOf(leaves) {
  if (leaves.length === 1) return leaves[0];
  const split = splitOf(leaves.length);
  return nodeOf(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

function pathOf(index, leaves) {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  if (index < split) return [...pathOf(index, leaves.slice(0, split)), rootOf(leaves.slice(split))];
  return [...pathOf(index - split, leaves.slice(split)), rootOf(leaves.slice(0, split))];
}

/** RFC 6962, 2.1.2. */
function growthOf(size, leaves, isWhole = true) {
  if (size === leaves.length) return isWhole ? [] : [rootOf(leaves)];
  const split = splitOf(leaves.length);
  if (size <= split) return [...growthOf(size, leaves.slice(0, split), isWhole), rootOf(leaves.slice(split))];
  return [...growthOf(size - split, leaves.slice(split), false), rootOf(leaves.slice(0, split))];
}

const recordsOf = (count) => Array.from({ length: count }, (_, i) => Buffer.from(`record ${i}`));
const asBytes = (buffer) => new Uint8Array(buffer);

describe('a tree of every size up to 20', () => {
  test('every leaf leads to the root, and to no other place', async () => {
    for (let size = 1; size <= 20; ++size) {
      const leaves = recordsOf(size).map(leafOf);
      for (let index = 0; index < size; ++index) {
        const path = pathOf(index, leaves).map(asBytes);
        const root = await proofs.rootOfPath(index, size, asBytes(leaves[index]), path);
        assert.deepEqual(Buffer.from(root), rootOf(leaves), `${index} of ${size}`);
        for (let other = 0; other < size; ++other) {
          if (other === index) continue;
          const elsewhere = await proofs.rootOfPath(other, size, asBytes(leaves[index]), path);
          assert.ok(elsewhere === null || !rootOf(leaves).equals(Buffer.from(elsewhere)), `${index} as ${other} of ${size}`);
        }
      }
    }
  });

  test('every older size is continued, and not by another root', async () => {
    for (let size = 1; size <= 20; ++size) {
      const leaves = recordsOf(size).map(leafOf);
      const newer = { size, root: asBytes(rootOf(leaves)) };
      for (let older = 1; older <= size; ++older) {
        const path = growthOf(older, leaves).map(asBytes);
        const root = asBytes(rootOf(leaves.slice(0, older)));
        assert.ok(await proofs.continues({ size: older, root }, newer, path), `${older} of ${size}`);
        const altered = root.map((byte, i) => (i === 7 ? byte ^ 1 : byte));
        assert.ok(!(await proofs.continues({ size: older, root: altered }, newer, path)), `altered ${older} of ${size}`);
      }
    }
  });

  test('a leaf is not hashed as a node', async () => {
    assert.deepEqual(Buffer.from(await proofs.leafHash(asBytes(Buffer.from('record 0')))), leafOf(Buffer.from('record 0')));
  });
});

/** C2SP's example (c2sp.org/signed-note). */
const published = {
  key: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  note: 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
};

/** A key of our own in C2SP's form, which signs notes. */
function signer(name, kind = 1) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = Buffer.concat([Buffer.of(kind), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)]);
  const id = sha256(Buffer.from(`${name}\n`), key).subarray(0, 4);
  const line = (bytes) => `— ${name} ${Buffer.concat([id, bytes]).toString('base64')}\n`;
  return {
    vkey: `${name}+${id.toString('hex')}+${key.toString('base64')}`,
    lineFor: (text) => line(sign(null, Buffer.from(text), privateKey)),
    cosignatureFor: (text, seconds) => {
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(BigInt(seconds));
      return line(Buffer.concat([time, sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), privateKey)]));
    },
  };
}

const throwsFault = (fault) => (error) => error.fault === fault;

describe('a signed note', () => {
  const log = signer('example.com/log');
  const text = 'example.com/log\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n';

  test('is verified with its key', async () => {
    const note = proofs.parseNote(`${text}\n${log.lineFor(text)}`);
    assert.deepEqual(await proofs.verdictsOf(note, await proofs.parseKeys(log.vkey)), ['valid']);
  });

  test('of C2SP is verified, and forged with another word', async () => {
    const keys = await proofs.parseKeys(published.key);
    assert.deepEqual(await proofs.verdictsOf(proofs.parseNote(published.note), keys), ['valid']);
    assert.deepEqual(await proofs.verdictsOf(proofs.parseNote(published.note.replace('an example', 'no example')), keys), ['forged']);
  });

  test('is judged alike where the browser does not know Ed25519', async () => {
    const [key] = await proofs.parseKeys(published.key);
    const { text, signatures } = proofs.parseNote(published.note);
    assert.ok(await proofs.isSignedByLibrary(key.key, proofs.utf8(text), signatures[0].bytes));
    assert.ok(!(await proofs.isSignedByLibrary(key.key, proofs.utf8(text + ' '), signatures[0].bytes)));
    assert.ok(!(await proofs.isSignedByLibrary(key.key, proofs.utf8(text), signatures[0].bytes.slice(1))));
  });

  test('is verified as well when it was pasted with other ends of lines', async () => {
    const note = proofs.parseNote(`\r\n${text}\n${log.lineFor(text)}\n`.replaceAll('\n', '\r\n'));
    assert.deepEqual(await proofs.verdictsOf(note, await proofs.parseKeys(log.vkey)), ['valid']);
  });

  test('is forged when one letter of it is another', async () => {
    const note = proofs.parseNote(`${text.replace('\n1\n', '\n2\n')}\n${log.lineFor(text)}`);
    assert.deepEqual(await proofs.verdictsOf(note, await proofs.parseKeys(log.vkey)), ['forged']);
  });

  test('says nothing without its key', async () => {
    const note = proofs.parseNote(`${text}\n${log.lineFor(text)}`);
    assert.deepEqual(await proofs.verdictsOf(note, await proofs.parseKeys(signer('example.com/log').vkey)), ['no_key']);
  });

  test('may have been seen by a witness', async () => {
    const witness = signer('example.com/witness', 4);
    const note = proofs.parseNote(`${text}\n${log.lineFor(text)}${witness.cosignatureFor(text, 1_800_000_000)}`);
    assert.deepEqual(await proofs.verdictsOf(note, await proofs.parseKeys(`${log.vkey}\n${witness.vkey}`)), ['valid', 'valid']);
    const moved = { ...note, signatures: note.signatures.map((each) => ({ ...each, bytes: each.bytes.map((byte, i) => (i === 7 ? byte ^ 1 : byte)) })) };
    assert.equal((await proofs.verdictsOf(moved, await proofs.parseKeys(witness.vkey)))[1], 'forged');
  });

  test('needs a signature behind an empty line', () => {
    assert.throws(() => proofs.parseNote(text), throwsFault('not_a_note'));
    assert.throws(() => proofs.parseNote(`${text}\nexample.com/log\n`), throwsFault('bad_signature_line'));
  });
});

describe('a verifier key', () => {
  test('of C2SP is read', async () => {
    const key = await proofs.parseKey(published.key);
    assert.equal(key.name, 'example.com/foo');
    assert.equal(key.kind, 'log');
  });

  test('with an id that is not its own is refused', async () => {
    await assert.rejects(proofs.parseKey(published.key.replace('530d903a', '530d903b')), throwsFault('key_id_differs'));
  });

  test('cut off is refused', async () => {
    await assert.rejects(proofs.parseKey(published.key.slice(0, -4)), throwsFault('not_a_key'));
  });
});

describe('a checkpoint', () => {
  test('has name, size and root', () => {
    const log = signer('example.com/log');
    const text = 'example.com/log\n20\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n';
    const checkpoint = proofs.parseCheckpoint(`${text}\n${log.lineFor(text)}`);
    assert.deepEqual([checkpoint.origin, checkpoint.size, toBase64(checkpoint.root)], ['example.com/log', 20, 'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=']);
  });

  test('with a size that is no plain number, or a short root, is refused', () => {
    const log = signer('example.com/log');
    for (const text of ['example.com/log\n020\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n', 'example.com/log\n20\nbjQL\n', 'example.com/log\n20\n'])
      assert.throws(() => proofs.parseCheckpoint(`${text}\n${log.lineFor(text)}`), throwsFault('not_a_checkpoint'));
  });
});

describe('a proof of one record', () => {
  const log = signer('example.com/log');
  const records = recordsOf(11);
  const leaves = records.map(leafOf);
  const text = `example.com/log\n11\n${rootOf(leaves).toString('base64')}\n`;
  const proofOf = (index, extra = '') =>
    ['c2sp.org/tlog-proof@v1', ...(extra ? [extra] : []), `index ${index}`, ...pathOf(index, leaves).map((hash) => hash.toString('base64')), '', text + '\n' + log.lineFor(text)].join('\n');

  test('with the record in it leads to the root that was signed', async () => {
    const proof = proofs.parseTlogProof(proofOf(6, `extra ${records[6].toString('base64')}`));
    const root = await proofs.rootOfPath(proof.index, proof.checkpoint.size, await proofs.leafHash(proof.record), proof.path);
    assert.deepEqual(toBase64(root), toBase64(proof.checkpoint.root));
  });

  test('does not carry a record that is not in it', () => {
    assert.equal(proofs.parseTlogProof(proofOf(6)).record, null);
  });

  test('without its first line, its index or a whole hash is refused', () => {
    assert.throws(() => proofs.parseTlogProof(proofOf(6).replace('@v1', '@v2')), throwsFault('not_a_proof'));
    assert.throws(() => proofs.parseTlogProof(proofOf(6).replace('index 6', 'index -6')), throwsFault('bad_index'));
    assert.throws(() => proofs.parseTlogProof(proofOf(6).replace(pathOf(6, leaves)[0].toString('base64'), 'bjQL')), throwsFault('bad_hash'));
  });
});

describe('the head of a record', () => {
  const golden = (name) => Uint8Array.from(Buffer.from(readFileSync(new URL(`../../events/golden/${name}`, import.meta.url), 'utf8').replace(/\s+/g, ''), 'hex'));

  test('says which history it belongs to, and when and by whom it was made', () => {
    const head = proofs.readRecordHead(golden('report_submitted.hex'));
    assert.match(head.stream, /^report\/[0-9]+$/);
    assert.ok(head.version >= 1 && head.sealed > 0);
  });

  test('is not read from bytes that are no record', () => {
    const bytes = golden('report_submitted.hex');
    assert.throws(() => proofs.readRecordHead(bytes.slice(0, -8)), throwsFault('not_a_record'));
    assert.throws(() => proofs.readRecordHead(new Uint8Array(3)), throwsFault('not_a_record'));
  });
});
