// The desk in a real browser: the list by due time and by keyboard, verifying, handling, several at once, and what
// happens when two people work on one report.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { launch, phone, Server, Visitor } from './harness.mjs';

let server;
let browser;
let institution;
before(async () => {
  server = await Server.start();
  browser = await launch();
  institution = await institutionOf('coordinator');
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Whose desk an account has. */
async function institutionOf(role) {
  const { address, password } = server.account(role);
  const { token } = await server.ask('POST', '/v1/sessions', { body: { address, password } });
  return (await server.ask('GET', '/v1/me', { token })).institution;
}

let count = 0;
/** A report that its institution's coordinator verifies. */
function filed({ title = `Lampu jalan mati ${++count}`, text = 'Lampu di depan sekolah mati sejak Senin.', to = institution } = {}) {
  const body = { title, text, occurred_on: '2026-11-18', ...(to ? { institution: to } : {}), place: { region: '35.78' } };
  return server.ask('POST', '/v1/reports', { token: 'clerk', body });
}

/** One that waits for an answer; verified by a colleague. */
async function forwarded(given) {
  const report = await filed(given);
  await act(report.id, 'verification', { public_text: 'Lampu di depan sekolah mati.', forward_to: institution });
  return report;
}

/** What a colleague does meanwhile. */
const act = (id, command, body, token = `coordinator:${institution}`) => server.ask('POST', `/v1/reports/${id}/${command}`, { token, body });
const stateOf = async (id) => (await server.ask('GET', `/v1/reports/${id}`, { token: 'national_admin' })).state;

/** Somebody at their desk. */
async function at(role, path, look = {}) {
  const visitor = await Visitor.come(browser, server, look);
  await visitor.signIn(role);
  await visitor.open(path);
  return visitor;
}

const focusedRow = (page) => page.evaluate(() => document.activeElement?.closest('[data-row]')?.dataset.row);
const rowOf = (page, id) => page.locator(`[data-row="${id}"]`);

describe('the list', () => {
  beforeEach(async () => {
    await filed();
    await filed();
  });
  const leave = async (visitor) => {
    assert.deepEqual(visitor.faults, []);
    await visitor.leave();
  };

  test('is by due time, the late ones first, and says so in words', async () => {
    const visitor = await at('national_admin', '/desk');
    const list = await server.ask('GET', '/v1/worklist?limit=5', { token: 'national_admin' });
    await visitor.page.getByRole('table').waitFor();
    const shown = await visitor.page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => Number(row.dataset.row)));
    assert.deepEqual(shown.slice(0, 5), list.items.map(({ id }) => id));
    assert.match(await rowOf(visitor.page, shown[0]).innerText(), /Terlambat \d+ hari kerja/);
    await leave(visitor);
  });

  test('tells on its tabs how much there is to do, and keeps what was chosen in the address', async () => {
    const visitor = await at('coordinator', '/desk');
    const { facets } = await server.ask('GET', '/v1/worklist?limit=1&facets=state', { token: `coordinator:${institution}` });
    const tab = visitor.page.getByRole('link', { name: /Perlu diverifikasi/ });
    await tab.filter({ hasText: String(facets.state.awaiting_verification) }).click();
    await visitor.page.waitForURL(/tab=verify/);
    await visitor.page.reload();
    await visitor.page.locator('[aria-current="page"]', { hasText: 'Perlu diverifikasi' }).waitFor();
    await leave(visitor);
  });

  test('is worked with the keyboard: move, select, open, come back', async () => {
    const visitor = await at('coordinator', '/desk?tab=verify');
    const { page } = visitor;
    await page.getByRole('table').waitFor();
    await page.keyboard.press('j');
    await page.waitForFunction(() => document.activeElement?.closest('[data-row]'));
    const first = await focusedRow(page);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((id) => document.activeElement?.closest('[data-row]')?.dataset.row !== id, first);
    await page.keyboard.press('k');
    await page.waitForFunction((id) => document.activeElement?.closest('[data-row]')?.dataset.row === id, first);
    await page.keyboard.press('x');
    await page.getByRole('region', { name: 'Laporan terpilih' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/desk/${first}`));
    await page.getByRole('heading', { name: 'Tindakan' }).waitFor();
    await page.evaluate(() => document.getElementById('page').focus());
    await page.keyboard.press('u');
    await page.waitForURL(/\/desk\?tab=verify/);
    await leave(visitor);
  });

  test('shows its keys, and does nothing on single letters once they are turned off', async () => {
    const visitor = await at('coordinator', '/desk');
    const { page } = visitor;
    await page.getByRole('table').waitFor();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Pintasan papan ketik' });
    await dialog.getByRole('checkbox').uncheck();
    await dialog.getByRole('button', { name: 'Tutup' }).click();
    await page.keyboard.press('j');
    await page.keyboard.press('/');
    assert.equal(await focusedRow(page), undefined);
    await page.getByRole('button', { name: /Pintasan/ }).click();
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Tutup' }).click();
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'search');
    await leave(visitor);
  });

  test('brings in what others file, and the row under the cursor stays where it is', async () => {
    await filed({ title: 'Pompa pertama rusak' });
    const visitor = await at('coordinator', '/desk?tab=verify&q=pompa'); // few, so that all of them are in sight
    const { page } = visitor;
    await page.getByRole('table').waitFor();
    await page.keyboard.press('j');
    await page.waitForFunction(() => document.activeElement?.closest('[data-row]'));
    const here = await focusedRow(page);
    const top = () => page.evaluate((id) => document.querySelector(`[data-row="${id}"]`).getBoundingClientRect().top, here);
    const before = await top();
    const { id } = await filed({ title: 'Pompa kedua rusak' });
    await rowOf(page, id).waitFor();
    assert.equal(await top(), before);
    await page.getByRole('status').filter({ hasText: /1 baru masuk/ }).waitFor();
    await act(here, 'hold', { question: 'Di jalan mana?' });
    await rowOf(page, here).filter({ hasText: 'Sudah tidak menunggu' }).waitFor();
    assert.equal(await focusedRow(page), here);
    await leave(visitor);
  });

  test('draws only what is in sight', async () => {
    for (let i = 0; i < 70; ++i) await filed({ title: `Banyak laporan ${i}` });
    const visitor = await at('coordinator', '/desk?tab=verify&q=banyak');
    const { page } = visitor;
    await page.getByRole('table').waitFor();
    assert.ok((await page.locator('[data-row]').count()) < 50);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.getByRole('link', { name: 'Banyak laporan 69' }).waitFor();
    assert.ok((await page.locator('[data-row]').count()) < 50);
    await leave(visitor);
  });
});

describe('verifying', () => {
  test('shows personal data, masks what is not kept, forwards, and opens the next report', async () => {
    const first = await filed({ title: 'Kabel putus hubungi 0812-3456-7890', text: 'Kabel putus. Kantor: 0813-1111-2222. NIK saya 3578011203850001.' });
    const visitor = await at('coordinator', `/desk?tab=verify&q=${encodeURIComponent('kabel')}`);
    const { page } = visitor;
    await rowOf(page, first.id).waitFor();
    await page.keyboard.press('j');
    await page.waitForFunction(() => document.activeElement?.closest('[data-row]'));
    await page.keyboard.press('v');
    await page.getByRole('heading', { name: 'Tulisan pelapor' }).waitFor();
    assert.ok((await page.locator('mark', { hasText: '3578011203850001' }).count()) >= 1);
    await page.getByRole('checkbox', { name: /0813-1111-2222/ }).check();
    const preview = page.getByRole('region', { name: 'Yang akan dibaca publik' });
    await preview.getByText('[nomor identitas disamarkan]').waitFor();
    assert.match(await preview.innerText(), /0813-1111-2222/);
    assert.doesNotMatch(await preview.innerText(), /3578011203850001|0812-3456-7890/);
    await page.getByRole('textbox', { name: 'Teks untuk publik' }).press('Control+Enter');
    await page.locator('.toasts').getByText(`Laporan ${first.id} diverifikasi`).waitFor();
    await page.waitForURL((url) => /\/desk\/\d+$/.test(url.pathname) && !url.pathname.endsWith(`/${first.id}`));
    const published = await server.ask('GET', `/v1/reports/${first.id}`);
    assert.equal(published.text, 'Kabel putus. Kantor: 0813-1111-2222. NIK saya [nomor identitas disamarkan].');
    assert.equal(published.title, 'Kabel putus hubungi [nomor telepon disamarkan]');
    assert.deepEqual(visitor.faults, []);
    await visitor.leave();
  });

  test('holds with a question, and says what is missing beside its field', async () => {
    const { id } = await filed();
    const visitor = await at('coordinator', `/desk/${id}?do=hold`);
    const { page } = visitor;
    await page.getByRole('button', { name: 'Tunda dan tanyakan' }).click();
    await page.getByText('Wajib diisi.').waitFor();
    await page.getByRole('textbox', { name: 'Pertanyaan kepada pelapor' }).fill('Di jalan mana?');
    await page.getByRole('button', { name: 'Tunda dan tanyakan' }).click();
    await page.locator('.toasts').getByText(`Laporan ${id} ditunda`).waitFor();
    assert.equal(await stateOf(id), 'on_hold');
    await visitor.leave();
  });

  test('merges into a similar report with one press and a confirmation', async () => {
    const words = { title: 'Gorong-gorong runtuh dekat pasar', text: 'Gorong-gorong runtuh dekat pasar dan air meluap ke jalan.' };
    const older = await filed(words);
    await act(older.id, 'verification', { public_text: words.text, forward_to: institution });
    const newer = await filed(words);
    const visitor = await at('coordinator', `/desk/${newer.id}`);
    const { page } = visitor;
    await page.getByRole('button', { name: 'Gabungkan ke sini' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Gabungkan' }).click();
    await page.locator('.toasts').getByText(`Laporan ${newer.id} digabungkan`).waitFor();
    assert.equal(await stateOf(newer.id), 'merged');
    await visitor.leave();
  });

  test('archives with a reason', async () => {
    const { id } = await filed();
    const visitor = await at('coordinator', `/desk/${id}?do=archive`);
    const { page } = visitor;
    await page.getByRole('combobox', { name: 'Alasan' }).selectOption('not_government');
    await page.getByRole('button', { name: 'Arsipkan laporan' }).click();
    await page.locator('.toasts').getByText(`Laporan ${id} diarsipkan`).waitFor();
    assert.equal(await stateOf(id), 'archived');
    await visitor.leave();
  });
});

describe('handling', () => {
  test('a declined report with a proposal is forwarded again with one press more', async () => {
    const { id } = await forwarded();
    const coordinator = await at('coordinator', `/desk/${id}?do=decline`);
    await coordinator.page.getByRole('textbox', { name: /Mengapa bukan wewenang/ }).fill('Jalan ini jalan provinsi.');
    const proposal = coordinator.page.getByRole('combobox', { name: /Instansi yang seharusnya/ });
    await proposal.fill('pemprov jatim');
    await coordinator.page.getByRole('option', { name: /Provinsi Jawa Timur/ }).first().waitFor();
    await proposal.press('Enter');
    await coordinator.page.getByRole('button', { name: 'Kembalikan laporan' }).click();
    await coordinator.page.locator('.toasts').getByText(`Laporan ${id} dikembalikan`).waitFor();
    await coordinator.leave();

    const national = await at('national_admin', `/desk/${id}`);
    await national.page.getByRole('button', { name: 'Pakai usulan' }).click();
    await national.page.getByRole('button', { name: 'Teruskan laporan' }).click();
    await national.page.locator('.toasts').getByText(`Laporan ${id} diteruskan`).waitFor();
    const report = await server.ask('GET', `/v1/reports/${id}`, { token: 'national_admin' });
    assert.deepEqual([report.state, report.institution_name], ['awaiting_follow_up', 'Pemerintah Provinsi Jawa Timur']);
    await national.leave();
  });

  test('only what the role and the state allow is offered', async () => {
    const { id } = await filed({ to: null });
    const visitor = await at('national_admin', `/desk/${id}`);
    const offered = visitor.page.getByRole('group', { name: 'Tindakan' }).getByRole('button');
    await offered.first().waitFor();
    assert.deepEqual((await offered.allInnerTexts()).map((each) => each.split('\n')[0].trim()), ['Verifikasi', 'Tunda', 'Gabungkan', 'Arsipkan', 'Catatan', 'Geser batas waktu', 'Kerahasiaan', 'Identitas pelapor']);
    await visitor.leave();
  });

  test('a look at the identity asks for a reason and stands in the history', async () => {
    const { id } = await filed({ to: null });
    const visitor = await at('national_admin', `/desk/${id}?do=reveal`);
    const { page } = visitor;
    await page.getByText('Setiap kali identitas dilihat, hal itu dicatat').waitFor();
    await page.getByRole('textbox', { name: 'Untuk keperluan apa?' }).fill('Permintaan pengadilan nomor 12.');
    await page.getByRole('button', { name: 'Lihat identitas' }).click();
    await page.getByRole('heading', { name: 'Identitas pelapor' }).waitFor();
    const { items } = await server.ask('GET', `/v1/reports/${id}/timeline`, { token: 'auditor' });
    assert.ok(items.some((each) => each.event === 'identity_revealed'));
    await visitor.leave();
  });
});

describe('two people, one report', () => {
  test('what a colleague did is told, the text stays, nothing is overwritten', async () => {
    const { id } = await forwarded();
    const visitor = await at('officer', `/desk/${id}?do=answer`);
    const { page } = visitor;
    const answer = page.getByRole('textbox', { name: 'Jawaban atau tindak lanjut' });
    await answer.fill('Tim kami datang besok pagi.');
    await act(id, 'notes', { text: 'Sudah dicek di lapangan.' });
    await page.getByRole('button', { name: 'Kirim jawaban' }).click();
    const told = page.getByRole('alert').filter({ hasText: 'Laporan ini berubah saat Anda menulis' });
    await told.waitFor();
    assert.match(await told.innerText(), /Sudah dicek di lapangan/);
    assert.equal(await answer.inputValue(), 'Tim kami datang besok pagi.');
    assert.equal(await stateOf(id), 'awaiting_follow_up');
    await page.getByRole('button', { name: 'Sudah saya lihat, lanjutkan' }).click();
    await page.getByRole('button', { name: 'Kirim jawaban' }).click();
    await page.locator('.toasts').getByText(`Jawaban atas laporan ${id} terkirim`).waitFor();
    assert.equal(await stateOf(id), 'in_progress');
    await visitor.leave();
  });

  test('when the colleague has finished it, the text stays to copy and cannot be sent', async () => {
    const { id } = await forwarded();
    const visitor = await at('officer', `/desk/${id}?do=decline`);
    const { page } = visitor;
    const reason = page.getByRole('textbox', { name: /Mengapa bukan wewenang/ });
    await reason.fill('Bukan jalan kota.');
    await act(id, 'follow-ups', { text: 'Sudah diperbaiki.' });
    await page.getByText('Tindakan ini tidak lagi mungkin').waitFor();
    assert.equal(await reason.inputValue(), 'Bukan jalan kota.');
    assert.ok(await page.getByRole('button', { name: 'Kembalikan laporan' }).isDisabled());
    await visitor.leave();
  });

  test('who does not write simply sees the change', async () => {
    const { id } = await forwarded();
    const visitor = await at('officer', `/desk/${id}`);
    await visitor.page.getByRole('heading', { name: 'Tindakan' }).waitFor();
    await act(id, 'follow-ups', { text: 'Petugas sudah berangkat.' });
    await visitor.page.locator('.desk-report__history').getByText('Petugas sudah berangkat.').waitFor();
    await visitor.page.locator('.toasts').getByText(/Laporan diperbarui/).waitFor();
    await visitor.leave();
  });
});

describe('several at once', () => {
  test('each has its own result, and who was overtaken is told why', async () => {
    const reports = [await filed({ title: 'Serentak satu' }), await filed({ title: 'Serentak dua' })];
    const visitor = await at('coordinator', '/desk?tab=verify&q=serentak');
    const { page } = visitor;
    for (const { id } of reports) await rowOf(page, id).getByRole('checkbox').check();
    await page.getByRole('region', { name: 'Laporan terpilih' }).getByRole('button', { name: 'Tunda' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Pertanyaan kepada pelapor' }).fill('Di jalan mana?');
    await act(reports[1].id, 'archive', { reason: 'duplicate' });
    await dialog.getByRole('button', { name: /Tunda \d laporan/ }).click();
    await dialog.getByText(/selesai\./).waitFor();
    assert.match(await dialog.getByRole('listitem').filter({ hasText: 'Serentak satu' }).innerText(), /Selesai/);
    assert.match(await dialog.getByRole('listitem').filter({ hasText: 'Serentak dua' }).innerText(), /Ditolak/);
    assert.deepEqual([await stateOf(reports[0].id), await stateOf(reports[1].id)], ['on_hold', 'archived']);
    await visitor.leave();
  });

  test('what could not be sent is sent again, once', async () => {
    const reports = [await filed({ title: 'Putus satu' }), await filed({ title: 'Putus dua' })];
    const visitor = await at('coordinator', '/desk?tab=verify&q=putus');
    const { page } = visitor;
    for (const { id } of reports) await rowOf(page, id).getByRole('checkbox').check();
    await page.getByRole('region', { name: 'Laporan terpilih' }).getByRole('button', { name: 'Arsipkan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Alasan' }).selectOption('duplicate');
    await visitor.context.setOffline(true);
    await dialog.getByRole('button', { name: /Arsipkan \d laporan/ }).click();
    await dialog.getByText('2 belum terkirim.').waitFor();
    await visitor.context.setOffline(false);
    await dialog.getByRole('button', { name: 'Kirim ulang 2' }).click();
    await dialog.getByText('2 selesai.').waitFor();
    assert.deepEqual([await stateOf(reports[0].id), await stateOf(reports[1].id)], ['archived', 'archived']);
    await visitor.leave();
  });
});

describe('anybody can use it', () => {
  const looks = [
    { name: 'on a phone', look: { size: phone } },
    { name: 'in the dark, in English', look: { theme: 'dark', english: true } },
  ];
  for (const { name, look } of looks)
    test(`list and report ${name}: nothing for axe, nothing too wide`, async () => {
      const { id } = await filed({ title: 'Pohon tumbang 0812-3456-7890' });
      const visitor = await at('coordinator', '/desk', look);
      for (const path of ['/desk', `/desk/${id}`, `/desk/${id}?do=hold`, '/desk/templates']) {
        await visitor.open(path);
        assert.deepEqual(await visitor.axe(), [], path);
        assert.equal(await visitor.overflow(), 0, path);
      }
      assert.deepEqual(visitor.faults, []);
      await visitor.leave();
    });

  test('a clerk finds the counter', async (t) => {
    if (!server.accounts.some(({ role }) => role === 'clerk')) return t.skip('the demonstration has no clerk');
    const visitor = await at('clerk', '/desk');
    await visitor.page.getByRole('link', { name: 'Buat laporan' }).last().waitFor();
    assert.deepEqual(await visitor.axe(), []);
    await visitor.leave();
  });
});
