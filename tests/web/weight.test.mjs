// What the first public page costs, and when it can be used: slow-3G as browsers' tools define it (400 ms round trips,
// 400 kbit/s), on a processor four times slower than this one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, phone, Server, Visitor } from './harness.mjs';

const mostScriptBytes = 60_000;
const usableWithinMs = 2_000;
const slow3G = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const processorSlowdown = 4;

let server;
let browser;
before(async () => {
  server = await Server.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens a page as a first visitor does; bytes are those on the wire. */
async function firstVisit(path, { slow }) {
  const visitor = await Visitor.come(browser, server, { size: phone });
  const tools = await visitor.context.newCDPSession(visitor.page);
  await tools.send('Network.enable');
  if (slow) {
    await tools.send('Network.emulateNetworkConditions', slow3G);
    await tools.send('Emulation.setCPUThrottlingRate', { rate: processorSlowdown });
  }
  const kinds = new Map();
  const bytes = { script: 0, all: 0 };
  tools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  tools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (kinds.get(requestId) === 'Script') bytes.script += encodedDataLength;
  });
  return { visitor, bytes, go: () => visitor.page.goto(server.url + path, { waitUntil: 'commit' }) };
}

for (const path of ['/', '/reports', '/submit']) {
  test(`${path} has less than 60 kB of script`, async (t) => {
    const { visitor, bytes, go } = await firstVisit(path, { slow: false });
    await go();
    await visitor.settled();
    t.diagnostic(`${path}: ${bytes.script} bytes of script, ${bytes.all} in all`);
    assert.ok(bytes.script > 0 && bytes.script < mostScriptBytes, `${bytes.script} bytes`);
    await visitor.leave();
  });
}

test('the first page can be read and its way in pressed within two seconds on slow-3G and a slow processor', async (t) => {
  const { visitor, go } = await firstVisit('/', { slow: true });
  const begun = performance.now();
  await go();
  await visitor.page.locator('main a[href="/submit"]').first().waitFor({ state: 'visible' });
  await visitor.page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const usable = performance.now() - begun;
  t.diagnostic(`usable after ${Math.round(usable)} ms`);
  assert.ok(usable < usableWithinMs, `${Math.round(usable)} ms`);
  await visitor.leave();
});
