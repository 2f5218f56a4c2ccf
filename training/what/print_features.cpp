// Prints the happenings of reports with the features by which the sense model weighs them: the input from which
// training/what/learn_sense.py learns the weights. Usage: print_features REPORTS.jsonl [fast|accurate] > features.jsonl

#include <fstream>
#include <iostream>

#include <nlohmann/json.hpp>

#include "event/flow.h"
#include "what/lexicon.h"
#include "what/sense.h"

int main(int argc, char** argv) {
  using namespace nutgraf;
  if (argc < 2) {
    std::cerr << "usage: print_features REPORTS.jsonl [fast|accurate]\n";
    return 2;
  }
  const auto knowledge = load_knowledge(argc > 2 && std::string(argv[2]) == "fast" ? ModelName::fast : ModelName::accurate, "");
  if (!knowledge) {
    std::cerr << knowledge.error().message << '\n';
    return 2;
  }
  std::ifstream file(argv[1]);
  for (std::string line; std::getline(file, line);) {
    const auto object = nlohmann::json::parse(line);
    const ReportRead read = read_report(make_report(object["text"], {.source_id = object["doc_id"], .headline = {}, .filed = {}, .outlet = {}, .url = {}}), *knowledge);
    const auto happenings = what::find_unweighed(read.report, read.reading, *knowledge->what);
    const what::TopicSet topics = knowledge->what->topics().of_report(read.reading);
    nlohmann::json out{{"doc_id", read.report.source_id}, {"happenings", nlohmann::json::array()}};
    for (std::size_t i = 0; i < happenings.size(); ++i)
      out["happenings"].push_back({{"begin", happenings[i].span.begin},
                                   {"end", happenings[i].span.end},
                                   {"type", happenings[i].type},
                                   {"modes", happenings[i].modes},
                                   {"presupposed", happenings[i].is_presupposed},
                                   {"because", happenings[i].because},
                                   {"features", what::features_of(read.report, read.reading, *knowledge->what, happenings, topics, i)}});
    std::cout << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  }
}
