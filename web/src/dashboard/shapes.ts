import type { Schemas } from '../api/types';

export type FigureName = Schemas['FigureName'];
export type Figures = Schemas['Figures'];
export type FiguresRow = Schemas['StatisticsRow'];
export type FiguresTable = Schemas['StatisticsTable'];
export type DailySeries = Schemas['DailySeries'];
export type Backlog = Schemas['Backlog'];
export type FiguresMap = Schemas['StatisticsMap'];
export type Definition = Schemas['Definitions']['items'][number];
export type Unit = Definition['unit'];
export type ReportList = Schemas['ReportList'];

/** `GET /v1/statistics/hours`: received reports by weekday (1 Monday to 7 Sunday) and hour of the local day. */
export interface HoursTable {
  items: readonly { weekday: number; hour: number; received: number }[];
}
