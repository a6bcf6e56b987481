/** Why a text is not what it should be. The page has a sentence for each. */
export type Fault =
  | 'not_a_note'
  | 'no_signature'
  | 'bad_signature_line'
  | 'not_a_checkpoint'
  | 'not_a_key'
  | 'key_id_differs'
  | 'unknown_key_kind'
  | 'not_a_proof'
  | 'bad_extra'
  | 'bad_index'
  | 'bad_hash'
  | 'not_a_record';

/** Thrown by the parsers of this folder. */
export class Malformed extends Error {
  constructor(readonly fault: Fault) {
    super(fault);
  }
}
