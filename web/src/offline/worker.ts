// The service worker. Replaced as a whole by each release: VERSION and SHELL are written in by the build.
declare const VERSION: string;
declare const SHELL: readonly string[];

const worker = self as unknown as ServiceWorkerGlobalScope;
const shell = `shell-${VERSION}`;
const documents = 'documents';

worker.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldShells().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(event.request));
  else if (event.request.mode === 'navigate') event.respondWith(page(event.request, url));
});

async function keepShell(): Promise<void> {
  await (await caches.open(shell)).addAll([...SHELL]);
  await (await caches.open(documents)).addAll(['/submit', '/en/submit']);
}

async function forgetOldShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('shell-') && name !== shell).map((name) => caches.delete(name)));
}

/** Assets never change under their name. */
async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** A document comes from the network; without one, the kept form, whose script draws whatever page is asked for. */
async function page(request: Request, url: URL): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const english = url.pathname === '/en' || url.pathname.startsWith('/en/');
    const kept = await caches.match(english ? '/en/submit' : '/submit');
    if (kept) return kept;
    throw error;
  }
}
