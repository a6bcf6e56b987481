import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { load } from './load.mjs';

const draft = await load('offline/draft.ts');
const now = 1_000_000;
const hour = 3_600_000;

const written = () => draft.changed(draft.newDraft('d1', 'key-1', now), { title: ' Lampu mati ', text: 'Sejak Senin.', occurredOn: '2026-11-20' }, now);
const waiting = () => draft.queued(written(), { person: null }, now);
const told = (status, kind = 'x') => ({ kind, status, detail: '' });

describe('writing', () => {
  test('a new draft is blank, one letter makes it worth keeping', () => {
    const fresh = draft.newDraft('d1', 'key-1', now);
    assert.ok(draft.isBlank(fresh));
    assert.ok(!draft.isBlank(draft.changed(fresh, { title: 'L' }, now)));
  });

  test('a date alone, which the form fills in by itself, is worth nothing', () => {
    assert.ok(draft.isBlank(draft.changed(draft.newDraft('d1', 'k', now), { occurredOn: '2026-11-26' }, now)));
  });

  test('what waits to be sent cannot be written any more', () => {
    const queued = waiting();
    assert.equal(draft.changed(queued, { title: 'Lain' }, now), queued);
    assert.equal(draft.withPhotos(queued, [{ id: 'p' }], now), queued);
  });

  test('the key stays the same in all that happens', () => {
    const refused = draft.notTaken(draft.posting(waiting()), told(422), now);
    assert.equal(draft.posting(draft.queued(refused, { person: null }, now)).key, 'key-1');
  });
});

describe('the body', () => {
  test('has what was filled in, trimmed, and nothing that was left empty', () => {
    assert.deepEqual(draft.submissionOf(written()), {
      title: 'Lampu mati',
      text: 'Sejak Senin.',
      classification: 'complaint',
      occurred_on: '2026-11-20',
      anonymous: false,
      confidential: false,
    });
  });

  test('names place, contact and uploads where there are any', () => {
    const full = draft.changed(written(), { region: '63.02', point: { lat: -3.2, lng: 116.2 }, contactPhone: '0812' }, now);
    const body = draft.submissionOf({ ...full, photos: [{ id: 'a', upload: 'f00d' }, { id: 'b' }] });
    assert.deepEqual(body.place, { region: '63.02', lat: -3.2, lng: 116.2 });
    assert.deepEqual(body.contact, { phone: '0812' });
    assert.deepEqual(body.attachments, ['f00d']);
  });

  test('says by which way it came, where the server cannot know', () => {
    const sent = draft.posting(draft.queued(written(), { person: null, channel: 'app' }, now));
    assert.equal(sent.stage.body.channel, 'app');
    assert.equal(draft.posting(waiting()).stage.body.channel, undefined);
  });

  test('of an anonymous report has no name to show', () => {
    const named = draft.changed(written(), { displayName: 'Wati', anonymous: true }, now);
    assert.equal(draft.submissionOf(named).display_name, undefined);
  });
});

describe('what was not taken', () => {
  test('goes back to writing, with the reason, when the server refuses what it says', () => {
    const back = draft.notTaken(draft.posting(waiting()), { ...told(422, 'blank-text'), field: 'title' }, now);
    assert.equal(back.stage.kind, 'writing');
    assert.equal(back.stage.told.field, 'title');
  });

  test('waits with its body when nobody answered, for it may have arrived', () => {
    const silent = draft.notTaken(draft.posting(waiting()), told(0, 'offline'), now);
    assert.equal(silent.stage.kind, 'waiting');
    assert.deepEqual(silent.stage.body, draft.submissionOf(written()));
    assert.ok(!draft.isRecallable(silent));
    assert.equal(draft.recalled(silent, now), silent);
  });

  test('waits with its body also when a later try is refused for now', () => {
    const silent = draft.notTaken(draft.posting(waiting()), told(503), now);
    const again = draft.notTaken(draft.posting(silent), told(429), now);
    assert.ok(again.stage.body);
  });

  test('that was found half sent after a crash may have arrived, too', () => {
    const found = draft.posting(waiting());
    assert.ok(draft.notTaken(draft.posting(found), told(429), now).stage.body);
  });

  test('may be written again when the server surely did nothing', () => {
    const asked = draft.notTaken(draft.posting(waiting()), told(429), now);
    assert.ok(draft.isRecallable(asked));
    assert.equal(draft.recalled(asked, now).stage.kind, 'writing');
  });

  test('is uploaded anew when its uploads are gone, but not for ever', () => {
    let each = draft.posting(draft.uploaded({ ...waiting(), photos: [{ id: 'a', file: 1 }] }, 'a', 'old'));
    each = draft.notTaken(each, told(422, 'unknown-attachment'), now);
    assert.deepEqual(each.photos, [{ id: 'a', file: 1 }]);
    assert.equal(each.stage.body, undefined);
    for (let i = 0; i < 3; ++i) each = draft.notTaken(draft.posting(each), told(422, 'unknown-attachment'), now);
    assert.equal(each.stage.kind, 'writing');
  });

  test('is tried again later and later, and when the server says', () => {
    const once = draft.notTaken(waiting(), told(500), now);
    const twice = draft.notTaken(once, told(500), now);
    assert.ok(!draft.isDue(once, once.stage.notBefore - 1));
    assert.ok(draft.isDue(once, once.stage.notBefore));
    assert.ok(twice.stage.notBefore > once.stage.notBefore);
    assert.equal(draft.notTaken(waiting(), { ...told(429), retryAfter: 90 }, now).stage.notBefore, now + 90_000);
  });
});

describe('a receipt', () => {
  const sent = () => draft.arrived(draft.posting(waiting()), { id: 1000001, receipt: '1234-5678-9012-3456' }, now);

  test('lets go of what was told, and of the photos', () => {
    assert.deepEqual([sent().fields.title, sent().fields.text, sent().fields.occurredOn], [' Lampu mati ', '', '']);
    assert.deepEqual(sent().photos, []);
  });

  test('that nobody has seen is kept for ever', () => {
    assert.ok(!draft.isForgettable(sent(), now + 1000 * hour));
  });

  test('that was shown stays for an hour', () => {
    const seen = draft.shown(sent(), now);
    assert.ok(!draft.isForgettable(seen, now + hour - 1));
    assert.ok(draft.isForgettable(seen, now + hour));
    assert.equal(draft.shown(seen, now + 5), seen);
  });
});
