// What anybody can see: the first page, the list, the map, a report, institutions, and the two pages of text.
import assert from 'node:assert/strict';
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

async function visit(path, options, go) {
  const visitor = await Visitor.come(browser, server, options);
  await visitor.open(path);
  await go(visitor.page, visitor);
  assert.deepEqual(visitor.faults, []);
  await visitor.leave();
}

const listOf = (query) => server.ask('GET', `/v1/reports?${query}`);
const cards = (page) => page.getByRole('feed').getByRole('article');

test('the first page shows the ways in, the steps and the newest report', async () => {
  const { items } = await listOf('limit=1');
  await visit('/', { size: phone }, async (page) => {
    await page.locator('main').getByRole('link', { name: 'Buat laporan' }).first().waitFor();
    await page.locator('main').getByRole('link', { name: 'Lacak laporan' }).waitFor();
    await page.getByRole('heading', { name: 'Diverifikasi' }).waitFor();
    await page.locator('main').getByRole('link', { name: items[0].title }).first().waitFor();
  });
});

test('nothing on the first page moves while it is loaded', async () => {
  const visitor = await Visitor.come(browser, server, { size: phone });
  await visitor.page.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const each of list.getEntries()) if (!each.hadRecentInput) globalThis.shift += each.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await visitor.open('/');
  await visitor.page.waitForLoadState('networkidle');
  const shift = await visitor.page.evaluate(() => globalThis.shift);
  assert.ok(shift < 0.05, `cumulative layout shift ${shift}`);
  await visitor.leave();
});

test('a figure tells its definition when it is asked', async () => {
  await visit('/', {}, async (page) => {
    const why = page.getByRole('button', { name: 'Apa artinya?' }).first();
    await why.click();
    assert.equal(await why.getAttribute('aria-expanded'), 'true');
    assert.ok(await page.locator(`[id="${await why.getAttribute('aria-controls')}"]`).isVisible());
  });
});

test('the list is as long as the server says, however far one scrolls, and draws little of it', async () => {
  const { total } = await listOf('limit=1');
  await visit('/reports', {}, async (page) => {
    await page.getByText(`${new Intl.NumberFormat('id-ID').format(total)} laporan`).waitFor();
    while ((await page.getByText('Itu semua laporannya.').count()) === 0) {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await page.waitForFunction(() => document.querySelector('[role="feed"]')?.getAttribute('aria-busy') === 'false');
    }
    await page.locator(`[aria-posinset="${total}"]`).waitFor();
    assert.ok((await cards(page).count()) < 150);
  });
});

test('going back finds the list where it was left', async () => {
  await visit('/reports', {}, async (page) => {
    await cards(page).first().waitFor();
    const far = page.locator('[aria-posinset="75"]');
    while ((await far.count()) === 0) {
      await page.mouse.wheel(0, 600);
      await page.waitForFunction(() => document.querySelector('[role="feed"]')?.getAttribute('aria-busy') === 'false');
    }
    await far.getByRole('link').scrollIntoViewIfNeeded();
    await far.getByRole('link').click();
    await page.getByRole('heading', { level: 1 }).and(page.locator('.report h1')).waitFor();
    await page.goBack();
    await far.waitFor();
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('[aria-posinset="75"]')?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
      return bottom > 0 && top < innerHeight;
    });
  });
});

test('what narrows the list stands in the address, and a link to it shows the same', async () => {
  const { total } = await listOf('state=closed');
  await visit('/reports', {}, async (page, visitor) => {
    await page.getByRole('checkbox', { name: /^Selesai/ }).check();
    await page.getByText(`${new Intl.NumberFormat('id-ID').format(total)} laporan`).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('state'), 'closed');
    const other = await Visitor.come(browser, server);
    await other.open(new URL(page.url()).pathname + new URL(page.url()).search);
    await other.page.getByRole('button', { name: 'Hapus saringan Selesai' }).click();
    assert.equal(new URL(other.page.url()).searchParams.get('state'), null);
    await other.leave();
    await page.goBack();
    await page.waitForFunction(() => !location.search.includes('state'));
    await visitor.settled();
  });
});

test('words are found and marked, and a search that finds nothing says what to do', async () => {
  await visit('/reports?q=jalan', { size: phone }, async (page) => {
    await page.locator('mark').first().waitFor();
    await page.getByRole('searchbox').fill('zzzzqqqq');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('heading', { name: 'Tidak ada laporan yang cocok' }).waitFor();
  });
});

test('a list that cannot be loaded says so and can be tried again', async () => {
  const visitor = await Visitor.come(browser, server);
  let broken = true;
  await visitor.page.route('**/v1/reports?*', (route) => (broken ? route.abort() : route.continue()));
  await visitor.page.goto(`${server.url}/reports`);
  await visitor.page.getByRole('alert').waitFor();
  broken = false;
  await visitor.page.getByRole('button', { name: 'Coba lagi' }).click();
  await cards(visitor.page).first().waitFor();
  await visitor.leave();
});

test('what is verified meanwhile is announced, moves nothing, and is there when it is asked for', async () => {
  const body = { title: 'Lampu jalan mati', text: 'Lampu jalan mati sejak kemarin.', occurred_on: '2026-11-19' };
  const newest = await server.ask('POST', '/v1/reports', { body });
  await visit('/reports', {}, async (page) => {
    await cards(page).first().waitFor();
    const before = await cards(page).first().getByRole('link').getAttribute('href');
    await server.ask('POST', `/v1/reports/${newest.id}/verification`, {
      token: 'national_admin',
      body: { public_text: 'Lampu jalan mati sejak kemarin.', forward_to: 'kota-33.74' },
    });
    const news = page.getByRole('status').getByRole('button', { name: '1 laporan baru' });
    await news.waitFor();
    assert.equal(await cards(page).first().getByRole('link').getAttribute('href'), before);
    await news.click();
    await page.locator(`article a[href="/reports/${newest.id}"]`).waitFor();
  });
});

test('an open report changes when something happens to it', async () => {
  const { items } = await listOf('state=awaiting_follow_up&limit=1');
  const { id, version, institution } = items[0];
  await visit(`/reports/${id}`, {}, async (page) => {
    await page.getByText('Laporan diverifikasi: jelas dan lengkap').waitFor();
    const to = institution === 'kota-33.74' ? 'kota-35.78' : 'kota-33.74';
    await server.ask('POST', `/v1/reports/${id}/forwarding`, { token: 'national_admin', headers: { 'If-Match': `"${version}"` }, body: { to } });
    await page.getByText(to === 'kota-33.74' ? /Diteruskan kepada .*Semarang/ : /Diteruskan kepada .*Surabaya/).waitFor();
  });
});

test('the keyboard goes from report to report with Page Down', async () => {
  await visit('/reports', {}, async (page) => {
    await page.locator('[aria-posinset="1"]').getByRole('link').focus();
    await page.keyboard.press('PageDown');
    await page.waitForFunction(() => document.activeElement.closest('[aria-posinset="2"]') !== null);
  });
});

test('the map gathers reports, comes nearer with the keyboard, and lists what is in view', async () => {
  await visit('/map', {}, async (page) => {
    const cluster = page.getByRole('button', { name: /perbesar$/ }).first();
    await cluster.waitFor();
    const before = new URL(page.url()).searchParams.get('bbox');
    await cluster.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((bbox) => new URLSearchParams(location.search).get('bbox') !== bbox, before);
    await page.getByRole('heading', { name: /laporan di area ini$/ }).waitFor();
  });
});

test('a report shows its state, its history and whose turn it is', async () => {
  const { items } = await listOf('state=in_progress&limit=1');
  await visit(`/reports/${items[0].id}`, { size: phone }, async (page) => {
    await page.getByRole('heading', { level: 1, name: items[0].title }).waitFor();
    await page.getByRole('region', { name: 'Giliran siapa' }).getByText(/Sisa|Terlambat/).waitFor();
    await page.getByText('Laporan diverifikasi: jelas dan lengkap').waitFor();
    assert.match(await page.title(), new RegExp(items[0].title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  });
});

test('who has signed in supports a report once and can take it back', async () => {
  const { items } = await listOf('state=closed&limit=1');
  const visitor = await Visitor.come(browser, server);
  await visitor.signIn('reporter');
  await visitor.open(`/reports/${items[0].id}`);
  const { page } = visitor;
  await page.getByRole('button', { name: 'Dukung laporan ini' }).click();
  await page.getByRole('button', { name: 'Tarik dukungan saya' }).click();
  await page.getByRole('button', { name: 'Dukung laporan ini' }).waitFor();
  assert.equal((await server.ask('GET', `/v1/reports/${items[0].id}`)).supports, items[0].supports);
  await visitor.leave();
});

test('a comment is shown at once, and an empty one is named beside its field', async () => {
  const { items } = await listOf('state=closed&limit=1');
  const visitor = await Visitor.come(browser, server);
  await visitor.signIn('reporter');
  await visitor.open(`/reports/${items[0].id}`);
  const { page } = visitor;
  await page.getByRole('button', { name: 'Kirim' }).click();
  await page.getByText('Tulis dulu komentarnya.').waitFor();
  await page.getByLabel('Tulis komentar').fill('Terima kasih, jalannya sudah bagus.');
  await page.getByRole('button', { name: 'Kirim' }).click();
  await page.getByRole('listitem').getByText('Terima kasih, jalannya sudah bagus.').waitFor();
  await visitor.leave();
});

test('a report that does not exist and one that is not public look alike', async () => {
  await visit('/reports/999999999', {}, async (page) => {
    await page.getByRole('heading', { name: 'Laporan ini tidak dapat ditampilkan' }).waitFor();
    await page.locator('main').getByRole('link', { name: 'Lacak laporan' }).waitFor();
  });
});

test('an institution is found by what people call it', async () => {
  await visit('/institutions', {}, async (page) => {
    await page.getByLabel('Cari instansi').fill('pemkot surabaya');
    await page.getByRole('row').getByRole('link', { name: 'Pemerintah Kota Surabaya' }).click();
    await page.getByRole('heading', { level: 1, name: 'Pemerintah Kota Surabaya' }).waitFor();
    await page.getByRole('heading', { name: 'Penanganan laporan' }).waitFor();
  });
});

test('the limits on the page are those that the server has in force', async () => {
  const { items } = await server.ask('GET', '/v1/policies');
  await visit('/about', {}, async (page) => {
    const row = page.getByRole('row', { name: /Verifikasi oleh admin/ });
    await row.getByText(`${items.at(-1).verification} hari kerja`).waitFor();
  });
});
