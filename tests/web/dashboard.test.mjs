// The figures as people look at them: national, of an institution, of a region, and on a wall.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { launch, phone, Server, Visitor } from './harness.mjs';

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

/** Opens a page, does something there, and wants no fault. */
async function at(path, act, options) {
  const visitor = await Visitor.come(browser, server, options);
  try {
    await visitor.open(path);
    await act(visitor.page, visitor);
    assert.deepEqual(visitor.faults, []);
  } finally {
    await visitor.leave();
  }
}

const panel = (page, title) => page.locator('section.panel').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
/** The large number under a label. */
const number = (page, label) => page.locator('.tile').filter({ has: page.locator('dt', { hasText: new RegExp(`^${label}\\??$`) }) }).locator('.tile__value');
const whole = (value) => new Intl.NumberFormat('id-ID').format(value);
/** What the page's own period is, as the API is asked for it. */
const periodOf = async (page) => {
  const href = await page.getByRole('link', { name: 'CSV: Angka utama' }).getAttribute('href');
  const query = new URLSearchParams(href.split('?')[1]);
  return `from=${query.get('from')}&to=${query.get('to')}`;
};

test('the large numbers are those of the API', () =>
  at('/dashboard', async (page) => {
    const { items } = await server.ask('GET', `/v1/statistics/figures?${await periodOf(page)}`);
    assert.ok(items[0].received > 0);
    assert.equal(await number(page, 'Diterima').textContent(), whole(items[0].received));
    assert.equal(await number(page, 'Selesai').textContent(), whole(items[0].closed));
  }));

test('what a number means is one press away, and Escape leads back to it', () =>
  at('/dashboard', async (page) => {
    const { items } = await server.ask('GET', '/v1/statistics/definitions');
    const button = page.getByRole('button', { name: 'Apa arti “Terlambat”?' });
    await button.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Terlambat' });
    await dialog.getByText(items.find((each) => each.figure === 'late').definition_id).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await button.evaluate((element) => element === document.activeElement));
  }));

test('filters stand in the address, and the address brings them back', () =>
  at('/dashboard', async (page, visitor) => {
    await page.getByLabel('Periode', { exact: true }).selectOption('90');
    await page.getByLabel('Angka untuk perbandingan').selectOption('rating_mean');
    await page.getByLabel('Tampilkan periode sebelumnya di grafik').check();
    const query = new URL(page.url()).searchParams;
    assert.deepEqual(['period', 'figure', 'compare'].map((name) => query.get(name)), ['90', 'rating_mean', '1']);
    await page.reload();
    await visitor.settled();
    assert.equal(await page.getByLabel('Periode', { exact: true }).inputValue(), '90');
    assert.equal(await page.getByLabel('Angka untuk perbandingan').inputValue(), 'rating_mean');
    await panel(page, 'Laporan terbuka').getByText('Terbuka, periode sebelumnya').waitFor();
  }));

test('a chart is read by its arrow keys, and as a table', () =>
  at('/dashboard', async (page) => {
    const days = (await server.ask('GET', `/v1/statistics/daily?${await periodOf(page)}`)).items;
    const flow = panel(page, 'Masuk dan selesai per hari');
    await flow.locator('canvas').waitFor();
    await flow.getByRole('img').press('End');
    await flow.getByRole('status').filter({ hasText: `Diterima ${whole(days.at(-1).received)}, Selesai ${whole(days.at(-1).closed)}` }).waitFor({ state: 'attached' });
    await flow.getByRole('button', { name: 'Tabel: Masuk dan selesai per hari' }).press('Enter');
    assert.equal(await flow.locator('tbody tr').count(), days.length);
    assert.deepEqual(await flow.locator('tbody tr').first().locator('td').allTextContents(), [whole(days[0].received), whole(days[0].closed)]);
  }));

test('the ranking is ordered by any column, and leads to an institution', () =>
  at('/dashboard', async (page, visitor) => {
    const { items } = await server.ask('GET', `/v1/statistics/institutions?${await periodOf(page)}`);
    const ranking = panel(page, 'Peringkat instansi');
    await ranking.getByRole('button', { name: 'Terbuka' }).click();
    assert.equal(new URL(page.url()).searchParams.get('by_institution'), '-open');
    const first = ranking.locator('tbody tr[aria-rowindex="2"]');
    assert.equal(await first.locator('td').nth(2).textContent(), whole(Math.max(...items.map((each) => each.open))));
    const name = await first.getByRole('link').textContent();
    await first.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    assert.match(new URL(page.url()).pathname, /^\/dashboard\/institutions\//);
    await visitor.settled();
  }));

test('a long ranking draws only the rows in sight, and tells how many there are', () =>
  at('/dashboard', async (page) => {
    const { items } = await server.ask('GET', `/v1/statistics/institutions?${await periodOf(page)}`);
    const ranking = panel(page, 'Peringkat instansi');
    assert.ok(items.length > 100);
    assert.equal(await ranking.locator('table').getAttribute('aria-rowcount'), String(items.length + 1));
    assert.ok((await ranking.locator('tbody tr[aria-rowindex]').count()) < 60);
    await ranking.locator('.sortable').evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await ranking.locator(`tbody tr[aria-rowindex="${items.length + 1}"]`).waitFor();
  }));

test('the map leads to a province, whose map shows its regencies', () =>
  at('/dashboard?period=90', async (page) => {
    await panel(page, 'Peta').getByRole('combobox', { name: /wilayah/i }).selectOption('35');
    await page.getByRole('heading', { level: 1, name: 'Jawa Timur' }).waitFor();
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/dashboard/regions/35?period=90');
    await panel(page, 'Peta').getByRole('button', { name: 'Tabel: Peta' }).click();
    await panel(page, 'Peta').getByRole('link', { name: 'Kota Surabaya' }).waitFor();
    await page.getByRole('navigation', { name: 'Wilayah dan instansi di atasnya' }).getByRole('link', { name: 'Nasional' }).click();
    await page.getByRole('heading', { level: 1, name: 'Statistik nasional' }).waitFor();
  }));

test('what happens to a report counts without anybody touching the page', () =>
  at('/dashboard?period=custom&from=2026-11-01&to=2026-11-30', async (page) => {
    const before = Number((await number(page, 'Selesai').textContent()).replace('.', ''));
    const { items: [report] } = await server.ask('GET', '/v1/reports?state=in_progress&limit=1');
    await server.ask('POST', `/v1/reports/${report.id}/closing`, { token: 'national_admin', body: { reason: 'Selesai ditangani.' }, headers: { 'Idempotency-Key': 'dashboard-live', 'If-Match': `"${report.version}"` } });
    await number(page, 'Selesai').filter({ hasText: whole(before + 1) }).waitFor();
  }));

test('beside a chart stands its table for spreadsheets', () =>
  at('/dashboard', async (page) => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV: Masuk dan selesai per hari' }).click();
    const download = await waiting;
    assert.match(download.suggestedFilename(), /^lapor-daily-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    assert.match(await readFile(await download.path(), 'utf8'), /^date,received,/);
  }));

test('one resource that fails leaves the others, and is tried again', async () => {
  const visitor = await Visitor.come(browser, server);
  let fails = true;
  await visitor.page.route('**/v1/statistics/backlog**', (route) => (fails ? route.abort() : route.continue()));
  await visitor.open('/dashboard');
  const backlog = panel(visitor.page, 'Tumpukan menurut umur');
  await backlog.getByRole('alert').waitFor();
  assert.notEqual(await number(visitor.page, 'Diterima').textContent(), '');
  fails = false;
  await backlog.getByRole('button', { name: 'Coba lagi' }).click();
  await backlog.getByRole('rowheader', { name: '0–5 hari' }).waitFor();
  await visitor.leave();
});

test('a period without reports says so', () =>
  at('/dashboard?period=custom&from=2020-01-01&to=2020-01-31', async (page) => {
    await panel(page, 'Masuk dan selesai per hari').getByText('Tidak ada laporan pada periode ini').waitFor();
    assert.equal(await number(page, 'Diterima').textContent(), '0');
  }));

test('a wall is dark, has no frame, and is left with Escape', () =>
  at('/dashboard?wall=1', async (page) => {
    assert.equal(await page.locator('.masthead').count(), 0);
    assert.equal(await page.locator('#dark').getAttribute('media'), 'screen');
    await page.keyboard.press('ArrowRight');
    await panel(page, 'Laporan terbuka').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.masthead').waitFor();
    assert.equal(new URL(page.url()).searchParams.get('wall'), null);
    assert.notEqual(await page.locator('#dark').getAttribute('media'), 'screen');
  }));

test('a wall goes from panel to panel by itself, unless it was told to pause', async () => {
  const visitor = await Visitor.come(browser, server);
  await visitor.page.clock.install();
  await visitor.open('/dashboard?wall=1');
  await panel(visitor.page, 'Angka utama').waitFor();
  await visitor.page.clock.runFor(20_500);
  await panel(visitor.page, 'Laporan terbuka').waitFor();
  await visitor.page.getByRole('button', { name: 'Jeda' }).click();
  await visitor.page.clock.runFor(60_000);
  assert.equal(await panel(visitor.page, 'Laporan terbuka').count(), 1);
  await visitor.leave();
});

test('on paper there are no controls, and the period is named', () =>
  at('/dashboard?period=90', async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('button', { name: 'Cetak' }).isVisible(), false);
    await page.getByText(/^Periode .* dibandingkan dengan/).waitFor();
  }));

test('a small phone shows everything without sideways scrolling', () =>
  at('/dashboard', async (_, visitor) => assert.equal(await visitor.overflow(), 0), { size: phone }));
