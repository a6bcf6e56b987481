import type { Schemas } from '../../api/types';
import { t } from '../../text/messages';

export function ContactText({ contact }: { contact: Schemas['Contact'] | null | undefined }) {
  const parts = contact ? [contact.phone, contact.email].filter(Boolean) : [];
  return <>{parts.length > 0 ? parts.join(' · ') : t('desk.none')}</>;
}
