// Reads lexicon/when/*.tsv into one index by first word. Plurals are added here ("weeks", "Mondays"), never in tables.

#include "when/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <utility>

#include "when/atoms.h"

namespace nutgraf::when {

void Lexicon::add(Entry entry) {
  maybe_.set(slot_of(entry.words[0]));
  Starts& starts = entries_[entry.words[0]];
  starts.kinds |= bit_of(entry.kind);
  starts.entries.push_back(std::move(entry));
}

void Lexicon::sort_entries() {
  for (auto& [word, starts] : entries_)
    std::ranges::stable_sort(starts.entries, std::greater{}, [](const Entry& e) { return e.words.size(); });
}

namespace {

const std::vector<std::pair<std::string, Unit>> unit_names = {
    {"second", Unit::second},   {"minute", Unit::minute},
    {"hour", Unit::hour},       {"day", Unit::day},
    {"weekend", Unit::weekend}, {"week", Unit::week},
    {"month", Unit::month},     {"season", Unit::season},
    {"quarter", Unit::quarter}, {"half", Unit::half},
    {"year", Unit::year},       {"decade", Unit::decade},
    {"century", Unit::century}, {"millennium", Unit::millennium}};

const std::vector<std::pair<std::string, Effect>> effect_names = {{"", Effect::none},
                                                                  {"start", Effect::start},
                                                                  {"mid", Effect::mid},
                                                                  {"end", Effect::end},
                                                                  {"approx", Effect::approx},
                                                                  {"less_than", Effect::less_than},
                                                                  {"more_than", Effect::more_than},
                                                                  {"at_least", Effect::at_least},
                                                                  {"at_most", Effect::at_most}};

const std::vector<std::pair<std::string, NumberKind>> number_kinds = {{"cardinal", NumberKind::cardinal},
                                                                      {"ordinal", NumberKind::ordinal},
                                                                      {"scale", NumberKind::scale},
                                                                      {"decade", NumberKind::decade}};

std::string plural_of(const std::string& word) {
  if (word == "century") return "centuries";
  if (word == "millennium") return "millennia";
  return word + "s";
}

// One table on its way into the lexicon. Remembers the first error; rows after it are not read.
class TableReader {
 public:
  TableReader(const TableSource& tables, Lexicon& lexicon) : tables_(tables), lexicon_(lexicon) {}

  // Hands every row to `fill` (cells in the order of `columns`, which starts with the phrase), then adds the entry.
  void read(const std::string& name, std::vector<std::string> columns, WordKind kind,
            const std::function<void(Entry&, const std::vector<std::string>&)>& fill) {
    if (error_) return;
    columns.push_back("example");
    columns.push_back("answer");
    const std::string first = columns[0];
    const auto table =
        tables_.read("lexicon/when/" + name + ".tsv", {.columns = columns, .key = {first}, .required = {first}});
    if (!table) {
      error_ = table.error();
      return;
    }
    for (const Row& row : table->rows) {
      table_ = &*table, row_ = &row;
      Entry entry{.kind = kind, .words = split_phrase(row.cells[0]), .place = table->place_of(row)};
      fill(entry, row.cells);
      if (error_) return;
      const bool has_plural = kind == WordKind::unit || kind == WordKind::weekday || kind == WordKind::season;
      if (has_plural) {
        Entry plural = entry;
        plural.words.back() = plural_of(plural.words.back());
        plural.is_plural = true;
        lexicon_.add(std::move(plural));
      }
      lexicon_.add(std::move(entry));
    }
  }

  int whole_number(const std::string& column, const std::string& cell) {
    char* end = nullptr;
    const long value = std::strtol(cell.c_str(), &end, 10);
    if (cell.empty() || *end != 0)
      report(fmt::format("{}: {} \"{}\" is no number", table_->place_of(*row_), column, cell));
    return static_cast<int>(value);
  }

  template <typename T>
  T one_of(const std::string& column, const std::string& cell, const std::vector<std::pair<std::string, T>>& known) {
    std::vector<std::string> names;
    for (const auto& [name, value] : known) {
      if (name == cell) return value;
      names.push_back(name);
    }
    report(explain_unknown(*table_, *row_, column, cell, names));
    return known[0].second;
  }

  void report(std::string message) {
    if (!error_) error_ = Error{std::move(message)};
  }
  std::string place() const { return table_->place_of(*row_); }
  const std::optional<Error>& error() const { return error_; }

 private:
  const TableSource& tables_;
  Lexicon& lexicon_;
  const Table* table_ = nullptr;
  const Row* row_ = nullptr;
  std::optional<Error> error_;
};

using Cells = std::vector<std::string>;

const std::vector<std::pair<std::string, bool>> yes_or_empty = {{"yes", true}, {"", false}};
const std::vector<std::pair<std::string, bool>> speech_or_told = {{"speech", true}, {"told", false}};

void read_calendar_words(TableReader& reader) {
  reader.read("months", {"word", "month", "is_ambiguous"}, WordKind::month, [&](Entry& entry, const Cells& cells) {
    entry.number = reader.whole_number("month", cells[1]);
    entry.is_ambiguous = reader.one_of("is_ambiguous", cells[2], yes_or_empty);
  });
  reader.read("weekdays", {"word", "weekday", "is_ambiguous"}, WordKind::weekday,
              [&](Entry& entry, const Cells& cells) {
                entry.number = reader.whole_number("weekday", cells[1]);
                entry.is_ambiguous = reader.one_of("is_ambiguous", cells[2], yes_or_empty);
              });
  reader.read("units", {"word", "unit", "count"}, WordKind::unit, [&](Entry& entry, const Cells& cells) {
    entry.unit = reader.one_of("unit", cells[1], unit_names);
    entry.number = reader.whole_number("count", cells[2]);
  });
  reader.read("parts_of_day", {"phrase", "code", "part"}, WordKind::part_of_day, [](Entry& entry, const Cells& cells) {
    entry.code = cells[1];
    entry.part = cells[2];
  });
  reader.read("clock_words", {"word", "time"}, WordKind::clock_word,
              [](Entry& entry, const Cells& cells) { entry.code = cells[1]; });
  reader.read("seasons", {"word", "code", "is_ambiguous"}, WordKind::season, [&](Entry& entry, const Cells& cells) {
    entry.code = cells[1];
    entry.is_ambiguous = reader.one_of("is_ambiguous", cells[2], yes_or_empty);
  });
  reader.read("holidays", {"phrase", "rule", "days"}, WordKind::holiday, [&](Entry& entry, const Cells& cells) {
    const auto rule = read_holiday_rule(cells[1], reader.whole_number("days", cells[2]));
    if (!rule) return reader.report(reader.place() + ": " + rule.error().message);
    entry.rule = *rule;
  });
}

void read_relation_words(TableReader& reader) {
  reader.read("modifiers", {"phrase", "effect", "of"}, WordKind::modifier, [&](Entry& entry, const Cells& cells) {
    entry.effect = reader.one_of("effect", cells[1], effect_names);
    const int of = reader.one_of<int>("of", cells[2], {{"calendar", 1}, {"duration", 2}, {"any", 3}});
    entry.before_calendar = of & 1;
    entry.before_duration = of & 2;
  });
  reader.read("edges", {"phrase", "effect"}, WordKind::edge, [&](Entry& entry, const Cells& cells) {
    entry.effect = reader.one_of("effect", cells[1], effect_names);
  });
  reader.read("shifts", {"word", "steps", "from"}, WordKind::shift, [&](Entry& entry, const Cells& cells) {
    entry.number = reader.whole_number("steps", cells[1]);
    entry.from_speech = reader.one_of("from", cells[2], speech_or_told);
  });
  reader.read("offsets", {"phrase", "sign", "from"}, WordKind::offset, [&](Entry& entry, const Cells& cells) {
    entry.number = reader.whole_number("sign", cells[1]);
    entry.from_speech = reader.one_of("from", cells[2], speech_or_told);
  });
  reader.read("day_words", {"phrase", "days"}, WordKind::day_word, [&](Entry& entry, const Cells& cells) {
    entry.number = reader.whole_number("days", cells[1]);
    if (cells[0] == "tonight" || cells[0] == "tonite") entry.code = "NI", entry.part = "night";
  });
  reader.read("references", {"phrase", "value"}, WordKind::reference,
              [](Entry& entry, const Cells& cells) { entry.code = cells[1]; });
  reader.read("sets", {"word", "value"}, WordKind::set,
              [](Entry& entry, const Cells& cells) { entry.code = cells[1]; });
}

void read_amount_words(TableReader& reader) {
  reader.read("amounts", {"phrase", "count"}, WordKind::amount,
              [](Entry& entry, const Cells& cells) { entry.count = std::atof(cells[1].c_str()); });
  reader.read("numbers", {"word", "number", "kind"}, WordKind::number, [&](Entry& entry, const Cells& cells) {
    entry.number = reader.whole_number("number", cells[1]);
    entry.number_kind = reader.one_of("kind", cells[2], number_kinds);
  });
  reader.read("zones", {"zone", "minutes"}, WordKind::zone,
              [&](Entry& entry, const Cells& cells) { entry.number = reader.whole_number("minutes", cells[1]); });
}

// Words that open an expression by grammar alone; articles only with something of time behind them.
void add_grammar_words(Lexicon& lexicon) {
  for (const char* word : {"the", "these", "those", "its", "their", "a", "an", "another", "all"})
    lexicon.add({.kind = WordKind::article, .words = {word}});
  for (const char* word : {"ad",     "every",    "each",    "earlier",  "fy",        "fiscal",  "financial", "final",
                           "once",   "twice",    "opening", "per",      "q",         "h",       "half",      "latter",
                           "recent", "hourlong", "daylong", "weeklong", "monthlong", "yearlong"})
    lexicon.add({.kind = WordKind::opener, .words = {word}});
}

}  // namespace

Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource& tables) {
  auto lexicon = std::make_shared<Lexicon>();
  TableReader reader(tables, *lexicon);
  read_calendar_words(reader);
  read_relation_words(reader);
  read_amount_words(reader);
  add_grammar_words(*lexicon);
  if (reader.error()) return std::unexpected(*reader.error());
  lexicon->sort_entries();
  return lexicon;
}

}  // namespace nutgraf::when
