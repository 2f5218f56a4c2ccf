// `nutgraf lexicon check`: are the tables well formed, and does every example in them come out as its row says?

#include "cli/lexicon_check.h"

#include <cstdio>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "cli/commands.h"
#include "event/contexts.h"
#include "event/examples.h"
#include "event/words.h"
#include "export/codebook.h"
#include "export/muc.h"
#include "how_many/examples.h"
#include "reading/lemmas.h"
#include "reading/words.h"
#include "report/lexicon.h"
#include "report/page_words.h"
#include "says_who/examples.h"
#include "story/words.h"
#include "what/examples.h"
#include "when/examples.h"
#include "where/examples.h"
#include "who/examples.h"

namespace nutgraf::cli {

namespace {

// The value, or nothing and one more fault.
template <typename T>
std::optional<T> keep(Result<T> loaded, LexiconCheck& check) {
  if (loaded) return *std::move(loaded);
  check.faults.push_back(loaded.error().message);
  return std::nullopt;
}

void add_examples(LexiconCheck& check, const Result<ExamplesRun>& run) {
  if (!run) {
    check.faults.push_back(run.error().message);
    return;
  }
  check.examples += run->count;
  for (const FailedExample& failed : run->failed) check.faults.push_back(write_failure(failed));
}

}  // namespace

LexiconCheck check_lexicon(const std::string& data_folder) {
  LexiconCheck check;
  const TableSource tables{data_folder};
  const bool has_models = !data_folder.empty() && std::filesystem::exists(data_folder + "/models");
  const auto reader = keep(load_reader(ModelName::accurate, has_models ? data_folder + "/models" : std::string()), check);
  if (!has_models) {  // whose own tables of lexicon/reading the reader has not read
    keep(reading::load_word_rules(tables), check);
    keep(reading::load_irregular_forms(tables), check);
  }
  keep(report::load_lexicon(tables), check);
  keep(report::load_page_words(tables), check);
  const auto when = keep(when::load_lexicon(tables), check);
  const auto where = keep(where::load_gazetteer(tables), check);
  const auto who = keep(who::load_lexicon(tables), check);
  const auto how_many = keep(how_many::load_lexicon(tables), check);
  const auto says_who = keep(says_who::load_lexicon(tables), check);
  const auto what = keep(what::load_lexicon(tables), check);
  const auto words = keep(event::load_words(tables), check);
  keep(event::Contexts::load(tables), check);
  keep(export_::Codebook::load(tables), check);
  keep(export_::load_muc(tables, reader ? *reader : nullptr), check);
  keep(story::CommonWords::load(tables), check);
  if (!check.faults.empty()) return check;

  add_examples(check, when::check_examples(tables, **reader, **when));
  add_examples(check, where::check_examples(tables, **reader, **where));
  add_examples(check, who::check_examples(tables, **reader, **who));
  add_examples(check, how_many::check_examples(tables, **reader, **how_many));
  add_examples(check, says_who::check_examples(tables, **reader, **says_who));
  add_examples(check, what::check_examples(tables, **reader, **what));
  add_examples(check, event::check_examples(tables, **reader, **how_many, words->tolls));
  return check;
}

int run_lexicon_check(const Settings& settings) {
  const LexiconCheck check = check_lexicon(settings.data_folder);
  for (const std::string& fault : check.faults) fmt::print(stderr, "nutgraf: {}\n", fault);
  if (!check.faults.empty()) return 1;
  fmt::print("all tables are sound, all {} examples come out as their rows say\n", check.examples);
  return 0;
}

}  // namespace nutgraf::cli
