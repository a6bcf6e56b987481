import type { ComponentType } from 'preact';
import { HistoryPage } from './history_page';
import { ProofPage } from './proof_page';

/** The pages of this area by the names of app/pages.ts. */
export const pages: Record<string, ComponentType> = {
  history: HistoryPage,
  proof: ProofPage,
};
