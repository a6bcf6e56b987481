// A page that one of the two tables lacks would be a document that the script calls missing, or a link that answers 404.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from './load.mjs';

const { pages } = await load('app/pages');
const source = readFileSync(new URL('../../../api/web/pages.cpp', import.meta.url), 'utf8');
const served = [...source.matchAll(/\{get, "([^"]+)"/g)].map(([, pattern]) => pattern);

/** `{}` for one segment and `{...}` for all that follow, whatever they are called: the server calls the latter `rest`. */
const unnamed = (pattern) => pattern.replace(/\{rest\}|\{\w+\.\.\.\}/g, '{...}').replace(/\{\w+\}/g, '{}');
const sorted = (patterns) => patterns.map(unnamed).sort();

test('the server and the script have the same pages', () => {
  assert.ok(served.length > 20);
  assert.deepEqual(sorted(pages.map((each) => each.pattern)), sorted(served));
});
