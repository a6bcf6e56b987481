// Which page a path leads to.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { load } from './load.mjs';

globalThis.addEventListener ??= () => undefined;
const { match } = await load('app/router');

describe('a path', () => {
  test('gives the values that its pattern names', () => {
    assert.deepEqual(match('/reports/{id}', '/reports/1000001'), { id: '1000001' });
    assert.deepEqual(match('/institutions/{slug...}', '/institutions/kota-35.78/dishub'), { slug: 'kota-35.78/dishub' });
    assert.deepEqual(match('/institutions/{slug...}', '/institutions/a%20b'), { slug: 'a b' });
  });

  test('of another shape does not fit', () => {
    for (const path of ['/reports', '/reports/', '/reports/1/2', '/maps/1']) assert.equal(match('/reports/{id}', path), null, path);
  });

  test('that is no percent-encoded UTF-8 fits no pattern', () => {
    for (const text of ['%zz', '%E0%A4%A', '%ff']) {
      assert.equal(match('/institutions/{slug...}', `/institutions/${text}`), null);
      assert.equal(match('/reports/{id}', `/reports/${text}`), null);
    }
  });
});
