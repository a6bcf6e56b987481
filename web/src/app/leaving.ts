import { tCount } from '../text/messages';

/** What of somebody is on this device beside what they chose to keep: drafts, and receipts that were not saved. */
async function remaining() {
  const { allDrafts, discardDraft } = await import('../offline/drafts');
  return { drafts: await allDrafts(), discardDraft };
}

/** Others may use this device next: whoever leaves is asked before what was not sent or saved is removed. */
export async function mayLeave(): Promise<boolean> {
  const { drafts } = await remaining();
  return drafts.length === 0 || confirm(tCount('frame.leaving', drafts.length));
}

/** Removes it. What was being sent at this moment arrives or not; its receipt is in the account. */
export async function clearDevice(): Promise<void> {
  const { drafts, discardDraft } = await remaining();
  await Promise.all(drafts.map((draft) => discardDraft(draft.id)));
}
