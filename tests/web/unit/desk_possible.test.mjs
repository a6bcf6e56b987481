// What the desk offers against events/transitions.hpp, whose rows decide.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { load } from './load.mjs';

const { likelyAction, possibleActions } = await load('desk/possible.ts');

const commands = {
  VerifyReport: 'verify', HoldReport: 'hold', ForwardReport: 'forward', DeclineReport: 'decline', PostFollowUp: 'answer', ReplyToFollowUp: 'reply',
  CloseReport: 'close', ArchiveReport: 'archive', MergeReport: 'merge', ReopenReport: 'reopen', RestoreReport: 'restore', ChangeVisibility: 'visibility',
  RedactText: 'redact', AddNote: 'note', RescheduleDeadline: 'reschedule', RevealIdentity: 'reveal',
};
const states = ['awaiting_verification', 'on_hold', 'awaiting_follow_up', 'awaiting_reassignment', 'in_progress', 'replied', 'closed', 'archived', 'merged'];

/** The table's rows as {action, by, from}. */
function rowsOfTable() {
  const text = readFileSync(new URL('../../../events/transitions.hpp', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/\{"(\w+)",\s*\{([^}]*)\},\s*(any_state|\{[^}]*\})/g)];
  return rows
    .filter(([, name]) => name in commands)
    .map(([, name, by, from]) => ({
      action: commands[name],
      by: by.split(',').map((each) => each.trim()),
      from: from === 'any_state' ? states : [...from.matchAll(/S::(\w+)/g)].map(([, state]) => state),
    }));
}

/** A report with everything that an action may need of it. */
const report = (state, part = {}) => ({
  state, institution: 'kota-35.78', unit: null, missed_level: 0, deadline: { due: '2026-12-01T00:00:00+07:00' }, erased: false, verified_at: '2026-11-20T09:00:00+07:00', ...part,
});
const standsOver = (own, slug) => slug === own || slug.startsWith(`${own}/`);
const actions = (role, institution, of) => possibleActions({ role, institution }, of, standsOver).sort();
const fromTable = (capacities, state) => rowsOfTable().filter(({ by, from }) => by.some((each) => capacities.includes(each)) && from.includes(state)).map(({ action }) => action).sort();

test('the table names every command that a desk knows', () => {
  assert.deepEqual(rowsOfTable().map(({ action }) => action).sort(), Object.values(commands).sort());
});

describe('each role in each state can do what the table says', () => {
  for (const state of states) {
    const waits = state === 'awaiting_verification' || state === 'on_hold';
    test(`${state}: national admin, nobody chosen`, () => {
      assert.deepEqual(actions('national_admin', null, report(state, { chosen: null })), fromTable(['national_admin', 'verifier'], state));
    });
    test(`${state}: coordinator of the institution`, () => {
      assert.deepEqual(actions('coordinator', 'kota-35.78', report(state, { chosen: 'kota-35.78' })), fromTable(waits ? ['verifier', 'coordinator'] : ['coordinator'], state));
    });
    test(`${state}: officer of the unit`, () => {
      assert.deepEqual(actions('officer', 'kota-35.78/dinkes', report(state, { unit: 'kota-35.78/dinkes' })), fromTable(['officer'], state));
    });
    test(`${state}: coordinator of another institution can do nothing`, () => {
      assert.deepEqual(actions('coordinator', 'kota-32.73', report(state)), []);
    });
  }
});

test('a chosen institution verifies, until the report has escalated to the national admin', () => {
  const fresh = { verified_at: null };
  assert.ok(!actions('national_admin', null, report('awaiting_verification', fresh)).includes('verify'));
  assert.ok(actions('national_admin', null, report('awaiting_verification', { ...fresh, missed_level: 2 })).includes('verify'));
  assert.ok(actions('coordinator', 'kota-35.78', report('awaiting_verification', fresh)).includes('verify'));
});

test('before anybody had it an officer has nothing to do with it', () => {
  assert.deepEqual(actions('officer', 'kota-35.78', report('awaiting_verification', { verified_at: null })), []);
});

test('a restored report that nobody was chosen for is the national admin\u2019s, whoever had it before', () => {
  const restored = report('awaiting_verification', { chosen: null });
  assert.ok(actions('national_admin', null, restored).includes('verify'));
  assert.deepEqual(actions('coordinator', 'kota-35.78', restored), ['note']);
});

test('an officer of a unit does not handle what lies at another unit', () => {
  assert.deepEqual(actions('officer', 'kota-35.78/dishub', report('awaiting_follow_up', { unit: 'kota-35.78/dinkes' })), []);
});

test('a deadline is moved only while one runs, a text replaced only once it is public', () => {
  const quiet = actions('national_admin', null, report('closed', { deadline: null, verified_at: null }));
  assert.ok(!quiet.includes('reschedule'));
  assert.ok(!quiet.includes('redact'));
});

test('nothing can be done to what was erased by law', () => {
  assert.deepEqual(actions('national_admin', null, report('closed', { erased: true })), []);
});

test('what is likely is offered first, and only if it is possible', () => {
  assert.equal(likelyAction(['verify', 'hold'], 'awaiting_verification'), 'verify');
  assert.equal(likelyAction(['forward', 'note'], 'awaiting_follow_up'), undefined);
  assert.equal(likelyAction(['answer', 'forward'], 'awaiting_follow_up'), 'answer');
});
