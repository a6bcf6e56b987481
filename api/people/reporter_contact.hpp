#pragma once

#include <functional>

#include "api/handlers/reading.hpp"
#include "api/report_page.hpp"

namespace lapor::api {

/// Goes on with the report's page; when `shows_identity`, with the contact that its reporter's account has, which is
/// nowhere in the report itself: so erasing the account erases it here, too, and a corrected address is the one shown.
void with_reporter_contact(Context& context, const CallPtr& call, const DossierPtr& dossier, bool shows_identity,
                           std::function<void(const ReportPage&)> next);

}  // namespace lapor::api
