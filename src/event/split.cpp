// Counts told town by town in one clause. The newsroom names the act once and then alternates counts and places; the
// alternation is what tells the parts.

#include "event/split.h"

#include <algorithm>
#include <optional>

#include "event/attach.h"

namespace nutgraf::event {

namespace {

constexpr std::int32_t reach = 8;  // tokens from a count to its place

struct Part {
  Mention::CountedRole counted;
  std::vector<std::size_t> places;
};

bool is_main_count(const how_many::Figure& figure) {
  return figure.kind == how_many::Kind::count && !figure.subgroup && figure.value.has_value();
}

// The places that stand after the count and before `limit`, the next count's first token.
std::vector<std::size_t> places_after(const how_many::Figure& figure, std::int32_t limit, const Reading& reading, const Answers& answers) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < answers.where.size(); ++i) {
    const where::Place& place = answers.where[i];
    if (place.kind != where::Kind::place || place.only_qualifies) continue;
    const std::int32_t first = place.tokens.first;
    const bool follows = first >= figure.tokens.last && first < limit && first - figure.tokens.last <= reach;
    if (follows && reading[first].sentence == reading[figure.tokens.first].sentence) places.push_back(i);
  }
  return places;
}

}  // namespace

void split_by_place(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers) {
  const std::size_t count = mentions.size();
  for (std::size_t m = 0; m < count; ++m) {
    std::vector<Mention::CountedRole> counts;
    for (const auto& counted : mentions[m].figures)
      if (is_main_count(answers.how_many[counted.figure]) && !counted.is_share) counts.push_back(counted);
    std::ranges::sort(counts, {}, &Mention::CountedRole::figure);
    std::vector<Part> parts;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const how_many::Figure& figure = answers.how_many[counts[i].figure];
      const std::int32_t limit = i + 1 < counts.size() ? answers.how_many[counts[i + 1].figure].tokens.first
                                                       : reading.sentences[static_cast<std::size_t>(reading[figure.tokens.first].sentence)].tokens.last;
      if (auto places = places_after(figure, limit, reading, answers); !places.empty()) parts.push_back({counts[i], std::move(places)});
    }
    if (parts.size() < 2) continue;
    const bool has_total = parts.size() < counts.size();
    Mention whole = mentions[m];
    for (std::size_t i = has_total ? 0 : 1; i < parts.size(); ++i) {
      Mention part = whole;
      const std::int32_t head = head_of(reading, answers.how_many[parts[i].counted.figure].tokens);
      part.figures = {parts[i].counted};
      part.places = parts[i].places;
      part.recipients = {head};
      part.is_part = true;
      mentions.push_back(std::move(part));
    }
    const auto is_part = [&](const Mention::CountedRole& counted) {
      return std::ranges::any_of(parts, [&](const Part& p) { return p.counted.figure == counted.figure; });
    };
    if (has_total) {
      std::erase_if(mentions[m].figures, is_part);
      mentions[m].places.clear();
    } else {
      std::erase_if(mentions[m].figures, [&](const auto& counted) { return is_part(counted) && counted.figure != parts[0].counted.figure; });
      mentions[m].places = parts[0].places;
      mentions[m].is_part = true;
    }
  }
}

}  // namespace nutgraf::event
