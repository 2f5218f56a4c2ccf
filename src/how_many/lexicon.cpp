// Reads the tables of the question "how many": hedges, vague amounts, units, currencies, words of change, and the nouns
// that "a" and "no" count.

#include "how_many/lexicon.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace nutgraf::how_many {

std::vector<std::string> split_words(std::string_view phrase, char parting) {
  std::vector<std::string> words;
  while (!phrase.empty()) {
    const std::size_t end = std::min(phrase.find(parting), phrase.size());
    std::string_view word = phrase.substr(0, end);
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

bool is_word_or_plural(std::string_view word, std::string_view singular) {
  if (word == singular) return true;
  if (word.size() == singular.size() + 1) return word.ends_with("s") && word.starts_with(singular);
  if (word.size() != singular.size() + 2) return false;
  if (singular.ends_with("y")) return word.ends_with("ies") && word.starts_with(singular.substr(0, singular.size() - 1));
  return word.ends_with("es") && word.starts_with(singular);
}

namespace {

constexpr std::array<std::pair<std::string_view, Bound>, 8> bound_names = {{
    {"exact", Bound::exact}, {"at_least", Bound::at_least}, {"more_than", Bound::more_than}, {"about", Bound::about},
    {"at_most", Bound::at_most}, {"less_than", Bound::less_than}, {"range", Bound::range}, {"vague", Bound::vague},
}};

constexpr std::array<std::pair<std::string_view, Kind>, 16> kind_names = {{
    {"count", Kind::count}, {"share", Kind::share}, {"percent", Kind::percent}, {"money", Kind::money}, {"age", Kind::age},
    {"distance", Kind::distance}, {"duration", Kind::duration}, {"area", Kind::area}, {"weight", Kind::weight},
    {"volume", Kind::volume}, {"speed", Kind::speed}, {"temperature", Kind::temperature}, {"rate", Kind::rate},
    {"power", Kind::power}, {"size", Kind::size}, {"other", Kind::other},
}};

constexpr std::array<std::pair<std::string_view, Change>, 3> change_names = {{
    {"none", Change::none}, {"up", Change::up}, {"down", Change::down},
}};

template <typename Names>
Result<typename Names::value_type::second_type> read_named(const Table& table, const Row& row, std::string_view column,
                                                            std::string_view cell, const Names& names) {
  std::vector<std::string> known;
  for (const auto& [name, value] : names) {
    if (name == cell) return value;
    known.emplace_back(name);
  }
  return fail(explain_unknown(table, row, column, cell, known));
}

template <typename Names, typename Value>
std::string_view name_in(const Names& names, Value value) {
  for (const auto& [name, one] : names)
    if (one == value) return name;
  return "";
}

Result<void> read_hedges(const TableSource& tables, Lexicon& lexicon) {
  const auto table = tables.read("lexicon/how_many/hedges.tsv",
                                 {.columns = {"phrase", "position", "bound", "example"}, .key = {"phrase", "position"},
                                  .required = {"phrase", "position", "bound"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    if (auto wrong = explain_unknown(*table, row, "position", row.cells[1], {"before", "after"}); !wrong.empty())
      return fail(wrong);
    const auto bound = read_named(*table, row, "bound", row.cells[2], bound_names);
    if (!bound) return std::unexpected(bound.error());
    auto& phrases = row.cells[1] == "before" ? lexicon.hedges_before : lexicon.hedges_after;
    phrases.add(row.cells[0], {*bound, table->place_of(row)});
  }
  return {};
}

Result<std::optional<double>> read_limit(const Table& table, const Row& row, const std::string& cell) {
  if (cell.empty()) return std::optional<double>();
  double value = 0;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (read.ec != std::errc() || read.ptr != cell.data() + cell.size())
    return fail(fmt::format("{}: \"{}\" is no number", table.place_of(row), cell));
  return std::optional<double>(value);
}

Result<void> read_vague(const TableSource& tables, Lexicon& lexicon) {
  const auto table = tables.read("lexicon/how_many/vague.tsv", {.columns = {"phrase", "kind", "low", "high", "example"},
                                                                .key = {"phrase"}, .required = {"phrase", "kind"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    if (auto wrong = explain_unknown(*table, row, "kind", row.cells[1], {"vague", "share"}); !wrong.empty()) return fail(wrong);
    const auto low = read_limit(*table, row, row.cells[2]);
    if (!low) return std::unexpected(low.error());
    const auto high = read_limit(*table, row, row.cells[3]);
    if (!high) return std::unexpected(high.error());
    lexicon.vague.add(row.cells[0], {row.cells[1] == "share", *low, *high, table->place_of(row)});
  }
  return {};
}

Result<void> read_units(const TableSource& tables, Lexicon& lexicon) {
  const auto units = tables.read("lexicon/how_many/units.tsv", {.columns = {"unit", "kind", "words", "symbols", "example"},
                                                                .key = {"unit"}, .required = {"unit", "kind", "words"}});
  if (!units) return std::unexpected(units.error());
  for (const Row& row : units->rows) {
    const auto kind = read_named(*units, row, "kind", row.cells[1], kind_names);
    if (!kind) return std::unexpected(kind.error());
    const Unit unit{*kind, row.cells[0], units->place_of(row)};
    for (const std::string& word : split_words(row.cells[2], ',')) lexicon.unit_words.add(word, unit);
    for (const std::string& symbol : split_words(row.cells[3], ',')) lexicon.unit_symbols.add(symbol, unit);
  }
  const auto money = tables.read("lexicon/how_many/currencies.tsv", {.columns = {"code", "words", "symbols", "example"},
                                                                     .key = {"code"}, .required = {"code", "words"}});
  if (!money) return std::unexpected(money.error());
  for (const Row& row : money->rows) {
    const Unit unit{Kind::money, row.cells[0], money->place_of(row)};
    for (const std::string& word : split_words(row.cells[1], ',')) lexicon.currency_words.add(word, unit);
    for (const std::string& symbol : split_words(row.cells[2], ',')) lexicon.currency_symbols.add(symbol, unit);
  }
  return {};
}

Result<void> read_changes(const TableSource& tables, Lexicon& lexicon) {
  const auto table = tables.read("lexicon/how_many/changes.tsv", {.columns = {"word", "change", "example"}, .key = {"word"},
                                                                  .required = {"word", "change"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    const auto change = read_named(*table, row, "change", row.cells[1], change_names);
    if (!change) return std::unexpected(change.error());
    lexicon.changes.emplace(row.cells[0], *change);
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

std::string_view name_of(Kind kind) { return name_in(kind_names, kind); }
std::string_view name_of(Bound bound) { return name_in(bound_names, bound); }
std::string_view name_of(Change change) { return name_in(change_names, change); }

Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource& tables) {
  auto lexicon = std::make_shared<Lexicon>();
  if (auto read = read_hedges(tables, *lexicon); !read) return std::unexpected(read.error());
  if (auto read = read_vague(tables, *lexicon); !read) return std::unexpected(read.error());
  if (auto read = read_units(tables, *lexicon); !read) return std::unexpected(read.error());
  if (auto read = read_changes(tables, *lexicon); !read) return std::unexpected(read.error());
  if (auto read = read_words(tables, "lexicon/how_many/labels.tsv", lexicon->labels); !read)
    return std::unexpected(read.error());
  if (auto read = read_words(tables, "lexicon/how_many/persons.tsv", lexicon->persons); !read)
    return std::unexpected(read.error());
  if (auto read = read_words(tables, "lexicon/how_many/peoples.tsv", lexicon->peoples); !read)
    return std::unexpected(read.error());
  if (auto read = read_words(tables, "lexicon/how_many/zero.tsv", lexicon->zero_nouns); !read)
    return std::unexpected(read.error());
  return lexicon;
}

}  // namespace nutgraf::how_many
