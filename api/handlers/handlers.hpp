#pragma once

#include "api/routes.hpp"

/// One handler for each kind of resource; api/routes.cpp says which path has which. Each answers its call exactly once.
namespace lapor::api {

// commands.cpp
void handle_submission(Context& context, const CallPtr& call);
void handle_command(Context& context, const CallPtr& call);
void handle_publishing(Context& context, const CallPtr& call);
void handle_identity(Context& context, const CallPtr& call);

// personal_data.cpp
void handle_personal_data(Context& context, const CallPtr& call);

// reports.cpp
void handle_report(Context& context, const CallPtr& call);
void handle_timeline(Context& context, const CallPtr& call);

// attachments.cpp
void handle_upload(Context& context, const CallPtr& call);
void handle_attachment(Context& context, const CallPtr& call);

// lists.cpp
void handle_list(Context& context, const CallPtr& call);
void handle_work_list(Context& context, const CallPtr& call);

// retention.cpp
void handle_retention(Context& context, const CallPtr& call);

// clusters.cpp
void handle_clusters(Context& context, const CallPtr& call);

// similar.cpp
void handle_similar(Context& context, const CallPtr& call);
void handle_similar_to_report(Context& context, const CallPtr& call);

// audit_records.cpp
void handle_audit_records(Context& context, const CallPtr& call);
void handle_audit_identity_reads(Context& context, const CallPtr& call);

// audit_reports.cpp
void handle_audit_report(Context& context, const CallPtr& call);
void handle_audit_report_records(Context& context, const CallPtr& call);

// audit_deadlines.cpp
void handle_audit_deadlines(Context& context, const CallPtr& call);

// live.cpp
void handle_stream(Context& context, const CallPtr& call);

// statistics_tables.cpp
void handle_institution_statistics(Context& context, const CallPtr& call);
void handle_region_statistics(Context& context, const CallPtr& call);
void handle_category_statistics(Context& context, const CallPtr& call);
void handle_channel_statistics(Context& context, const CallPtr& call);
void handle_figures(Context& context, const CallPtr& call);

// statistics.cpp
void handle_daily_statistics(Context& context, const CallPtr& call);
void handle_backlog(Context& context, const CallPtr& call);
void handle_hour_statistics(Context& context, const CallPtr& call);
void handle_map_statistics(Context& context, const CallPtr& call);

// definitions.cpp
void handle_definitions(Context& context, const CallPtr& call);

// views.cpp
void handle_rebuild(Context& context, const CallPtr& call);
void handle_rebuild_status(Context& context, const CallPtr& call);

// accounts.cpp
void handle_code_request(Context& context, const CallPtr& call);
void handle_registration(Context& context, const CallPtr& call);
void handle_recovery(Context& context, const CallPtr& call);
void handle_challenge(Context& context, const CallPtr& call);

// sessions.cpp
void handle_sign_in(Context& context, const CallPtr& call);
void handle_sign_out(Context& context, const CallPtr& call);
void handle_sign_out_everywhere(Context& context, const CallPtr& call);

// me.cpp
void handle_me(Context& context, const CallPtr& call);
void handle_my_name(Context& context, const CallPtr& call);
void handle_my_password(Context& context, const CallPtr& call);
void handle_my_address(Context& context, const CallPtr& call);
void handle_enrolment(Context& context, const CallPtr& call);
void handle_enrolment_confirmation(Context& context, const CallPtr& call);

// subject_rights.cpp
void handle_my_history(Context& context, const CallPtr& call);
void handle_my_data(Context& context, const CallPtr& call);
void handle_my_erasure(Context& context, const CallPtr& call);
void handle_persons_data(Context& context, const CallPtr& call);
void handle_persons_erasure(Context& context, const CallPtr& call);

// rulebook.cpp
void handle_rulebook_change(Context& context, const CallPtr& call);
void handle_rulebook_history(Context& context, const CallPtr& call);
void handle_answer_templates(Context& context, const CallPtr& call);

// staff.cpp
void handle_staff_opening(Context& context, const CallPtr& call);
void handle_staff_list(Context& context, const CallPtr& call);
void handle_staff_member(Context& context, const CallPtr& call);
void handle_appointment(Context& context, const CallPtr& call);
void handle_suspension(Context& context, const CallPtr& call);
void handle_reinstatement(Context& context, const CallPtr& call);
void handle_factor_reset(Context& context, const CallPtr& call);

// histories.cpp
void handle_staff_history(Context& context, const CallPtr& call);
void handle_key_history(Context& context, const CallPtr& call);

// keys.cpp
void handle_key_issue(Context& context, const CallPtr& call);
void handle_key_list(Context& context, const CallPtr& call);
void handle_key_rotation(Context& context, const CallPtr& call);
void handle_key_revocation(Context& context, const CallPtr& call);

// messages.cpp
void handle_messages(Context& context, const CallPtr& call);
void handle_message_sent(Context& context, const CallPtr& call);

// reference.cpp
void handle_institutions(Context& context, const CallPtr& call);
void handle_categories(Context& context, const CallPtr& call);
void handle_regions(Context& context, const CallPtr& call);
void handle_calendar(Context& context, const CallPtr& call);
void handle_policies(Context& context, const CallPtr& call);
void handle_retention_schedule(Context& context, const CallPtr& call);

// log.cpp
void handle_checkpoint(Context& context, const CallPtr& call);
void handle_tile(Context& context, const CallPtr& call);
void handle_log(Context& context, const CallPtr& call);
void handle_consistency(Context& context, const CallPtr& call);
void handle_own_proof(Context& context, const CallPtr& call);
void handle_entries(Context& context, const CallPtr& call);
void handle_audit_proof(Context& context, const CallPtr& call);

// operations.cpp
void handle_clock(Context& context, const CallPtr& call);
void handle_clock_move(Context& context, const CallPtr& call);
void handle_openapi(Context& context, const CallPtr& call);
void handle_health(Context& context, const CallPtr& call);
void handle_readiness(Context& context, const CallPtr& call);
void handle_metrics(Context& context, const CallPtr& call);

}  // namespace lapor::api
