import assert from 'node:assert/strict';
import { test } from 'node:test';

// The language of a page stands in its address.
globalThis.location = { pathname: '/', search: '' };
const { load } = await import('./load.mjs');
const { addMessages, show, trendOf, unitOf } = await load('dashboard/figures.ts', 'text/messages.ts');
addMessages({
  'dashboard.hours': '{hours} jam',
  'dashboard.trend.up': 'naik {amount}',
  'dashboard.trend.down': 'turun {amount}',
  'dashboard.trend.same': 'tetap',
  'dashboard.trend.points': '{points} poin',
});

const trend = (figure, now, before) => {
  const found = trendOf(figure, now, before);
  return found && `${found.direction} ${found.tone}: ${found.text}`;
};

test('counts are compared in percent', () => {
  assert.equal(trend('closed', 150, 100), 'up good: naik 50%');
  assert.equal(trend('open', 150, 100), 'up bad: naik 50%');
  assert.equal(trend('received', 50, 100), 'down neutral: turun 50%');
});

test('from nothing the number itself is told', () => {
  assert.equal(trend('received', 7, 0), 'up neutral: naik 7');
});

test('shares are compared in points', () => {
  assert.equal(trend('followed_up_share', 0.674, 0.809), 'down bad: turun 13,5 poin');
});

test('hours and scores are compared as they are', () => {
  assert.equal(trend('hours_to_follow_up_median', 11, 14.5), 'down good: turun 3,5 jam');
  assert.equal(trend('rating_mean', 3.29, 3.27), 'up good: naik 0,02');
});

test('what nobody would see is no change', () => {
  assert.equal(trend('followed_up_share', 0.67401, 0.67403), 'same neutral: tetap');
  assert.equal(trend('received', 0, 0), 'same neutral: tetap');
});

test('what cannot be told is not compared', () => {
  assert.equal(trend('rating_mean', null, 3.2), undefined);
  assert.equal(trend('rating_mean', 3.2, null), undefined);
  assert.equal(show('share', null), '–');
});

test('units follow from the names of figures', () => {
  assert.deepEqual(['received', 'followed_up_share', 'hours_to_follow_up_p90', 'rating_mean', 'ratings'].map(unitOf), ['count', 'share', 'hours', 'score', 'count']);
});
