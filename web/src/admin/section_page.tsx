import type { ComponentType } from 'preact';
import { useWho } from '../api/session';
import { Missing } from '../app/missing';
import { usePlace } from '../app/router';
import { SignInNeeded } from '../app/sign_in_needed';
import { CalendarSection } from './calendar_section';
import { CategoriesSection } from './categories_section';
import { InstitutionPage } from './institution_page';
import { InstitutionsSection } from './institutions_section';
import { KeyPage } from './key_page';
import { KeysSection } from './keys_section';
import { OperationsSection } from './operations_section';
import { PoliciesSection } from './policies_section';
import { RetentionSection } from './retention_section';
import { sections } from './sections';
import { StaffPage } from './staff_page';
import { StaffSection } from './staff_section';

/** A section's list, and what one of its items is shown by. */
const parts: Record<string, { list: ComponentType; item?: ComponentType<{ id: string }> }> = {
  institutions: { list: InstitutionsSection, item: InstitutionPage },
  staff: { list: StaffSection, item: StaffPage },
  keys: { list: KeysSection, item: KeyPage },
  categories: { list: CategoriesSection },
  calendar: { list: CalendarSection },
  policies: { list: PoliciesSection },
  retention: { list: RetentionSection },
  operations: { list: OperationsSection },
};

/** /admin/{section} and /admin/{section}/{item}. */
export function SectionPage() {
  const { params } = usePlace();
  const who = useWho();
  const [name, ...rest] = params['section'].split('/');
  const section = sections.find((each) => each.name === name);
  const part = parts[name];
  if (!section || !part) return <Missing />;
  if (!who || !(section.roles as readonly string[]).includes(who.role)) return <SignInNeeded roles={section.roles} />;
  const id = rest.join('/');
  if (!id) return <part.list />;
  return part.item ? <part.item id={id} /> : <Missing />;
}
