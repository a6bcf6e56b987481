import type { ComponentType } from 'preact';
import { InstitutionDashboard, NationalDashboard, RegionDashboard } from './pages';

/** The pages of this area by the names of app/pages.ts. */
export const pages: Record<string, ComponentType> = {
  national: NationalDashboard,
  institution: InstitutionDashboard,
  region: RegionDashboard,
};
