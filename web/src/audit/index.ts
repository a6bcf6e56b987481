import type { ComponentType } from 'preact';
import { ProofPage } from './proof_page';

/** The pages of this area by the names of app/pages.ts. */
export const pages: Record<string, ComponentType> = {
  proof: ProofPage,
};
