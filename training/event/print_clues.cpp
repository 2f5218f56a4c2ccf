// Prints, for each pair of mentions of one type in a report, the clues by which they are joined, for each record the signs of its worth, and for each of its
// values what speaks for and against it: the input from which training/event/learn_weights.py learns the weights. Usage: print_clues REPORTS.jsonl > clues.jsonl

#include <fstream>
#include <iostream>

#include <nlohmann/json.hpp>

#include "event/accounts.h"
#include "event/attribution.h"
#include "event/cluster.h"
#include "event/complete.h"
#include "event/fitness.h"
#include "event/flow.h"
#include "event/mention.h"
#include "event/outlook.h"
#include "event/party_book.h"
#include "event/record.h"
#include "event/retold.h"
#include "event/same_event.h"
#include "event/worth.h"
#include "export/json.h"
#include "given_report.h"

int main(int argc, char** argv) {
  using namespace nutgraf;
  if (argc < 2) {
    std::cerr << "usage: print_clues REPORTS.jsonl [fast|accurate [FOLDER]]\n";
    return 2;
  }
  const auto knowledge = load_knowledge(argc > 2 && std::string(argv[2]) == "fast" ? ModelName::fast : ModelName::accurate, argc > 3 ? argv[3] : "", argc > 3);
  if (!knowledge) {
    std::cerr << knowledge.error().message << '\n';
    return 2;
  }
  std::ifstream file(argv[1]);
  for (std::string line; std::getline(file, line);) {
    ReportRead read = read_given(line, *knowledge);
    const event::PartyBook parties(read.report, read.reading, read.answers);
    const event::Context context{read.report, read.reading, read.answers, parties};
    auto mentions = event::find_mentions(read.report, read.reading, read.answers, *knowledge->words).kept;
    nlohmann::json out{{"doc_id", read.report.source_id}, {"mentions", nlohmann::json::array()}, {"pairs", nlohmann::json::array()}};
    for (const auto& mention : mentions) {
      const Span trigger = read.answers.what[mention.happening].span;
      out["mentions"].push_back({{"begin", trigger.begin}, {"end", trigger.end}, {"type", mention.type}, {"evidence", {mention.evidence.begin, mention.evidence.end}},
                                 {"is_noun", read.answers.what[mention.happening].is_noun}, {"because", mention.because}});
    }
    const event::Outlook outlook(read.view.get(), mentions, read.reading, read.answers);
    event::tell_modes(mentions, outlook);
    const event::Crowd crowd(mentions, context, outlook);
    for (std::size_t i = 0; i < mentions.size(); ++i)
      for (std::size_t j = i + 1; j < mentions.size(); ++j)
        if (mentions[i].type == mentions[j].type) {
          const auto clues = event::compare(mentions[i], mentions[j], context, crowd.around(i, j));
          out["pairs"].push_back({{"a", i}, {"b", j}, {"clues", clues}, {"apart", event::must_differ(mentions[i], mentions[j], clues)}});
        }
    out["clusters"] = nlohmann::json::array();
    const auto accounts = event::find_accounts(context);
    const auto clusters = event::group_mentions(mentions, crowd, context);
    event::complete(mentions, clusters, outlook, context);
    const event::Fitness fitness(mentions, clusters, outlook, context);
    read.events.clear();
    const auto likeness = event::likeness_to_others(mentions, clusters, crowd, context);
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      const auto& cluster = clusters[i];
      if (event::names_only_crimes(mentions, cluster, context)) continue;
      auto record = event::make_record(mentions, cluster, context);
      event::attribute(record, mentions, cluster, accounts, context);
      nlohmann::json evidence = nlohmann::json::array(), values = nlohmann::json::array();
      for (const auto& one : record.evidence) evidence.push_back({one.span.begin, one.span.end});
      for (const auto& value : fitness.values_of(record, i)) values.push_back({{"field", event::field_names[static_cast<std::size_t>(value.field)]}, {"index", value.index}, {"traits", value.traits}});
      read.events.push_back(record);
      fitness.drop_unfit(record, i);
      event::drop_parts_of_phrases(record.actors, context);
      event::drop_parts_of_phrases(record.recipients, context);
      out["clusters"].push_back({{"type", record.type}, {"evidence", evidence}, {"mentions", cluster}, {"signs", event::signs_of(record, mentions, clusters, cluster, likeness[i], outlook, context)}, {"values", values}});
    }
    out["records"] = nlohmann::json::parse(export_::write_json(read, *knowledge->plover))["events"];  // beside the clusters, before values are dropped
    std::cout << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  }
}
