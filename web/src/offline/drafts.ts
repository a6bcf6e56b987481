import { allOf, change, oneOf, put, remove } from './database';
import { type Draft, isAsSent, newDraft } from './draft';

/** The drafts of this device. Every tab and the worker are told when one of them changes. */

const channelName = 'lapor.drafts';
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
const listeners = new Set<() => void>();

function tell(): void {
  channel?.postMessage('changed');
  for (const each of listeners) each();
}

if (channel) channel.onmessage = () => listeners.forEach((each) => each());

/** Calls `listener` whenever a draft changes, here or elsewhere; the answer ends it. */
export function onDraftsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The one changed last first. */
export async function allDrafts(): Promise<Draft[]> {
  return (await allOf<Draft>('drafts')).sort((a, b) => b.changedAt - a.changedAt);
}

export function findDraft(id: string): Promise<Draft | undefined> {
  return oneOf<Draft>('drafts', id);
}

export async function saveDraft(draft: Draft): Promise<void> {
  await put('drafts', draft);
  tell();
}

/** Changes a draft as it lies here now, not as somebody last read it; undefined leaves it. Answers whether it was changed. */
export async function changeDraft(id: string, next: (draft: Draft) => Draft | undefined): Promise<boolean> {
  const isChanged = await change<Draft>('drafts', id, (draft) => draft && next(draft));
  if (isChanged) tell();
  return isChanged;
}

/** The outbox's next step, unless the reporter has taken back, changed or discarded what it began with. */
export function advanceDraft(begun: Draft, next: Draft): Promise<boolean> {
  return changeDraft(begun.id, (kept) => (isAsSent(kept, begun) ? next : undefined));
}

export async function discardDraft(id: string): Promise<void> {
  await remove('drafts', id);
  tell();
}

export function makeDraft(): Draft {
  return newDraft(crypto.randomUUID(), crypto.randomUUID(), Date.now());
}
