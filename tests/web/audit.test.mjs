// What an auditor does, and what anybody can prove without being one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desk, launch, phone, Server, Visitor } from './harness.mjs';

let server;
let browser;
let report;
before(async () => {
  server = await Server.start();
  browser = await launch();
  report = (await server.ask('GET', '/v1/reports?state=closed&limit=1')).items[0];
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function auditor(options = {}) {
  const visitor = await Visitor.come(browser, server, options);
  await visitor.signIn('auditor');
  return visitor;
}

/** A text of the server as it lies: proofs and checkpoints. */
async function textOf(path, token) {
  const response = await fetch(server.url + path, { headers: token ? { Authorization: `Bearer ${server.tokens[token]}` } : {} });
  assert.equal(response.status, 200, path);
  return response.text();
}

const rows = (page) => page.locator('.record-row');

test('an auditor narrows the history, and the address keeps how', async () => {
  const visitor = await auditor();
  const { page } = visitor;
  await visitor.open('/audit');
  await rows(page).first().waitFor();
  await page.getByLabel('Kejadian').selectOption({ label: 'Laporan ditunda' });
  await page.getByRole('button', { name: 'Terapkan' }).click();
  await page.waitForURL(/kind=report_held/);
  await page.waitForFunction(() => [...document.querySelectorAll('.record-row__what')].every((each) => each.textContent.includes('Laporan ditunda')));
  await page.reload();
  await rows(page).first().waitFor();
  assert.equal(await page.getByLabel('Kejadian').inputValue(), 'report_held');
  await visitor.leave();
});

test('a record opens into its facts in words and its JSON, by keyboard', async () => {
  const visitor = await auditor();
  const { page } = visitor;
  await visitor.open('/audit?kind=report_submitted');
  await rows(page).nth(1).focus();
  await page.keyboard.press('Enter');
  const detail = page.locator('.virtual__detail');
  await detail.getByText('Tanggal kejadian').waitFor();
  await detail.getByRole('button', { name: 'JSON mentah' }).click();
  assert.match(await detail.locator('pre').textContent(), /"leaf_hash"/);
  await detail.getByRole('link', { name: /Lihat laporan/ }).click();
  await page.getByRole('slider').waitFor();
  await visitor.leave();
});

test('thousands of records are read while only those in sight are drawn', async () => {
  const visitor = await auditor({ size: phone });
  const { page } = visitor;
  await visitor.open('/audit');
  await rows(page).first().waitFor();
  const highest = async () => Math.max(...(await page.locator('.record-row__position').allTextContents()).map((text) => Number(text.replace(/\D/g, ''))));
  const first = await highest();
  while ((await highest()) < first + 1000) await page.mouse.wheel(0, 20_000);
  assert.ok((await rows(page).count()) < 100);
  await visitor.leave();
});

test('reading is recorded before anything is shown', async () => {
  const visitor = await auditor();
  await visitor.open('/audit?stream=audit');
  await rows(visitor.page).first().waitFor();
  assert.match(await rows(visitor.page).last().textContent(), /Auditor membaca/);
  await visitor.leave();
});

test('a slider goes through the life of a report, and what a record changed is marked', async () => {
  const visitor = await auditor();
  const { page } = visitor;
  await visitor.open(`/audit/reports/${report.id}`);
  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('Home');
  await page.getByText('Ini catatan pertama').waitFor();
  assert.match(await slider.getAttribute('aria-valuetext'), /^Versi 1 dari \d+: Laporan dibuat/);
  await page.keyboard.press('ArrowRight');
  const changed = page.locator('.state-table__changed');
  await changed.first().waitFor();
  assert.ok((await changed.locator('th').allTextContents()).includes('Status'));
  assert.match(page.url(), /version=2/);
  await visitor.leave();
});

test('every record of a report is proven in the browser', async () => {
  const visitor = await auditor();
  const { page } = visitor;
  await visitor.open(`/audit/reports/${report.id}`);
  await page.getByRole('button', { name: 'Buktikan semua' }).click();
  const count = await page.locator('.record-card').count();
  await page.getByText(`${count} dari ${count} terbukti`).waitFor();
  await visitor.leave();
});

test('the days of a deadline are counted one by one', async () => {
  const visitor = await auditor({ english: true });
  const { page } = visitor;
  await visitor.open('/audit/deadlines?kind=follow_up&outcome=met');
  const card = page.locator('main article').first();
  await card.waitFor();
  const asked = Number((await card.getByText(/working days after day zero/).textContent()).match(/^\d+/)[0]);
  assert.equal(await card.locator('.audit-days__day--counted').count(), asked);
  assert.equal(await card.locator('.audit-days__day--zero').count(), 1);
  await visitor.leave();
});

test('a look at an identity is there with its reason', async () => {
  await server.ask('POST', `/v1/reports/${report.id}/identity`, { token: 'national_admin', body: { reason: 'Permintaan tertulis nomor 12' } });
  const visitor = await auditor();
  await visitor.open('/audit/identities');
  await visitor.page.getByText('Permintaan tertulis nomor 12').waitFor();
  await visitor.leave();
});

async function check(visitor, { proof = '', older = '' }) {
  const { page } = visitor;
  await page.getByRole('textbox', { name: /^Bukti/ }).fill(proof);
  await page.getByRole('textbox', { name: /^Checkpoint lama/ }).fill(older);
  await page.getByRole('button', { name: 'Periksa', exact: true }).click();
  const result = page.getByRole('region', { name: 'Hasil pemeriksaan' });
  await result.waitFor();
  return result;
}

test('anybody proves a record, and an older checkpoint, without signing in', async () => {
  const older = await textOf('/checkpoint');
  const proof = await textOf(`/v1/audit/reports/${report.id}/proof?version=2`, 'auditor');
  const visitor = await Visitor.come(browser, server, { size: desk });
  await visitor.open('/proof');
  const result = await check(visitor, { proof, older });
  await result.getByText('Semua langkah benar.').waitFor();
  await result.getByText(`Laporan ${report.id}`).waitFor();
  assert.equal(await result.locator('li.proof-steps__step').count(), 8);
  await visitor.leave();
});

test('an altered record, and an altered checkpoint, are found out', async () => {
  const older = (await textOf('/checkpoint')).replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) - 1}\n`);
  const proof = (await textOf(`/v1/audit/reports/${report.id}/proof`, 'auditor')).replace(/^extra (.{60})(.)/m, (_, head, letter) => `extra ${head}${letter === 'A' ? 'B' : 'A'}`);
  const visitor = await Visitor.come(browser, server);
  await visitor.open('/proof');
  const result = await check(visitor, { proof, older });
  await result.getByText('Langkah-langkah itu menuju akar yang lain').waitFor();
  await result.getByText('Tanda tangan tidak cocok').waitFor();
  await visitor.leave();
});

test('a file that is dropped on the page is taken for what it is', async () => {
  const proof = await textOf(`/v1/audit/reports/${report.id}/proof`, 'auditor');
  const visitor = await Visitor.come(browser, server);
  const { page } = visitor;
  await visitor.open('/proof');
  await page.locator('input[type=file]').setInputFiles({ name: '1.tlog-proof', mimeType: 'text/plain', buffer: Buffer.from(proof) });
  assert.match(await page.getByRole('textbox', { name: /^Bukti/ }).inputValue(), /^c2sp.org\/tlog-proof@v1/);
  await page.locator('input[type=file]').setInputFiles({ name: '1.record', mimeType: '', buffer: Buffer.from([0, 0, 0, 0, 1]) });
  await page.getByText('Catatan dari berkas 1.record').waitFor();
  await visitor.leave();
});
