#include "tools/command_line.hpp"

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "tools/accounts.hpp"
#include "tools/audit/commands.hpp"
#include "tools/backup/backup.hpp"
#include "tools/backup/restore.hpp"
#include "tools/check_folder.hpp"
#include "tools/check_reference.hpp"
#include "tools/demo.hpp"
#include "tools/diagram.hpp"
#include "tools/first_start.hpp"
#include "tools/import.hpp"
#include "tools/rebuild.hpp"
#include "tools/replay.hpp"
#include "tools/serve.hpp"
#include "tools/show.hpp"
#include "tools/submit.hpp"

namespace lapor::tools {
namespace {

/// What to run once the whole line is read.
using Run = std::function<int()>;

/// An option given twice counts as it stands last, so that scripts can put their own first.
CLI::Option* last(CLI::Option* option) {
  return option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

/// An option that comes without a value counts for CLI11 as one with an empty value.
std::vector<std::string> without_empty(std::vector<std::string> values) {
  std::erase(values, "");
  return values;
}

void add_serve(CLI::App& app, Run& run) {
  auto options = std::make_shared<ServeOptions>();
  auto further = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("serve", "Run the service");
  last(command->add_option("--data", options->data, "Data folder; made when it is not there"))->required();
  last(command->add_option("--listen", options->listen, "Address, such as 127.0.0.1:8080; port 0: any free one"));
  last(command->add_option("--config", options->config_file, "Settings (config/lapor.toml documents them)"));
  last(command->add_option("--web", options->web, "Folder of the pages; found beside the program when not named"));
  last(command->add_option("--clock", options->clock, "simulated:2026-11-20T09:00:00+07:00 for tests and rehearsals"));
  CLI::Option* tokens =
      command->add_option("--dev-tokens", *further, "Make tokens for trying out, also for these slugs");
  command->add_flag("--accept-damaged-log-end", options->accept_damaged_log_end,
                    "Once, after a power failure: give up what the journal's log lost");
  command->add_flag("--accept-rollback", options->accept_rollback,
                    "Once, after a restore of an older state: go on although published records are gone");
  tokens->expected(0, 1)->delimiter(',')->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->callback([=, &run] {
    std::erase(*further, "");  // the option alone counts as one empty value
    if (tokens->count() > 0) options->development_tokens = without_empty(*further);
    run = [options] { return serve(*options); };
  });
}

void add_server_options(CLI::App& command, std::string& server, TokenChoice& token) {
  command.add_option("--server", server, "Address of the service")->capture_default_str();
  command.add_option("--token", token.token, "Token of the caller (or LAPOR_TOKEN)");
  CLI::Option* file = command.add_option("--tokens", token.tokens_file, "File of tokens, such as data/tokens.json");
  command.add_option("--as", token.role, "Whose token of that file")->capture_default_str()->needs(file);
}

/// `--occurred-on` for the form's field `occurred_on`.
std::string option_name(std::string_view field) {
  std::string name = "--" + std::string(field);
  for (char& c : name)
    if (c == '_') c = '-';
  return name;
}

void add_form_option(CLI::App& command, Form& form, std::string_view field, const std::string& help) {
  const auto keep = [&form, field](const std::string& value) { form[std::string(field)] = value; };
  command.add_option_function<std::string>(option_name(field), keep, help);
}

void add_submit(CLI::App& app, Run& run) {
  auto options = std::make_shared<SubmitOptions>();
  options->token.role = "reporter";
  CLI::App* command = app.add_subcommand("submit", "File a report");
  add_server_options(*command, options->server, options->token);
  for (std::string_view field : form_fields) add_form_option(*command, options->form, field, "Field of the form");
  command->add_option("--json", options->json_file, "The whole form as JSON instead; - reads standard input");
  command->callback([=, &run] { run = [options] { return submit(*options); }; });
}

void add_show(CLI::App& app, Run& run) {
  auto options = std::make_shared<ShowOptions>();
  options->token.role = "national_admin";
  CLI::App* command = app.add_subcommand("show", "Print a report and its timeline");
  command->add_option("id", options->report, "Tracking id")->required();
  add_server_options(*command, options->server, options->token);
  command->callback([=, &run] { run = [options] { return show(*options); }; });
}

void add_import(CLI::App& app, Run& run) {
  auto options = std::make_shared<ImportOptions>();
  options->token.role = "clerk";
  options->defaults["channel"] = "import";
  CLI::App* command = app.add_subcommand("import", "File every row of a CSV file; may be run again after any crash");
  command->add_option("file", options->file, "Columns: title, text, tracking_id, addressee, fields of the form")
      ->required();
  add_server_options(*command, options->server, options->token);
  add_form_option(*command, options->defaults, "occurred_on", "Date for rows that have none");
  add_form_option(*command, options->defaults, "classification", "For rows that have none");
  add_form_option(*command, options->defaults, "category", "For rows that have none");
  add_form_option(*command, options->defaults, "channel", "How the reports came in (default: import)");
  command->add_option("--connections", options->connections, "Rows under way at once")->capture_default_str();
  command->add_option("--refused", options->refused_file, "Where to list refused rows, as CSV");
  command->add_option("--patience", options->patience, "Seconds to try again while the service cannot serve");
  command->add_option("--reference", options->reference_folder, "Reference data for matching addressees");
  command->callback([=, &run] { run = [options] { return import_file(*options); }; });
}

void add_demo(CLI::App& app, Run& run) {
  auto options = std::make_shared<DemoOptions>();
  auto days = std::make_shared<int>();
  CLI::App* command = app.add_subcommand("demo", "Fill an empty data folder with an invented country's reports");
  command->add_option("--data", options->data, "Data folder; made when it is not there")->required();
  command->add_option("--reports", options->reports, "How many")->capture_default_str();
  CLI::Option* span =
      command->add_option("--days", *days, "Over how many days (default: 60, above 20,000 reports 730)");
  command->add_option("--until", options->until,
                      "Where the time ends, such as 2026-11-20T09:00:00+07:00 (default: now)");
  command->add_option("--seed", options->seed, "The same seed gives the same reports")->capture_default_str();
  command->callback([=, &run] {
    if (span->count() > 0) options->days = *days;
    run = [options] { return demonstrate(*options); };
  });
}

void add_replay(CLI::App& app, Run& run) {
  auto options = std::make_shared<ReplayOptions>();
  CLI::App* command = app.add_subcommand("replay", "Fold the history, of all reports or of one");
  command->add_option("--data", options->data, "Data folder")->capture_default_str();
  command->add_option("--report", options->report, "Tracking id: print this report's history and state");
  command->add_option("--at", options->at, "Leave out what came after this instant");
  command->add_option("--master-key-file,--key", options->key_file, "Master key file: show texts too");
  command->callback([=, &run] { run = [options] { return replay(*options); }; });
}

void add_check(CLI::App& app, Run& run) {
  auto options = std::make_shared<CheckFolderOptions>();
  CLI::App* command = app.add_subcommand("check", "Read a data folder whole, and tell what is not as it was written");
  command->add_option("--data", options->data, "Data folder that no server has open")->capture_default_str();
  command->add_option("--master-key-file,--key", options->key_file,
                      "Master key file, when it does not lie beside the data folder");
  command->add_option("--log-key-file,--log-key", options->log_key_file,
                      "Key file of the log, when it does not lie there");
  command->add_option("--checkpoint", options->checkpoint_file, "Published checkpoint, when it does not lie there");
  command->add_option("--reference", options->reference, "Folder of the reference data");
  command->add_flag("--facts-only", options->facts_only, "Check only what needs no master key");
  command->callback([=, &run] { run = [options] { return check_folder(*options); }; });
}

void add_backup(CLI::App& app, Run& run) {
  auto options = std::make_shared<backup::BackupOptions>();
  CLI::App* command = app.add_subcommand("backup", "Bring a backup up to date, also beside a running server");
  command->add_option("--data", options->data, "Data folder")->capture_default_str();
  command->add_option("--to", options->to, "Folder of the backup; made when it is not there")->required();
  command->add_option("--keys-to", options->keys_to, "Folder of the data keys, to be kept elsewhere")->required();
  command->add_option("--keep-keys-days", options->keep_keys_days, "How long replaced generations of keys are kept")
      ->capture_default_str();
  command->add_option("--log-key-file,--log-key", options->log_key_file,
                      "Key file of the log, when it does not lie beside the data");
  command->add_option("--checkpoint", options->checkpoint_file, "Published checkpoint, when it does not lie there");
  command->add_flag("--verify", options->verify, "Read all of the backup again, and not only what is new");
  command->callback([=, &run] { run = [options] { return backup::back_up(*options); }; });
}

void add_restore(CLI::App& app, Run& run) {
  auto options = std::make_shared<backup::RestoreOptions>();
  CLI::App* command = app.add_subcommand("restore", "Make a data folder of a backup");
  command->add_option("--from", options->from, "Folder of the backup")->required();
  command->add_option("--keys-from", options->keys_from, "Folder of the data keys")->required();
  command->add_option("--to", options->to, "Data folder to be made")->required();
  command->add_option("--at", options->at, "Leave out what came after this instant or position");
  command->add_option("--master-key-file,--key", options->key_file,
                      "Master key file, when it does not lie beside the folder to be made");
  command->add_option("--log-key-file,--log-key", options->log_key_file,
                      "Key file of the log, when it does not lie there");
  command->add_option("--checkpoint", options->checkpoint_file, "Where the published checkpoint is to lie");
  command->add_option("--reference", options->reference, "Folder of the reference data");
  command->callback([=, &run] { run = [options] { return backup::restore(*options); }; });
}

void add_rebuild(CLI::App& app, Run& run) {
  auto options = std::make_shared<RebuildOptions>();
  CLI::App* command =
      app.add_subcommand("rebuild", "Make the views anew from the journal: by a running server, or in its folder");
  options->token.role = "national_admin";
  add_server_options(*command, options->server, options->token);
  command->add_option("--data", options->data, "Data folder that no server has open")->capture_default_str();
  command->add_option("--master-key-file,--key", options->key_file,
                      "Master key file, when it does not lie beside the data folder");
  command->add_option("--reference", options->reference, "Folder of the reference data");
  command->callback([=, &run] { run = [options] { return rebuild(*options); }; });
}

using AccountOptionsPtr = std::shared_ptr<AccountOptions>;
using AccountCommand = int (*)(const AccountOptions&);

/// One command on accounts; its further options follow.
CLI::App* add_account_command(CLI::App& group, Run& run, const AccountOptionsPtr& options, const char* name,
                              const char* help, AccountCommand command) {
  CLI::App* made = group.add_subcommand(name, help);
  add_server_options(*made, options->server, options->token);
  made->callback([options, command, &run] { run = [options, command] { return command(*options); }; });
  return made;
}

void add_person(CLI::App& command, const AccountOptionsPtr& options) {
  command.add_option("person", options->person, "Number of the account")->required();
}

void add_person_and_reason(CLI::App& command, const AccountOptionsPtr& options) {
  add_person(command, options);
  command.add_option("--reason", options->reason, "Kept in the account's history")->required();
}

void add_appointment(CLI::App& command, const AccountOptionsPtr& options) {
  command.add_option("--role", options->roles, "Such as officer; may be given several times")->required();
  command.add_option("--institution", options->institution, "Institution or unit, such as kota-35.78");
}

void add_staff_commands(CLI::App& app, Run& run) {
  auto options = std::make_shared<AccountOptions>();
  options->token.role = "national_admin";
  CLI::App* group = app.add_subcommand("staff", "Accounts of staff, at a running service")->require_subcommand(1);
  CLI::App* add = add_account_command(*group, run, options, "add", "Open an account and invite its owner", add_staff);
  add->add_option("address", options->address, "E-mail address or phone number")->required();
  add->add_option("--name", options->name, "Name of the person")->required();
  add_appointment(*add, options);
  CLI::App* list = add_account_command(*group, run, options, "list", "All that you administer", list_staff);
  list->add_option("--institution", options->institution, "Only of this one and its units");
  CLI::App* move =
      add_account_command(*group, run, options, "appoint", "Other roles, another institution; at once", appoint_staff);
  add_person(*move, options);
  add_appointment(*move, options);
  move->add_flag("--no-institution", options->drops_institution, "For roles of the whole country; else theirs is kept")
      ->excludes("--institution");
  add_person_and_reason(*add_account_command(*group, run, options, "suspend", "Sign out and keep out", suspend_staff),
                        options);
  add_person_and_reason(*add_account_command(*group, run, options, "reinstate", "Let in again", reinstate_staff),
                        options);
  add_person_and_reason(*add_account_command(*group, run, options, "reset-second-factor", "For who has lost the device",
                                             reset_second_factor),
                        options);
}

void add_key_commands(CLI::App& app, Run& run) {
  auto options = std::make_shared<AccountOptions>();
  options->token.role = "national_admin";
  CLI::App* group = app.add_subcommand("keys", "API keys of systems and gateways")->require_subcommand(1);
  CLI::App* add = add_account_command(*group, run, options, "add", "Make a key; it is shown this once", add_key);
  add->add_option("name", options->name, "Which system it is for")->required();
  add_appointment(*add, options);
  add->add_option("--scope", options->scopes, "read, submit, handle, administer, messages")->required();
  add->add_option("--expires-at", options->expires_at, "Such as 2027-11-20T00:00:00+07:00");
  CLI::App* list = add_account_command(*group, run, options, "list", "All that you administer", list_keys);
  list->add_option("--institution", options->institution, "Only of this one and its units");
  CLI::App* rotate =
      add_account_command(*group, run, options, "rotate", "A new key; the former one ends after a while", rotate_key);
  add_person(*rotate, options);
  rotate->add_option("--grace-hours", options->grace_hours, "How long both count")->capture_default_str();
  rotate->add_option("--expires-at", options->expires_at, "End of the new one");
  add_person_and_reason(*add_account_command(*group, run, options, "revoke", "Ends all keys of a system", revoke_key),
                        options);
  auto data = std::make_shared<std::string>("data");
  auto key_file = std::make_shared<std::string>();
  CLI::App* emergency =
      group->add_subcommand("emergency", "When all keys are lost: a new administrator, in a folder no server has open");
  emergency->add_option("--data", *data, "Data folder")->capture_default_str();
  emergency->add_option("--master-key-file,--key", *key_file,
                        "Master key file, when it does not lie beside the data folder");
  emergency->callback([=, &run] { run = [data, key_file] { return make_emergency_key(*data, *key_file); }; });
}

void add_small_ones(CLI::App& app, Run& run) {
  auto folder = std::make_shared<std::string>();
  CLI::App* check = app.add_subcommand("check-reference", "Check that the reference data fit together");
  check->add_option("folder", *folder, "Folder of the reference data");
  check->callback([=, &run] { run = [folder] { return check_reference_folder(*folder); }; });

  CLI::App* diagram = app.add_subcommand("diagram", "Print the states of a report as a Mermaid diagram");
  diagram->callback([&run] {
    run = [] {
      std::cout << state_diagram();
      return 0;
    };
  });
}

}  // namespace

int run_command_line(int argc, char** argv) {
  CLI::App app{"lapor: a complaint service that keeps its history, its promises and its proofs"};
  app.require_subcommand(1);
  Run run;
  add_serve(app, run);
  add_submit(app, run);
  add_show(app, run);
  add_import(app, run);
  add_demo(app, run);
  add_replay(app, run);
  add_check(app, run);
  add_backup(app, run);
  add_restore(app, run);
  add_rebuild(app, run);
  add_staff_commands(app, run);
  add_key_commands(app, run);
  audit::add_audit_commands(app, run);
  add_small_ones(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return run();
}

}  // namespace lapor::tools
