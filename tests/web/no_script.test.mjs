// The plain documents: filing, tracking and reading with a browser that runs no script, on a small phone.
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

const institution = 'kota-35.78';
const itsName = 'Pemerintah Kota Surabaya';

/** What the institution does, by the API. */
const act = (id, command, body) => server.ask('POST', `/v1/reports/${id}/${command}`, { token: `coordinator:${institution}`, body });

async function visit(options, go) {
  const visitor = await Visitor.come(browser, server, { size: phone, script: false, ...options });
  const { page } = visitor;
  const open = (path) => page.goto(server.url + visitor.path(path));
  try {
    await go({ visitor, page, open });
    assert.deepEqual(visitor.faults, []);
  } finally {
    await visitor.leave();
  }
}

const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();
const heading = (page, name) => page.locator('h1', { hasText: name }).waitFor();
const says = (page, text) => page.getByRole('status').filter({ hasText: text }).waitFor();

/** The text that a field names as its description: its hint and what is wrong with it. */
async function saidOf(field) {
  const ids = (await field.getAttribute('aria-describedby')).split(' ');
  const texts = await Promise.all(ids.map((id) => field.page().locator(`[id="${id}"]`).innerText()));
  return texts.join(' ');
}

const contentOf = (page, property) => page.locator(`meta[property="${property}"]`).getAttribute('content');

/** Number and code as the receipt shows them. */
async function receiptOf(page) {
  const id = await page.locator('.receipt__number').innerText();
  const code = await page.locator('.receipt__code').innerText();
  assert.match(code, /^\d{4}-\d{4}-\d{4}-\d{4}$/);
  return { id: Number(id), code };
}

test('a report is filed, tracked, completed, replied to, closed and rated', async () => {
  await visit({}, async ({ visitor, page, open }) => {
    const question = 'Di depan rumah nomor berapa?';
    let receipt;

    /** By number and code, which never stand in an address. */
    async function track() {
      await open('/track');
      await page.getByLabel('Nomor laporan').fill(String(receipt.id));
      await page.getByLabel('Kode tanda terima').fill(receipt.code);
      await press(page, 'Buka laporan');
      await heading(page, `Laporan Anda, nomor ${receipt.id}`);
    }

    await open('/');
    await visitor.shoot('plain_home-phone');
    await page.locator('main').getByRole('link', { name: 'Buat laporan' }).first().click();
    await page.getByLabel('Judul').fill('Selokan tersumbat di Jalan Kenanga');
    await page.getByLabel('Apa yang terjadi?').fill('Air meluap setiap kali hujan.');
    await page.getByLabel('Tanggal kejadian').fill('2026-11-18');
    const addressed = page.getByLabel('Instansi yang dituju');
    await addressed.fill('Dinas yang tidak ada');
    await press(page, 'Kirim laporan');
    await page.getByRole('alert').getByText('Belum terkirim.').waitFor();
    assert.equal(await addressed.getAttribute('aria-invalid'), 'true');
    assert.match(await saidOf(addressed), /Tidak ada instansi dengan nama/);
    assert.equal(await page.getByLabel('Judul').inputValue(), 'Selokan tersumbat di Jalan Kenanga');
    assert.equal(await page.getByLabel('Apa yang terjadi?').inputValue(), 'Air meluap setiap kali hujan.');
    assert.equal(await page.getByLabel('Tanggal kejadian').inputValue(), '2026-11-18');
    assert.equal(await addressed.inputValue(), 'Dinas yang tidak ada');
    await visitor.shoot('plain_submit-phone');

    await addressed.fill(itsName);
    await press(page, 'Kirim laporan');
    await heading(page, 'Laporan Anda sudah kami terima');
    receipt = await receiptOf(page);
    await visitor.shoot('plain_receipt-phone');

    await act(receipt.id, 'hold', { reason: 'unclear', question });
    await track();
    await page.getByText(question).first().waitFor();
    await visitor.shoot('plain_track-phone');
    await page.getByLabel('Keterangan yang diminta').fill('Nomor 12.');
    await press(page, 'Kirim keterangan');
    await says(page, 'laporan Anda sudah dilengkapi');

    await act(receipt.id, 'verification', { public_text: 'Air meluap setiap kali hujan.', forward_to: institution });
    await act(receipt.id, 'follow-ups', { text: 'Petugas berangkat hari ini.' });
    await track();
    await page.getByText('Petugas berangkat hari ini.').waitFor();
    await page.getByLabel('Balasan Anda').fill('Belum ada yang datang.');
    await press(page, 'Kirim balasan');
    await says(page, 'Balasan Anda sudah terkirim.');

    await act(receipt.id, 'follow-ups', { text: 'Selokan sudah dikeruk.' });
    await track();
    await press(page, 'Ya, laporan selesai');
    await says(page, 'Laporan sudah selesai.');
    await press(page, 'Kirim penilaian');
    const score = page.getByLabel('Penilaian');
    assert.match(await saidOf(score), /Bagian ini wajib diisi/);
    await score.selectOption('4');
    await press(page, 'Kirim penilaian');
    await says(page, 'Terima kasih atas penilaian Anda.');
    assert.doesNotMatch(page.url(), new RegExp(`${receipt.id}|${receipt.code.slice(0, 4)}`));

    const { items } = await server.ask('GET', `/v1/reports/${receipt.id}/timeline`, { receipt: receipt.code });
    const done = ['report_completed', 'reply_posted', 'report_closed', 'report_rated'];
    assert.deepEqual(items.map((each) => each.event).filter((each) => done.includes(each)), done);
    assert.equal(items.find((each) => each.event === 'report_rated').score, 4);
  });
});

test('a wrong code opens nothing, is said beside its field, and the number stays', async () => {
  const { id } = await server.ask('POST', '/v1/reports', { body: { title: 'Kode', text: 'Kode.', occurred_on: '2026-11-18' } });
  await visit({}, async ({ page, open }) => {
    await open('/track');
    await page.getByLabel('Nomor laporan').fill(String(id));
    const code = page.getByLabel('Kode tanda terima');
    await code.fill('1111-2222-3333-4444');
    await press(page, 'Buka laporan');
    await page.getByRole('alert').waitFor();
    assert.match(await saidOf(code), /tidak cocok/);
    assert.equal(await page.getByLabel('Nomor laporan').inputValue(), String(id));
    assert.doesNotMatch(page.url(), /\d{7}|1111/);
  });
});

test('the public list is searched, and a report read with its history', async () => {
  const { items } = await server.ask('GET', '/v1/reports?state=closed&limit=1');
  const [report] = items;
  await visit({}, async ({ visitor, page, open }) => {
    await open('/reports');
    await page.getByLabel('Kata yang dicari').fill(report.title);
    await press(page, 'Cari');
    await page.waitForURL(/\/reports\?.*q=/);
    await page.locator(`main a[href="/reports/${report.id}"]`).first().click();
    await heading(page, report.title);
    await page.getByRole('heading', { name: 'Riwayat penanganan' }).waitFor();
    await page.getByText('Laporan diverifikasi').first().waitFor();
    await visitor.shoot('plain_report-phone');
  });
});

for (const { english, state, locale } of [{ english: false, state: 'Selesai', locale: 'id_ID' }, { english: true, state: 'Closed', locale: 'en_GB' }]) {
  test(`a link that is shared shows title and state of the report in ${english ? 'English' : 'Indonesian'}`, async () => {
    const { items } = await server.ask('GET', '/v1/reports?state=closed&limit=1');
    await visit({ english }, async ({ page, open, visitor }) => {
      await open(`/reports/${items[0].id}`);
      assert.equal(await contentOf(page, 'og:title'), items[0].title);
      assert.ok((await contentOf(page, 'og:description')).startsWith(state), 'the state comes first');
      assert.equal(await contentOf(page, 'og:locale'), locale);
      assert.equal(await contentOf(page, 'og:url'), server.url + visitor.path(`/reports/${items[0].id}`));
    });
  });
}

test('a report is filed and opened in English', async () => {
  await visit({ english: true }, async ({ page, open }) => {
    await open('/submit');
    await page.getByLabel('Title').fill('Street light broken');
    await page.getByLabel('What happened?').fill('It has been dark for a week.');
    await page.getByLabel('Date of the incident').fill('2026-11-18');
    await page.getByLabel('Institution addressed').fill('No such office');
    await press(page, 'Send the report');
    assert.match(await saidOf(page.getByLabel('Institution addressed')), /No institution has this name/);
    assert.equal(await page.getByLabel('Title').inputValue(), 'Street light broken');
    await page.getByLabel('Institution addressed').fill('');
    await press(page, 'Send the report');
    await heading(page, 'We have received your report');
    const { id } = await receiptOf(page);
    await page.locator('main form').getByRole('button').click();
    await heading(page, `Your report, number ${id}`);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    assert.doesNotMatch(page.url(), new RegExp(String(id)));
  });
});
