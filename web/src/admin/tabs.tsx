import { Link, usePlace } from '../app/router';
import { t } from '../text/messages';

export type Tab = 'now' | 'history';

/** Which of both the URL shows. */
export function useTab(): Tab {
  return usePlace().query.get('tab') === 'history' ? 'history' : 'now';
}

/** How it is, and how it came to be so. */
export function Tabs() {
  const { path } = usePlace();
  const tab = useTab();
  return (
    <ul class="tabs" aria-label={t('admin.tabs')}>
      <li><Link to={path} aria-current={tab === 'now' ? 'page' : undefined}>{t('admin.now')}</Link></li>
      <li><Link to={`${path}?tab=history`} aria-current={tab === 'history' ? 'page' : undefined}>{t('admin.history')}</Link></li>
    </ul>
  );
}
