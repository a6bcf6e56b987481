/** Names of events by whose history they belong to, for choosing (events/events.hpp, person_events.hpp, log_events.hpp, rulebook_events.hpp). */
export const eventKinds: Record<string, readonly string[]> = {
  report: [
    'report_submitted', 'report_verified', 'report_forwarded', 'report_held', 'report_completed', 'information_added', 'report_archived',
    'report_declined', 'follow_up_posted', 'reply_posted', 'report_closed', 'report_merged', 'report_reopened', 'report_restored', 'report_rated',
    'visibility_changed', 'text_redacted', 'support_added', 'support_withdrawn', 'comment_added', 'comment_hidden', 'note_added',
    'deadline_rescheduled', 'deadline_missed', 'identity_revealed', 'reporter_erased', 'legal_hold_placed', 'legal_hold_lifted',
  ],
  person: [
    'account_registered', 'service_registered', 'staff_appointed', 'account_suspended', 'account_reinstated', 'password_changed', 'address_changed',
    'name_changed', 'signed_in', 'signed_out', 'signed_out_everywhere', 'sign_ins_refused', 'totp_enrolled', 'totp_confirmed', 'totp_reset',
    'api_key_issued', 'api_key_revoked', 'api_key_used', 'data_exported', 'person_erased',
  ],
  rulebook: [
    'institution_opened', 'institution_named', 'institution_closed', 'unit_opened', 'category_opened', 'category_labelled', 'category_closed',
    'holidays_decreed', 'policy_adopted', 'retention_adopted', 'answer_template_set', 'answer_template_removed',
  ],
  log: ['log_keys_changed', 'rollback_accepted', 'report_numbers_skipped', 'audit_read'],
};
