// What kind of thing a word names: "trooper" is a person and a force, "cocaine" a good and a drug, "they" may be any
// party. Which words are of which class is in lexicon/what/classes.tsv; names are classed by their kind. It is a rough
// sieve for the conditions of trigger words; who a party is, is decided by `who`.

#include "what/classes.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/split.h"
#include "what/tree.h"

namespace nutgraf::what {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// Endings that mostly make words for people: "baker", "novelist", "councilwoman".
bool looks_like_person(std::string_view lemma) {
  static constexpr std::array<std::string_view, 9> endings = {"man", "men", "woman", "women", "ist", "eer", "ian", "owner", "goer"};
  if (lemma.size() < 5) return false;
  return std::ranges::any_of(endings, [&](std::string_view ending) { return lemma.ends_with(ending); });
}

// "militants" when the reading's lemma is the form itself (headlines, names).
std::string singular(std::string_view word) {
  if (word.size() > 4 && word.ends_with("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
  if (word.size() > 4 && word.ends_with("men")) return std::string(word.substr(0, word.size() - 3)) + "man";
  if (word.size() > 3 && word.ends_with("s") && !word.ends_with("ss")) return std::string(word.substr(0, word.size() - 1));
  return {};
}

std::string lower(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](unsigned char c) { return c < 128 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
  return low;
}

// The last word of "a 19-year-old", whether or not the hyphens part it.
bool is_age(const Reading& reading, std::int32_t token) {
  const std::string_view word = reading[token].lower;
  if (word.ends_with("-year-old") || word.ends_with("-year-olds")) return true;
  return (word == "old" || word == "olds") && token >= 3 && reading[token - 1].form == "-" && (reading[token - 2].lower == "year" || reading[token - 2].lower == "month");
}

}  // namespace

ClassSet Classes::named(std::string_view name) const {
  const auto at = std::ranges::find(names_, name);
  return at == names_.end() ? 0 : ClassSet{1} << (at - names_.begin());
}

ClassSet Classes::bits(std::initializer_list<std::string_view> names) const {
  ClassSet set = 0;
  for (const std::string_view name : names) set |= named(name);
  return set;
}

// Of a noun for a person in lexicon/who/agents.tsv, by its sectors.
ClassSet Classes::classes_of_person(std::string_view sectors) const {
  const std::string_view first = sectors.substr(0, sectors.find(','));
  if (is_one_of(first, {"MIL", "COP"})) return bits({"person", "force"});
  if (is_one_of(first, {"REB", "UAF", "IMG", "PRM"})) return bits({"person", "armed"});
  return bits({"person"});
}

Result<Classes> Classes::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/what/classes.tsv",
                                 {.columns = {"word", "classes"}, .key = {"word"}, .required = {"word", "classes"}});
  if (!table) return std::unexpected(table.error());
  Classes classes;
  classes.names_ = {"name", "number", "person"};
  for (const Row& row : table->rows) {
    ClassSet set = 0;
    for (const std::string_view name : split(row.cells[1], ' ')) {
      if (!classes.named(name)) classes.names_.emplace_back(name);
      if (classes.names_.size() > 64) return fail(fmt::format("{}: more than 64 classes", table->place_of(row)));
      set |= classes.named(name);
    }
    classes.words_.emplace(row.cells[0], set);
  }
  const auto people = tables.read("lexicon/who/agents.tsv", {.columns = {"phrase", "kind", "sectors", "flags", "example", "note"}, .key = {"phrase"}, .required = {"phrase", "kind"}});
  if (!people) return std::unexpected(people.error());
  for (const Row& row : people->rows)
    if (row.cells[1] == "person" && row.cells[0].find(' ') == std::string::npos && row.cells[3].find("weak") == std::string::npos)
      classes.words_.emplace(lower(row.cells[0]), classes.classes_of_person(row.cells[2]));  // what classes.tsv says of a word goes first
  classes.person_ = classes.named("person");
  classes.name_ = classes.named("name");
  classes.number_ = classes.named("number");
  classes.location_ = classes.bits({"name", "country", "area", "state"});
  classes.organisation_ = classes.bits({"name", "party", "company", "media", "state"});
  classes.named_person_ = classes.bits({"name", "person", "leader", "suspect", "captive"});
  classes.any_party_ = classes.bits({"person", "force", "police", "armed", "crowd", "state", "court", "prosecutor", "leader", "country",
                                     "suspect", "captive", "labor", "party", "media", "company", "name", "number"});
  classes.any_thing_ = classes.any_party_ & ~classes.bits({"person", "captive", "suspect", "crowd", "leader", "labor", "number"});
  classes.counting_ = classes.person_ | classes.named("crowd");
  return classes;
}

ClassSet Classes::of_word(std::string_view lemma) const {
  const auto found = words_.find(lemma);
  return found == words_.end() ? 0 : found->second;
}

ClassSet Classes::of_name(const Reading& reading, std::int32_t token) const {
  const Name& name = reading.names[static_cast<std::size_t>(reading[token].name)];
  std::string whole;
  for (std::int32_t t = name.tokens.first; t < name.tokens.last; ++t) {
    if (!whole.empty()) whole += ' ';
    whole += reading[t].lower;
  }
  if (const ClassSet known = of_word(whole)) return known | name_;
  // "Islamic State of Iraq" is what "Islamic State" is.
  if (const std::size_t of = whole.find(" of "); of != std::string::npos)
    if (const ClassSet known = of_word(std::string_view(whole).substr(0, of))) return known | name_;
  switch (name.kind) {
    case NameKind::person: return named_person_;
    case NameKind::organisation: return organisation_;
    case NameKind::location: return location_;
  }
  return name_;
}

ClassSet Classes::of_token(const Reading& reading, std::int32_t token) const {
  const Token& word = reading[token];
  const std::string low = lower(word.lemma);
  if (is_one_of(word.lower, {"he", "she", "him", "her", "his", "i", "me", "himself", "herself", "you"})) return named_person_;
  if (word.upos == Upos::pron && is_one_of(word.lower, {"it", "which", "that", "this", "its"})) return any_thing_;
  if (is_one_of(word.lower, {"they", "them", "who", "whom", "we", "us", "themselves", "their", "these", "those", "both", "all", "some", "others", "another", "many", "several", "few"}) &&
      (word.upos == Upos::pron || word.upos == Upos::det || word.upos == Upos::adj || word.upos == Upos::noun))
    return any_party_;
  ClassSet set = of_word(low);
  if (!set) set = of_word(word.lower);
  if (!set)
    if (const std::string single = singular(word.lower); !single.empty()) set = of_word(single);
  // "Co-workers", "ex-soldier", "anti-war protester" is what its last part is.
  if (const std::size_t hyphen = word.lower.rfind('-'); !set && hyphen != std::string::npos && word.upos == Upos::noun) {
    const std::string last = word.lower.substr(hyphen + 1);
    set = of_word(last);
    if (!set) set = of_word(singular(last));
  }
  if (word.name >= 0) set |= of_name(reading, token);
  else if (word.upos == Upos::propn && !set) set |= name_;
  if (word.upos == Upos::propn && (low.ends_with("ian") || low.ends_with("ese"))) set |= person_;
  if (word.upos == Upos::num) set |= number_ | person_;
  if (is_age(reading, token) || (!set && looks_like_person(low))) set |= person_;
  if (word.upos == Upos::num || (set & counting_ && is_one_of(low, {"dozen", "hundred", "thousand", "score", "number", "group", "handful",
                                                                      "member", "couple", "pair", "some", "most", "majority", "one", "crowd",
                                                                      "band", "dozens", "hundreds", "thousands"}))) {
    for (const std::int32_t child : children(reading, token))
      if (reading[child].deprel == Deprel::nmod) {
        const std::int32_t preposition = child_with(reading, child, Deprel::case_);
        if (preposition != no_token && reading[preposition].lower == "of") set |= of_token(reading, child);
      }
  }
  return set;
}

}  // namespace nutgraf::what
