import type { ComponentChildren } from 'preact';
import { Link, usePlace } from '../app/router';
import { type MessageKey, t } from '../text/messages';

const tabs: readonly { to: string; label: MessageKey }[] = [
  { to: '/audit', label: 'audit.history' },
  { to: '/audit/deadlines', label: 'audit.deadlines' },
  { to: '/audit/identities', label: 'audit.identities' },
  { to: '/proof', label: 'nav.proof' },
];

/** What the auditor's pages have in common. */
export function AuditFrame({ title, lead, children }: { title: ComponentChildren; lead: ComponentChildren; children: ComponentChildren }) {
  const { path } = usePlace();
  return (
    <div class="wrap wrap--wide stack">
      <nav aria-label={t('nav.audit')}>
        <ul class="tabs">
          {tabs.map((each) => (
            <li key={each.to}>
              <Link to={each.to} aria-current={path === each.to ? 'page' : undefined}>{t(each.label)}</Link>
            </li>
          ))}
        </ul>
      </nav>
      <header class="stack stack--tight">
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
      </header>
      <p class="audit-recorded small">{t('audit.recorded')}</p>
      {children}
    </div>
  );
}
