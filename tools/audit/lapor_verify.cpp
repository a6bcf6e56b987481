#include <CLI/CLI.hpp>
#include <functional>
#include <memory>

#include "tools/audit/verify/export_reader.hpp"
#include "tools/audit/verify/offline.hpp"
#include "tools/audit/verify_options.hpp"
#include "tools/reference_folder.hpp"

/// Verifies exports on a machine that has nothing of the service: neither its store nor its network.
namespace {

using namespace lapor;
using namespace lapor::audit;

using Run = std::function<int()>;

/// Gives the export to `use`, or says why there is none.
int with_export(const std::string& folder, const std::function<int(ExportReader&)>& use) {
  auto reader = ExportReader::open(folder);
  return reader ? use(*reader) : tell(reader.error());
}

/// The rulebook's folder, found as `lapor` finds it.
int with_reference(const std::string& wish, const std::function<int(const std::string&)>& use) {
  const auto folder = tools::find_reference_folder(wish);
  return folder ? use(folder->string()) : tell(folder.error(), wrong_usage);
}

void add_verify(CLI::App& app, Run& run) {
  auto words = std::make_shared<VerifyWords>();
  auto folder = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("verify", "Recompute every hash, fold and judge every history of an export");
  command->add_option("export", *folder, "Folder of the export")->required();
  add_verify_options(*command, *words);
  command->callback([=, &run] {
    run = [=] {
      const auto verify = [&] {
        return with_export(*folder, [&](auto& reader) { return verify_and_print(reader, *words); });
      };
      if (words->no_rules) return verify();
      return with_reference(words->reference, [&](const std::string& found) {
        words->reference = found;
        return verify();
      });
    };
  });
}

void add_diff(CLI::App& app, Run& run) {
  auto folders = std::make_shared<std::array<std::string, 2>>();
  CLI::App* command = app.add_subcommand("diff", "Where two exports of one log differ");
  command->add_option("first", (*folders)[0])->required();
  command->add_option("second", (*folders)[1])->required();
  command->callback([=, &run] {
    run = [=] {
      return with_export((*folders)[0], [&](ExportReader& first) {
        return with_export((*folders)[1], [&](ExportReader& second) {
          return diff_and_print(first, second, (*folders)[0], (*folders)[1], 20);
        });
      });
    };
  });
}

void add_explain(CLI::App& app, Run& run) {
  auto folder = std::make_shared<std::string>();
  auto reference = std::make_shared<std::string>();
  auto report = std::make_shared<std::uint64_t>();
  CLI::App* command = app.add_subcommand("explain", "A report's life as a page of text");
  command->add_option("export", *folder, "Folder of the export")->required();
  command->add_option("report", *report, "Tracking id")->required();
  command->add_option("--reference", *reference, "Folder of the rulebook");
  command->callback([=, &run] {
    run = [=] {
      return with_export(*folder, [&](ExportReader& reader) {
        return with_reference(*reference, [&](const std::string& found) {
          return explain_and_print(reader, *report, decode_facts, found);
        });
      });
    };
  });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"lapor-verify: verifies exports of lapor's log"};
  app.require_subcommand(1);
  Run run;
  add_verify(app, run);
  add_diff(app, run);
  add_explain(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? all_is_well : wrong_usage;
  }
  return run();
}
