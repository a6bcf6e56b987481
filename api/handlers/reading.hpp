#pragma once

#include <functional>
#include <memory>

#include "api/access.hpp"
#include "api/context.hpp"

namespace lapor::api {

using DossierPtr = std::shared_ptr<const actors::Dossier>;

/// Reads a report and goes on with it, or with null when there is none; answers the call itself when the store cannot
/// serve.
void read_dossier(Context& context, const CallPtr& call, ReportId report, std::function<void(DossierPtr)> next);

/// Reads the call's own report, makes the holder of a receipt its reporter, and goes on only if the caller may know of
/// it; otherwise answers 404.
void read_own_dossier(Context& context, const CallPtr& call, std::function<void(DossierPtr, const Sights&)> next);

/// Goes on with `next` when the view "reports" is loaded and has what the request asks for (Lapor-Position, Prefer);
/// else answers 503 with what is missing.
void when_reports_can_be_read(Context& context, const CallPtr& call, std::function<void()> next);

/// The same when the view has all that is recorded by now, whatever the request asks for.
void when_reports_are_all_there(Context& context, const CallPtr& call, std::function<void()> next);

}  // namespace lapor::api
