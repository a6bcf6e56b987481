import type { Fields, Photo, Told } from '../../offline/draft';
import type { MessageKey } from '../../text/messages';

/** The steps of the form and what can be wrong in them. Pure. The limits are those of the API (api/limits.hpp). */

export type FieldName = keyof Fields | 'photos';
export type StepName = 'what' | 'where' | 'who' | 'privacy' | 'review';
/** What is wrong, by field. */
export type Errors = Partial<Record<FieldName, MessageKey>>;

export const steps: readonly { name: StepName; fields: readonly FieldName[] }[] = [
  { name: 'what', fields: ['classification', 'title', 'text', 'photos'] },
  { name: 'where', fields: ['occurredOn', 'region', 'address', 'point'] },
  { name: 'who', fields: ['category', 'institution'] },
  { name: 'privacy', fields: ['anonymous', 'confidential', 'displayName', 'contactName', 'contactPhone', 'contactEmail'] },
  { name: 'review', fields: [] },
];

export const stepOf = (field: FieldName): StepName => steps.find((each) => each.fields.includes(field))?.name ?? 'review';

export const limits = { title: 300, text: 20_000, textBytes: 50_000, address: 500, displayName: 100, photos: 5, photoBytes: 10 * 1024 * 1024 };
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
const earliest = '1945-01-01';

const length = (text: string) => [...text.trim()].length;

/** All that can be known to be wrong without asking the server. `today`: "2026-11-26" in WIB. */
export function check(fields: Fields, photos: readonly Photo[], today: string): Errors {
  const errors: Errors = {};
  if (length(fields.title) === 0) errors.title = 'filing.error.title_missing';
  else if (length(fields.title) > limits.title) errors.title = 'filing.error.title_long';
  if (length(fields.text) === 0) errors.text = 'filing.error.text_missing';
  else if (length(fields.text) > limits.text || new Blob([fields.text]).size > limits.textBytes) errors.text = 'filing.error.text_long';
  if (!fields.occurredOn) errors.occurredOn = 'filing.error.date_missing';
  else if (fields.occurredOn > today) errors.occurredOn = 'filing.error.date_future';
  else if (fields.occurredOn < earliest) errors.occurredOn = 'filing.error.date_early';
  if (length(fields.address) > limits.address) errors.address = 'filing.error.address_long';
  if (length(fields.displayName) > limits.displayName) errors.displayName = 'filing.error.name_long';
  if (photos.length > limits.photos) errors.photos = 'filing.error.photos_many';
  return errors;
}

/** Those of one step. */
export function errorsIn(step: StepName, errors: Errors): Errors {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => stepOf(field as FieldName) === step)) as Errors;
}

/** Members of the API's body, by which it names what is wrong. */
const members: Record<string, FieldName> = {
  title: 'title',
  text: 'text',
  classification: 'classification',
  occurred_on: 'occurredOn',
  category: 'category',
  institution: 'institution',
  'place.region': 'region',
  'place.address': 'address',
  'place.lat': 'point',
  'place.lng': 'point',
  place: 'region',
  display_name: 'displayName',
  contact: 'contactName',
  'contact.name': 'contactName',
  'contact.phone': 'contactPhone',
  'contact.email': 'contactEmail',
  attachments: 'photos',
};

const sentences: Record<string, MessageKey> = {
  'blank-text': 'filing.error.blank',
  'missing-field': 'filing.error.blank',
  'too-long': 'filing.error.too_long',
  'control-character': 'filing.error.control_character',
  'unknown-code': 'filing.error.unknown_code',
  'date-out-of-range': 'filing.error.date_future',
  'outside-indonesia': 'filing.error.outside_indonesia',
  'unsupported-file': 'filing.error.photo_type',
  'damaged-file': 'filing.error.photo_damaged',
  'too-many-pixels': 'filing.error.photo_pixels',
  'body-too-large': 'filing.error.photo_large',
  'not-allowed-here': 'filing.error.not_allowed',
};

/** What the server found wrong, beside the field that it named; empty where it named none. */
export function errorsOf(told: Told | undefined): Errors {
  const member = told?.field?.split('/')[0] ?? '';
  const field = members[member];
  return told && field ? { [field]: sentences[told.kind] ?? 'filing.error.invalid' } : {};
}

/** The photo that the server refused. */
export function refusedPhoto(told: Told | undefined): string | undefined {
  return told?.field?.startsWith('attachments/') ? told.field.split('/')[1] : undefined;
}
