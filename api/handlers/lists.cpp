#include "api/formats.hpp"
#include "api/handlers/handlers.hpp"
#include "api/handlers/reading.hpp"
#include "api/handlers/view_answer.hpp"
#include "api/http/body_source.hpp"
#include "api/json_writer.hpp"
#include "api/not_permitted.hpp"
#include "api/report_view.hpp"
#include "api/views/list_query.hpp"
#include "events/capacities.hpp"
#include "events/working_time.hpp"

namespace lapor::api {
namespace {

/// Items of one piece of a whole list.
constexpr std::size_t export_items = 200;

void write_facets(JsonWriter& json, const ListPage& page) {
  json.begin_object("facets");
  for (const auto& [facet, values] : page.facets) {
    json.begin_object(to_word(facet));
    for (const auto& [value, reports] : values) json.member_of_any_name(value, reports);
    json.end_object();
  }
  json.end_object();
}

/// One list for one caller.
class ListRenderer {
 public:
  ListRenderer(const Context& context, const Principal& caller, const ListQuery& query)
      : context_(context), caller_(caller), query_(query), now_(context.clock.now()) {}

  [[nodiscard]] std::string json(const ListPage& page) const {
    std::string out;
    out.reserve(1'024 * (page.rows.size() + 1));
    JsonWriter json(out);
    json.begin_object();
    json.begin_array("items");
    for (const ReportRow& row : page.rows) json.raw_element(card(row));
    json.end_array();
    json.member("total", page.total);
    write_facets(json, page);
    page.next ? json.member("next_cursor", cursor_of(query_, *page.next, context_.vault)) : json.null("next_cursor");
    json.member("position", number(page.position));
    json.end_object();
    return out;
  }

  [[nodiscard]] std::string table(const ListPage& page, Format format) const {
    std::string out;
    TableWriter table(format, card_columns(), out);
    table.begin();
    write_items(page, table);
    table.end();
    return out;
  }

  void write_items(const ListPage& page, TableWriter& table) const {
    for (const ReportRow& row : page.rows) table.item(card(row));
  }

 private:
  [[nodiscard]] std::string card(const ReportRow& row) const {
    const auto& [state, texts, milestones, lacks_comments] = row;
    std::string card;
    const Sights sights(caller_, state, context_.rulebooks.now().institutions);
    render_card(card, state, texts, sights, context_.rulebooks.now(), extras_of(state));
    return card;
  }

  [[nodiscard]] CardExtras extras_of(const ReportState& state) const {
    CardExtras extras;
    if (!query_.stems.empty()) extras.found_stems = &query_.stems;
    if (query_.filter.waits_for_caller && state.has_running_deadline)
      extras.working_time_left =
          working_time(now_, state.deadline.due, zone_in_charge(state, context_.rulebooks.now().institutions),
                       context_.rulebooks.now().calendar, context_.rulebooks.now().policies);
    return extras;
  }

  const Context& context_;
  const Principal& caller_;
  const ListQuery& query_;
  const Instant now_;
};

Result<ViewBody, storage::Error> read_list(const Context& context, const Principal& caller, const ListQuery& query) {
  const auto page = context.reports.list(query, caller);
  if (!page) return fail(page.error());
  const ListRenderer renderer(context, caller, query);
  const Format format = *query.format;
  if (format == Format::json) return ViewBody{renderer.json(*page), page->position};
  return ViewBody{renderer.table(*page, format), page->position,
                  page->next ? cursor_of(query, *page->next, context.vault) : ""};
}

/// A whole list as a table or a map, page after page as the client takes them. What is in it is found once; each page
/// is of its own moment: what does not fit any more by then is left out.
class ListExport final : public http::BodySource, public std::enable_shared_from_this<ListExport> {
 public:
  ListExport(Context& context, Principal caller, ListQuery query)
      : context_(context), caller_(std::move(caller)), query_(std::move(query)) {
    query_.limit = export_items;
    query_.facets.clear();
  }

  void pull(http::GiveChunk give) override {
    const auto admission = context_.searches.post([self = shared_from_this(), give] { self->give_next(give); });
    if (admission != storage::JobPool::Admission::accepted) return;  // cut off, so that the client can tell
  }

 private:
  /// What cannot be read, or throws, leaves the body without its end.
  void give_next(const http::GiveChunk& give) try {
    const auto page = next_page();
    if (!page) return;
    std::string out;
    TableWriter table(*query_.format, card_columns(), out);
    table.continues(has_items_);
    if (!std::exchange(begun_, true)) table.begin();
    ListRenderer(context_, caller_, query_).write_items(*page, table);
    has_items_ = table.has_items();
    query_.after = page->next;
    if (!page->next) table.end();
    give({std::move(out), !page->next.has_value()});
  } catch (const std::exception& error) {
    if (context_.on_error) context_.on_error("export", error.what());
  }

  [[nodiscard]] Result<ListPage, storage::Error> next_page() {
    if (!found_) {
      auto found = context_.reports.find(query_, caller_);
      if (!found) return fail(found.error());
      found_ = std::move(*found);
    }
    return context_.reports.page(query_, caller_, *found_);
  }

  Context& context_;
  const Principal caller_;
  ListQuery query_;
  std::optional<FacetIndex::Reports> found_;
  bool begun_{};
  bool has_items_{};
};

void answer_with_export(Context& context, const CallPtr& call, const ListQuery& query) {
  http::Response response{200, {{"Vary", "Accept"}}, std::string(content_type_of(*query.format)), "", {}};
  response.source = std::make_shared<ListExport>(context, call->caller, query);
  answer(context, *call, std::move(response));
}

void list(Context& context, const CallPtr& call, const ListQuery& plain) {
  auto query = parse_list_query(call->request.query, context.rulebooks.now(), context.vault, plain);
  if (!query) return answer(context, *call, query.error());
  if (!query->format) query->format = accepted_format(call->request);
  const bool is_whole = query->format != Format::json && !query->is_limited;
  if (is_whole && query->sort == Sort::relevance) query->sort = Sort::newest;  // ranks end somewhere
  if (is_whole)
    return when_reports_can_be_read(
        context, call, [&context, call, query = std::move(*query)] { answer_with_export(context, call, query); });
  // The time left in a work list passes also when nothing is recorded.
  const std::optional<std::string> none;
  answer_from_view(context, call,
                   {*query->format, query->filter.waits_for_caller ? none : "",
                    [&context, call, query = std::move(*query)] { return read_list(context, call->caller, query); }});
}

bool acts_on_reports(Role role) {
  return role == Role::reporter || role == Role::officer || role == Role::coordinator || role == Role::national_admin ||
         role == Role::supervisor;
}

}  // namespace

void handle_list(Context& context, const CallPtr& call) {
  list(context, call, {});
}

void handle_work_list(Context& context, const CallPtr& call) {
  if (!acts_on_reports(call->caller.party.role))
    return answer(
        context, *call,
        not_permitted(
            call->caller,
            "Only reporters, officers, coordinators, supervisors and national administrators have work with reports."));
  ListQuery plain;
  plain.sort = Sort::due;
  plain.filter.waits_for_caller = true;
  list(context, call, plain);
}

}  // namespace lapor::api
