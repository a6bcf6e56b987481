import type { ComponentChildren } from 'preact';
import { useWho } from '../api/session';
import { Link, usePlace } from '../app/router';
import { t } from '../text/messages';
import { pathOf, sectionsOf } from './sections';

interface Props {
  title: ComponentChildren;
  lead?: ComponentChildren;
  /** Buttons beside the title. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** What the administrator's pages have in common: the sections at the side, title, actions. */
export function AdminFrame({ title, lead, actions, children }: Props) {
  return (
    <div class="wrap wrap--wide admin">
      <SectionMenu />
      <div class="stack stack--loose">
        <header class="row row--between">
          <div class="stack stack--tight">
            <h1>{title}</h1>
            {lead && <p class="lead">{lead}</p>}
          </div>
          {actions && <div class="row">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

function SectionMenu() {
  const { path } = usePlace();
  const who = useWho();
  const current = path.split('/')[2] ?? '';
  return (
    <nav aria-label={t('nav.admin')}>
      <ul class="admin__sections">
        <li><Link to="/admin" aria-current={current === '' ? 'page' : undefined}>{t('admin.overview')}</Link></li>
        {sectionsOf(who?.role ?? '').map((each) => (
          <li key={each.name}>
            <Link to={pathOf(each)} aria-current={current === each.name ? 'page' : undefined}>{t(each.title)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
