import { bare } from '../app/language';
import { announce } from '../app/toasts';
import { t } from '../text/messages';
import { allDrafts, onDraftsChange } from './drafts';
import type { Outcome } from './outbox';
import { sendOutbox } from './outbox_world';

/** Background Sync, where the browser has it: the worker sends also after the page was closed. */
interface SyncManager {
  register: (tag: string) => Promise<void>;
}

const tag = 'lapor.outbox';
let timer: ReturnType<typeof setTimeout> | undefined;

/** Sends what waits: now, when the network comes back, and when a pause is over. Called once, by the first page. */
export function startOutbox(): void {
  addEventListener('online', () => void send(true).then(tell));
  onDraftsChange(() => void planNext());
  void send(false).then(tell);
}

/** Sends at once what waits, whatever pause it had; for a page that shows what becomes of it. */
export async function sendNow(): Promise<Outcome[]> {
  void askForSync();
  return send(true);
}

async function send(ignorePauses: boolean): Promise<Outcome[]> {
  if (!navigator.onLine) return [];
  const outcomes = await sendOutbox(ignorePauses);
  await planNext();
  return outcomes;
}

/** The form's page shows by itself what became of a draft; elsewhere nobody would notice. */
function tell(outcomes: readonly Outcome[]): void {
  if (outcomes.includes('sent') && bare(location.pathname) !== '/submit') announce(t('offline.sent'));
}

async function planNext(): Promise<void> {
  const pauses = (await allDrafts()).flatMap(({ stage }) => (stage.kind === 'waiting' ? [stage.notBefore - Date.now()] : []));
  clearTimeout(timer);
  if (pauses.length > 0) timer = setTimeout(() => void send(false).then(tell), Math.max(1_000, Math.min(...pauses)));
}

async function askForSync(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const sync = (registration as (ServiceWorkerRegistration & { sync?: SyncManager }) | undefined)?.sync;
  await sync?.register(tag).catch(() => undefined);
}
