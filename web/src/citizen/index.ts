import type { ComponentType } from 'preact';
import { HomePage } from './home/home';
import { InstitutionPage } from './institutions/institution';
import { InstitutionsPage } from './institutions/institutions';
import { MapPage } from './map/map';
import { ReportPage } from './report/report';
import { ReportsPage } from './reports/reports';
import { AboutPage } from './texts/about';
import { PrivacyPage } from './texts/privacy';

/** The pages of this area by the names of app/pages.ts. */
export const pages: Record<string, ComponentType> = {
  home: HomePage,
  institutions: InstitutionsPage,
  institution: InstitutionPage,
  map: MapPage,
  reports: ReportsPage,
  report: ReportPage,
  about: AboutPage,
  privacy: PrivacyPage,
};
