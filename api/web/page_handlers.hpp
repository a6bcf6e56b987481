#pragma once

#include "api/web/pages.hpp"

/// One handler for each kind of page; api/web/pages.cpp says which path has which. Each answers its visit exactly once.
namespace lapor::api::web {

// frame_page.cpp: what the script fills
void show_frame(Context& context, const VisitPtr& visit);

// text_pages.cpp
void show_about(Context& context, const VisitPtr& visit);
void show_privacy(Context& context, const VisitPtr& visit);

// home_page.cpp
void show_home(Context& context, const VisitPtr& visit);

// list_page.cpp
void show_reports(Context& context, const VisitPtr& visit);

// report_page.cpp
void show_report(Context& context, const VisitPtr& visit);

// institution_pages.cpp
void show_institutions(Context& context, const VisitPtr& visit);
void show_institution(Context& context, const VisitPtr& visit);

// submit_page.cpp
void show_submission(Context& context, const VisitPtr& visit);
void take_submission(Context& context, const VisitPtr& visit);

// track_page.cpp
void show_tracking(Context& context, const VisitPtr& visit);
void take_tracking(Context& context, const VisitPtr& visit);
void take_tracked_command(Context& context, const VisitPtr& visit);

}  // namespace lapor::api::web
