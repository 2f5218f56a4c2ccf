// What an event is about: every sentence is searched for the words of lexicon/event/contexts.tsv; words in the sentences that
// tell the event count in full, words elsewhere in the report a little ("court", "verdict" near a sentence: legal).

#include "event/contexts.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include <fmt/format.h>

namespace nutgraf::event {

namespace {

constexpr std::size_t longest_phrase = 4;
constexpr double share_of_report = 0.15;  // weight of a word elsewhere in the report
constexpr double most_from_report = 1.5;
constexpr double enough = 3;
constexpr std::size_t most_contexts = 3;

struct Score {
  double told = 0;    // by the event's own sentences
  double around = 0;  // by the rest of the report
  std::set<std::string> words;
};

}  // namespace

Result<Contexts> Contexts::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/event/contexts.tsv", {.columns = {"words", "context", "weight"},
                                                                 .key = {"words", "context"},
                                                                 .required = {"words", "context", "weight"}});
  if (!table) return std::unexpected(table.error());
  Contexts contexts;
  for (const Row& row : table->rows) {
    const std::string& weight = row.cells[2];
    if (weight.size() != 1 || weight[0] < '1' || weight[0] > '4')
      return fail(fmt::format("{}: the weight must be 1 to 4, not \"{}\"", table->place_of(row), weight));
    contexts.cues_.emplace(row.cells[0], Cue{row.cells[1], static_cast<double>(weight[0] - '0')});
  }
  return contexts;
}

void Contexts::decide(std::vector<Record>& records, const Reading& reading) const {
  struct Hit {
    std::int32_t sentence;
    std::string words;
    const Cue* cue;
  };
  std::vector<Hit> hits;
  for (std::int32_t from = 0; from < reading.size(); ++from) {
    std::string lemmas, forms;
    for (std::size_t count = 0; count < longest_phrase && from + static_cast<std::int32_t>(count) < reading.size(); ++count) {
      const Token& token = reading[from + static_cast<std::int32_t>(count)];
      if (token.sentence != reading[from].sentence) break;
      if (count > 0) lemmas += ' ', forms += ' ';
      std::string lemma = token.lemma;
      std::ranges::transform(lemma, lemma.begin(), [](unsigned char c) { return std::tolower(c); });
      lemmas += lemma;
      forms += token.lower;
      for (const std::string* key : {&lemmas, &forms}) {
        if (key == &forms && forms == lemmas) continue;
        const auto [first, last] = cues_.equal_range(*key);
        for (auto cue = first; cue != last; ++cue) hits.push_back({token.sentence, *key, &cue->second});
      }
    }
  }
  for (Record& record : records) {
    std::set<std::int32_t> own;
    for (const Evidence& evidence : record.evidence)
      for (const Sentence& sentence : reading.sentences)
        if (sentence.span.overlaps(evidence.span)) own.insert(reading[sentence.tokens.first].sentence);
    std::map<std::string, Score> scores;
    for (const Hit& hit : hits) {
      Score& score = scores[hit.cue->context];
      if (own.contains(hit.sentence)) {
        if (score.words.insert(hit.words).second) score.told += hit.cue->weight;
      } else {
        score.around += hit.cue->weight * share_of_report;
      }
    }
    std::vector<std::pair<double, std::string>> ranked;
    for (const auto& [context, score] : scores) {
      const double total = score.told + std::min(score.around, most_from_report);
      if (score.told > 0 && total >= enough) ranked.emplace_back(-total, context);
    }
    std::ranges::sort(ranked);
    if (ranked.size() > most_contexts) ranked.resize(most_contexts);
    for (const auto& [rank, context] : ranked) {
      record.contexts.push_back(context);
      const Score& score = scores[context];
      record.contexts_because.push_back(fmt::format("{}: {}", context, fmt::join(score.words, ", ")));
    }
  }
}

}  // namespace nutgraf::event
