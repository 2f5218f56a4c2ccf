// The flow from a report to its events, in one place: Report -> Reading -> Answers -> Events.

#include "event/flow.h"

#include <utility>

#include "says_who/doubt.h"
#include "what/lexicon.h"
#include "what/proposals.h"

namespace nutgraf {

namespace {

Reading read_if_worth(const Report& report, const Knowledge& knowledge) {
  if (!knowledge.scout) return read_words(report, *knowledge.reader);
  Reading quick = read_words(report, *knowledge.scout);
  if (what::find_happenings(report, quick, *knowledge.what).empty()) return quick;
  return read_words(report, *knowledge.reader);
}

}  // namespace

Result<Knowledge> load_knowledge(ModelName model, const std::string& folder, bool with_network) {
  const TableSource tables{folder};
  const std::string models = models_of(folder);
  auto reader = load_reader(model, models, with_network);
  if (!reader) return std::unexpected(reader.error());
  std::shared_ptr<const Reader> scout;
  if (model == ModelName::accurate) {
    auto quick = load_reader(ModelName::fast, models);
    if (!quick) return std::unexpected(quick.error());
    scout = *quick;
  }
  auto when = when::load_lexicon(tables);
  if (!when) return std::unexpected(when.error());
  auto where = where::load_gazetteer(tables);
  if (!where) return std::unexpected(where.error());
  auto who = who::load_lexicon(tables);
  if (!who) return std::unexpected(who.error());
  auto how_many = how_many::load_lexicon(tables);
  if (!how_many) return std::unexpected(how_many.error());
  auto says_who = says_who::load_lexicon(tables);
  if (!says_who) return std::unexpected(says_who.error());
  auto what = what::load_lexicon(tables);
  if (!what) return std::unexpected(what.error());
  auto plover = event::Plover::load(tables);
  if (!plover) return std::unexpected(plover.error());
  auto contexts = event::Contexts::load(tables);
  if (!contexts) return std::unexpected(contexts.error());
  auto words = event::load_words(tables);
  if (!words) return std::unexpected(words.error());
  return Knowledge{*reader, scout, *when, *where, *who, *how_many, *says_who, *what,
                   std::make_shared<const event::Plover>(*std::move(plover)),
                   std::make_shared<const event::Contexts>(*std::move(contexts)),
                   std::make_shared<const event::Words>(*std::move(words))};
}

ReportRead read_report(Report report, const Knowledge& knowledge) {
  Reading reading = read_if_worth(report, knowledge);
  const std::shared_ptr<const reading::ReportView> view = knowledge.reader ? view_report(reading, *knowledge.reader) : nullptr;
  Answers answers{.when = when::find_times(report, reading, *knowledge.when),
                  .where = where::find_places(report, reading, *knowledge.where),
                  .who = who::find_parties(report, reading, *knowledge.who),
                  .how_many = how_many::find_figures(report, reading, *knowledge.how_many),
                  .says_who = says_who::find_statements(report, reading, *knowledge.says_who),
                  .what = what::find_happenings(report, reading, *knowledge.what)};
  if (view && reading.sentences.size() >= reading::ReportView::least_sentences) what::add_proposals(reading, *view, knowledge.what->classes(), answers.what);
  auto [events, left_out] = event::join_events(report, reading, answers, *knowledge.words, view.get());
  if (view) says_who::weigh_factuality(answers.says_who.factuality, *view);
  knowledge.contexts->decide(events, reading);
  return {std::move(report), std::move(reading), std::move(answers), std::move(events), std::move(left_out), view};
}

}  // namespace nutgraf
