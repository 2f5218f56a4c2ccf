// Prints, a report a line, what training/report/ learns from besides the annotations: the words as the program cuts them and the happenings that it sees.
// {"doc_id", "sentences": [[word, ...], ...], "begin": [...], "end": [...] (bytes of the text), "upos": [...], "head": [...] (token or -1),
//  "mentions": [[token, type], ...]}.  Usage: print_words REPORTS.jsonl > words.jsonl

#include <fstream>
#include <iostream>

#include <nlohmann/json.hpp>

#include "event/flow.h"
#include "event/mention.h"
#include "given_report.h"

int main(int argc, char** argv) {
  using namespace nutgraf;
  if (argc < 2) {
    std::cerr << "usage: print_words REPORTS.jsonl\n";
    return 2;
  }
  auto knowledge = load_knowledge(ModelName::accurate, "");
  if (!knowledge) {
    std::cerr << knowledge.error().message << '\n';
    return 2;
  }
  knowledge->scout = nullptr;  // calm reports are read by the accurate model too
  std::ifstream file(argv[1]);
  for (std::string line; std::getline(file, line);) {
    const ReportRead read = read_given(line, *knowledge);
    nlohmann::json out{{"doc_id", read.report.source_id}, {"sentences", nlohmann::json::array()}, {"mentions", nlohmann::json::array()}};
    for (const Sentence& sentence : read.reading.sentences) {
      nlohmann::json words = nlohmann::json::array();
      for (std::int32_t token = sentence.tokens.first; token < sentence.tokens.last; ++token) words.push_back(read.reading[token].form);
      out["sentences"].push_back(std::move(words));
    }
    for (const Token& token : read.reading.tokens) {
      out["begin"].push_back(token.span.begin);
      out["end"].push_back(token.span.end);
      out["upos"].push_back(name_of(token.upos));
      out["head"].push_back(token.head);
    }
    for (const auto& mention : event::find_mentions(read.report, read.reading, read.answers, *knowledge->words).kept)
      out["mentions"].push_back({mention.trigger, mention.type});
    std::cout << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  }
}
