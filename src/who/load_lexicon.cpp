// Reads lexicon/who/*.tsv. Each row becomes an entry, each way to write it a form in the phrases:
// "commander" and "commanders", "Rapid Action Battalion" and "RAB", "Turkish", "Turk" and "Turks".
// Which capitals a form needs follows from how the table writes it.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/utf8.h"
#include "base/split.h"
#include "who/lexicon.h"

namespace nutgraf::who {

namespace {

const std::vector<std::string> known_sectors = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"};
const std::vector<std::string> known_kinds = {"person", "group", "organisation", "state_body", "crowd", "object"};
const std::vector<std::string> known_flags = {"minor", "collective", "inherits", "suspect", "weak"};

class Loader {
 public:
  Loader(const TableSource& tables, Lexicon& lexicon) : tables_(tables), lexicon_(lexicon) {}

  Result<void> load() {
    for (const auto step :
         {&Loader::ordinary_words, &Loader::agents, &Loader::bodies, &Loader::organisations, &Loader::armed_groups,
          &Loader::parties, &Loader::leaders, &Loader::titles, &Loader::countries, &Loader::regions, &Loader::modifiers,
          &Loader::name_words, &Loader::first_names, &Loader::person_verbs, &Loader::descriptions})
      if (auto done = (this->*step)(); !done) return done;
    return {};
  }

 private:
  static constexpr std::string_view folder = "lexicon/who/";

  Result<Table> table(std::string_view name, TableShape shape) {
    return tables_.read(std::string(folder) + std::string(name), shape);
  }

  static std::string bad(const Table& table, const Row& row, std::string_view column,
                         const std::vector<std::string>& values, const std::vector<std::string>& known) {
    for (const std::string& value : values)
      if (auto text = explain_unknown(table, row, column, value, known); !text.empty()) return text;
    return {};
  }

  static int year(const std::string& cell, int otherwise) {
    int value = otherwise;
    std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return value;
  }

  std::uint32_t add(Entry entry) {
    lexicon_.entries.push_back(std::move(entry));
    return static_cast<std::uint32_t>(lexicon_.entries.size() - 1);
  }

  void add_form(std::uint32_t entry, const std::string& text, FormKind kind) {
    const std::vector<Piece> pieces = cut_into_pieces(text);
    if (pieces.empty()) return;
    Form form{.entry = entry, .kind = kind};
    const bool is_acronym = pieces.size() == 1 && pieces[0].shape == Shape::upper;
    if (is_acronym)
      form.capitals = Capitals::all;
    else if (pieces[0].shape == Shape::capital || pieces[0].shape == Shape::upper)
      form.capitals = Capitals::first;
    if (is_acronym && kind != FormKind::capital)
      form.kind = form.kind == FormKind::adjective ? form.kind : FormKind::acronym;
    form.ends_capital = !is_acronym && (pieces.back().shape == Shape::capital || pieces.back().shape == Shape::upper);
    form.is_ordinary = pieces.size() == 1 && ordinary_.contains(pieces[0].word);
    if (pieces.size() == 2 && pieces[0].word == "the") form.is_ordinary = ordinary_.contains(pieces[1].word);
    lexicon_.phrases.add(pieces, static_cast<std::uint32_t>(lexicon_.forms.size()));
    lexicon_.forms.push_back(form);
  }

  void add_names(Entry entry, const std::string& aliases) {
    const std::string name = entry.name;
    const std::uint32_t index = add(std::move(entry));
    lexicon_.by_name.emplace(name, index);
    add_form(index, name, FormKind::name);
    for (const std::string& alias : split<std::string>(aliases, '|')) add_form(index, alias, FormKind::alias);
  }

  Result<void> ordinary_words() {
    const auto read = table("ordinary.tsv", {{"word", "note"}, {"word"}, {"word"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) ordinary_.insert(row.cells[0]);
    return {};
  }

  Result<void> agents() {
    const auto read =
        table("agents.tsv",
              {{"phrase", "kind", "sectors", "flags", "example", "note"}, {"phrase"}, {"phrase", "kind", "sectors"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) {
      const auto& cell = row.cells;
      const auto kind = kind_named(*read, row, cell[1]);
      if (!kind) return std::unexpected(kind.error());
      Entry entry{.source = Source::agent, .name = cell[0], .kind = *kind, .because = read->place_of(row)};
      if (cell[2] != "*") entry.sectors = split<std::string>(cell[2], ',');
      if (auto text = bad(*read, row, "sector", entry.sectors, known_sectors); !text.empty()) return fail(text);
      const std::vector<std::string> flags = split<std::string>(cell[3], ' ');
      if (auto text = bad(*read, row, "flag", flags, known_flags); !text.empty()) return fail(text);
      const auto has = [&](std::string_view flag) { return std::ranges::find(flags, flag) != flags.end(); };
      entry.is_minor = has("minor");
      entry.is_collective = has("collective");
      entry.inherits = has("inherits") || cell[2] == "*";
      entry.is_suspect = has("suspect");
      entry.is_weak = has("weak");
      entry.gender = gender_of(cell[0]);
      const std::uint32_t index = add(std::move(entry));
      add_form(index, cell[0], FormKind::name);
      const std::string plural = plural_of(cell[0]);
      if (plural != cell[0]) add_form(index, plural, FormKind::plural);
    }
    return {};
  }

  static Gender gender_of(std::string_view phrase) {
    static const std::set<std::string_view> male = {
        "boy",      "father",    "husband", "brother", "son",    "uncle",     "nephew",    "grandfather", "king",
        "prince",   "gentleman", "guy",     "monk",    "priest", "schoolboy", "boyfriend", "widower",     "stepfather",
        "grandson", "stepson",   "male",    "imam",    "bishop", "pope",      "actor",     "groom"};
    static const std::set<std::string_view> female = {
        "girl",          "mother",       "wife",   "sister",  "daughter",   "aunt",       "niece", "grandmother",
        "queen",         "princess",     "lady",   "nun",     "schoolgirl", "girlfriend", "widow", "stepmother",
        "granddaughter", "stepdaughter", "female", "actress", "bride",      "waitress",   "maid"};
    const std::string_view last = phrase.substr(phrase.rfind(' ') + 1);
    if (last.ends_with("woman") || last.ends_with("women") || female.contains(last)) return Gender::female;
    if (last == "man" || last == "men" || (last.ends_with("man") && last != "human" && last != "woman") ||
        male.contains(last))
      return Gender::male;
    return Gender::unknown;
  }

  static Result<Kind> kind_named(const Table& table, const Row& row, const std::string& name) {
    if (auto text = explain_unknown(table, row, "kind", name, known_kinds); !text.empty()) return fail(text);
    return static_cast<Kind>(std::ranges::find(known_kinds, name) - known_kinds.begin());
  }

  Result<void> bodies() { return named_bodies("bodies.tsv", Source::body); }
  Result<void> organisations() { return named_bodies("organisations.tsv", Source::organisation); }

  Result<void> named_bodies(std::string_view name, Source source) {
    const auto read = table(name, {{"name", "aliases", "kind", "sectors", "country", "example", "note"},
                                   {"name", "country"},
                                   {"name", "kind", "sectors"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) {
      const auto kind = kind_named(*read, row, row.cells[2]);
      if (!kind) return std::unexpected(kind.error());
      Entry entry{.source = source,
                  .name = row.cells[0],
                  .kind = *kind,
                  .sectors = split<std::string>(row.cells[3], ','),
                  .countries = split<std::string>(row.cells[4], ','),
                  .is_collective = true,
                  .because = read->place_of(row)};
      if (auto text = bad(*read, row, "sector", entry.sectors, known_sectors); !text.empty()) return fail(text);
      add_names(std::move(entry), row.cells[1]);
    }
    return {};
  }

  Result<void> armed_groups() {
    const auto read =
        table("armed_groups.tsv", {{"name", "aliases", "sector", "country", "from", "until", "example", "note"},
                                   {"name", "country"},
                                   {"name", "sector"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) {
      const auto& cell = row.cells;
      Entry entry{.source = Source::armed_group,
                  .name = cell[0],
                  .kind = Kind::group,
                  .sectors = split<std::string>(cell[2], ','),
                  .countries = split<std::string>(cell[3], ','),
                  .from = year(cell[4], 0),
                  .until = year(cell[5], 9999),
                  .is_collective = true,
                  .because = read->place_of(row)};
      if (auto text = bad(*read, row, "sector", entry.sectors, known_sectors); !text.empty()) return fail(text);
      add_names(std::move(entry), cell[1]);
    }
    return {};
  }

  Result<void> parties() {
    const auto read =
        table("parties.tsv",
              {{"name", "aliases", "sectors", "country", "example", "note"}, {"name", "country"}, {"name", "sectors"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) {
      Entry entry{.source = Source::party,
                  .name = row.cells[0],
                  .kind = Kind::organisation,
                  .sectors = split<std::string>(row.cells[2], ','),
                  .countries = split<std::string>(row.cells[3], ','),
                  .is_collective = true,
                  .because = read->place_of(row)};
      if (auto text = bad(*read, row, "sector", entry.sectors, known_sectors); !text.empty()) return fail(text);
      add_names(std::move(entry), row.cells[1]);
    }
    return {};
  }

  Result<void> leaders() {
    const auto read =
        table("leaders.tsv", {{"name", "aliases", "office", "sectors", "country", "from", "until", "group", "note"},
                              {"name", "office", "from"},
                              {"name", "office", "sectors", "from"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) {
      const auto& cell = row.cells;
      Entry entry{.source = Source::leader,
                  .name = cell[0],
                  .kind = Kind::person,
                  .sectors = split<std::string>(cell[3], ','),
                  .countries = split<std::string>(cell[4], ','),
                  .group = cell[7],
                  .office = cell[2],
                  .from = year(cell[5], 0),
                  .until = year(cell[6], 9999),
                  .because = read->place_of(row)};
      if (auto text = bad(*read, row, "sector", entry.sectors, known_sectors); !text.empty()) return fail(text);
      const std::vector<Piece> pieces = cut_into_pieces(cell[0]);
      add_names(std::move(entry), cell[1]);
      if (pieces.size() > 1 && !ordinary_.contains(pieces.back().word))
        lexicon_.surnames[pieces.back().word].push_back(static_cast<std::uint32_t>(lexicon_.entries.size() - 1));
    }
    return {};
  }

  Result<void> titles() {
    const auto read = table("titles.tsv", {{"title", "sectors", "example", "note"}, {"title"}, {"title", "sectors"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) {
      Entry entry{.source = Source::title, .name = row.cells[0], .because = read->place_of(row)};
      if (row.cells[1] != "*") entry.sectors = split<std::string>(row.cells[1], ',');
      if (auto text = bad(*read, row, "sector", entry.sectors, known_sectors); !text.empty()) return fail(text);
      entry.gender = title_gender(lower_case(row.cells[0]));
      const std::uint32_t index = add(std::move(entry));
      add_form(index, row.cells[0], FormKind::name);
      lexicon_.forms.back().capitals = Capitals::first;
      lexicon_.forms.back().kind = FormKind::name;
      lexicon_.forms.back().is_ordinary = false;
    }
    return {};
  }

  static Gender title_gender(const std::string& title) {
    static const std::set<std::string_view> male = {"mr.",    "mr",    "sir",      "king", "prince",
                                                    "lord",   "pope",  "father",   "fr.",  "imam",
                                                    "sheikh", "sheik", "monsieur", "don",  "brother"};
    static const std::set<std::string_view> female = {"mrs.", "mrs",    "ms.",      "ms",   "miss",
                                                      "dame", "queen",  "princess", "lady", "madame",
                                                      "mme.", "sister", "baroness"};
    if (male.contains(title)) return Gender::male;
    if (female.contains(title)) return Gender::female;
    return gender_of(title);
  }

  Result<void> countries() {
    const auto read = table(
        "countries.tsv",
        {{"country", "name", "aliases", "adjectives", "people", "capitals", "note"}, {"name"}, {"country", "name"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) {
      const auto& cell = row.cells;
      const std::uint32_t index = add({.source = Source::country,
                                       .name = cell[1],
                                       .kind = Kind::state_body,
                                       .sectors = {"GOV"},
                                       .countries = {cell[0]},
                                       .is_collective = true,
                                       .because = read->place_of(row)});
      add_form(index, cell[1], FormKind::name);
      for (const std::string& alias : split<std::string>(cell[2], '|')) add_form(index, alias, FormKind::alias);
      for (const std::string& word : split<std::string>(cell[3], '|')) {
        add_form(index, word, FormKind::adjective);
        const std::string plural = plural_of(word);
        if (plural != word && !word.ends_with("ish") && !word.ends_with("ch") && word.size() > 3)
          add_form(index, plural, FormKind::people_plural);
      }
      for (const std::string& word : split<std::string>(cell[4], '|')) {
        add_form(index, word, FormKind::people);
        add_form(index, plural_of(word), FormKind::people_plural);
      }
      for (const std::string& word : split<std::string>(cell[5], '|')) add_form(index, word, FormKind::capital);
    }
    return {};
  }

  Result<void> regions() {
    const auto read =
        table("regions.tsv", {{"region", "aliases", "country", "note"}, {"region"}, {"region", "country"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows)
      add_names(
          {.source = Source::region, .name = row.cells[0], .countries = {row.cells[2]}, .because = read->place_of(row)},
          row.cells[1]);
    return {};
  }

  Result<void> modifiers() {
    const auto read = table("modifiers.tsv", {{"word", "says", "example", "note"}, {"word"}, {"word", "says"}});
    if (!read) return std::unexpected(read.error());
    std::vector<std::string> known = known_sectors;
    known.insert(known.end(), {"suspected", "minor"});
    for (const Row& row : read->rows) {
      const std::string& says = row.cells[1];
      if (auto text = explain_unknown(*read, row, "says", says, known); !text.empty()) return fail(text);
      Modifier modifier{
          .is_suspected = says == "suspected", .is_minor = says == "minor", .because = read->place_of(row)};
      if (!modifier.is_suspected && !modifier.is_minor) modifier.sector = says;
      lexicon_.modifiers.emplace(row.cells[0], std::move(modifier));
    }
    return {};
  }

  Result<void> name_words() {
    const auto read = table("name_words.tsv",
                            {{"word", "kind", "sectors", "example", "note"}, {"word"}, {"word", "kind", "sectors"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) {
      const auto kind = kind_named(*read, row, row.cells[1]);
      if (!kind) return std::unexpected(kind.error());
      NameWord word{*kind, split<std::string>(row.cells[2], ','), read->place_of(row)};
      if (auto text = bad(*read, row, "sector", word.sectors, known_sectors); !text.empty()) return fail(text);
      lexicon_.name_words.emplace(row.cells[0], std::move(word));
    }
    return {};
  }

  Result<void> first_names() {
    const auto read = table("first_names.tsv", {{"name", "gender", "note"}, {"name"}, {"name", "gender"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) {
      if (auto text = explain_unknown(*read, row, "gender", row.cells[1], {"male", "female"}); !text.empty())
        return fail(text);
      lexicon_.first_names.emplace(fold(row.cells[0]), row.cells[1] == "male" ? Gender::male : Gender::female);
    }
    return {};
  }

  Result<void> person_verbs() {
    const auto read = table("person_verbs.tsv", {{"verb", "says", "note"}, {"verb"}, {"verb"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) {
      if (auto text = explain_unknown(*read, row, "says", row.cells[1], {"", "suspect", "convict", "attack"});
          !text.empty())
        return fail(text);
      lexicon_.person_verbs.emplace(row.cells[0], PersonVerb{row.cells[1], read->place_of(row)});
    }
    return {};
  }

  Result<void> descriptions() {
    const auto read = table("descriptions.tsv", {{"noun", "class", "sectors", "example", "note"}, {"noun"}, {"noun"}});
    if (!read) return std::unexpected(read.error());
    for (const Row& row : read->rows) {
      Description description{row.cells[1], split<std::string>(row.cells[2], ','), read->place_of(row)};
      if (auto text = bad(*read, row, "sector", description.sectors, known_sectors); !text.empty()) return fail(text);
      lexicon_.descriptions.emplace(row.cells[0], std::move(description));
    }
    return {};
  }

  const TableSource& tables_;
  Lexicon& lexicon_;
  std::set<std::string> ordinary_;
};

}  // namespace

const Entry* Lexicon::named(std::string_view name) const {
  const auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : &entries[found->second];
}

Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource& tables) {
  auto lexicon = std::make_shared<Lexicon>();
  Loader loader(tables, *lexicon);
  if (auto done = loader.load(); !done) return std::unexpected(done.error());
  return std::shared_ptr<const Lexicon>(std::move(lexicon));
}

}  // namespace nutgraf::who
