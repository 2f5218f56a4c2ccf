// Prints what training/export/learn_muc.py learns from: the clues of each report and of each noun that may fill a slot.
// Usage: print_muc_clues REPORTS.jsonl|- > clues.txt
// Lines: "D doc_id", "R clue\tclue...", "A token type sentence", "C head sentence party chain nearest,...\tclue...", "W text\tclue...".

#include <iostream>

#include "base/table.h"
#include "export/muc_clues.h"
#include "report/input.h"

namespace {

void print(const std::vector<std::string>& clues) {
  for (const std::string& clue : clues) std::cout << '\t' << clue;
  std::cout << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  using namespace nutgraf;
  const auto knowledge = load_knowledge(ModelName::accurate, argc > 2 ? argv[2] : "");
  const auto words = export_::MucWords::load(TableSource{argc > 2 ? argv[2] : ""});
  if (!knowledge || !words) {
    std::cerr << (knowledge ? words.error().message : knowledge.error().message) << '\n';
    return 2;
  }
  report::SourceList list = report::list_sources({argc > 1 ? argv[1] : "-"});
  report::Intake intake(std::move(list.sources));
  while (auto report = intake.next()) {
    if (!*report) continue;
    const ReportRead read = read_report(*std::move(*report), *knowledge);
    const export_::MucClues clues = find_muc_clues(read, *words);
    std::cout << "D " << read.report.source_id << "\nR";
    print(clues.of_report);
    for (const auto& [token, type] : clues.anchors) std::cout << "A " << token << ' ' << type << ' ' << read.reading[token].sentence << '\n';
    for (const auto& candidate : clues.candidates) {
      const int chain = candidate.party < 0 ? -1 : read.answers.who[static_cast<std::size_t>(candidate.party)].chain;
      std::cout << "C " << candidate.head << ' ' << read.reading[candidate.head].sentence << ' ' << candidate.party << ' ' << chain << ' ';
      for (const int n : candidate.nearest) std::cout << n << ',';
      print(candidate.clues);
      for (const auto& wording : candidate.wordings) {
        std::cout << "W " << wording.text;
        print(wording.clues);
      }
    }
  }
}
