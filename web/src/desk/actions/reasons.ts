import type { Schemas } from '../../api/types';
import type { Option } from '../../parts/field';
import { tWord } from '../../text/messages';

const hold: readonly Schemas['HoldReason'][] = ['incomplete', 'unclear', 'evidence_missing', 'other'];
const archive: readonly Schemas['Archive']['reason'][] = ['duplicate', 'unclear', 'not_government', 'abusive', 'incomplete', 'other'];

export const holdReasons = (): Option[] => hold.map((value) => ({ value, label: tWord('hold_reason', value) }));
export const archiveReasons = (): Option[] => archive.map((value) => ({ value, label: tWord('archive_reason', value) }));
