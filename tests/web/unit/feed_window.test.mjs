import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { windowAt, heightOf, guess } = await load('citizen/reports/feed_window.ts');

const pages = (count, height) => Array.from({ length: count }, () => ({ height }));
const window = 900;

test('at the top the pages of two windows are drawn', () => {
  assert.deepEqual(windowAt(pages(100, 600), 0, window), { from: 0, to: 2 });
});

test('deep in a list one window before and one behind what is seen are drawn', () => {
  const { from, to } = windowAt(pages(1_000, 600), 300_000, window);
  assert.ok(from * 600 <= 300_000 - window && (from + 1) * 600 > 300_000 - window);
  assert.ok((to + 1) * 600 >= 300_000 + 2 * window && to * 600 < 300_000 + 2 * window);
});

test('however long a list is, the number of drawn pages stays the same', () => {
  const drawn = (count, top) => {
    const { from, to } = windowAt(pages(count, 600), top, window);
    return to - from;
  };
  assert.equal(drawn(33_334, 10_000_000), drawn(100, 30_000));
});

test('behind the end the last page is drawn', () => {
  assert.deepEqual(windowAt(pages(5, 600), 90_000, window), { from: 4, to: 4 });
});

test('pages that were never drawn count with a guess', () => {
  assert.equal(heightOf([{ height: 600 }, { height: undefined }]), 600 + guess);
  assert.deepEqual(windowAt(pages(3, undefined), 0, window), { from: 0, to: 0 });
});

test('a list without pages has a window', () => {
  assert.deepEqual(windowAt([], 0, window), { from: 0, to: 0 });
});
