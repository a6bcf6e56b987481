import { asProblem, Problem } from '../api/client';
import { arrived, type Draft, isDue, isForgettable, notTaken, type Photo, posting, type Sender, type Submission, type Submitted, uploaded } from './draft';

export interface SignedIn {
  person: number;
  csrfToken: string | undefined;
}

/** A sender, with the token of that very session; the page's own session may be another one. */
export type Voice = Sender & { csrfToken?: string | undefined };

/** What the outbox needs of the world, so that its rules can be tried without one. */
export interface World {
  now: () => number;
  drafts: () => Promise<Draft[]>;
  find: (id: string) => Promise<Draft | undefined>;
  /** Keeps the next step if the draft is still as it was begun (`isAsSent`), in one transaction; answers whether it was. */
  advance: (begun: Draft, next: Draft) => Promise<boolean>;
  discard: (id: string) => Promise<void>;
  /** Who has signed in on this device; null: nobody. */
  signedIn: () => Promise<SignedIn | null>;
  upload: (file: Blob, sender: Voice) => Promise<string>;
  /** The proof of work that the server asks of this sender for one request, if any. */
  work: (sender: Sender) => Promise<string | undefined>;
  submit: (body: Submission, key: string, sender: Voice, proofOfWork: string | undefined) => Promise<Submitted>;
}

/** The member of the body that names files; `attachments/<id>` is one of the draft's photos. */
export const attachmentField = 'attachments';

/** How it went with one draft; `taken-back`: the reporter wanted it back, or discarded it, before it was sent. */
export type Outcome = 'sent' | 'refused' | 'waiting' | 'taken-back';

class TakenBack extends Error {}

/**
 * Sends all that is due, one after the other, and answers what became of each. Every step is kept before the next one:
 * whoever continues after a crash continues where it was, with the same key and the same body. Only one may run at a
 * time (outbox_world.ts holds the lock). `ignorePauses`: the network is back, or somebody asked for it.
 */
export async function sendDue(world: World, ignorePauses = false): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { id } of await world.drafts()) {
    const draft = await world.find(id);
    if (!draft) continue;
    if (isForgettable(draft, world.now())) await world.discard(id);
    if (isDue(draft, ignorePauses ? Infinity : world.now())) outcomes.push(await sendOne(draft, world));
  }
  return outcomes;
}

async function sendOne(draft: Draft, world: World): Promise<Outcome> {
  let latest = draft;
  const keep = async (next: Draft) => {
    if (!(await world.advance(draft, next))) throw new TakenBack();
    latest = next;
  };
  try {
    await carry(draft, world, keep, () => latest);
  } catch (error) {
    if (error instanceof TakenBack) return 'taken-back';
    const { kind, status, detail, field, retryAfter } = asProblem(error);
    const next = notTaken(latest, { kind, status, detail, field, retryAfter }, world.now());
    if (!(await world.advance(draft, next))) return 'taken-back';
    latest = next;
  }
  return outcomeOf(latest);
}

/** Step by step; what was taken back meanwhile goes no step further. */
async function carry(draft: Draft, world: World, keep: (next: Draft) => Promise<void>, latest: () => Draft): Promise<void> {
  const sender = await senderOf(draft, world);
  for (const photo of draft.photos) {
    if (!photo.upload) await keep(uploaded(latest(), photo.id, await uploadOne(photo, sender, world)));
  }
  const proofOfWork = await world.work(sender);
  await keep(posting(latest()));
  const { stage } = latest();
  if (stage.kind !== 'waiting' || !stage.body) throw new Error('only what waits is sent');
  await keep(arrived(latest(), await world.submit(stage.body, draft.key, sender, proofOfWork), world.now()));
}

/** A file that is refused is named, so that the form can mark it. */
async function uploadOne(photo: Photo, sender: Voice, world: World): Promise<string> {
  try {
    return await world.upload(photo.file, sender);
  } catch (error) {
    const { kind, status, detail, retryAfter } = asProblem(error);
    throw new Problem(kind, status, detail, `${attachmentField}/${photo.id}`, retryAfter);
  }
}

/** What somebody wrote is not sent under another name: it waits until they have signed in again. */
async function senderOf({ stage }: Draft, world: World): Promise<Voice> {
  if (stage.kind !== 'waiting') throw new Error('only what waits is sent');
  if (stage.sender.person === null) return stage.sender;
  const signedIn = await world.signedIn();
  if (signedIn?.person === stage.sender.person) return { ...stage.sender, csrfToken: signedIn.csrfToken };
  throw new Problem('sign-in-needed', 401, '', undefined, undefined);
}

function outcomeOf({ stage }: Draft): Outcome {
  if (stage.kind === 'sent') return 'sent';
  return stage.kind === 'waiting' ? 'waiting' : 'refused';
}
