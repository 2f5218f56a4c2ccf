// The program's commands and options; what they do is in one file each beside this one.

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/gazetteer.h"
#include "cli/import.h"
#include "cli/parse.h"
#include "cli/project.h"
#include "cli/serve.h"
#include "export/export.h"

namespace {

using nutgraf::cli::Settings;

void add_settings(CLI::App& command, Settings& settings, std::string& model) {
  command.add_option("--model", model, "reading model: fast or accurate")
      ->check(CLI::IsMember({"fast", "accurate"}))
      ->capture_default_str();
  command.add_option("--data", settings.data_folder, "folder whose lexicon/ and models/ replace the built-in ones");
}

void add_network(CLI::App& command, Settings& settings) {
  command.add_flag("--network,!--no-network", settings.with_network, "let the report network fill in what is told elsewhere in the report (accurate only; without it reading takes about a third of the time)");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Nutgraf reads news reports and says who did what to whom, when, where, how many, and who says so.",
               "nutgraf"};
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(nutgraf::cli::program_version));
  Settings settings;
  std::string model = "accurate";

  nutgraf::cli::ReadOptions read;
  std::string format = "text";
  bool never_colour = false;
  CLI::App* read_command = app.add_subcommand("read", "read reports and print their events");
  read_command->add_option("inputs", read.inputs, "files, folders, or - for standard input")->required();
  read_command->add_option("--format", format, "text: a readable view; jsonl: one JSON object a report")
      ->check(CLI::IsMember({"text", "jsonl"}))
      ->capture_default_str();
  read_command->add_option("--threads", settings.threads, "threads; 0: one a core")->capture_default_str();
  read_command->add_flag("--no-color", never_colour, "no colours in the readable view");
  add_settings(*read_command, settings, model);
  add_network(*read_command, settings);

  nutgraf::cli::ExportOptions exported;
  std::vector<std::string> export_formats;
  for (const auto& one : nutgraf::export_::formats()) export_formats.push_back(one.id);
  export_formats.push_back("muc");
  bool is_unmasked = false;
  CLI::App* export_command = app.add_subcommand("export", "take records away in the form of others; names of private people are masked");
  export_command->add_option("inputs", exported.inputs, "a project, what `nutgraf read --format jsonl` printed, reports, or - for standard input; desk.nutgraf when left out");
  export_command->add_option("--format", exported.format, "see docs/exports.md")->check(CLI::IsMember(export_formats))->required();
  export_command->add_option("-o,--out", exported.out, "file, folder or .zip; standard output when left out");
  export_command->add_option("--left-out", exported.left_out_path, "CSV of the events that made no row, and why");
  export_command->add_option("--manifest", exported.manifest_path, "where the manifest goes; beside the output when left out");
  export_command->add_option("--salt", exported.salt, "one secret for all pseudonyms, so that a person has the same in all reports");
  export_command->add_flag("--unmask", is_unmasked, "show names of private people and minors; needs --who and --reason, and is recorded");
  export_command->add_option("--who", exported.who, "who lifts the masks");
  export_command->add_option("--reason", exported.reason, "why");
  export_command->add_flag("--coarse-places", exported.has_coarse_places, "leave out spots and round coordinates to a tenth of a degree");
  export_command->add_flag("--with-text", exported.has_full_text, "with --unmask and jsonl: the reports' full text and answers too");
  export_command->add_option("--threads", settings.threads, "threads; 0: one a core")->capture_default_str();
  add_settings(*export_command, settings, model);
  add_network(*export_command, settings);

  nutgraf::cli::ExplainOptions explain;
  CLI::App* explain_command = app.add_subcommand("explain", "every answer with its sentence, its words and its reason");
  explain_command->add_option("input", explain.input, "file, or - for standard input")->required();
  explain_command->add_option("--sentence", explain.sentence, "only this sentence (counted from 1)");
  add_settings(*explain_command, settings, model);
  add_network(*explain_command, settings);

  nutgraf::cli::TryOptions attempt;
  CLI::App* try_command = app.add_subcommand("try", "all answers for one sentence");
  try_command->add_option("sentence", attempt.sentence, "the sentence")->required();
  try_command->add_option("--filed", attempt.filed, "filing day, YYYY-MM-DD");
  try_command->add_flag("--json", attempt.as_json, "print JSON");
  add_settings(*try_command, settings, model);

  nutgraf::cli::ParseOptions parse;
  std::string tokens = "none";
  CLI::App* parse_command = app.add_subcommand("parse", "words, tags, trees and names as CoNLL-U");
  parse_command->add_option("file", parse.file, "file, or - for standard input")->capture_default_str();
  parse_command->add_option("--tokens", tokens, "none: raw text; given: CoNLL-U whose words are kept")
      ->check(CLI::IsMember({"none", "given"}))
      ->capture_default_str();
  add_settings(*parse_command, settings, model);

  nutgraf::cli::ServeOptions serve;
  CLI::App* serve_command = app.add_subcommand("serve", "start the desk: a screen and an HTTP service for one project");
  serve_command->add_option("project", serve.project, "the project's file; made when there is none")->capture_default_str();
  serve_command->add_option("--port", serve.port, "port; 0: any free one (8080 when not given, or any free one where that is taken)")
      ->check(CLI::Range(0, 65535));
  serve_command->add_option("--host", serve.host, "address to listen at; any but this machine's own needs --token")->capture_default_str();
  serve_command->add_option("--token", serve.token, "token that every request must carry");
  serve_command->add_flag("--open", serve.opens_browser, "open a browser, where there is a screen");
  add_settings(*serve_command, settings, model);
  add_network(*serve_command, settings);

  CLI::App* lexicon_command = app.add_subcommand("lexicon", "the tables of words");
  lexicon_command->require_subcommand(1);
  CLI::App* check_command = lexicon_command->add_subcommand("check", "check every table and run the examples of its rows");
  check_command->add_option("--data", settings.data_folder, "folder whose lexicon/ is checked in place of the built-in one");

  nutgraf::cli::GazetteerOptions gazetteer;
  CLI::App* gazetteer_command = app.add_subcommand("gazetteer", "the places that the program knows");
  gazetteer_command->require_subcommand(1);
  gazetteer_command->add_subcommand("show", "which gazetteer counts, and how big it is");
  CLI::App* import_command = gazetteer_command->add_subcommand("import", "use a GeoNames dump in place of the built-in places");
  import_command->add_option("dump", gazetteer.dump, "allCountries.txt, or one country's file")->required();
  import_command->add_option("--admin1", gazetteer.import.admin1_path, "admin1CodesASCII.txt, for the divisions' names");
  import_command->add_option("--countries", gazetteer.import.countries, "only these countries (ISO 3166 alpha-2)");
  import_command->add_option("--least-population", gazetteer.import.least_population, "only towns of at least so many people");
  CLI::App* drop_command = gazetteer_command->add_subcommand("drop", "go back to the built-in places");

  nutgraf::cli::ImportOptions imported;
  CLI::App* project_import_command = app.add_subcommand("import", "read reports into a project; what is there already is passed over");
  project_import_command->add_option("inputs", imported.inputs, "files, folders, or - for standard input")->required();
  project_import_command->add_option("--project", imported.project, "the project's file")->capture_default_str();
  project_import_command->add_option("--threads", settings.threads, "threads; 0: one a core")->capture_default_str();
  add_settings(*project_import_command, settings, model);
  add_network(*project_import_command, settings);

  nutgraf::cli::ProjectOptions project;
  CLI::App* project_command = app.add_subcommand("project", "what people did in a project, and whether it is whole");
  project_command->require_subcommand(1);
  CLI::App* log_command = project_command->add_subcommand("log", "the edit log as JSON Lines");
  CLI::App* replay_command = project_command->add_subcommand("replay", "make a new project from the reports and the edit log");
  CLI::App* whole_command = project_command->add_subcommand("check", "whether the file is sound and all of it follows from reports and edits");
  CLI::App* relink_command = project_command->add_subcommand("relink", "join the stories anew, whatever the order in which reports came; merges and splits stay");
  for (CLI::App* command : {log_command, replay_command, whole_command, relink_command})
    command->add_option("project", project.project, "the project's file")->capture_default_str();
  replay_command->add_option("out", project.out, "the new project's file")->required();

  CLI11_PARSE(app, argc, argv);
  settings.model = model == "fast" ? nutgraf::ModelName::fast : nutgraf::ModelName::accurate;
  if (read_command->parsed()) {
    read.as_jsonl = format == "jsonl";
    read.with_colour = !never_colour && nutgraf::cli::is_terminal_out();
    return nutgraf::cli::run_read(settings, read);
  }
  if (export_command->parsed()) {
    exported.is_masked = !is_unmasked;
    return nutgraf::cli::run_export(settings, exported);
  }
  if (explain_command->parsed()) return nutgraf::cli::run_explain(settings, explain);
  if (try_command->parsed()) return nutgraf::cli::run_try(settings, attempt);
  if (serve_command->parsed()) return nutgraf::cli::run_serve(settings, serve);
  if (parse_command->parsed()) {
    parse.tokens = tokens == "given" ? nutgraf::cli::GivenTokens::given : nutgraf::cli::GivenTokens::none;
    parse.model = settings.model;
    parse.folder = nutgraf::models_of(settings.data_folder);
    return nutgraf::cli::run_parse(parse);
  }
  if (project_import_command->parsed()) return nutgraf::cli::run_import(settings, imported);
  if (project_command->parsed()) {
    using nutgraf::cli::ProjectAction;
    project.action = log_command->parsed()      ? ProjectAction::log
                     : replay_command->parsed() ? ProjectAction::replay
                     : relink_command->parsed() ? ProjectAction::relink
                                                : ProjectAction::check;
    return nutgraf::cli::run_project(project);
  }
  if (gazetteer_command->parsed()) {
    using nutgraf::cli::GazetteerAction;
    gazetteer.action = import_command->parsed() ? GazetteerAction::import
                       : drop_command->parsed() ? GazetteerAction::drop
                                                : GazetteerAction::show;
    return nutgraf::cli::run_gazetteer(gazetteer);
  }
  if (check_command->parsed()) return nutgraf::cli::run_lexicon_check(settings);
  return 0;
}
