// What a report is about, as far as it bears on the senses of trigger words: in a match report "attack", "shot" and
// "beat" are sport. Counts the words of lexicon/what/topics.tsv; it is no classifier of news.

#include "what/topics.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace nutgraf::what {

namespace {

constexpr double least_share = 1.0 / 70;  // of the words of the report
constexpr std::size_t most_topics = 32;

}  // namespace

TopicSet Topics::named(std::string_view name) const {
  const auto at = std::ranges::find(names_, name);
  return at == names_.end() ? 0 : TopicSet{1} << (at - names_.begin());
}

Result<Topics> Topics::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/what/topics.tsv",
                                 {.columns = {"word", "topics"}, .key = {"word"}, .required = {"word", "topics"}});
  if (!table) return std::unexpected(table.error());
  Topics topics;
  for (const Row& row : table->rows) {
    TopicSet set = 0;
    std::string_view rest = row.cells[1];
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      const std::string_view name = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (!topics.named(name)) topics.names_.emplace_back(name);
      if (topics.names_.size() > most_topics) return fail(fmt::format("{}: more than {} topics", table->place_of(row), most_topics));
      set |= topics.named(name);
    }
    topics.words_.emplace(row.cells[0], set);
  }
  return topics;
}

TopicSet Topics::of_report(const Reading& reading) const {
  struct Seen {
    std::vector<const std::string*> words;
    std::size_t count = 0;
  };
  std::array<Seen, most_topics> seen;
  std::size_t words = 0;
  for (const Token& token : reading.tokens) {
    if (token.upos == Upos::punct) continue;
    ++words;
    const auto found = words_.find(token.lower);
    if (found == words_.end()) continue;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (!(found->second >> i & 1)) continue;
      Seen& topic = seen[i];
      ++topic.count;
      if (topic.words.size() < 8 && std::ranges::find(topic.words, &found->first) == topic.words.end()) topic.words.push_back(&found->first);
    }
  }
  const std::size_t least_words = std::clamp<std::size_t>(words / 50, 2, 5);
  TopicSet topics = 0;
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (seen[i].words.size() >= least_words && static_cast<double>(seen[i].count) >= least_share * static_cast<double>(words))
      topics |= TopicSet{1} << i;
  return topics;
}

}  // namespace nutgraf::what
