import type { FieldName } from './form_rules';
import type { OpenDraft } from './use_draft';

/** What every step of the form gets. */
export interface StepProps {
  open: OpenDraft;
  /** What is wrong with a field, in words. */
  errorOf: (field: FieldName) => string | undefined;
  /** The photo that the server refused. */
  refused: string | undefined;
}
