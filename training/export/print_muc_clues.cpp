// Prints what training/export/learn_muc.py learns from: the clues of each report and of each noun that may fill a slot.
// Usage: print_muc_clues REPORTS.jsonl|- STATES [folder] > clues.txt
// Lines: "D doc_id words", "R clue\tclue...", "A token type sentence", "C head sentence renames party chain nearest,...\tclue...", "W text\tclue...".
// To the file STATES, in 32-bit numbers: the report's state, if it has incident words, then those of its nouns in order.

#include <fstream>
#include <iostream>

#include "base/table.h"
#include "export/muc_clues.h"
#include "report/input.h"

namespace {

void print(const std::vector<std::string>& clues) {
  for (const std::string& clue : clues) std::cout << '\t' << clue;
  std::cout << '\n';
}

void write(std::ofstream& file, const std::vector<float>& state) {
  file.write(reinterpret_cast<const char*>(state.data()), static_cast<std::streamsize>(state.size() * sizeof(float)));
}

}  // namespace

int main(int argc, char** argv) {
  using namespace nutgraf;
  if (argc < 3) {
    std::cerr << "Usage: print_muc_clues REPORTS.jsonl|- STATES [folder] > clues.txt\n";
    return 2;
  }
  const std::string folder = argc > 3 ? argv[3] : "";
  const auto knowledge = load_knowledge(ModelName::accurate, folder);
  const auto words = export_::MucWords::load(TableSource{folder});
  std::ofstream states(argv[2], std::ios::binary);
  if (!knowledge || !words) {
    std::cerr << (knowledge ? words.error().message : knowledge.error().message) << '\n';
    return 2;
  }
  report::SourceList list = report::list_sources({argv[1]});
  report::Intake intake(std::move(list.sources));
  while (auto report = intake.next()) {
    if (!*report) continue;
    const ReportRead read = read_report(*std::move(*report), *knowledge);
    const export_::MucClues clues = find_muc_clues(read, *words, *knowledge->reader);
    write(states, clues.state);
    for (const auto& candidate : clues.candidates) write(states, candidate.state);
    std::cout << "D " << read.report.source_id << ' ' << read.reading.size() << "\nR";
    print(clues.of_report);
    for (const auto& [token, type] : clues.anchors) std::cout << "A " << token << ' ' << type << ' ' << read.reading[token].sentence << '\n';
    for (const auto& candidate : clues.candidates) {
      const int chain = candidate.party < 0 ? -1 : read.answers.who[static_cast<std::size_t>(candidate.party)].chain;
      std::cout << "C " << candidate.head << ' ' << read.reading[candidate.head].sentence << ' ' << candidate.renames << ' ' << candidate.party << ' ' << chain << ' ';
      for (const int n : candidate.nearest) std::cout << n << ',';
      print(candidate.clues);
      for (const auto& wording : candidate.wordings) {
        std::cout << "W " << wording.text;
        print(wording.clues);
      }
    }
  }
}
