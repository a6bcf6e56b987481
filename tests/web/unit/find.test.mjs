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

const units = [
  { name: 'Dinas Kesehatan Kota Surabaya', context: 'Pemerintah Kota Surabaya' },
  { name: 'Dinas Kesehatan', abbreviation: 'Dinkes', context: 'Pemerintah Kabupaten Kotabaru' },
  { name: 'Dinas Kependudukan dan Catatan Sipil', context: 'Pemerintah Kota Semarang' },
  { name: 'Pemerintah Kabupaten Kotabaru' },
];
const unit = (typed) => best(units, typed)[0]?.name;

test('a unit is found by its own short form and by what it belongs to', () => {
  assert.equal(unit('dinkes sby'), 'Dinas Kesehatan Kota Surabaya');
  assert.equal(unit('dinkes kotabaru'), 'Dinas Kesehatan');
  assert.equal(unit('disdukcapil smg'), 'Dinas Kependudukan dan Catatan Sipil');
});

test('what has the words itself comes before what only belongs to them', () => {
  assert.equal(unit('kotabaru'), 'Pemerintah Kabupaten Kotabaru');
});

test('initials leave out the small words', () => {
  assert.equal(first('kpupr'), 'Kementerian Pekerjaan Umum dan Perumahan Rakyat');
});
