import type { ComponentType } from 'preact';
import { addMessages } from '../text/messages';
import { language } from './language';
import type { Area } from './pages';
import { loadStyle } from './styles';

type AreaPages = Record<string, ComponentType>;
type Messages = { default: Record<string, string> };

const components: Record<Area, () => Promise<{ pages: AreaPages }>> = {
  citizen: () => import('../citizen/index'),
  filing: () => import('../citizen/filing/index'),
  account: () => import('../account/index'),
  desk: () => import('../desk/index'),
  dashboard: () => import('../dashboard/index'),
  audit: () => import('../audit/index'),
  admin: () => import('../admin/index'),
};

const messages: Record<Area | 'common', Record<'id' | 'en', () => Promise<Messages>>> = {
  common: { id: () => import('../../messages/id/common.json'), en: () => import('../../messages/en/common.json') },
  citizen: { id: () => import('../../messages/id/citizen.json'), en: () => import('../../messages/en/citizen.json') },
  filing: { id: () => import('../../messages/id/filing.json'), en: () => import('../../messages/en/filing.json') },
  account: { id: () => import('../../messages/id/account.json'), en: () => import('../../messages/en/account.json') },
  desk: { id: () => import('../../messages/id/desk.json'), en: () => import('../../messages/en/desk.json') },
  dashboard: { id: () => import('../../messages/id/dashboard.json'), en: () => import('../../messages/en/dashboard.json') },
  audit: { id: () => import('../../messages/id/audit.json'), en: () => import('../../messages/en/audit.json') },
  admin: { id: () => import('../../messages/id/admin.json'), en: () => import('../../messages/en/admin.json') },
};

export async function loadMessages(of: Area | 'common'): Promise<void> {
  addMessages((await messages[of][language()]()).default);
}

const loaded = new Map<Area, Promise<AreaPages>>();
const ready = new Map<Area, AreaPages>();

/** An area whose script and texts are there, so that it can be drawn at once. */
export const readyArea = (area: Area): AreaPages | undefined => ready.get(area);

/** Script, texts and style of an area; loaded once, tried again after a failure. */
export function loadArea(area: Area): Promise<AreaPages> {
  const known = loaded.get(area);
  if (known) return known;
  const loading = Promise.all([components[area](), loadMessages(area), loadStyle(area)]).then(([module]) => {
    ready.set(area, module.pages);
    return module.pages;
  });
  loading.catch(() => loaded.delete(area));
  loaded.set(area, loading);
  return loading;
}
