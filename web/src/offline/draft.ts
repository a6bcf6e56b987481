import type { Schemas } from '../api/types';

/** A report before it is one, as it lies on this device. All functions here are pure: time is passed in. */

export type Submission = Schemas['Submission'];
export type Submitted = Schemas['Submitted'];
export type Classification = Schemas['Classification'];

/** What the form asks for. Empty texts: not filled in. */
export interface Fields {
  classification: Classification;
  title: string;
  text: string;
  /** "2026-11-26". */
  occurredOn: string;
  region: string;
  address: string;
  point: { lat: number; lng: number } | null;
  category: string;
  institution: string;
  anonymous: boolean;
  confidential: boolean;
  displayName: string;
  /** Of who reports at a counter; only clerks fill this in. */
  contactName: string;
  contactPhone: string;
  contactEmail: string;
}

/** A file that waits with its draft. `upload`: the server has it, for a day. */
export interface Photo {
  id: string;
  name: string;
  file: Blob;
  upload?: string;
}

/** Under whose name it is sent: an account's number, or null for nobody's. Decided when the reporter presses "send". */
export interface Sender {
  person: number | null;
  /** By which way; the server knows that of clerks. */
  channel?: 'web' | 'app' | undefined;
}

/** What the server said, without the class, so that it can be kept. */
export interface Told {
  kind: string;
  status: number;
  detail: string;
  field?: string | undefined;
  retryAfter?: number | undefined;
}

/** In the outbox. `body`: as it was last on its way. `unsure`: that may have arrived, so nothing may change any more. */
export interface Waiting {
  kind: 'waiting';
  sender: Sender;
  body?: Submission | undefined;
  unsure?: boolean;
  tries: number;
  /** Not tried by itself before this instant. */
  notBefore: number;
  told?: Told;
}

export type Stage =
  | { kind: 'writing'; told?: Told }
  | Waiting
  | { kind: 'sent'; submitted: Submitted; sender: Sender; at: number; shownAt?: number };

export interface Draft {
  id: string;
  /** The Idempotency-Key, made once: however often it is sent, it becomes one report. */
  key: string;
  fields: Fields;
  photos: Photo[];
  changedAt: number;
  stage: Stage;
}

const empty: Fields = {
  classification: 'complaint',
  title: '',
  text: '',
  occurredOn: '',
  region: '',
  address: '',
  point: null,
  category: '',
  institution: '',
  anonymous: false,
  confidential: false,
  displayName: '',
  contactName: '',
  contactPhone: '',
  contactEmail: '',
};

export function newDraft(id: string, key: string, now: number): Draft {
  return { id, key, fields: { ...empty }, photos: [], changedAt: now, stage: { kind: 'writing' } };
}

/** Whether nothing would be lost with it. */
export function isBlank(draft: Draft): boolean {
  const { classification: _, occurredOn: __, ...typed } = draft.fields;
  return draft.photos.length === 0 && Object.values(typed).every((each) => each === '' || each === null || each === false);
}

/** Writing is over once it waits to be sent: what may have arrived must not change. */
export function changed(draft: Draft, fields: Partial<Fields>, now: number): Draft {
  if (draft.stage.kind !== 'writing') return draft;
  return { ...draft, fields: { ...draft.fields, ...fields }, changedAt: now };
}

export function withPhotos(draft: Draft, photos: Photo[], now: number): Draft {
  if (draft.stage.kind !== 'writing') return draft;
  return { ...draft, photos, changedAt: now };
}

/** "Send" was pressed. */
export function queued(draft: Draft, sender: Sender, now: number): Draft {
  if (draft.stage.kind !== 'writing') return draft;
  return { ...draft, changedAt: now, stage: { kind: 'waiting', sender, tries: 0, notBefore: 0 } };
}

/** Whether it may go back to writing: while it has surely not arrived. */
export function isRecallable({ stage }: Draft): boolean {
  return stage.kind === 'waiting' && !stage.body;
}

export function recalled(draft: Draft, now: number): Draft {
  if (!isRecallable(draft)) return draft;
  return { ...draft, changedAt: now, stage: { kind: 'writing' } };
}

export function uploaded(draft: Draft, photo: string, upload: string): Draft {
  return { ...draft, photos: draft.photos.map((each) => (each.id === photo ? { ...each, upload } : each)) };
}

/** It is on its way with this body, and is sent with this very body until the server has answered. */
export function posting(draft: Draft): Draft {
  if (draft.stage.kind !== 'waiting') return draft;
  const { body } = draft.stage;
  return { ...draft, stage: { ...draft.stage, body: body ?? submissionOf(draft, draft.stage.sender.channel), ...(body && { unsure: true }) } };
}

/** What was told is the server's now: only what the receipt shows stays on the device. */
export function arrived(draft: Draft, submitted: Submitted, now: number): Draft {
  if (draft.stage.kind !== 'waiting') return draft;
  const { title, institution } = draft.fields;
  return { ...draft, fields: { ...empty, title, institution }, photos: [], changedAt: now, stage: { kind: 'sent', submitted, sender: draft.stage.sender, at: now } };
}

const firstPauseMs = 5_000;
const longestPauseMs = 15 * 60_000;
const uploadTries = 3;

/** What becomes of a draft that the server did not take. */
export function notTaken(draft: Draft, told: Told, now: number): Draft {
  if (draft.stage.kind !== 'waiting') return draft;
  const { stage } = draft;
  if (told.kind === 'unknown-attachment' && stage.tries < uploadTries) return forgetUploads(draft, stage, now);
  if (mustChange(told)) return { ...draft, changedAt: now, stage: { kind: 'writing', told } };
  const unsure = stage.unsure || (stage.body !== undefined && !isAnswer(told));
  const later = { kind: 'waiting', sender: stage.sender, tries: stage.tries + 1, notBefore: now + pauseOf(told, stage), told } as const;
  return { ...draft, stage: unsure ? { ...later, unsure, body: stage.body } : later };
}

/** Uploads wait for a day only; what was refused for that has not arrived. */
function forgetUploads(draft: Draft, stage: Waiting, now: number): Draft {
  const photos = draft.photos.map(({ upload: _, ...photo }) => photo);
  return { ...draft, photos, stage: { kind: 'waiting', sender: stage.sender, tries: stage.tries + 1, notBefore: now } };
}

function pauseOf({ retryAfter }: Told, { tries }: Waiting): number {
  return retryAfter ? retryAfter * 1000 : Math.min(firstPauseMs * 2 ** tries, longestPauseMs);
}

/** Refused for what it says: the reporter must change something. */
function mustChange({ status }: Told): boolean {
  return [400, 403, 409, 413, 415, 422].includes(status);
}

/** The server said that it did nothing. Silence (0) and its own mistakes (5xx) say nothing. */
function isAnswer({ status }: Told): boolean {
  return status >= 400 && status < 500 && status !== 408;
}

export function isDue(draft: Draft, now: number): boolean {
  return draft.stage.kind === 'waiting' && draft.stage.notBefore <= now;
}

/** Whether what lies on the device is still what the outbox has begun to send. */
export function isAsSent(kept: Draft | undefined, begun: Draft): boolean {
  return kept?.stage.kind === 'waiting' && kept.changedAt === begun.changedAt;
}

/** The body of POST /v1/reports. What was left empty is left out. */
export function submissionOf({ fields, photos }: Draft, channel?: Sender['channel']): Submission {
  const attachments = photos.flatMap((each) => each.upload ?? []);
  return {
    title: fields.title.trim(),
    text: fields.text.trim(),
    classification: fields.classification,
    occurred_on: fields.occurredOn,
    ...(fields.category && { category: fields.category }),
    ...(fields.institution && { institution: fields.institution }),
    ...placeOf(fields),
    anonymous: fields.anonymous,
    confidential: fields.confidential,
    ...(fields.displayName.trim() && !fields.anonymous && { display_name: fields.displayName.trim() }),
    ...contactOf(fields),
    ...(channel && { channel }),
    ...(attachments.length > 0 && { attachments }),
  };
}

function placeOf({ region, address, point }: Fields): Pick<Submission, 'place'> {
  const place = { ...(region && { region }), ...(address.trim() && { address: address.trim() }), ...point };
  return Object.keys(place).length > 0 ? { place } : {};
}

function contactOf({ contactName, contactPhone, contactEmail }: Fields): Pick<Submission, 'contact'> {
  const contact = {
    ...(contactName.trim() && { name: contactName.trim() }),
    ...(contactPhone.trim() && { phone: contactPhone.trim() }),
    ...(contactEmail.trim() && { email: contactEmail.trim() }),
  };
  return Object.keys(contact).length > 0 ? { contact } : {};
}

const keptUnseenMs = 3_600_000;

/** A receipt that was shown and not kept stays for an hour, should the page be closed by mistake. */
export function isForgettable(draft: Draft, now: number): boolean {
  return draft.stage.kind === 'sent' && draft.stage.shownAt !== undefined && draft.stage.shownAt + keptUnseenMs <= now;
}

export function shown(draft: Draft, now: number): Draft {
  if (draft.stage.kind !== 'sent' || draft.stage.shownAt !== undefined) return draft;
  return { ...draft, stage: { ...draft.stage, shownAt: now } };
}
