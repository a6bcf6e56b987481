import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { workingTime, inDaysAndHours } = await load('text/working_time.ts');

const hour = 3_600_000;
const office = { opens: 8, closes: 16, closedDays: new Set(['2026-12-25']) };
const wib = (text) => new Date(`${text}+07:00`);
const hours = (from, until, offset = 7) => workingTime(from, until, offset, office) / hour;

test('a working day has the hours of its office', () => {
  assert.equal(hours(wib('2026-11-26T00:00:00'), wib('2026-11-27T00:00:00')), 8);
});

test('nights and weekends do not count', () => {
  assert.equal(hours(wib('2026-11-27T16:00:00'), wib('2026-11-30T08:00:00')), 0);
  assert.equal(hours(wib('2026-11-27T15:00:00'), wib('2026-11-30T09:00:00')), 2);
});

test('a decreed holiday does not count', () => {
  assert.equal(hours(wib('2026-12-24T00:00:00'), wib('2026-12-29T00:00:00')), 16);
});

test('what is past is negative', () => {
  assert.equal(hours(wib('2026-11-26T12:00:00'), wib('2026-11-26T10:00:00')), -2);
});

test('office hours are those of the zone that was asked for', () => {
  const from = wib('2026-11-26T06:00:00');
  assert.equal(hours(from, wib('2026-11-26T08:00:00'), 7), 0);
  assert.equal(hours(from, wib('2026-11-26T08:00:00'), 9), 2);
});

test('an empty span has no working time', () => {
  const now = wib('2026-11-26T10:00:00');
  assert.equal(hours(now, now), 0);
});

test('a rest of a day is told in hours', () => {
  assert.deepEqual(inDaysAndHours(19.5 * hour, office), { days: 2, hours: 3 });
  assert.deepEqual(inDaysAndHours(-9 * hour, office), { days: 1, hours: 1 });
});
