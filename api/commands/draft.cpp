#include "api/commands/draft.hpp"

namespace lapor::api {

void fill_in(Draft& draft, const ReportState& state) {
  if (auto* verify = std::get_if<VerifyReport>(&draft.body); verify != nullptr && draft.keeps.classification)
    verify->classification = state.classification;
  if (auto* change = std::get_if<ChangeVisibility>(&draft.body)) {
    if (draft.keeps.anonymous) change->anonymous = state.anonymous;
    if (draft.keeps.confidential) change->confidential = state.confidential;
  }
}

}  // namespace lapor::api
