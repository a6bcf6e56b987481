import type { ComponentType } from 'preact';
import { ReportPage } from './report_page';
import { TemplatesPage } from './templates_page';
import { Worklist } from './worklist';

/** The pages of this area by the names of app/pages.ts. */
export const pages: Record<string, ComponentType> = { worklist: Worklist, report: ReportPage, templates: TemplatesPage };
