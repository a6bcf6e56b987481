import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { rowsOf } = await load('text/csv.ts');

test('a row has its cells by the names of the first line', () => {
  assert.deepEqual(rowsOf('slug,received\r\nkota-35.78,40\r\n'), [{ slug: 'kota-35.78', received: '40' }]);
});

test('a quoted cell keeps its commas, quotes and line ends', () => {
  assert.deepEqual(rowsOf('name,n\n"Kementerian ""Baru"", Hukum\ndan HAM",1\n'), [{ name: 'Kementerian "Baru", Hukum\ndan HAM', n: '1' }]);
});

test('empty cells are there, also the first and the last', () => {
  assert.deepEqual(rowsOf('a,b,c\n,2,\n'), [{ a: '', b: '2', c: '' }]);
});

test('a table without rows has none', () => {
  assert.deepEqual(rowsOf('a,b\n'), []);
  assert.deepEqual(rowsOf(''), []);
});
