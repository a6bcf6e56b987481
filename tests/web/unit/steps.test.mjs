// Every event that a timeline can have is told in words, in both languages.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { load } from './load.mjs';

const source = new URL('../../../', import.meta.url);
const json = async (path) => JSON.parse(await readFile(new URL(path, source), 'utf8'));
const { schemas } = (await json('api/openapi.json')).components;
const events = schemas.TimelineItem.oneOf.map(({ $ref }) => schemas[$ref.split('/').at(-1)]);

const due = '2026-11-26T00:00:00+07:00';

/** An item with every member that its schema names; of an enumeration the value in turn. */
function itemsOf({ properties }) {
  const values = (name, schema) => {
    const told = schema.$ref ? schemas[schema.$ref.split('/').at(-1)] : schema;
    if (told.const !== undefined) return [told.const];
    if (told.enum) return told.enum;
    if (name === 'deadline') return schemas.DeadlineKind.enum.map((kind) => ({ kind, due, provisional: true }));
    if (name === 'level') return [1, 2, 3];
    if (name === 'copies') return [['prov-35', 'kab-35.10']];
    if (name === 'attachments') return [['0'.repeat(64)]];
    if (told.type === 'boolean') return [true, false];
    if (told.type === 'integer') return [4];
    return [told.pattern?.includes('T') ? due : name === 'text' || name === 'reason' ? 'kata-kata' : 'kota-35.78'];
  };
  let items = [{ position: 1, version: 1, at: due, channel: 'web', by: { role: 'system', institution: null } }];
  for (const [name, schema] of Object.entries(properties)) items = items.flatMap((item) => values(name, schema).map((value) => ({ ...item, [name]: value })));
  return items;
}

globalThis.location = { pathname: '/' };
const { tell, addMessages } = await load('text/steps.ts', 'text/messages.ts');

for (const [language, pathname] of [['id', '/'], ['en', '/en']]) {
  const messages = await json(`web/messages/${language}/common.json`);
  for (const event of events) {
    test(`${event.properties.event.const} is told in words (${language})`, () => {
      globalThis.location = { pathname };
      addMessages(messages);
      for (const item of itemsOf(event)) {
        const { title, facts } = tell(item, (slug) => `<${slug}>`);
        for (const sentence of [title, ...facts]) {
          assert.ok(sentence.length > 3, `${JSON.stringify(item)}: ${sentence}`);
          assert.doesNotMatch(sentence, /\{[a-z_]+\}|^[a-z_]+\.[a-z_.]+$/, `a message is missing for ${JSON.stringify(item)}`);
        }
      }
    });
  }
}
