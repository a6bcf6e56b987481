import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

globalThis.BroadcastChannel = undefined;  // an open one keeps Node running
const { fitting, limits } = await load('offline/share_target.ts', 'citizen/filing/form_rules.ts');
const photo = (size) => ({ size, type: 'image/png' });

test('of what is shared only files are stored that a report may carry, and no more of them', () => {
  const most = photo(limits.photoBytes);
  assert.deepEqual(fitting([photo(0), photo(limits.photoBytes + 1), { size: 1, type: 'text/html' }, most]), [most]);
  assert.equal(fitting(Array(limits.photos + 1).fill(photo(1))).length, limits.photos);
});
