// The service worker. Replaced as a whole by each release: VERSION and SHELL are written in by the build.
import { sendOutbox } from './outbox_world';
import { receiveShared } from './share_target';

declare const VERSION: string;
declare const SHELL: readonly string[];

/** Background Sync is not in TypeScript's library. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

const worker = self as unknown as ServiceWorkerGlobalScope;
const shell = `shell-${VERSION}`;
const reference = 'reference';
/** Documents whose script draws every page; they belong to their release's assets. */
const documents = ['/submit', '/en/submit', '/track', '/en/track'];
/** What the form needs to know without a network. */
const referencePaths = ['/v1/institutions', '/v1/categories', '/v1/regions', '/v1/policies', '/v1/calendar'];

worker.addEventListener('install', (event) => event.waitUntil(keepShell()));

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldShells().then(() => worker.clients.claim()));
});

/** A new release waits until the visitor says so (app/update.tsx), or until no page of the old one is open. */
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting());
});

worker.addEventListener('sync', (event) => {
  if ((event as SyncEvent).tag === 'lapor.outbox') (event as SyncEvent).waitUntil(sendOutbox(true));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  const path = url.pathname;
  const prefix = path.startsWith('/en/') ? '/en' : '';
  if (request.method === 'POST' && path === `${prefix}/share`) return event.respondWith(receiveShared(request, prefix));
  if (request.method !== 'GET') return;
  if (path.startsWith('/assets/')) event.respondWith(asset(request));
  else if (request.mode === 'navigate') event.respondWith(page(request, path));
  else if (referencePaths.includes(path)) event.respondWith(referenceData(request));
});

async function keepShell(): Promise<void> {
  await (await caches.open(shell)).addAll([...SHELL, ...documents]);
}

async function forgetOldShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== shell && name !== reference).map((name) => caches.delete(name)));
}

/** Assets never change under their name. Those that the shell leaves out (maps) are kept once they were needed. */
async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(shell)).put(request, response.clone());
  return response;
}

/** A document comes from the network; without one, a kept form, whose script draws whatever page is asked for. */
async function page(request: Request, path: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const english = path === '/en' || path.startsWith('/en/');
    const kept = (await caches.match(path)) ?? (await caches.match(english ? '/en/submit' : '/submit'));
    if (kept) return kept;
    throw error;
  }
}

/** The newest that can be had: from the network, else as it was last read. */
async function referenceData(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.ok) await (await caches.open(reference)).put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw error;
  }
}
