import type { ComponentType } from 'preact';
import { MapPage } from './map/map';
import { ReportPage } from './report/report';
import { ReportsPage } from './reports/reports';

/** The pages of this area by the names of app/pages.ts. */
export const pages: Record<string, ComponentType> = {
  map: MapPage,
  reports: ReportsPage,
  report: ReportPage,
};
