import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { periodOf, lengthOf, datesOf } = await load('dashboard/period.ts');

const today = '2026-11-26';
const period = (query) => {
  const { from, to, before } = periodOf(new URLSearchParams(query), today);
  return `${from} ${to} | ${before.from} ${before.to}`;
};

test('without a wish it is the last thirty days beside the thirty before', () => {
  assert.equal(period(''), '2026-10-28 2026-11-26 | 2026-09-28 2026-10-27');
});

test('this month is compared with as many days right before it', () => {
  assert.equal(period('period=month'), '2026-11-01 2026-11-26 | 2026-10-06 2026-10-31');
});

test('this year begins on the first of January', () => {
  assert.equal(period('period=year'), '2026-01-01 2026-11-26 | 2025-02-05 2025-12-31');
});

test('chosen days are taken as they are, also over the end of February in a leap year', () => {
  assert.equal(period('period=custom&from=2024-02-28&to=2024-03-01'), '2024-02-28 2024-03-01 | 2024-02-25 2024-02-27');
});

test('chosen days the other way round are the same', () => {
  assert.equal(period('period=custom&from=2026-11-10&to=2026-11-01'), period('period=custom&from=2026-11-01&to=2026-11-10'));
});

test('dates that are none and unknown periods fall back', () => {
  assert.equal(period('period=custom&from=gestern&to=2026-02-31x'), period(''));
  assert.equal(period('period=century'), period(''));
});

test('never more days than the API takes', () => {
  assert.equal(lengthOf(periodOf(new URLSearchParams('period=custom&from=1990-01-01&to=2026-11-26'), today)), 3_660);
});

test('a period has one date for each of its days', () => {
  assert.deepEqual(datesOf({ from: '2026-10-30', to: '2026-11-01' }), ['2026-10-30', '2026-10-31', '2026-11-01']);
});
