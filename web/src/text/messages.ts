import type common from '../../messages/id/common.json';
import type citizen from '../../messages/id/citizen.json';
import type filing from '../../messages/id/filing.json';
import type account from '../../messages/id/account.json';
import type desk from '../../messages/id/desk.json';
import type dashboard from '../../messages/id/dashboard.json';
import type audit from '../../messages/id/audit.json';
import type admin from '../../messages/id/admin.json';
import { language, locale } from '../app/language';

type AllMessages = typeof common & typeof citizen & typeof filing & typeof account & typeof desk & typeof dashboard & typeof audit & typeof admin;

/** A key of a message in the files of `web/messages`; a key that no file has does not compile. */
export type MessageKey = keyof AllMessages;
type Stem<Key> = Key extends `${infer S}_other` ? S : never;
/** A key whose message depends on a number: `key_one` and `key_other`. */
export type CountKey = Stem<MessageKey>;
export type Values = Record<string, string | number>;

const sentences = new Map<string, string>();

/** Adds the messages of an area in the page's language. */
export function addMessages(messages: Record<string, string>): void {
  for (const [key, sentence] of Object.entries(messages)) sentences.set(key, sentence);
}

function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{([a-z_]+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** The message in the page's language, with `values` in the places of its {names}. */
export function t(key: MessageKey, values: Values = {}): string {
  return fill(sentences.get(key) ?? key, values);
}

const plural = new Intl.PluralRules(locale());

/** The message for `count` things; `{count}` is written as the language writes numbers. */
export function tCount(key: CountKey, count: number, values: Values = {}): string {
  const form = plural.select(count) === 'one' ? 'one' : 'other';
  const shown = { count: new Intl.NumberFormat(locale()).format(count), ...values };
  return fill(sentences.get(`${key}_${form}`) ?? sentences.get(`${key}_other`) ?? key, shown);
}

/** Whether there is a message for a word that the server said; so that a new word is shown as it is. */
export function tWord(prefix: string, word: string | null | undefined): string {
  if (!word) return '';
  return sentences.get(`${prefix}.${word}`) ?? word.replaceAll('_', ' ');
}

/** Picks what the server says in both languages: members such as `label_id` and `label_en`. */
export function pick(indonesian: string, english: string | undefined): string {
  return language() === 'en' && english ? english : indonesian;
}
