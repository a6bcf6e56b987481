// What administrators change, and that each change is told before, kept after, and never overwrites another's.
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

async function as(role, options = {}) {
  const visitor = await Visitor.come(browser, server, options);
  await visitor.signIn(role);
  return visitor;
}

const dialogOf = (page) => page.getByRole('dialog');

/** Presses the button that opens the dialog, and gives the dialog. */
async function ask(page, name) {
  await page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
  await dialogOf(page).waitFor();
  return dialogOf(page);
}

async function choose(field, words) {
  await field.fill(words);
  await field.page().getByRole('listbox').getByRole('option').first().waitFor();
  await field.press('Enter');
}

/** Closes the dialog by its own button; it is gone when the command was taken. */
async function send(page, name) {
  await dialogOf(page).getByRole('button', { name, exact: true }).click();
  await dialogOf(page).waitFor({ state: 'detached' });
}

test('a member of staff is invited; what is wrong is said beside its field', async () => {
  const visitor = await as('national_admin');
  const { page } = visitor;
  await visitor.open('/admin/staff');
  const dialog = await ask(page, 'Undang petugas');
  await dialog.getByRole('button', { name: 'Undang petugas' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('name')), 'name');
  await dialog.getByLabel('Nama').fill('Ratna Baru');
  await dialog.getByLabel('Alamat surel').fill(server.account('auditor').address);
  await choose(dialog.getByRole('combobox', { name: /Instansi/ }), 'Surabaya');
  await dialog.getByRole('button', { name: 'Undang petugas' }).click();
  await dialog.getByText('Alamat ini sudah punya akun').waitFor();
  await dialog.getByLabel('Alamat surel').fill('ratna.baru@example.id');
  await send(page, 'Undang petugas');
  await page.getByRole('heading', { name: 'Ratna Baru' }).waitFor();
  await page.getByText('Diundang').waitFor();
  await visitor.leave();
});

test('an account is suspended with a reason, and reinstated', async () => {
  const visitor = await as('national_admin');
  const { page } = visitor;
  await visitor.open('/admin/staff');
  await page.getByRole('row').filter({ hasText: server.account('auditor').address }).getByRole('link').click();
  const dialog = await ask(page, 'Tangguhkan');
  await dialog.getByText('Riwayat tidak dapat dihapus').waitFor();
  await dialog.getByLabel('Alasan').fill('Cuti panjang');
  await send(page, 'Tangguhkan');
  await page.getByText('Ditangguhkan').first().waitFor();
  await (await ask(page, 'Aktifkan kembali')).getByLabel('Alasan').fill('Sudah kembali');
  await send(page, 'Aktifkan kembali');
  await page.getByRole('button', { name: 'Tangguhkan' }).waitFor();
  await visitor.leave();
});

test('a key is shown once, rotated and revoked', async () => {
  const visitor = await as('national_admin', { size: phone });
  const { page } = visitor;
  await visitor.open('/admin/keys');
  const dialog = await ask(page, 'Terbitkan kunci');
  await dialog.getByLabel('Nama sistem').fill('Aplikasi Dishub');
  await choose(dialog.getByRole('combobox', { name: /Instansi/ }), 'Surabaya');
  await dialog.getByRole('button', { name: 'Terbitkan kunci' }).click();
  const secret = page.getByRole('dialog', { name: 'Kunci baru' });
  await secret.getByRole('button', { name: 'Salin' }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await secret.locator('code').first().textContent());
  await send(page, 'Sudah saya simpan');
  await page.getByRole('link', { name: 'Aplikasi Dishub' }).click();
  await ask(page, 'Ganti kunci');
  await dialogOf(page).getByRole('button', { name: 'Ganti kunci' }).click();
  await page.getByRole('dialog', { name: 'Kunci baru' }).getByRole('button', { name: 'Sudah saya simpan' }).click();
  await page.getByText('Dua kunci berlaku').waitFor();
  await (await ask(page, 'Cabut semua kunci')).getByLabel('Alasan').fill('Bocor');
  await send(page, 'Cabut semua kunci');
  await page.getByText('Dicabut').first().waitFor();
  await visitor.leave();
});

test('an institution is opened, has a unit, gets another name, and its history tells', async () => {
  const visitor = await as('national_admin');
  const { page } = visitor;
  await visitor.open('/admin/institutions');
  const dialog = await ask(page, 'Buka instansi');
  await dialog.getByLabel('Nama lengkap').fill('Kementerian Uji Coba');
  await dialog.getByLabel('Singkatan').fill('Kemenuji');
  await dialog.getByLabel('Kode tetap').fill('Bukan Kode');
  await dialog.getByRole('button', { name: 'Buka instansi' }).click();
  await dialog.getByText('Gunakan huruf kecil').waitFor();
  await dialog.getByLabel('Kode tetap').fill('kemenuji');
  await send(page, 'Buka instansi');
  await page.getByRole('heading', { name: 'Kementerian Uji Coba' }).waitFor();
  const unit = await ask(page, 'Buka unit');
  await unit.getByLabel('Nama unit').fill('Biro Umum');
  await unit.getByLabel('Kode tetap unit').fill('biro-umum');
  await send(page, 'Buka unit');
  await page.getByRole('link', { name: 'Biro Umum' }).waitFor();
  await (await ask(page, 'Ganti nama')).getByLabel('Nama lengkap').fill('Kementerian Percobaan');
  await send(page, 'Ganti nama');
  await page.getByRole('heading', { name: 'Kementerian Percobaan' }).waitFor();
  await page.getByRole('link', { name: 'Riwayat', exact: true }).click();
  const history = page.getByRole('region', { name: 'Riwayat' });
  for (const what of ['Instansi dibuka', 'Unit dibuka', 'Nama diganti']) await history.getByText(what).waitFor();
  await visitor.leave();
});

test('who was overtaken is told so, and overwrites nothing', async () => {
  const [first, second] = [await as('national_admin'), await as('national_admin')];
  for (const each of [first, second]) await each.open('/admin/categories');
  const late = await ask(second.page, 'Buka kategori');
  await late.getByLabel('Nama').fill('Uji Kedua');
  await late.getByLabel('Kode tetap').fill('uji-kedua');
  const early = await ask(first.page, 'Buka kategori');
  await early.getByLabel('Nama').fill('Uji Pertama');
  await early.getByLabel('Kode tetap').fill('uji-pertama');
  await send(first.page, 'Buka kategori');
  await late.getByRole('button', { name: 'Buka kategori' }).click();
  await late.getByText('Orang lain baru saja mengubah aturan ini').waitFor();
  assert.equal(await late.getByLabel('Nama').inputValue(), 'Uji Kedua');
  await late.getByRole('button', { name: 'Muat keadaan terbaru' }).click();
  await second.page.locator('summary').filter({ hasText: 'Uji Pertama' }).waitFor();
  await send(second.page, 'Buka kategori');
  await second.page.locator('summary').filter({ hasText: 'Uji Kedua' }).waitFor();
  await first.leave();
  await second.leave();
});

test('the holidays of a year are pasted, and those that cannot be read are named', async () => {
  const visitor = await as('national_admin');
  const { page } = visitor;
  await visitor.open('/admin/calendar?year=2029');
  await page.getByText('Belum ada keputusan untuk tahun ini').waitFor();
  const dialog = await ask(page, 'Masukkan keputusan');
  await dialog.getByLabel('Nomor keputusan').fill('SKB 1/2028');
  await dialog.getByLabel('Hari-hari').fill('1 Januari 2029 Tahun Baru Masehi\n30 Februari 2029 Bukan hari');
  await dialog.getByText('2: 30 Februari 2029 Bukan hari').waitFor();
  await dialog.getByLabel('Hari-hari').fill('1. Senin, 1 Januari 2029: Tahun Baru Masehi\n2. 24 Desember 2029 Cuti bersama Natal');
  await dialog.getByText('Terbaca 2 hari').waitFor();
  await send(page, 'Tetapkan hari libur');
  await page.getByText('Menurut SKB 1/2028').waitFor();
  await page.getByText('2 hari libur').waitFor();
  await visitor.leave();
});

test('a policy is adopted for a later day, and what differs is marked', async () => {
  const visitor = await as('national_admin', { english: true });
  const { page } = visitor;
  await visitor.open('/admin/policies');
  const dialog = await ask(page, 'Adopt a new version');
  await dialog.getByLabel('In force from').fill('2027-01-01');
  await dialog.getByRole('button', { name: 'Adopt a new version' }).click();
  await dialog.getByText('Nothing differs from the latest version yet').waitFor();
  await dialog.getByLabel('Verification').fill('2');
  await dialog.getByText('3 before').waitFor();
  await send(page, 'Adopt a new version');
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Verification' }) });
  await row.locator('ins').waitFor();
  assert.deepEqual([await row.locator('del').textContent(), await row.locator('ins').textContent()], ['3', '2']);
  await visitor.leave();
});

test('an institution keeps its reports longer by a new schedule', async () => {
  const visitor = await as('national_admin');
  const { page } = visitor;
  await visitor.open('/admin/retention');
  const dialog = await ask(page, 'Tetapkan masa simpan baru');
  await dialog.getByLabel('Berlaku sejak').fill('2027-01-01');
  await dialog.getByRole('button', { name: 'Tambah instansi' }).click();
  await choose(dialog.getByRole('combobox', { name: /Instansi/ }), 'Surabaya');
  await dialog.getByLabel('Tahun', { exact: true }).fill('10');
  await send(page, 'Tetapkan masa simpan baru');
  await page.getByText('10 tahun').waitFor();
  await visitor.leave();
});

test('a coordinator administers the own branch and nothing else', async () => {
  const visitor = await as('coordinator');
  const { page } = visitor;
  await visitor.open('/admin');
  const sections = page.getByRole('main').getByRole('navigation', { name: 'Administrasi' });
  await sections.getByRole('link', { name: 'Petugas' }).waitFor();
  assert.equal(await sections.getByRole('link', { name: 'Kebijakan batas waktu' }).count(), 0);
  await visitor.open('/admin/policies');
  await page.getByText('Halaman ini bukan untuk peran Anda').waitFor();
  await visitor.open('/admin/institutions');
  assert.equal(await page.getByRole('button', { name: 'Buka instansi' }).count(), 0);
  await visitor.leave();
});

test('the data officer sees what is past its retention', async () => {
  const visitor = await as('data_officer');
  await visitor.open('/admin/retention');
  await visitor.page.getByText('Tidak ada laporan yang lewat masa simpannya').waitFor();
  await visitor.leave();
});

test('the views are made anew from the page of operations', async () => {
  const visitor = await as('national_admin');
  const { page } = visitor;
  await visitor.open('/admin/operations');
  await ask(page, 'Susun ulang');
  await send(page, 'Susun ulang');
  await page.getByText('Penyusunan ulang selesai.').waitFor();
  await visitor.leave();
});
