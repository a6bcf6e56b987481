import type { ComponentType } from 'preact';

/** The pages of this area by the names of app/pages.ts. */
export const pages: Record<string, ComponentType> = {};
