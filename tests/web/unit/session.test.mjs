import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './load.mjs';

globalThis.BroadcastChannel = undefined;  // an open one keeps Node running
globalThis.sessionStorage = {};
Object.defineProperties(globalThis.sessionStorage, Object.fromEntries(Object.entries({
  getItem(name) { return this[name] ?? null; },
  setItem(name, value) { this[name] = value; },
  removeItem(name) { delete this[name]; },
}).map(([name, value]) => [name, { value }])));
const events = [];
globalThis.dispatchEvent = (event) => events.push(event.type);
const { claimTab } = await load('api/session.tsx');

beforeEach(() => {
  claimTab(null);
  events.length = 0;
  claimTab(7);
  sessionStorage.setItem('lapor.texts.1000001', '{}');
});

test('the same person finds unsent texts again after the session has expired', () => {
  claimTab(7);
  assert.equal(sessionStorage.getItem('lapor.texts.1000001'), '{}');
  assert.deepEqual(events, []);
});

test('what was written is dropped when its writer leaves, or somebody else signs in', () => {
  for (const next of [8, null]) {
    sessionStorage.setItem('lapor.texts.1000001', '{}');
    claimTab(next);
    assert.equal(sessionStorage.getItem('lapor.texts.1000001'), null);
  }
  assert.deepEqual(events, ['signedout', 'signedout']);
});
