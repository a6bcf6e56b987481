#include "tools/audit/verify/verification_text.hpp"

#include <boost/json.hpp>

#include "storage/proof/base64.hpp"

namespace lapor::audit {
namespace {

std::string count(std::uint64_t number, const std::string& of_what) {
  return std::to_string(number) + " " + of_what;
}

std::string what_was_read(const Verification& done) {
  std::string text = "log " + done.checkpoint.origin + ", " + count(done.checkpoint.size, "records, root ") +
                     proof::to_base64(done.checkpoint.root) + "\n";
  if (done.continues) text += "it continues the old checkpoint of " + count(*done.continues, "records\n");
  if (done.witnesses > 0) text += count(done.witnesses, "witnesses have signed\n");
  text += "tiles: " + count(done.tiles, "held against the root\n");
  if (done.records.empty()) return text + "records: none were read\n";
  text += "records " + std::to_string(done.records.first) + " to " + std::to_string(done.records.last) + ": " +
          count(done.hashed, "held against the tiles, ") + count(done.folded, "folded, ") +
          count(done.judged, "judged by the rules\n");
  if (done.records.first > 1)
    return text + "histories that began before the range were not folded: only their versions were followed\n";
  return text + "histories: " + count(done.reports, "reports, ") + count(done.persons, "persons\n");
}

/// What follows when nothing is objected to. Never just "verified" for less than the whole log.
std::string what_stands(const Verification& done) {
  const std::string of_all = " of " + std::to_string(done.checkpoint.size);
  switch (done.extent()) {
    case Extent::none:
      return "";
    case Extent::tiles:
      return "tiles verified; no records were read: give an auditor's token, or take a copy that has them\n";
    case Extent::range:
      return "range " + std::to_string(done.records.first) + " to " + std::to_string(done.records.last) + of_all +
             (done.records.first > 1 ? " verified, not folded; " : " verified; ") +
             "nothing is said of the other records\n";
    case Extent::whole:
      return "verified: the whole log\n";
  }
  return "";
}

boost::json::value place_json(std::uint64_t number) {
  return number == 0 ? boost::json::value(nullptr) : boost::json::value(number);
}

boost::json::object json_of(const Objection& objection) {
  const Place& place = objection.place;
  return {{"rule", objection.rule},
          {"position", place_json(number(place.position))},
          {"stream", place.stream ? boost::json::value(to_string(*place.stream)) : boost::json::value(nullptr)},
          {"version", place_json(number(place.version))},
          {"expected", objection.expected},
          {"found", objection.found},
          {"text", objection.text}};
}

boost::json::object json_of(const Objections& objections) {
  boost::json::object by_rule;
  for (const auto& [rule, times] : objections.by_rule()) by_rule[rule] = times;
  boost::json::array first;
  for (const Objection& objection : objections.first()) first.push_back(json_of(objection));
  return {{"total", objections.total()}, {"by_rule", std::move(by_rule)}, {"first", std::move(first)}};
}

}  // namespace

std::string text_of(const Verification& done) {
  std::string text = done.checkpoint.origin.empty() ? "" : what_was_read(done);
  for (const std::string& remark : done.remarks) text += "remark: " + remark + "\n";
  for (const Objection& objection : done.objections.first()) text += line_of(objection) + "\n";
  if (done.stands()) return text + what_stands(done);
  std::string counts;
  for (const auto& [rule, times] : done.objections.by_rule())
    counts += (counts.empty() ? "" : ", ") + std::to_string(times) + " " + rule;
  const auto kept = done.objections.first().size();
  text +=
      "NOT verified: " + count(done.objections.total(), done.objections.total() == 1 ? "objection (" : "objections (") +
      counts + ")";
  return text + (kept < done.objections.total() ? ", the first " + std::to_string(kept) + " are shown\n" : "\n");
}

std::string json_of(const Verification& done) {
  boost::json::array remarks(done.remarks.begin(), done.remarks.end());
  const boost::json::object object{
      {"verified", to_word(done.extent())},
      {"origin", done.checkpoint.origin},
      {"size", done.checkpoint.size},
      {"root", proof::to_base64(done.checkpoint.root)},
      {"first", done.records.first},
      {"last", done.records.last},
      {"tiles", done.tiles},
      {"hashed", done.hashed},
      {"folded", done.folded},
      {"judged", done.judged},
      {"reports", done.reports},
      {"persons", done.persons},
      {"continues", done.continues ? boost::json::value(*done.continues) : boost::json::value(nullptr)},
      {"witnesses", done.witnesses},
      {"remarks", std::move(remarks)},
      {"objections", json_of(done.objections)}};
  return boost::json::serialize(object) + "\n";
}

}  // namespace lapor::audit
