import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { load } from './load.mjs';

const { possibleActions, openQuestion, lastFollowUp, filesOfReporter, groupedCode, isWholeCode, numberOf, pastedReceipt } = await load(
  'citizen/filing/tracking/actions.ts',
  'citizen/filing/tracking/receipt_code.ts',
);

const until = '2026-12-10T00:00:00+07:00';
const before = new Date('2026-12-09T23:59:59+07:00');
const at = new Date(until);
const report = (state, more = {}) => ({ state, erased: false, window_until: null, anonymous: false, confidential: false, ...more });

describe('what a reporter may do', () => {
  test('depends on the state', () => {
    const of = (state) => possibleActions(report(state), [], before);
    assert.deepEqual(of('awaiting_verification'), ['add', 'visibility', 'withdraw']);
    assert.deepEqual(of('on_hold'), ['complete', 'visibility', 'withdraw']);
    assert.deepEqual(of('awaiting_follow_up'), ['add', 'visibility']);
    assert.deepEqual(of('in_progress'), ['reply', 'close', 'visibility']);
    assert.deepEqual(of('replied'), ['add', 'close', 'visibility']);
    assert.deepEqual(of('merged'), ['visibility']);
  });

  test('ends with the window for reopening and for an appeal', () => {
    for (const [state, action] of [['closed', 'reopen'], ['archived', 'restore']]) {
      assert.ok(possibleActions(report(state, { window_until: until }), [], before).includes(action));
      assert.ok(!possibleActions(report(state, { window_until: until }), [], at).includes(action));
    }
  });

  test('is once to reopen and once to appeal, whatever an administrator did', () => {
    const closed = report('closed', { window_until: until });
    assert.ok(possibleActions(closed, [{ event: 'report_reopened', initiator: 'administrator' }], before).includes('reopen'));
    assert.ok(!possibleActions(closed, [{ event: 'report_reopened', initiator: 'reporter' }], before).includes('reopen'));
  });

  test('is not to hide what is hidden', () => {
    assert.ok(possibleActions(report('replied', { anonymous: true }), [], before).includes('visibility'));
    assert.ok(!possibleActions(report('replied', { anonymous: true, confidential: true }), [], before).includes('visibility'));
  });

  test('is nothing once it was erased', () => {
    assert.deepEqual(possibleActions(report('closed', { erased: true }), [], before), []);
  });
});

describe('what the timeline says', () => {
  test('the newest question and the newest answer count', () => {
    const items = [
      { event: 'report_held', question: 'Di mana?' },
      { event: 'report_held', question: 'Kapan?' },
      { event: 'follow_up_posted', text: 'Besok.' },
      { event: 'follow_up_posted', text: 'Sudah.' },
    ];
    assert.equal(openQuestion(items), 'Kapan?');
    assert.equal(lastFollowUp(items), 'Sudah.');
    assert.equal(openQuestion([]), undefined);
  });

  test("the reporter's files are counted once each, an institution's not at all", () => {
    const items = [
      { event: 'information_added', attachments: ['a', 'b'] },
      { event: 'reply_posted', initiator: 'reporter', attachments: ['b', 'c'] },
      { event: 'reply_posted', initiator: 'administrator', attachments: ['x'] },
      { event: 'follow_up_posted', attachments: ['y'] },
    ];
    assert.equal(filesOfReporter({ original: { attachments: ['a'] } }, items), 3);
    assert.equal(filesOfReporter({}, []), 0);
  });
});

describe('number and code', () => {
  test('a code is grouped while it is typed, and no longer than it is', () => {
    assert.equal(groupedCode('12345'), '1234-5');
    assert.equal(groupedCode('1234-'), '1234');
    assert.equal(groupedCode('1234 5678 9012 3456 78'), '1234-5678-9012-3456');
  });

  test('a code has sixteen digits', () => {
    assert.ok(isWholeCode('1234-5678-9012-3456'));
    assert.ok(!isWholeCode('1234-5678-9012-345'));
  });

  test('a number may be written with words and dots', () => {
    assert.equal(numberOf('No. 1.003.003'), 1003003);
    assert.equal(numberOf('x'), undefined);
  });

  test('both can be pasted at once', () => {
    assert.deepEqual(pastedReceipt('1003003 9884-1053-2193-7377'), { number: '1003003', code: '9884-1053-2193-7377' });
    assert.equal(pastedReceipt('1003003'), undefined);
  });
});
