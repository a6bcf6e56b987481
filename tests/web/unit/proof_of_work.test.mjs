import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { load } from './load.mjs';

const { Beginning, zeroBits } = await load('offline/sha256.ts');
const { solve } = await load('offline/proof_of_work.ts');

const hex = (digest) => [...digest].map((word) => word.toString(16).padStart(8, '0')).join('');
const expected = (text) => createHash('sha256').update(text).digest('hex');
const challenge = 'A'.repeat(55);

test('digests are those of the standard, whatever the lengths of beginning and end', () => {
  for (let length = 0; length < 200; ++length) {
    for (const end of ['', '7', 'x'.repeat(60)]) {
      const begin = 'b'.repeat(length);
      assert.equal(hex(new Beginning(begin).with(end)), expected(begin + end), `${length} and ${end.length}`);
    }
  }
});

test('a beginning can be used again and again', () => {
  const beginning = new Beginning('a'.repeat(64));
  assert.equal(hex(beginning.with('1')), hex(beginning.with('1')));
  assert.equal(hex(beginning.with('2')), expected('a'.repeat(64) + '2'));
});

test('zero bits are counted over the borders of words', () => {
  assert.equal(zeroBits(Uint32Array.of(0x80000000, 0)), 0);
  assert.equal(zeroBits(Uint32Array.of(1, 0)), 31);
  assert.equal(zeroBits(Uint32Array.of(0, 0x00800000)), 40);
});

test('a solution is what the server asks for', async () => {
  const bits = 12;
  const solution = await solve(challenge, bits);
  assert.match(solution, /^[A-Za-z0-9_-]{55}:[!-~]{1,64}$/);
  assert.ok(BigInt('0x' + expected(solution)) >> BigInt(256 - bits) === 0n);
});
