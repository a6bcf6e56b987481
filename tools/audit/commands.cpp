#include "tools/audit/commands.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <optional>

#include "config/reference.hpp"
#include "tools/audit/export_log.hpp"
#include "tools/audit/lines_check.hpp"
#include "tools/audit/open_source.hpp"
#include "tools/audit/proof_check.hpp"
#include "tools/audit/verify/offline.hpp"
#include "tools/audit/verify_options.hpp"
#include "tools/log_start.hpp"
#include "tools/private_files.hpp"
#include "tools/progress.hpp"
#include "tools/reference_folder.hpp"

namespace lapor::audit {
namespace {

using Text = std::string;
using Run = std::function<int()>;

struct ExportOptions {
  SourceChoice source;
  Text out;
  Text reference;
  std::optional<std::uint64_t> from;
  std::optional<std::uint64_t> to;
  std::optional<std::uint64_t> report;
  bool no_lines{};
};

int refuse(const NoSource& none) {
  return tell(none.what, none.is_usage ? wrong_usage : something_is_wrong);
}

void add_source_options(CLI::App& command, SourceChoice& choice) {
  choice.token.role = "auditor";
  command.add_option("--data", choice.data, "Data folder, also while a server writes it");
  command.add_option("--checkpoint-file", choice.checkpoint_file,
                     "The checkpoint that was published, when it does not lie beside the data folder");
  command.add_option("--server", choice.server, "Address of a running service");
  command.add_option("--token", choice.token.token, "Token of an auditor (or LAPOR_TOKEN)");
  CLI::Option* file = command.add_option("--tokens", choice.token.tokens_file, "File of tokens");
  command.add_option("--as", choice.token.role, "Whose token of that file")->capture_default_str()->needs(file);
}

/// Gives the folder of the rulebook to `use`.
int with_reference(const Text& wish, const std::function<int(const Text&)>& use) {
  const auto folder = tools::find_reference_folder(wish);
  return folder ? use(folder->string()) : tell(folder.error(), wrong_usage);
}

/// Shows how far something is, on standard error, so that what is printed stays clean.
Reached bar(const char* name) {
  auto progress = std::make_shared<std::optional<tools::Progress>>();
  return [=](std::uint64_t done, std::uint64_t total) {
    if (!*progress) progress->emplace(std::cerr, isatty(STDERR_FILENO) == 1, tools::Job{name, "records"}, total);
    (*progress)->reach(done, total);
    if (done == total) (*progress)->finish();
  };
}

int export_report_of(const ExportOptions& options, LogSource& source) {
  return with_reference(options.reference, [&](const Text& folder) {
    const auto rules = config::load_rulebook(folder);
    if (!rules) return tell(rules.error(), wrong_usage);
    const auto read = reader_for(options.source, source, ReportId{*options.report});
    if (!read) return refuse(read.error());
    const auto done = export_report(source, ReportId{*options.report}, options.out, *read, *rules);
    return done ? all_is_well : tell(done.error(), something_is_wrong);
  });
}

int export_to(const ExportOptions& options) {
  tools::keep_files_private();
  auto source = open_source(options.source);
  if (!source) return refuse(source.error());
  if ((*source)->records().empty() && (*source)->size() > 0)
    return tell("records are for auditors: give a token", wrong_usage);
  if (options.report) return export_report_of(options, **source);
  const RecordLine line = options.no_lines ? RecordLine{} : RecordLine(ndjson_line);
  const Span range{options.from.value_or(1), options.to.value_or((*source)->size())};
  const auto done = options.from || options.to ? export_range(**source, range, options.out, line)
                                               : export_log(**source, options.out, line, bar("export"));
  if (!done) return tell(done.error(), something_is_wrong);
  std::cout << "exported to " << options.out << std::endl;
  return all_is_well;
}

void add_export(CLI::App& group, Run& run) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = group.add_subcommand("export", "Copy a log, or a part of it, for those who verify it elsewhere");
  add_source_options(*command, options->source);
  command->add_option("--out", options->out, "Folder; a run that was ended goes on")->required();
  command->add_option("--from", options->from, "First position");
  command->add_option("--to", options->to, "Last position");
  command->add_option("--report", options->report, "Only this report: its records, a proof of each, its life");
  command->add_option("--key", options->source.key_file, "Master key file: texts on the page of a report, too");
  command->add_option("--reference", options->reference, "Folder of the reference data");
  command->add_flag("--no-lines", options->no_lines, "Leave out the records as NDJSON");
  command->callback([=, &run] { run = [=] { return export_to(*options); }; });
}

int verify_log(LogSource& source, VerifyWords words) {
  if (!words.json) words.progress = bar("verify");
  if (words.no_rules) return verify_and_print(source, words);
  return with_reference(words.reference, [&](const Text& folder) {
    words.reference = folder;
    return verify_and_print(source, words);
  });
}

/// Of an export also the lines for people: they are what most will read.
int verify_lines(LogSource& exported, const Text& folder, bool quiet) {
  const auto lines = check_lines(exported, folder);
  if (!lines) return audit::tell(lines.error());
  if (!quiet && *lines > 0) std::cout << "lines: " << *lines << " say what the records say" << std::endl;
  return all_is_well;
}

/// A file is the proof of one record.
int verify_proof(const Text& file, const VerifyWords& words) {
  const auto keys = log_keys_from(words);
  if (!keys) return audit::tell(keys.error(), wrong_usage);
  const auto proven = check_proof(file, *keys);
  if (!proven) return audit::tell(proven.error());
  std::cout << *proven << std::flush;
  return all_is_well;
}

int verify_source(const SourceChoice& choice, const VerifyWords& words) {
  std::error_code none;
  if (std::filesystem::is_regular_file(choice.exported, none)) return verify_proof(choice.exported, words);
  auto source = open_source(choice);
  if (!source) return refuse(source.error());
  const int verified = verify_log(**source, words);
  const bool stands = verified == all_is_well || verified == verified_in_part;
  if (!stands || choice.exported.empty()) return verified;
  const int lines = verify_lines(**source, choice.exported, words.json);
  return lines == all_is_well ? verified : lines;
}

void add_verify(CLI::App& group, Run& run) {
  auto choice = std::make_shared<SourceChoice>();
  auto words = std::make_shared<VerifyWords>();
  CLI::App* command =
      group.add_subcommand("verify", "Recompute every hash, fold and judge every history; names what is wrong");
  command->add_option("export", choice->exported, "Folder of an export, or a file with the proof of one record");
  add_source_options(*command, *choice);
  add_verify_options(*command, *words);
  command->callback([=, &run] { run = [=] { return verify_source(*choice, *words); }; });
}

SourceChoice export_in(const Text& folder) {
  SourceChoice choice;
  choice.exported = folder;
  return choice;
}

int diff_exports(const Text& first, const Text& second) {
  auto ours = open_source(export_in(first));
  if (!ours) return refuse(ours.error());
  auto theirs = open_source(export_in(second));
  if (!theirs) return refuse(theirs.error());
  return diff_and_print(**ours, **theirs, first, second, 20);
}

void add_diff(CLI::App& group, Run& run) {
  auto folders = std::make_shared<std::array<Text, 2>>();
  CLI::App* command = group.add_subcommand("diff", "Where two exports of one log differ");
  command->add_option("first", (*folders)[0], "Folder of an export")->required();
  command->add_option("second", (*folders)[1], "Folder of another")->required();
  command->callback([=, &run] { run = [=] { return diff_exports((*folders)[0], (*folders)[1]); }; });
}

int explain_report(const SourceChoice& choice, std::uint64_t report, const Text& reference) {
  auto source = open_source(choice);
  if (!source) return refuse(source.error());
  const auto read = reader_for(choice, **source, ReportId{report});
  if (!read) return refuse(read.error());
  return with_reference(reference,
                        [&](const Text& folder) { return explain_and_print(**source, report, *read, folder); });
}

void add_explain(CLI::App& group, Run& run) {
  auto choice = std::make_shared<SourceChoice>();
  auto report = std::make_shared<std::uint64_t>();
  auto reference = std::make_shared<Text>();
  CLI::App* command = group.add_subcommand("explain", "A report's life as a page of text, with every deadline counted");
  command->add_option("report", *report, "Tracking id")->required();
  command->add_option("--export", choice->exported, "Folder of an export");
  add_source_options(*command, *choice);
  command->add_option("--key", choice->key_file, "Master key file of a data folder: show texts, too");
  command->add_option("--reference", *reference, "Folder of the reference data");
  command->callback([=, &run] { run = [=] { return explain_report(*choice, *report, *reference); }; });
}

/// Where the log's private keys are said to lie.
struct KeyChoice {
  Text data{"data"};
  Text file;
  Text origin;
};

CLI::App* add_key_command(CLI::App& group, const std::shared_ptr<KeyChoice>& choice, const char* name,
                          const char* help) {
  CLI::App* command = group.add_subcommand(name, help);
  command->add_option("--data", choice->data, "Data folder")->capture_default_str();
  command->add_option("--log-key-file", choice->file,
                      "The log's key file, when it does not lie beside the data folder");
  return command;
}

void add_keys(CLI::App& group, Run& run) {
  auto choice = std::make_shared<KeyChoice>();
  add_key_command(group, choice, "key", "Print the public keys of a log, the newest first")->callback([=, &run] {
    run = [=] { return tools::print_log_keys(choice->data, choice->file); };
  });
  CLI::App* make =
      add_key_command(group, choice, "new-key", "Make a further private key, which signs from the next start on");
  make->add_option("--origin", choice->origin, "Name of the log, for its first key");
  make->callback([=, &run] { run = [=] { return tools::make_log_key(choice->data, choice->file, choice->origin); }; });
}

}  // namespace

void add_audit_commands(CLI::App& app, Run& run) {
  CLI::App* group = app.add_subcommand("audit", "Export, verify, compare and explain the log")->require_subcommand(1);
  add_export(*group, run);
  add_verify(*group, run);
  add_diff(*group, run);
  add_explain(*group, run);
  add_keys(*group, run);
}

}  // namespace lapor::audit
