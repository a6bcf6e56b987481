#pragma once

#include "api/commands/draft.hpp"

/// One parser for each command resource; api/routes.cpp says which path has which. OpenAPI describes the bodies.
namespace lapor::api {

Draft parse_submission(FieldReader& in, const ParseContext& context);

// By the reporter.
Draft parse_completion(FieldReader& in, const ParseContext& context);
Draft parse_information(FieldReader& in, const ParseContext& context);
Draft parse_withdrawal(FieldReader& in, const ParseContext& context);
Draft parse_reply(FieldReader& in, const ParseContext& context);
Draft parse_rating(FieldReader& in, const ParseContext& context);
Draft parse_reopening(FieldReader& in, const ParseContext& context);
Draft parse_restoration(FieldReader& in, const ParseContext& context);

// By who verifies.
Draft parse_verification(FieldReader& in, const ParseContext& context);
Draft parse_hold(FieldReader& in, const ParseContext& context);
Draft parse_archive(FieldReader& in, const ParseContext& context);
Draft parse_merge(FieldReader& in, const ParseContext& context);
Draft parse_visibility(FieldReader& in, const ParseContext& context);
Draft parse_redaction(FieldReader& in, const ParseContext& context);
Draft parse_hiding(FieldReader& in, const ParseContext& context);

// By who handles.
Draft parse_forwarding(FieldReader& in, const ParseContext& context);
Draft parse_decline(FieldReader& in, const ParseContext& context);
Draft parse_follow_up(FieldReader& in, const ParseContext& context);
Draft parse_note(FieldReader& in, const ParseContext& context);
Draft parse_closing(FieldReader& in, const ParseContext& context);

// By everybody.
Draft parse_support(FieldReader& in, const ParseContext& context);
Draft parse_support_withdrawal(FieldReader& in, const ParseContext& context);
Draft parse_comment(FieldReader& in, const ParseContext& context);

// By law and decree.
Draft parse_deadline(FieldReader& in, const ParseContext& context);
Draft parse_identity(FieldReader& in, const ParseContext& context);
Draft parse_erasure(FieldReader& in, const ParseContext& context);
Draft parse_legal_hold(FieldReader& in, const ParseContext& context);
Draft parse_legal_hold_lifting(FieldReader& in, const ParseContext& context);

}  // namespace lapor::api
