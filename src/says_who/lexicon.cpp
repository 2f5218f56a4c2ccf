// Reads the tables of the question "says who": verbs and nouns of saying, and the words that tell whether what
// they govern happened ("managed to", "failed to", "plot to").

#include "says_who/lexicon.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace nutgraf::says_who {

namespace {

constexpr std::array<std::pair<std::string_view, Frame>, 17> frame_names = {{
    {"that", Frame::that}, {"to", Frame::to}, {"ing", Frame::ing}, {"noun", Frame::noun}, {"quote", Frame::quote},
    {"subject", Frame::subject}, {"of", Frame::of}, {"for", Frame::for_}, {"from", Frame::from}, {"about", Frame::about},
    {"against", Frame::against}, {"as", Frame::as}, {"in", Frame::in}, {"with", Frame::with}, {"on", Frame::on},
    {"compound", Frame::compound}, {"object_to", Frame::object_to},
}};

constexpr std::array<std::pair<std::string_view, Effect>, 14> effect_names = {{
    {"same", Effect::same}, {"fact", Effect::fact}, {"told", Effect::told}, {"reversed", Effect::reversed},
    {"probable", Effect::probable}, {"possible", Effect::possible}, {"alleged", Effect::alleged},
    {"planned", Effect::planned}, {"foiled", Effect::foiled}, {"tried", Effect::tried},
    {"hypothetical", Effect::hypothetical}, {"denied", Effect::denied}, {"obliged", Effect::obliged},
    {"future", Effect::future},
}};

constexpr std::array<std::pair<std::string_view, Manner>, 6> manner_names = {{
    {"reports", Manner::reports}, {"says", Manner::says}, {"claims_responsibility", Manner::claims_responsibility},
    {"denies", Manner::denies}, {"alleges", Manner::alleges}, {"confirms", Manner::confirms},
}};

template <typename Names>
std::vector<std::string> names_in(const Names& names) {
  std::vector<std::string> all;
  for (const auto& [name, value] : names) all.emplace_back(name);
  return all;
}

template <typename Names>
auto value_named(const Names& names, std::string_view name) {
  const auto found = std::ranges::find(names, name, [](const auto& pair) { return pair.first; });
  return found == names.end() ? decltype(names[0].second){} : found->second;
}

// "that, to, ing" as a set of frames.
Result<std::uint32_t> read_frames(const Table& table, const Row& row, std::string_view cell) {
  std::uint32_t frames = 0;
  while (!cell.empty()) {
    const std::size_t comma = std::min(cell.find(','), cell.size());
    std::string_view name = cell.substr(0, comma);
    cell.remove_prefix(std::min(comma + 1, cell.size()));
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    if (auto wrong = explain_unknown(table, row, "frame", name, names_in(frame_names)); !wrong.empty()) return fail(wrong);
    frames |= static_cast<std::uint32_t>(value_named(frame_names, name));
  }
  return frames;
}

Result<Effect> read_effect(const Table& table, const Row& row, std::string_view cell) {
  if (cell.empty()) return Effect::none;
  if (auto wrong = explain_unknown(table, row, "effect", cell, names_in(effect_names)); !wrong.empty()) return fail(wrong);
  return effect_named(cell);
}

Result<void> read_cues(const TableSource& tables, Lexicon& lexicon) {
  const auto table = tables.read("lexicon/says_who/cues.tsv",
                                 {.columns = {"word", "place", "kind", "manner", "frames", "example"},
                                  .key = {"word", "place"}, .required = {"word", "place", "kind", "manner"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    const std::string& place = row.cells[1];
    auto frames = read_frames(*table, row, row.cells[4]);
    if (!frames) return std::unexpected(frames.error());
    if (auto wrong = explain_unknown(*table, row, "place", place, {"verb", "noun", "adverb", "adjective", "preposition"});
        !wrong.empty())
      return fail(wrong);
    if (auto wrong = explain_unknown(*table, row, "kind", row.cells[2], {"speech", "thought", "intention"}); !wrong.empty())
      return fail(wrong);
    if (auto wrong = explain_unknown(*table, row, "manner", row.cells[3], names_in(manner_names)); !wrong.empty())
      return fail(wrong);
    auto& map = place == "verb"        ? lexicon.verb_cues
                : place == "noun"      ? lexicon.noun_cues
                : place == "adverb"    ? lexicon.adverb_cues
                : place == "adjective" ? lexicon.adjective_cues
                                       : lexicon.preposition_cues;
    map.emplace(row.cells[0], Cue{*frames, value_named(manner_names, row.cells[3]), row.cells[2], table->place_of(row)});
  }
  return {};
}

Result<void> read_signatures(const TableSource& tables, Lexicon& lexicon) {
  const auto table = tables.read("lexicon/says_who/factuality.tsv",
                                 {.columns = {"word", "place", "frames", "when_true", "when_false", "example"},
                                  .key = {"word", "place", "frames"},
                                  .required = {"word", "place", "frames", "when_true"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    const auto frames = read_frames(*table, row, row.cells[2]);
    if (!frames) return std::unexpected(frames.error());
    const auto when_true = read_effect(*table, row, row.cells[3]);
    if (!when_true) return std::unexpected(when_true.error());
    const auto when_false = read_effect(*table, row, row.cells[4]);
    if (!when_false) return std::unexpected(when_false.error());
    if (auto wrong = explain_unknown(*table, row, "place", row.cells[1], {"verb", "noun", "adjective"}); !wrong.empty())
      return fail(wrong);
    auto& map = row.cells[1] == "verb"   ? lexicon.verb_signatures
                : row.cells[1] == "noun" ? lexicon.noun_signatures
                                         : lexicon.adjective_signatures;
    map[row.cells[0]].push_back({*frames, *when_true, *when_false, table->place_of(row)});
  }
  return {};
}

Result<void> read_modifiers(const TableSource& tables, Lexicon& lexicon) {
  const auto table = tables.read("lexicon/says_who/modifiers.tsv",
                                 {.columns = {"word", "place", "effect", "example"}, .key = {"word", "place"},
                                  .required = {"word", "place", "effect"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    const auto effect = read_effect(*table, row, row.cells[2]);
    if (!effect) return std::unexpected(effect.error());
    if (auto wrong = explain_unknown(*table, row, "place", row.cells[1], {"adverb", "auxiliary", "mark", "adjective", "after_would", "after_can", "by_speaker"});
        !wrong.empty())
      return fail(wrong);
    auto& map = row.cells[1] == "adverb"      ? lexicon.adverbs
                : row.cells[1] == "auxiliary" ? lexicon.auxiliaries
                : row.cells[1] == "mark"      ? lexicon.marks
                : row.cells[1] == "adjective" ? lexicon.adjectives
                : row.cells[1] == "after_would" ? lexicon.after_would
                : row.cells[1] == "after_can"   ? lexicon.after_can
                                                : lexicon.by_speaker;
    map.emplace(row.cells[0], Modifier{*effect, table->place_of(row)});
  }
  return {};
}

Result<void> read_words(const TableSource& tables, const std::string& path, WordSet& words) {
  const auto table = tables.read(path, {.columns = {"word"}, .key = {"word"}, .required = {"word"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) words.insert(row.cells[0]);
  return {};
}

}  // namespace

std::string_view name_of(Effect effect) {
  const auto found = std::ranges::find(effect_names, effect, [](const auto& pair) { return pair.second; });
  return found == effect_names.end() ? "none" : found->first;
}

std::string_view name_of(Manner manner) {
  return std::ranges::find(manner_names, manner, [](const auto& pair) { return pair.second; })->first;
}

Effect effect_named(std::string_view name) { return value_named(effect_names, name); }

bool is_event_noun(std::string_view lemma, const Lexicon& lexicon) {
  if (lexicon.event_nouns.contains(lemma)) return true;
  if (lemma.size() < 7) return false;
  return lemma.ends_with("tion") || lemma.ends_with("sion") || lemma.ends_with("ment") || lemma.ends_with("ing");
}

Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource& tables) {
  auto lexicon = std::make_shared<Lexicon>();
  if (auto read = read_cues(tables, *lexicon); !read) return std::unexpected(read.error());
  if (auto read = read_signatures(tables, *lexicon); !read) return std::unexpected(read.error());
  if (auto read = read_modifiers(tables, *lexicon); !read) return std::unexpected(read.error());
  if (auto read = read_words(tables, "lexicon/says_who/event_nouns.tsv", lexicon->event_nouns); !read)
    return std::unexpected(read.error());
  if (auto read = read_words(tables, "lexicon/says_who/media.tsv", lexicon->media_nouns); !read)
    return std::unexpected(read.error());
  if (auto read = read_words(tables, "lexicon/says_who/documents.tsv", lexicon->documents); !read)
    return std::unexpected(read.error());
  return lexicon;
}

}  // namespace nutgraf::says_who
