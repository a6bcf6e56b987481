import type { ComponentType } from 'preact';
import { OverviewPage } from './overview_page';
import { SectionPage } from './section_page';

/** The pages of this area by the names of app/pages.ts. */
export const pages: Record<string, ComponentType> = {
  overview: OverviewPage,
  section: SectionPage,
};
