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
export type WeekHours = Schemas['WeekHours'];
