import type { Schemas } from '../api/types';

/** Numbers of staff have up to 63 bits, more than a JavaScript number holds: they are read as text. */
type WithText<T> = { [Key in keyof T]: Key extends 'person' ? string | null : T[Key] extends Schemas['AuditParty'] ? Party : T[Key] };
export type Party = Omit<Schemas['AuditParty'], 'person'> & { person?: string };
export type AuditEvent = Schemas['AuditEvent'];
export type AuditRecord = WithText<Schemas['AuditRecord']>;
export type IdentityRead = WithText<Schemas['IdentityRead']>;
export type AuditedDeadline = Schemas['AuditedDeadline'];

/** A quotation mark inside a text is written with a backslash, so this finds members only. */
const personMember = /"person":(\d+)/g;

export function parsed<T>(json: string): T {
  return JSON.parse(json.replace(personMember, '"person":"$1"')) as T;
}

/** The line with an indented member a line, its numbers as they were. */
export function indented(line: string): string {
  return JSON.stringify(parsed(line), null, 2).replace(/"person": "(\d+)"/g, '"person": $1');
}

/** `report/1000001` as its kind and number. */
export function partsOf(stream: string): { kind: string; number: string } {
  const [kind = '', number = ''] = stream.split('/');
  return { kind, number };
}
