import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { load } from './load.mjs';

const { sendDue, Problem, ...draft } = await load('offline/outbox.ts', 'offline/draft.ts', 'api/client.ts');

/** A device with drafts, and a server that carries one key out once, as ours does. */
class Place {
  constructor(...drafts) {
    this.kept = new Map(drafts.map((each) => [each.id, each]));
    this.filed = new Map();
    this.person = null;
    this.clock = 1_000_000;
    this.uploads = 0;
    this.losesAnswers = 0;
    this.refusal = null;
  }

  now = () => this.clock;
  drafts = async () => [...this.kept.values()];
  find = async (id) => this.kept.get(id);
  advance = async (begun, next) => {
    const isStill = draft.isAsSent(this.kept.get(begun.id), begun);
    if (isStill) this.kept.set(next.id, next);
    return isStill;
  };
  discard = async (id) => void this.kept.delete(id);
  signedIn = async () => this.person && { person: this.person, csrfToken: `token-${this.person}` };
  upload = async () => {
    this.whileUploading?.();
    return `upload-${++this.uploads}`;
  };
  work = async () => {
    if (this.noChallenge) throw new Problem('offline', 0, '');
  };
  submit = async (body, key, sender) => {
    this.token = sender.csrfToken;
    this.whileSubmitting?.();
    if (this.refusal) throw this.refusal;
    if (!this.filed.has(key)) this.filed.set(key, { id: 1000000 + this.filed.size, body: JSON.stringify(body) });
    assert.equal(this.filed.get(key).body, JSON.stringify(body), 'one key, one body');
    if (this.losesAnswers-- > 0) throw new Problem('offline', 0, '');
    return { id: this.filed.get(key).id };
  };
}

const written = (id, photos = []) => ({ ...draft.changed(draft.newDraft(id, `key-${id}`, 0), { title: id, text: 'x' }, 0), photos });
const waiting = (id, person = null, photos = []) => draft.queued(written(id, photos), { person }, 0);
const stageOf = (place, id) => place.kept.get(id).stage.kind;

describe('the outbox', () => {
  test('sends what waits and leaves what is being written', async () => {
    const place = new Place(waiting('a'), written('b'), waiting('c'));
    assert.deepEqual(await sendDue(place), ['sent', 'sent']);
    assert.deepEqual([stageOf(place, 'a'), stageOf(place, 'b'), stageOf(place, 'c')], ['sent', 'writing', 'sent']);
    assert.equal(place.filed.size, 2);
  });

  test('files a report once, also when the answer is lost several times', async () => {
    const place = new Place(waiting('a'));
    place.losesAnswers = 3;
    for (let i = 0; i < 3; ++i) assert.deepEqual(await sendDue(place, true), ['waiting']);
    assert.deepEqual(await sendDue(place, true), ['sent']);
    assert.equal(place.filed.size, 1);
  });

  test('uploads each photo once, also when sending fails afterwards', async () => {
    const place = new Place(waiting('a', null, [{ id: 'p' }, { id: 'q' }]));
    place.losesAnswers = 1;
    await sendDue(place);
    await sendDue(place, true);
    assert.equal(place.uploads, 2);
    assert.deepEqual(JSON.parse(place.filed.get('key-a').body).attachments, ['upload-1', 'upload-2']);
  });

  test('gives back what it could not even begin to send', async () => {
    const place = new Place(waiting('a'));
    place.noChallenge = true;
    await sendDue(place);
    assert.ok(draft.isRecallable(place.kept.get('a')));
  });

  test('waits for its pause unless the network has come back', async () => {
    const place = new Place(waiting('a'));
    place.refusal = new Problem('too-many-requests', 429, '', undefined, 60);
    await sendDue(place);
    place.refusal = null;
    place.clock += 59_999;
    assert.deepEqual(await sendDue(place), []);
    place.clock += 1;
    assert.deepEqual(await sendDue(place), ['sent']);
  });

  test('sends nothing under the name of somebody else', async () => {
    const place = new Place(waiting('a', 7));
    assert.deepEqual(await sendDue(place), ['waiting']);
    place.person = 8;
    assert.deepEqual(await sendDue(place, true), ['waiting']);
    assert.equal(place.filed.size, 0);
    place.person = 7;
    assert.deepEqual(await sendDue(place, true), ['sent']);
    assert.equal(place.token, 'token-7');
  });

  test('gives back what the server refuses, with the field', async () => {
    const place = new Place(waiting('a'));
    place.refusal = new Problem('too-long', 422, 'x', 'title');
    assert.deepEqual(await sendDue(place), ['refused']);
    assert.equal(place.kept.get('a').stage.told.field, 'title');
    assert.deepEqual(await sendDue(place, true), []);
  });

  test('forgets receipts that were shown an hour ago', async () => {
    const place = new Place(waiting('a'));
    await sendDue(place);
    place.kept.set('a', draft.shown(place.kept.get('a'), place.clock));
    place.clock += 3_600_000;
    await sendDue(place);
    assert.equal(place.kept.size, 0);
  });

  test('sends nothing of a draft that its reporter takes back while an earlier one is sent', async () => {
    const place = new Place(waiting('a'), waiting('b'));
    place.whileSubmitting = () => place.kept.set('b', draft.recalled(place.kept.get('b'), 5));
    assert.deepEqual(await sendDue(place), ['sent']);
    assert.equal(stageOf(place, 'b'), 'writing');
    assert.equal(place.filed.size, 1);
  });

  test('sends nothing of a draft that its reporter takes back while its photo is sent', async () => {
    const place = new Place(waiting('a', null, [{ id: 'p' }, { id: 'q' }]));
    place.whileUploading = () => place.kept.set('a', draft.recalled(place.kept.get('a'), 5));
    assert.deepEqual(await sendDue(place), ['taken-back']);
    assert.deepEqual([stageOf(place, 'a'), place.uploads, place.filed.size], ['writing', 1, 0]);
  });

  test('leaves a draft for the next time that was changed and put into the outbox again meanwhile', async () => {
    const place = new Place(waiting('a', null, [{ id: 'p' }]));
    const again = draft.queued(draft.changed(draft.recalled(place.kept.get('a'), 5), { title: 'new' }, 6), { person: null }, 7);
    place.whileUploading = () => place.kept.set('a', again);
    assert.deepEqual(await sendDue(place), ['taken-back']);
    place.whileUploading = undefined;
    assert.deepEqual(await sendDue(place), ['sent']);
    assert.equal(JSON.parse(place.filed.get('key-a').body).title, 'new');
  });

  test('does not bring back what was discarded, before it was sent or while it was', async () => {
    const early = new Place(waiting('a', null, [{ id: 'p' }]));
    early.whileUploading = () => early.kept.delete('a');
    assert.deepEqual(await sendDue(early), ['taken-back']);
    const late = new Place(waiting('a'));
    late.whileSubmitting = () => late.kept.delete('a');
    assert.deepEqual(await sendDue(late), ['taken-back']);
    late.refusal = new Problem('too-long', 422, 'x', 'title');
    late.kept.set('b', waiting('b'));
    late.whileSubmitting = () => late.kept.delete('b');
    assert.deepEqual(await sendDue(late), ['taken-back']);
    assert.deepEqual([early.kept.size, early.filed.size, late.kept.size], [0, 0, 0]);
  });
});
