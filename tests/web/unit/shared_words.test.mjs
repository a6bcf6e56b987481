// The pages that the server writes and those of the script call the same things by the same words.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const textsOf = (language, area) => JSON.parse(readFileSync(new URL(`../../../web/messages/${language}/${area}.json`, import.meta.url), 'utf8'));

/** The texts of a family by the word of the domain that they name: `role.clerk` by `clerk`. */
function wordsOf(texts, ...families) {
  const named = Object.entries(texts).flatMap(([key, text]) => families.filter((family) => new RegExp(`^${family}\\.\\w+$`).test(key)).map((family) => [key.slice(family.length + 1), text]));
  return Object.fromEntries(named);
}

const families = {
  state: ['state_of_report'],
  role: ['role'],
  classification: ['classification'],
  reason: ['archive_reason', 'hold_reason'],
};

/** Sentences of the server's pages that name whose turn it is, as those of the script do. */
const turnsOfInstitutions = ['awaiting_follow_up', 'in_progress', 'replied'];
const turnsOfNobody = ['on_hold', 'closed', 'archived', 'merged'];

for (const language of ['id', 'en'])
  describe(`in ${language}, with and without the script,`, () => {
    const page = textsOf(language, 'page');
    const common = textsOf(language, 'common');

    for (const [family, shared] of Object.entries(families))
      test(`each ${family} has the same name`, () => {
        const words = wordsOf(page, `page.${family}`);
        assert.ok(Object.keys(words).length >= 4);
        assert.deepEqual(words, wordsOf(common, ...shared));
      });

    test('whose turn it is reads the same', () => {
      for (const state of [...turnsOfInstitutions, ...turnsOfNobody])
        assert.equal(page[`page.turn.${state}`].replace('{institution}', '{who}'), common[`turn.${state}`]);
      assert.equal(page['page.turn.awaiting_reassignment'], common['turn.awaiting_reassignment'].replace('{who}', common['role.national_admin']));
    });
  });
