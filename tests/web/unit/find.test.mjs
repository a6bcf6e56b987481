import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { best, fit } = await load('text/find.ts');

const institutions = [
  { name: 'Kementerian Perhubungan', abbreviation: 'Kemenhub' },
  { name: 'Kementerian Pekerjaan Umum dan Perumahan Rakyat', abbreviation: 'PUPR' },
  { name: 'Badan Penyelenggara Jaminan Sosial Kesehatan', abbreviation: 'BPJS Kesehatan' },
  { name: 'Pemerintah Provinsi Jawa Timur', abbreviation: '' },
  { name: 'Pemerintah Kabupaten Bandung', abbreviation: '' },
  { name: 'Pemerintah Kota Bandung', abbreviation: '' },
];
const first = (typed) => best(institutions, typed)[0]?.name;

test('an abbreviation finds its institution', () => {
  assert.equal(first('pupr'), 'Kementerian Pekerjaan Umum dan Perumahan Rakyat');
  assert.equal(first('BPJS kesehatan'), 'Badan Penyelenggara Jaminan Sosial Kesehatan');
});

test('what people call a government finds it', () => {
  assert.equal(first('pemprov jatim'), 'Pemerintah Provinsi Jawa Timur');
  assert.equal(first('pemkot bandung'), 'Pemerintah Kota Bandung');
  assert.equal(first('kab bandung'), 'Pemerintah Kabupaten Bandung');
});

test('the beginning of a word is enough', () => {
  assert.equal(first('perhub'), 'Kementerian Perhubungan');
});

test('initials find a long name', () => {
  assert.equal(first('bpjs'), 'Badan Penyelenggara Jaminan Sosial Kesehatan');
});

test('a word that fits nothing finds nothing', () => {
  assert.deepEqual(best(institutions, 'bandung xyz'), []);
});

test('nothing typed finds everything in its order', () => {
  assert.equal(best(institutions, '').length, institutions.length);
  assert.equal(fit(institutions[0], '  '), 1);
});
