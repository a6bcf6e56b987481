import type { components } from './schema';

/** Shapes of the API by the names of its OpenAPI document. */
export type Schemas = components['schemas'];
export type Report = Schemas['Report'];
export type ReportCard = Schemas['ReportCard'];
export type ReportList = Schemas['ReportList'];
export type TimelineItem = Schemas['TimelineItem'];
export type Timeline = Schemas['Timeline'];
export type Standing = Schemas['Standing'];
export type Submitted = Schemas['Submitted'];
export type Profile = Schemas['Profile'];
export type State = Schemas['State'];
export type Upload = Schemas['Upload'];
export type Deadline = Schemas['Deadline'];

/** Read resources of the rulebook (docs/web.md). */
export interface Institution {
  slug: string;
  name: string;
  abbreviation: string | null;
  kind: string;
  parent: string | null;
  zone: string;
  region: string | null;
  closed?: boolean;
  successor?: string | null;
}

export interface Category {
  code: string;
  label: string;
  parent: string | null;
  closed?: boolean;
}

export interface Region {
  code: string;
  name: string;
  level: 'province' | 'regency' | 'district';
  parent: string | null;
  zone: string;
  lat: number | null;
  lng: number | null;
}
