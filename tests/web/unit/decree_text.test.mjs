// What is pasted of a decree becomes the days of its year.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { load } from './load.mjs';

const { readDecree, decreeText } = await load('admin/decree_text');

const day = (date, name, kind = 'public_holiday') => ({ date, name, kind });

describe('the list of a decree', () => {
  test('is read as ministries write it, with numbers and weekdays', () => {
    const { days, wrong } = readDecree('1. Jumat, 1 Januari 2027: Tahun Baru Masehi\n2. Senin, 8 Maret 2027 - Hari Suci Nyepi', 2027);
    assert.deepEqual(wrong, []);
    assert.deepEqual(days, [day('2027-01-01', 'Tahun Baru Masehi'), day('2027-03-08', 'Hari Suci Nyepi')]);
  });

  test('takes dates in figures, and dates without their year', () => {
    const { days } = readDecree('2027-05-01\tHari Buruh\n17/8/2027 Proklamasi Kemerdekaan\n25 Desember Kelahiran Yesus Kristus', 2027);
    assert.deepEqual(days.map((each) => each.date), ['2027-05-01', '2027-08-17', '2027-12-25']);
  });

  test('knows collective leave by its name', () => {
    const { days } = readDecree('9 Maret 2027 Cuti Bersama Idul Fitri\n2027-12-24\tKelahiran Yesus Kristus\tcuti bersama', 2027);
    assert.deepEqual(days, [day('2027-03-09', 'Cuti Bersama Idul Fitri', 'collective_leave'), day('2027-12-24', 'Kelahiran Yesus Kristus', 'collective_leave')]);
  });

  test('is put into the order of its days', () => {
    assert.deepEqual(readDecree('25 Desember 2027 Natal\n1 Januari 2027 Tahun Baru', 2027).days.map((each) => each.date), ['2027-01-01', '2027-12-25']);
  });

  test('names the lines that no day could be read from', () => {
    const { days, wrong } = readDecree('1 Januari 2027 Tahun Baru\n\n29 Februari 2027 Hari yang tidak ada\nMaret 2027 tanpa tanggal\n1 Januari 2028 tahun lain\n1 Januari 2027 dua kali\n2 Mei 2027', 2027);
    assert.deepEqual(days, [day('2027-01-01', 'Tahun Baru')]);
    assert.deepEqual(wrong.map((each) => each.line), [3, 4, 5, 6, 7]);
  });

  test('is the same when it is written out and read again', () => {
    const days = [day('2027-01-01', 'Tahun Baru 2027 Masehi'), day('2027-02-05', 'Cuti Bersama Tahun Baru Imlek 2578 Kongzili', 'collective_leave'), day('2027-05-20', 'Hari Raya Waisak 2571 BE', 'collective_leave')];
    assert.deepEqual(readDecree(decreeText(days), 2027), { days, wrong: [] });
  });
});
