// Tells money, percentages, ages and measures from counts, by the unit beside the amount: "$8bn", "12 percent", "a 40-kilo
// bag", "24 years old", "Lindqvist, 24,". The units are in lexicon/how_many/units.tsv and currencies.tsv.

#include <algorithm>
#include <array>
#include <cmath>

#include "how_many/draft.h"

namespace nutgraf::how_many {

namespace {

using UnitMatch = PhraseTable<Unit>::Match;

constexpr std::array<std::string_view, 10> sizes = {"long", "wide", "high", "tall", "deep", "thick", "away", "across", "apart", "in"};

class UnitReader {
 public:
  UnitReader(const Report& report, const Reading& reading, const Lexicon& lexicon, Draft& draft)
      : report_(report), reading_(reading), lexicon_(lexicon), draft_(draft) {}

  bool read() {
    read_sign_before();
    const bool has_words = read_words_after();
    if (read_age()) return true;
    if (!has_words && draft_.figure.kind != Kind::money) return read_bare_age() || read_age_of_person() || read_compared_age() || read_listed_age();
    return true;
  }

 private:
  std::string_view word(std::int32_t token) const { return word_at(reading_, token); }
  bool touches(std::int32_t token) const {
    return token > 0 && token < reading_.size() && reading_[token].span.begin == reading_[token - 1].span.end;
  }

  void set_unit(const UnitMatch& match) {
    Figure& figure = draft_.figure;
    figure.kind = match.value->kind;
    figure.normalized_unit = match.value->name;
    figure.unit = std::string(words_of(report_.text, span_of(reading_, match.tokens)));
    figure.because += ", " + match.value->because;
    draft_.last = std::max(draft_.last, match.tokens.last);
  }

  // "$", "US$", "Rs" before the number.
  void read_sign_before() {
    for (std::int32_t back = 2; back >= 1; --back) {
      const std::int32_t at = draft_.first - back;
      const auto sign = lexicon_.currency_symbols.match_at(reading_, at, Matching::printed);
      if (!sign || sign.tokens.last != draft_.first || draft_.form != AmountForm::number) continue;
      const std::string& form = reading_[at].form;
      if (form.size() == 1 && form != "$") continue;
      set_unit(sign);
      draft_.first = at;
      read_big_letter();
      return;
    }
  }

  // "$10B", "$2.174T".
  void read_big_letter() {
    const std::int32_t at = draft_.amount.last;
    const std::string_view letter = word(at);
    const double scale = letter == "b" ? 1e9 : letter == "t" ? 1e12 : letter == "m" ? 1e6 : 1;
    if (scale == 1 || !touches(at) || !draft_.figure.value) return;
    draft_.figure.value = draft_.figure.low = draft_.figure.high = *draft_.figure.value * scale;
    draft_.amount.last = draft_.last = at + 1;
  }

  // Letters alone are units only when they touch the number: "5m", but not "12 in the capital".
  bool is_symbol_here(const UnitMatch& symbol, std::int32_t at) const {
    const std::string& form = reading_[at].form;
    const bool is_letter = (form[0] >= 'a' && form[0] <= 'z') || (form[0] >= 'A' && form[0] <= 'Z') || form[0] == '"';
    const bool is_short = symbol.tokens.size() == 1 && form.size() <= 2 && is_letter && form != "km" && form != "kg";
    if (!is_short) return true;
    if (reading_[draft_.amount.last - 1].upos == Upos::num && !is_digit(reading_[draft_.amount.last - 1])) return false;
    if (form == "\"" || form == "'") return touches(at) && reading_[at].quote < 0;
    const std::string_view next = word(at + 1);
    const bool is_clause_end = next.empty() || next == "." || next == ",";
    if (form == "in") return touches(at) || is_clause_end || std::ranges::find(sizes, next) != sizes.end();
    if (form.size() == 1) return (touches(at) && is_after_end(at + 1)) || ((is_clause_end || next == "of") && form != "a");
    return reading_[at].upos != Upos::verb && reading_[at].upos != Upos::aux && reading_[at].upos != Upos::adp &&
           reading_[at].upos != Upos::pron;
  }

  static bool is_digit(const Token& token) { return token.form[0] >= '0' && token.form[0] <= '9'; }
  bool is_after_end(std::int32_t at) const { return at >= reading_.size() || !touches(at) || reading_[at].upos == Upos::punct; }

  UnitMatch match_at(std::int32_t at) const {
    if (at >= reading_.size()) return {};
    if (reading_[at].sentence != reading_[draft_.amount.last - 1].sentence) return {};
    UnitMatch best;
    const auto take = [&](const UnitMatch& match) {
      if (match && match.tokens.size() > best.tokens.size()) best = match;
    };
    take(lexicon_.currency_words.match_at(reading_, at, Matching::plural));
    take(lexicon_.unit_words.match_at(reading_, at, Matching::plural));
    for (const auto* symbols : {&lexicon_.unit_symbols, &lexicon_.currency_symbols}) {
      const auto symbol = symbols->match_at(reading_, at, Matching::printed);
      if (symbol && is_symbol_here(symbol, at)) take(symbol);
    }
    if (!best) return best;
    const Upos tag = reading_[best.tokens.first].upos;
    if (best.tokens.size() == 1 && (tag == Upos::verb || tag == Upos::aux)) return {};
    if (is_pound(best)) return lexicon_.currency_words.match_at(reading_, at, Matching::plural).tokens == best.tokens && is_money_here(best)
                               ? lexicon_.currency_words.match_at(reading_, at, Matching::plural)
                               : lexicon_.unit_words.match_at(reading_, at, Matching::plural);
    return best;
  }

  bool is_pound(const UnitMatch& match) const {
    return match.tokens.size() == 1 && (word(match.tokens.first) == "pound" || word(match.tokens.first) == "pounds");
  }

  // Pounds are money when there are millions of them or the sentence speaks of paying.
  bool is_money_here(const UnitMatch& match) const {
    constexpr std::array<std::string_view, 16> money = {"pay", "cost", "fine", "price", "worth", "spend", "earn", "tax", "debt", "budget",
                                                        "loan", "bank", "sell", "buy", "reward", "charge"};
    if (word(match.tokens.last) == "of") return false;
    if (draft_.figure.value.value_or(0) >= 1e6) return true;
    const bool is_joined = word(match.tokens.first - 1) == "-";
    const std::string_view next = word(match.tokens.last);
    if (is_joined) return next == "fine" || next == "fee" || next == "note" || next == "bill" || next == "ticket" || next == "reward";
    const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(reading_[match.tokens.first].sentence)].tokens;
    for (std::int32_t i = sentence.first; i < sentence.last; ++i)
      if (std::ranges::find(money, std::string_view(reading_[i].lemma)) != money.end()) return true;
    return false;
  }

  bool read_words_after() {
    std::int32_t at = draft_.amount.last;
    if (draft_.form == AmountForm::single || draft_.form == AmountForm::zero) return false;
    if (word(at) == "-" || word(at) == "\u2013") ++at;
    if (word(at) == "more" || word(at) == "additional" || word(at) == "extra" || word(at) == "full" || word(at) == "consecutive") ++at;
    if (word(at) == "of" && draft_.form != AmountForm::number) ++at;
    if (word(at) == "a" && draft_.form == AmountForm::share) ++at;
    if (is_metre_for_million(at)) return true;
    const auto unit = match_at(at);
    if (!unit) return false;
    if (draft_.figure.kind == Kind::money && unit.value->kind != Kind::money) return true;
    if (draft_.form == AmountForm::share && unit.value->kind != Kind::money && reading_[unit.tokens.first].number == Number::plural)
      return false;
    const bool has_sign = draft_.figure.kind == Kind::money;
    if (has_sign) draft_.last = unit.tokens.last;
    else set_unit(unit);
    read_rate(unit);
    if (draft_.form == AmountForm::share) draft_.form = AmountForm::number;
    read_feet_and_inches(unit);
    read_cents(unit);
    return true;
  }

  // "3 dollars 50 cents", "nine pounds and forty pence".
  void read_cents(const UnitMatch& unit) {
    if (unit.value->kind != Kind::money || !draft_.figure.value) return;
    const std::int32_t at = word(unit.tokens.last) == "and" ? unit.tokens.last + 1 : unit.tokens.last;
    const auto cents = std::ranges::find(reading_.numbers, at, [](const NumberWords& n) { return n.tokens.first; });
    if (cents == reading_.numbers.end() || cents->is_ordinal || cents->value >= 100) return;
    const auto coin = lexicon_.currency_words.match_at(reading_, cents->tokens.last, Matching::plural);
    if (!coin || (coin.value->name != "US cent" && coin.value->name != "penny")) return;
    draft_.figure.value = *draft_.figure.value + cents->value / 100;
    draft_.figure.low = draft_.figure.high = draft_.figure.value;
    draft_.last = coin.tokens.last;
  }

  // "40 barrels per day", "9 tonnes an hour", "$15 / hour". Money keeps its currency as the unit.
  void read_rate(const UnitMatch& unit) {
    const std::int32_t at = unit.tokens.last;
    const std::string_view joint = word(at);
    if (joint != "per" && joint != "/" && joint != "a" && joint != "an" && joint != "every") return;
    const auto time = lexicon_.unit_words.match_at(reading_, at + 1);
    const auto symbol = joint == "/" ? lexicon_.unit_symbols.match_at(reading_, at + 1, Matching::printed) : UnitMatch{};
    const auto& below = time ? time : symbol;
    if (!below || draft_.figure.kind == Kind::percent) return;
    const bool is_article = joint == "a" || joint == "an";
    if (is_article && below.value->kind != Kind::duration && draft_.figure.kind != Kind::money) return;
    draft_.figure.unit = std::string(words_of(report_.text, span_of(reading_, {unit.tokens.first, below.tokens.last})));
    if (draft_.figure.kind != Kind::money) {
      draft_.figure.normalized_unit = unit.value->name + " per " + below.value->name;
      draft_.figure.kind = Kind::rate;
    }
    draft_.last = below.tokens.last;
  }

  // "a 5m wall": the reading takes "5m" for five million.
  bool is_metre_for_million(std::int32_t at) {
    const std::int32_t last = draft_.amount.last - 1;
    if (word(last) != "m" || draft_.figure.kind == Kind::money || !draft_.figure.value) return false;
    const bool is_size = std::ranges::find(sizes, word(at)) != sizes.end() && word(at) != "in";
    const auto metre = lexicon_.unit_symbols.match_at(reading_, last, Matching::printed);
    if (!is_size || !metre) return false;
    draft_.figure.value = *draft_.figure.value / 1e6;
    draft_.figure.low = draft_.figure.high = draft_.figure.value;
    set_unit(metre);
    return true;
  }

  // "6 feet 2 inches" is one length.
  void read_feet_and_inches(const UnitMatch& unit) {
    if (unit.value->name != "foot" || !draft_.figure.value) return;
    const auto inches = std::ranges::find(reading_.numbers, unit.tokens.last, [](const NumberWords& n) { return n.tokens.first; });
    if (inches == reading_.numbers.end() || inches->is_ordinal) return;
    const auto word_match = lexicon_.unit_words.match_at(reading_, inches->tokens.last, Matching::plural);
    const auto symbol = lexicon_.unit_symbols.match_at(reading_, inches->tokens.last, Matching::printed);
    const auto& match = word_match ? word_match : symbol;
    if (!match || match.value->name != "inch") return;
    draft_.figure.value = *draft_.figure.value + inches->value / 12;
    draft_.figure.low = draft_.figure.high = draft_.figure.value;
    draft_.last = match.tokens.last;
  }

  void set_age(std::string_view because) {
    draft_.figure.kind = Kind::age;
    if (!draft_.figure.normalized_unit) draft_.figure.normalized_unit = "year";
    draft_.figure.because += std::string(", ") + std::string(because);
  }

  // "24-year-old", "24 years old", "24 years of age", "aged 24", "at the age of 56".
  bool read_age() {
    if (draft_.figure.kind == Kind::duration) {
      std::int32_t at = draft_.last;
      if (word(at) == "-") ++at;
      const bool is_old = word(at) == "old" || word(at) == "olds";
      const bool is_of_age = word(at) == "of" && word(at + 1) == "age";
      if (is_old || is_of_age) {
        draft_.last = is_old ? at + 1 : at + 2;
        set_age("how_many.years_old");
        return true;
      }
    }
    const std::string_view before = word(draft_.first - 1);
    const bool is_named = before == "aged" || before == "age" || before == "ages" ||
                          (before == "of" && word(draft_.first - 2) == "age") ||
                          (before == "between" && (word(draft_.first - 2) == "aged" || word(draft_.first - 2) == "ages"));
    if (!is_named || draft_.figure.kind == Kind::money || draft_.figure.kind == Kind::percent) return false;
    set_age("how_many.aged");
    return true;
  }

  // A number of years that somebody may have lived.
  bool may_be_age() const {
    const Figure& figure = draft_.figure;
    return draft_.form == AmountForm::number && figure.value && *figure.value >= 1 && *figure.value <= 110 && *figure.value == std::floor(*figure.value);
  }

  // "Lindqvist, 24, fled", "Lindqvist (24)", "the driver, 61, turned himself in".
  bool read_bare_age() {
    if (!may_be_age() || draft_.first < 2 || draft_.amount.size() != 1) return false;
    const std::string_view open = word(draft_.first - 1), close = word(draft_.amount.last);
    const bool is_framed = (open == "," && (close == "," || close == "." || close == ";" || close.empty() || close == "and")) ||
                           (open == "(" && (close == ")" || close == ","));
    const Token& before = reading_[draft_.first - 2];
    const bool follows_name = before.upos == Upos::propn && (before.name < 0 || is_person(before.name));
    const bool follows_person = before.upos == Upos::noun && before.number != Number::plural && close != "and" && !close.empty() && is_digits() && lexicon_.persons.contains(before.lemma);
    if (!is_framed || !(follows_name || follows_person) || before.sentence != reading_[draft_.first].sentence) return false;
    set_age("how_many.age_after_name");
    return true;
  }

  bool is_digits() const { return draft_.figure.number >= 0 && reading_.numbers[static_cast<std::size_t>(draft_.figure.number)].is_digits; }

  // "Younger than 12", "some as young as 16", "children under ten", "the youngest is 12".
  bool read_compared_age() {
    if (!may_be_age() || !counts_nothing_behind()) return false;
    const std::int32_t at = draft_.first;
    const auto is_age_word = [&](std::int32_t token, std::string_view ending) {
      const std::string_view lower = word(token);
      return (lower.starts_with("young") || lower.starts_with("old")) && lower.ends_with(ending);
    };
    const bool is_compared = (word(at - 1) == "than" && is_age_word(at - 2, "er")) || (word(at - 1) == "as" && is_age_word(at - 2, "") && word(at - 3) == "as");
    const bool is_limit = (word(at - 1) == "under" || word(at - 1) == "over" || word(at - 1) == "below") && at >= 2 && is_young(reading_[at - 2]);
    if (!is_compared && !is_limit && !is_said_of_youngest(at)) return false;
    set_age("how_many.compared_age");
    return true;
  }

  // "The youngest of whom is 12", "the oldest was about 60".
  bool is_said_of_youngest(std::int32_t at) const {
    while (at > 0 && reading_[at - 1].upos == Upos::adv) --at;
    if (at < 2 || reading_[at - 1].lemma != "be") return false;
    for (std::int32_t token = at - 2; token >= std::max(0, at - 5) && reading_[token].sentence == reading_[at].sentence; --token)
      if (word(token) == "youngest" || word(token) == "oldest" || word(token) == "eldest") return true;
    return false;
  }

  static bool is_young(const Token& noun) {
    static constexpr std::array<std::string_view, 9> young = {"child", "kid", "boy", "girl", "pupil", "minor", "youth", "woman", "man"};
    return std::ranges::find(young, noun.lemma) != young.end();
  }

  // "His two half-brothers, 17 and 22, were held": the second age; the first takes its unit.
  bool read_listed_age() {
    const std::int32_t at = draft_.first;
    if (!may_be_age() || !is_digits() || at < 4 || word(at - 1) != "and" || word(at - 3) != "," || reading_[at - 2].upos != Upos::num) return false;
    const std::string_view close = word(draft_.amount.last);
    const Token& people = reading_[at - 4];
    const bool is_group = people.upos == Upos::noun && people.number == Number::plural && lexicon_.persons.contains(people.lemma);
    if (!is_group || (close != "," && close != ".") || people.sentence != reading_[at].sentence) return false;
    set_age("how_many.ages_after_group");
    return true;
  }

  // "A woman of 64 was held": nothing is counted behind it.
  bool read_age_of_person() {
    if (!may_be_age() || draft_.first != draft_.amount.first || !counts_nothing_behind()) return false;
    const bool is_hedged = word(draft_.first - 1) == "about" || word(draft_.first - 1) == "around" || word(draft_.first - 1) == "roughly";
    const std::int32_t of = draft_.first - (is_hedged ? 2 : 1);
    if (of < 1 || word(of) != "of") return false;
    const Token& person = reading_[of - 1];
    if (person.sentence != reading_[draft_.first].sentence || person.number == Number::plural || !is_person_alone(person, of - 2)) return false;
    set_age("how_many.age_of_person");
    return true;
  }

  bool is_person_alone(const Token& noun, std::int32_t article) const {
    static constexpr std::array<std::string_view, 7> with_article_or_not = {"man", "woman", "boy", "girl", "child", "youth", "student"};
    if (std::ranges::find(with_article_or_not, noun.lemma) != with_article_or_not.end()) return true;
    const bool is_indefinite = word(article) == "a" || word(article) == "an" || word(article - 1) == "a" || word(article - 1) == "an";
    return is_indefinite && noun.upos == Upos::noun && lexicon_.persons.contains(noun.lemma) && !is_parent(noun.lemma);
  }

  // "A mother of 12" has twelve children.
  static bool is_parent(std::string_view lemma) {
    static constexpr std::array<std::string_view, 6> parents = {"mother", "father", "parent", "grandmother", "grandfather", "killer"};
    return std::ranges::find(parents, lemma) != parents.end();
  }

  bool counts_nothing_behind() const {
    const std::int32_t next = draft_.amount.last;
    if (next >= reading_.size() || reading_[next].sentence != reading_[draft_.first].sentence) return true;
    const Upos upos = reading_[next].upos;
    return upos != Upos::noun && upos != Upos::propn && upos != Upos::adj && upos != Upos::num && upos != Upos::sym && word(next) != "-" && word(next) != "or" && word(next) != "to";
  }

  bool is_person(std::int32_t name) const {
    return reading_.names[static_cast<std::size_t>(name)].kind == NameKind::person;
  }

  const Report& report_;
  const Reading& reading_;
  const Lexicon& lexicon_;
  Draft& draft_;
};

}  // namespace

bool read_unit(const Report& report, const Reading& reading, const Lexicon& lexicon, Draft& draft) {
  return UnitReader(report, reading, lexicon, draft).read();
}

}  // namespace nutgraf::how_many
