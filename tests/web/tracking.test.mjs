// Following one's own report by number and code, and everything that a reporter may do with it.
import assert from 'node:assert/strict';
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

const place = { region: '35.78', address: 'Depan pasar' };
const staff = { token: 'officer:kota-35.78' };

function file(title) {
  return server.ask('POST', '/v1/reports', { body: { title, text: 'Sejak Senin air tidak mengalir.', occurred_on: '2026-11-18', place } });
}

const tell = (report, resource, body, by) => server.ask('POST', `/v1/reports/${report.id}/${resource}`, { ...by, body });
const admin = { token: 'national_admin' };

function verify(report) {
  return tell(report, 'verification', { title: 'Air mati', public_text: 'Air tidak mengalir.', classification: 'complaint', forward_to: 'kota-35.78' }, admin);
}

const answer = (report, text) => tell(report, 'follow-ups', { text }, staff);

/** A visitor who has opened the report by number and code. */
async function follow(report, run, options = { size: desk }) {
  const visitor = await Visitor.come(browser, server, options);
  const { page } = visitor;
  try {
    await visitor.open('/track');
    await page.getByLabel('Nomor laporan').fill(String(report.id));
    await page.getByLabel('Kode').fill(report.receipt);
    await page.getByRole('button', { name: 'Buka' }).click();
    await page.getByRole('heading', { name: 'Riwayat' }).waitFor();
    await run(visitor, page);
    const { pathname, search, hash } = new URL(page.url());
    assert.ok(!(pathname + search + hash).replaceAll('-', '').includes(report.receipt.replaceAll('-', '')), 'the code is never in the URL');
    assert.deepEqual(visitor.faults, []);
  } finally {
    await visitor.leave();
  }
}

/** The report is looked at anew when the page is seen again. */
const comeBack = (page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

test('a wrong code is said beside its field, and what was typed stays', async () => {
  const report = await file('Kode salah');
  const visitor = await Visitor.come(browser, server, { size: phone });
  await visitor.open('/track');
  await visitor.page.getByLabel('Nomor laporan').fill(String(report.id));
  await visitor.page.getByLabel('Kode').fill('1111222233334444');
  await visitor.page.getByRole('button', { name: 'Buka' }).click();
  await visitor.page.getByText('Kode laporan tidak cocok').waitFor();
  assert.equal(await visitor.page.getByLabel('Kode').inputValue(), '1111-2222-3333-4444');
  assert.deepEqual(await visitor.axe(), []);
  await visitor.leave();
});

test("the verifier's question is answered with a text", async () => {
  const report = await file('Kurang jelas');
  await tell(report, 'hold', { reason: 'unclear', question: 'Di gang yang mana?' }, admin);
  await follow(report, async (visitor, page) => {
    await page.getByText('Di gang yang mana?').first().waitFor();
    await page.getByText('Giliran Anda').waitFor();
    assert.deepEqual(await visitor.axe(), []);
    await visitor.shoot('tracking_question-phone');
    await page.getByLabel('Tulisan Anda').fill('Gang Mawar.');
    await page.getByRole('button', { name: 'Kirim' }).click();
    await page.getByText('Laporan Anda dilengkapi.').waitFor();
    await page.getByText('Gang Mawar.', { exact: true }).waitFor();
  }, { size: phone });
});

test('an answer is replied to, the matter settled, rated and reopened once', async () => {
  const report = await file('Dari awal sampai akhir');
  await verify(report);
  await answer(report, 'Kami perbaiki besok.');
  await follow(report, async (visitor, page) => {
    await page.getByText('Kami perbaiki besok.').first().waitFor();
    await visitor.shoot('tracking_answered-desk');
    await page.getByLabel('Tulisan Anda').fill('Belum ada yang datang.');
    await page.getByRole('button', { name: 'Kirim' }).click();
    await page.getByText('Balasan Anda terkirim.').waitFor();
    await answer(report, 'Sudah mengalir.');
    await comeBack(page);
    await page.getByText('Masalahnya sudah selesai').click();
    await page.getByRole('button', { name: 'Tutup laporan' }).click();
    await page.getByRole('radio', { name: /4 bintang/ }).check();
    await visitor.shoot('tracking_rating-desk');
    assert.deepEqual(await visitor.axe(), []);
    await page.getByRole('button', { name: 'Kirim' }).first().click();
    await page.getByText('Terima kasih atas nilai Anda.').waitFor();
    await page.getByText('Buka kembali', { exact: true }).click();
    await page.getByLabel('Alasan').fill('Mati lagi.');
    await page.locator('.fold--reopen').getByRole('button', { name: 'Kirim' }).click();
    await page.getByText('Laporan dibuka kembali.').waitFor();
  });
  const { items } = await server.ask('GET', `/v1/reports/${report.id}/timeline`, { receipt: report.receipt });
  assert.equal(items.find((each) => each.event === 'report_rated').score, 4);
  assert.equal(items.at(-1).event, 'report_reopened');
  await tell(report, 'follow-ups', { text: 'Selesai.' }, staff);
  await tell(report, 'closing', {}, { receipt: report.receipt });
  await follow(report, async (_visitor, page) => {
    assert.equal(await page.getByText('Buka kembali', { exact: true }).count(), 0, 'a second time is not offered');
  });
});

test('when somebody else was faster it is said, and the text stays and can be sent', async () => {
  const report = await file('Bersamaan');
  await verify(report);
  await answer(report, 'Jawaban pertama.');
  await follow(report, async (_visitor, page) => {
    await page.getByLabel('Tulisan Anda').fill('Saya menulis bersamaan.');
    await answer(report, 'Jawaban kedua.');
    await page.getByRole('button', { name: 'Kirim' }).click();
    await page.getByText('Laporan ini baru saja diubah orang lain').waitFor();
    await page.getByText('Jawaban kedua.').first().waitFor();
    assert.equal(await page.getByLabel('Tulisan Anda').inputValue(), 'Saya menulis bersamaan.');
    await page.getByRole('button', { name: 'Kirim' }).click();
    await page.getByText('Balasan Anda terkirim.').waitFor();
  });
});

test('a text that can no more be sent is given back', async () => {
  const report = await file('Terlambat menulis');
  await verify(report);
  await answer(report, 'Sudah.');
  await follow(report, async (_visitor, page) => {
    await page.getByLabel('Tulisan Anda').fill('Tulisan yang panjang dan penting.');
    await tell(report, 'closing', {}, { receipt: report.receipt });
    await page.getByRole('button', { name: 'Kirim' }).click();
    await page.getByText('Belum terkirim: Balas tindak lanjut').waitFor();
    await page.getByText('Tulisan yang panjang dan penting.').waitFor();
  });
});

test('a report is withdrawn after a question, and restored', async () => {
  const report = await file('Ditarik');
  await follow(report, async (visitor, page) => {
    await page.getByText('Tarik laporan', { exact: true }).first().click();
    await page.locator('.fold--withdraw').getByRole('button', { name: 'Tarik laporan' }).click();
    await visitor.shoot('tracking_withdraw-phone', { whole: false });
    await page.getByRole('dialog').getByRole('button', { name: 'Tarik laporan' }).click();
    await page.getByText('Laporan ditarik.').waitFor();
    await page.getByText('Minta dipulihkan', { exact: true }).click();
    await page.getByLabel('Alasan').fill('Saya keliru menariknya.');
    await page.getByRole('button', { name: 'Kirim' }).click();
    await page.getByText('Laporan dipulihkan dan diverifikasi lagi.').waitFor();
  }, { size: phone });
});

test('more can be hidden, never less', async () => {
  const report = await file('Sembunyikan');
  await follow(report, async (_visitor, page) => {
    await page.getByText('Sembunyikan lebih banyak').click();
    await page.getByLabel('Anonim').check();
    await page.getByRole('button', { name: 'Sembunyikan', exact: true }).click();
    await page.getByText('Kerahasiaan laporan diubah.').waitFor();
    assert.ok(await page.getByLabel('Anonim').isDisabled());
    assert.ok(await page.getByLabel('Rahasia').isEnabled());
  });
});

test('everything that is held can be read and taken away', async () => {
  const report = await file('Yang disimpan');
  await follow(report, async (visitor, page) => {
    await page.getByText('Yang kami simpan tentang Anda').click();
    await page.getByText('Depan pasar').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Unduh semuanya (JSON)' }).click()]);
    assert.equal(file.suggestedFilename(), `lapor-${report.id}.json`);
    await page.getByText('UU 27/2022').waitFor();
    assert.deepEqual(await visitor.axe(), []);
  });
});

test('the deadline counts down by the clock of the server', async () => {
  const report = await file('Hitung mundur');
  await follow(report, async (_visitor, page) => {
    await page.getByText('Sisa 3 hari kerja').waitFor();
    await page.getByText('25 November 2026').first().waitFor();
  });
});
