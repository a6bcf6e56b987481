// Filing a report: the guided form, drafts, the outbox without a network, what other programs share, and the receipt.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { desk, launch, phone, Server, Visitor } from './harness.mjs';

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

/** The smallest PNG: one dot. */
const dot = {
  name: 'foto.png',
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
};

async function visit(options, run) {
  const visitor = await Visitor.come(browser, server, options);
  try {
    await run(visitor, visitor.page);
    assert.deepEqual(visitor.faults, []);
  } finally {
    await visitor.leave();
  }
}

async function write(page, title) {
  await page.getByLabel('Judul').fill(title);
  await page.getByLabel('Isi laporan').fill('Sudah dua minggu begini, tolong segera diperbaiki.');
}

/** Waits until the service worker is at work; says so at once when it cannot be installed, for which `ready` waits for ever. */
async function workerOf(page) {
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/' });
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    const isSettled = () => ['activated', 'redundant'].includes(worker.state);
    while (!isSettled()) await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
    return worker.state;
  });
  assert.equal(state, 'activated', 'the service worker cannot be installed');
}

const send = (page) => page.getByRole('button', { name: 'Kirim laporan' }).click();
const received = (page) => page.getByRole('heading', { name: 'Laporan Anda sudah diterima' }).waitFor();

/** Number and code as the receipt shows them. */
async function receiptOf(page) {
  await received(page);
  const text = await page.locator('.receipt__slip').innerText();
  return { id: Number(text.match(/\b\d{7,}\b/)[0]), code: text.match(/\d{4}-\d{4}-\d{4}-\d{4}/)[0] };
}

/** How many reports have this title: in the list as it stands once a later report is in it. */
async function filed(title) {
  const { position } = await server.ask('POST', '/v1/reports', { body: { title: 'Penanda', text: 'Penanda.', occurred_on: '2026-11-19' } });
  const headers = { 'Lapor-Position': String(position), Prefer: 'wait=10' };
  const { items } = await server.ask('GET', '/v1/reports?sort=newest&limit=50', { token: 'national_admin', headers });
  return items.filter((each) => each.title === title).length;
}

test('on a phone the form is taken step by step, and each step names what is missing', async () => {
  await visit({ size: phone }, async (visitor, page) => {
    await visitor.open('/submit');
    const next = page.getByRole('button', { name: 'Lanjut' });
    await next.click();
    await page.getByText('Tulis judul laporan.').first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.name), 'title');
    assert.deepEqual(await visitor.axe(), []);
    await write(page, 'Jembatan gantung putus');
    assert.equal(await page.getByText('Tulis judul laporan.').count(), 0, 'what is mended is not called wrong');
    await next.click();
    await page.getByRole('combobox', { name: /Kabupaten, kota/ }).fill('kotabaru');
    await page.getByRole('option', { name: /Kabupaten Kotabaru/ }).click();
    await visitor.shoot('filing_where-phone');
    await next.click();
    await page.getByRole('button', { name: /Pemerintah Kabupaten Kotabaru/ }).click();
    await visitor.shoot('filing_who-phone');
    await next.click();
    await page.getByLabel('Anonim').check();
    await visitor.shoot('filing_privacy-phone');
    await next.click();
    await page.getByText('Jembatan gantung putus').first().waitFor();
    await visitor.shoot('filing_review-phone');
    assert.deepEqual(await visitor.axe(), []);
    await send(page);
    const { id, code } = await receiptOf(page);
    await visitor.shoot('filing_receipt-phone');
    assert.deepEqual(await visitor.axe(), []);
    const report = await server.ask('GET', `/v1/reports/${id}`, { receipt: code });
    assert.equal(report.place.region, '63.02');
    assert.equal(report.institution, 'kab-63.02');
    assert.equal(report.anonymous, true);
    assert.equal(report.channel, 'web');
  });
});

test('where there is room all sections stand on one page, and the summary of errors leads to each field', async () => {
  await visit({ size: desk }, async (visitor, page) => {
    await visitor.open('/submit');
    await send(page);
    const summary = page.getByRole('alert').filter({ hasText: 'perlu diperbaiki' });
    await summary.waitFor();
    assert.deepEqual(await visitor.axe(), []);
    await visitor.shoot('filing_errors-desk');
    await summary.getByRole('link', { name: 'Ceritakan apa yang terjadi.' }).click();
    await page.waitForFunction(() => document.activeElement.name === 'text');
  });
});

test('what the server refuses stands beside the field, and nothing typed is lost', async () => {
  await visit({ size: desk }, async (visitor, page) => {
    await visitor.open('/submit');
    await write(page, 'Judul dengan tanda \u0007 bel');
    await send(page);
    const title = page.getByLabel('Judul');
    await page.getByText('Ada tanda yang tidak dapat dipakai').first().waitFor();
    assert.equal(await title.getAttribute('aria-invalid'), 'true');
    assert.match(await page.getByLabel('Isi laporan').inputValue(), /dua minggu/);
    await title.fill('Judul yang baik');
    await send(page);
    await received(page);
  });
});

test('a draft is there again after the page was closed, and can be discarded', async () => {
  await visit({ size: phone }, async (visitor, page) => {
    await visitor.open('/submit');
    await page.getByLabel('Judul').fill('Draf pertama');
    await page.waitForURL(/draft=/);
    await page.reload();
    await page.getByLabel('Judul').waitFor();
    assert.equal(await page.getByLabel('Judul').inputValue(), 'Draf pertama');
    await visitor.open('/submit');
    await page.getByRole('link', { name: 'Lanjutkan: Draf pertama' }).waitFor();
    assert.equal(await page.getByLabel('Judul').inputValue(), '');
    await page.getByRole('button', { name: 'Buang Draf pertama' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Buang' }).click();
    await page.getByText('Draf dibuang.').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Lanjutkan: Draf pertama' }).count(), 0);
  });
});

test('a draft that is open in another tab is not written twice', async () => {
  await visit({ size: desk }, async (visitor, page) => {
    await visitor.open('/submit');
    await page.getByLabel('Judul').fill('Di dua tab');
    await page.waitForURL(/draft=/);
    const other = await visitor.context.newPage();
    visitor.watch(other);
    await other.goto(page.url());
    await other.getByText('Draf ini sedang dibuka di tab lain').waitFor();
    assert.equal(await other.getByLabel('Judul').count(), 0);
  });
});

test('a report written without a network is sent once when there is one, with its photo, whatever tabs are open', async () => {
  await visit({ size: phone, worker: true }, async (visitor, page) => {
    await visitor.open('/submit');
    await workerOf(page);
    await page.reload();
    await visitor.settled();
    await visitor.context.setOffline(true);
    await visitor.open('/submit');
    await write(page, 'Ditulis di hutan');
    await page.locator('input[type=file]').setInputFiles(dot);
    await page.getByRole('img', { name: 'Foto 1' }).waitFor();
    await page.getByRole('button', { name: 'Lanjut' }).click();
    await page.getByLabel('Tanggal kejadian').fill('2026-11-19');
    for (let i = 0; i < 3; ++i) await page.getByRole('button', { name: 'Lanjut' }).click();
    await send(page);
    await page.getByRole('heading', { name: 'Laporan Anda menunggu dikirim' }).waitFor();
    await visitor.shoot('filing_waiting-phone');
    assert.deepEqual(await visitor.axe(), []);
    const other = await visitor.context.newPage();
    visitor.watch(other);
    await other.goto(`${server.url}/en/submit`);
    await other.getByText('Waiting to be sent').waitFor();
    await visitor.context.setOffline(false);
    const { id, code } = await receiptOf(page);
    assert.equal(await filed('Ditulis di hutan'), 1);
    assert.equal((await server.ask('GET', `/v1/reports/${id}`, { receipt: code })).original.attachments.length, 1);
  });
});

test('an answer that was lost on its way does not become a second report', async () => {
  await visit({ size: desk }, async (visitor, page) => {
    await visitor.open('/submit');
    let losses = 0;
    await page.route('**/v1/reports', async (route) => {
      if (route.request().method() !== 'POST' || ++losses > 1) return route.fallback();
      await route.fetch();
      await route.abort('connectionreset');
    });
    await write(page, 'Jawaban yang hilang');
    await send(page);
    await page.getByRole('heading', { name: 'Laporan Anda menunggu dikirim' }).waitFor();
    await page.getByRole('button', { name: 'Ubah' }).waitFor({ state: 'detached' });  // what may have arrived is not changed
    await page.getByRole('button', { name: 'Kirim sekarang' }).click();
    await received(page);
    assert.equal(losses, 2);
    assert.equal(await filed('Jawaban yang hilang'), 1);
  });
});

test('what waits and has surely not arrived can be changed before it is sent', async () => {
  await visit({ size: desk }, async (visitor, page) => {
    await visitor.open('/submit');
    await page.route('**/v1/challenge', (route) => route.abort('connectionreset'));
    await write(page, 'Salah tulis');
    await send(page);
    await page.getByRole('heading', { name: 'Laporan Anda menunggu dikirim' }).waitFor();
    await page.getByRole('button', { name: 'Ubah' }).click();
    await page.getByLabel('Judul').fill('Benar tulis');
    await page.unroute('**/v1/challenge');
    await send(page);
    await received(page);
    assert.deepEqual([await filed('Salah tulis'), await filed('Benar tulis')], [0, 1]);
  });
});

test('a receipt is not kept unless the reporter says so', async () => {
  await visit({ size: desk }, async (visitor, page) => {
    await visitor.open('/submit');
    await write(page, 'Tanda terima');
    await send(page);
    const { id, code } = await receiptOf(page);
    await server.advance('2026-11-20T09:01:00+07:00');
    const [proof] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Unduh bukti' }).click()]);
    assert.match(proof.suggestedFilename(), new RegExp(String(id)));
    await page.getByRole('button', { name: 'Selesai' }).click();
    await visitor.open('/track');
    assert.equal(await page.getByText('Diingat di perangkat ini').count(), 0);
    assert.ok(!(await page.content()).includes(code));
  });
});

test('a receipt that is kept opens the report on this device', async () => {
  await visit({ size: desk }, async (visitor, page) => {
    await visitor.open('/submit');
    await write(page, 'Ingat saya');
    await send(page);
    await received(page);
    await page.getByRole('button', { name: 'Ingat di perangkat ini' }).click();
    await page.getByRole('status').filter({ hasText: 'Diingat di perangkat ini' }).waitFor();
    await page.getByRole('button', { name: 'Selesai' }).click();
    await visitor.open('/track');
    await page.getByRole('button', { name: 'Buka Ingat saya' }).click();
    await page.getByRole('heading', { name: 'Ingat saya' }).waitFor();
    await visitor.open('/track');
    await page.getByRole('button', { name: 'Lupakan Ingat saya' }).click();
    await page.getByText('Diingat di perangkat ini').waitFor({ state: 'detached' });
  });
});

test('what another program shares becomes a draft', async () => {
  await visit({ size: phone, worker: true }, async (visitor, page) => {
    await visitor.open('/submit');
    await workerOf(page);
    await page.reload();
    await visitor.settled();
    await page.evaluate((bytes) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: '/share', enctype: 'multipart/form-data' });
      for (const [name, value] of [['title', 'Dari galeri'], ['text', 'Saluran tersumbat'], ['url', '']]) form.append(Object.assign(document.createElement('input'), { name, value }));
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(bytes)], 'galeri.png', { type: 'image/png' }));
      const input = Object.assign(document.createElement('input'), { type: 'file', name: 'photos' });
      input.files = files.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    }, [...dot.buffer]);
    await page.waitForURL(/\/submit\?draft=/);
    await page.getByLabel('Judul').waitFor();
    assert.equal(await page.getByLabel('Judul').inputValue(), 'Dari galeri');
    assert.match(await page.getByLabel('Isi laporan').inputValue(), /Saluran tersumbat/);
    await page.getByRole('img', { name: 'Foto 1' }).waitFor();
  });
});

test('where the installation asks for work, the form does it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lapor-work-'));
  const settings = join(folder, 'lapor.toml');
  await writeFile(settings, '[limits]\nproof_of_work_bits = 12\n');
  const strict = await Server.start({ settings });
  const visitor = await Visitor.come(browser, strict, { size: desk });
  try {
    await visitor.open('/submit');
    await write(visitor.page, 'Dengan kerja');
    await send(visitor.page);
    await received(visitor.page);
    assert.deepEqual(visitor.faults, []);
  } finally {
    await visitor.leave();
    await strict.stop();
    await rm(folder, { recursive: true });
  }
});
