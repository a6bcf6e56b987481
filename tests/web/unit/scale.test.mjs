import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { quantileClasses, shadeIn } = await load('parts/charts/scale.ts');

const spans = (values) => quantileClasses(values).map(({ shade, from, to, count }) => `${shade}: ${from}-${to} x${count}`);

test('each class has about as many values', () => {
  assert.deepEqual(spans([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), ['1: 1-2 x2', '2: 3-4 x2', '3: 5-6 x2', '4: 7-8 x2', '5: 9-10 x2']);
});

test('one large value does not leave the others in one class', () => {
  assert.deepEqual(spans([1, 2, 3, 4, 1_000]), ['1: 1-1 x1', '2: 2-2 x1', '3: 3-3 x1', '4: 4-4 x1', '5: 1000-1000 x1']);
});

test('zero has a class of its own', () => {
  assert.deepEqual(spans([0, 5, 0]), ['0: 0-0 x2', '3: 5-5 x1']);
});

test('equal values are in one class', () => {
  assert.deepEqual(spans([1, 1, 1, 1, 1, 1, 9]), ['1: 1-1 x6', '5: 9-9 x1']);
});

test('every value is in exactly one class', () => {
  let seed = 20261126;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  for (let round = 0; round < 200; ++round) {
    const values = Array.from({ length: 1 + Math.floor(random() * 40) }, () => Math.floor(random() ** 3 * 50));
    const classes = quantileClasses(values);
    assert.equal(classes.reduce((sum, each) => sum + each.count, 0), values.length, `${values}`);
    for (const value of values) assert.equal(classes.filter((each) => value >= each.from && value <= each.to).length, 1, `${value} of ${values}`);
    for (let i = 1; i < classes.length; ++i) assert.ok(classes[i].shade > classes[i - 1].shade, `${values}`);
  }
});

test('nothing has no class', () => {
  assert.deepEqual(spans([]), []);
  assert.equal(shadeIn([], 3), undefined);
});
