import type { ComponentType } from 'preact';
import { DeadlinesPage } from './deadlines_page';
import { HistoryPage } from './history_page';
import { IdentitiesPage } from './identities_page';
import { ProofPage } from './proof_page';
import { ReportPage } from './report_page';

/** The pages of this area by the names of app/pages.ts. */
export const pages: Record<string, ComponentType> = {
  history: HistoryPage,
  report: ReportPage,
  deadlines: DeadlinesPage,
  identities: IdentitiesPage,
  proof: ProofPage,
};
