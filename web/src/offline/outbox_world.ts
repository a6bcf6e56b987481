import { asProblem, get, send, upload } from '../api/client';
import type { Profile, Schemas } from '../api/types';
import { isRecallable, recalled, type Submission, type Submitted } from './draft';
import { advanceDraft, allDrafts, changeDraft, discardDraft, findDraft } from './drafts';
import { type Outcome, sendDue, type SignedIn, type Voice, type World } from './outbox';
import { solve } from './proof_of_work';

/** The outbox in the real world: this device's drafts, the server, and a lock that all tabs and the worker share. */

const lockName = 'lapor.outbox';

const world: World = {
  now: Date.now,
  drafts: allDrafts,
  find: findDraft,
  advance: advanceDraft,
  discard: discardDraft,
  signedIn,
  upload: async (file, sender) => (await upload(file, undefined, as(sender))).id,
  work: ({ person }) => (person === null ? work() : Promise.resolve(undefined)),
  submit,
};

const as = ({ person, csrfToken }: Voice) => ({ withoutAccount: person === null, csrfToken });

/** Sends what is due; nothing while another tab or the worker does. */
export async function sendOutbox(ignorePauses = false): Promise<Outcome[]> {
  if (!navigator.locks) return sendDue(world, ignorePauses);
  return navigator.locks.request(lockName, { ifAvailable: true }, (lock) => (lock ? sendDue(world, ignorePauses) : []));
}

/** Back to writing, unless it is on its way or may have arrived. The outbox goes no step further with it. */
export async function recallDraft(id: string): Promise<void> {
  await changeDraft(id, (draft) => (isRecallable(draft) ? recalled(draft, Date.now()) : undefined));
}

async function signedIn(): Promise<SignedIn | null> {
  try {
    const profile = await get<Profile>('/v1/me');
    return { person: profile.person, csrfToken: profile.csrf_token ?? undefined };
  } catch (error) {
    if (asProblem(error).status === 401) return null;
    throw error;
  }
}

function submit(body: Submission, key: string, sender: Voice, proofOfWork: string | undefined): Promise<Submitted> {
  return send<Submitted>('/v1/reports', body, { idempotencyKey: key, ...as(sender), ...(proofOfWork && { proofOfWork }) });
}

/** Each request needs work of its own, where the installation asks for any. */
async function work(): Promise<string | undefined> {
  const { challenge, bits } = await get<Schemas['Challenge']>('/v1/challenge', { withoutAccount: true });
  return bits > 0 ? solve(challenge, bits) : undefined;
}
