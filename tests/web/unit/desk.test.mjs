import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { load } from './load.mjs';

const { mergeRows, runsOf, piecesOf, findingsIn, fillTemplate, unknownPlaceholders, wantedOf, filtersOf, countOf, tabsOf, neighbours } = await load(
  'desk/list/merge_rows.ts', 'desk/list/use_window.ts', 'desk/report/marked_text.ts', 'desk/templates/fill.ts', 'desk/list/filters.ts', 'desk/queue.ts',
);

const card = (id, version = 1) => ({ id, version });
const row = (id, version = 1) => ({ card: card(id, version), gone: false });
const idsOf = ({ rows }) => rows.map((each) => (each.gone ? -each.card.id : each.card.id));

describe('a list that changes', () => {
  test('tells what came in and what has changed', () => {
    const merged = mergeRows([row(1), row(2)], [card(3), card(1), card(2, 2)], null);
    assert.deepEqual([merged.added, merged.changed], [[3], [2]]);
    assert.deepEqual(idsOf(merged), [3, 1, 2]);
  });

  test('keeps the row under the cursor where it was when it has left', () => {
    assert.deepEqual(idsOf(mergeRows([row(1), row(2), row(3)], [card(1), card(3)], 2)), [1, -2, 3]);
    assert.deepEqual(idsOf(mergeRows([row(1), row(2), row(3)], [card(2), card(3)], 1)), [-1, 2, 3]);
  });

  test('finds its place also when those before it have left', () => {
    assert.deepEqual(idsOf(mergeRows([row(1), row(2), row(3), row(4)], [card(1), card(4)], 3)), [1, -3, 4]);
  });

  test('drops what has left once the cursor is elsewhere', () => {
    const before = mergeRows([row(1), row(2)], [card(1)], 2).rows;
    assert.deepEqual(idsOf(mergeRows(before, [card(1)], 1)), [1]);
  });
});

describe('what is drawn of a long list', () => {
  test('is what is near', () => {
    assert.deepEqual(runsOf(1000, 100, 140, 120), [{ skipped: 100, from: 100, to: 140 }]);
  });

  test('and the row under the cursor, wherever it is', () => {
    assert.deepEqual(runsOf(1000, 100, 140, 3), [{ skipped: 3, from: 3, to: 4 }, { skipped: 96, from: 100, to: 140 }]);
    assert.deepEqual(runsOf(1000, 100, 140, 500), [{ skipped: 100, from: 100, to: 140 }, { skipped: 360, from: 500, to: 501 }]);
  });

  test('every row has its place: drawn and skipped rows together are all before the end', () => {
    for (const cursor of [-1, 0, 50, 99, 100, 139, 140, 999])
      for (const { skipped } of runsOf(1000, 100, 140, cursor)) assert.ok(skipped >= 0);
  });

  test('an empty list has nothing to draw', () => {
    assert.deepEqual(runsOf(0, 0, 40, -1), [{ skipped: 0, from: 0, to: 0 }]);
  });
});

describe('personal data in a text', () => {
  test('is cut out by code points, also behind pictures', () => {
    const pieces = piecesOf('😀 telp 0812', [{ kind: 'phone', begin: 7, length: 4 }]);
    assert.deepEqual(pieces, [{ text: '😀 telp ' }, { text: '0812', kind: 'phone' }]);
  });

  test('whole texts and texts without any are one piece', () => {
    assert.deepEqual(piecesOf('0812', [{ kind: 'phone', begin: 0, length: 4 }]), [{ text: '0812', kind: 'phone' }]);
    assert.deepEqual(piecesOf('aman', []), [{ text: 'aman' }]);
    assert.deepEqual(piecesOf('', []), []);
  });

  test('the same number twice is one thing to decide', () => {
    const pieces = piecesOf('a b a', [{ kind: 'phone', begin: 0, length: 1 }, { kind: 'phone', begin: 4, length: 1 }]);
    assert.deepEqual(findingsIn(pieces), [{ text: 'a', kind: 'phone' }]);
  });

  test('no letter of the text is lost', () => {
    const text = 'NIK 6302011203850001 dan 0812-3456-7890.';
    const pieces = piecesOf(text, [{ kind: 'phone', begin: 25, length: 14 }, { kind: 'national_id', begin: 4, length: 16 }]);
    assert.equal(pieces.map((each) => each.text).join(''), text);
    assert.deepEqual(findingsIn(pieces).map((each) => each.text), ['6302011203850001', '0812-3456-7890']);
  });
});

describe('a template', () => {
  test('is filled with what is known; the rest stays to be seen', () => {
    assert.equal(fillTemplate('Laporan {nomor}: {judul} {lain}', { nomor: '1000001', judul: 'Lampu {nomor}' }), 'Laporan 1000001: Lampu {nomor} {lain}');
  });

  test('tells the names that nothing will fill', () => {
    assert.deepEqual(unknownPlaceholders('{nomor} {nama} {nama}'), ['nama']);
  });
});

describe('the list that is asked for', () => {
  const asked = (search, who) => wantedOf(filtersOf(new URLSearchParams(search)), who);
  const coordinator = { role: 'coordinator', institution: 'kota-35.78' };

  test('is the work list, narrowed by the tab', () => {
    const wanted = asked('tab=answer&late=true', coordinator);
    assert.equal(wanted.path, '/v1/worklist');
    assert.equal(wanted.query.state, 'awaiting_follow_up');
    assert.equal(wanted.query.late, 'true');
    assert.equal(wanted.counting.state, undefined);
  });

  test('or everything on the desk, and never somebody else\u2019s', () => {
    const wanted = asked('tab=desk', coordinator);
    assert.deepEqual([wanted.path, wanted.query.institution], ['/v1/reports', 'kota-35.78']);
    assert.equal(asked('tab=desk', { role: 'officer', institution: 'kota-35.78/dinkes' }).query.unit, 'kota-35.78/dinkes');
  });

  test('a tab of another role is all work', () => {
    assert.equal(asked('tab=reassign', coordinator).query.state, '');
  });

  test('counts are those of the states of a tab', () => {
    const [all, , , escalated] = tabsOf('national_admin');
    assert.equal(countOf(all, 9, {}), 9);
    assert.equal(countOf(escalated, 9, { awaiting_follow_up: 3, replied: 2 }), 5);
  });
});

test('the queue knows what stands before and behind a report', () => {
  assert.deepEqual(neighbours([1, 2, 3], 2), { before: 1, after: 3 });
  assert.deepEqual(neighbours([1, 2, 3], 3), { before: 2, after: undefined });
  assert.deepEqual(neighbours([1, 2], 9), { after: 1 });
});
