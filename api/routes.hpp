#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "api/commands/draft.hpp"
#include "api/http/message.hpp"
#include "events/identifiers.hpp"
#include "storage/attachments/content.hpp"
#include "storage/proof/tiles.hpp"

namespace lapor::api {

struct Context;
struct Call;
using CallPtr = std::shared_ptr<Call>;

/// Answers a call, at once or later (api/handlers/handlers.hpp).
using RouteHandler = void (*)(Context& context, const CallPtr& call);

/// Who may ask for a resource at all, before anything is looked up.
enum class Door : std::uint8_t {
  open,        // everybody
  read,        // everybody; a key needs the scope `read`
  submit,      // everybody; a key needs the scope `submit`
  handle,      // everybody, as far as the rules of reports go; a key needs the scope `handle`
  account,     // who has signed in
  administer,  // who administers accounts; a key needs the scope `administer`
  messages,    // gateways with the scope `messages`
  audit,       // auditors; a key needs the scope `read`
};

/// One row of the table of resources. In a pattern `{id}` is a report's id, `{person}` a person's number, `{message}` a
/// message's, `{n}` an ordinal and `{sha256}` the hash of a file;
/// `{tile}`, at the end, is the path of a tile. Commands have a parser and the status of their
/// success; `bodyless` ones may come without a body.
struct Route {
  http::Method method;
  std::string_view pattern;
  RouteHandler handler;
  ParseCommand parse{};
  int success{200};
  bool bodyless{};
  Door door{Door::read};
};

/// What the row says, and for commands on reports what follows from their being commands.
[[nodiscard]] Door door_of(const Route& route);

[[nodiscard]] std::span<const Route> routes();

/// Where a request goes. `route` null: no row fits. `allow`: the methods of the path, when only the method did not fit.
struct Match {
  const Route* route{};
  ReportId report{};
  PersonId person{};
  std::uint64_t message{};
  std::uint32_t ordinal{};
  storage::ContentHash file{};
  proof::TileId tile{};
  std::string allow;
};

/// HEAD goes where GET goes.
[[nodiscard]] Match find_route(http::Method method, std::string_view path);

}  // namespace lapor::api
