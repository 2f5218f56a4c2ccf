// Finds the words that tell how many. The reading gives numbers; here fractions ("two thirds"), ranges ("20 to 30"), vague
// amounts ("dozens"), "a policeman" (1) and "no casualties" (0) are added, and years, dates and scores left out.

#include "how_many/amounts.h"

#include <array>
#include <cmath>
#include <string_view>

#include "how_many/not_counts.h"

namespace nutgraf::how_many {

namespace {

struct Fraction {
  std::string_view word;
  double part;
};

constexpr std::array<Fraction, 22> fractions = {{
    {"half", 2}, {"halves", 2}, {"third", 3}, {"thirds", 3}, {"quarter", 4}, {"quarters", 4}, {"fourth", 4}, {"fourths", 4},
    {"fifth", 5}, {"fifths", 5}, {"sixth", 6}, {"sixths", 6}, {"seventh", 7}, {"sevenths", 7}, {"eighth", 8}, {"eighths", 8},
    {"ninth", 9}, {"ninths", 9}, {"tenth", 10}, {"tenths", 10}, {"hundredth", 100}, {"hundredths", 100},
}};

constexpr std::array<std::pair<std::string_view, double>, 5> printed_fractions = {{
    {"\u00bd", 0.5}, {"\u00bc", 0.25}, {"\u00be", 0.75}, {"\u2153", 1.0 / 3}, {"\u2154", 2.0 / 3},
}};

constexpr std::array<std::pair<std::string_view, double>, 10> scales = {{
    {"hundred", 1e2}, {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}, {"lakh", 1e5},
    {"crore", 1e7}, {"bn", 1e9}, {"dozen", 12}, {"m", 1e6},
}};

double scale_of(std::string_view word) {
  for (const auto& [name, value] : scales)
    if (name == word) return value;
  return 1;
}

class Finder {
 public:
  Finder(const Report& report, const Reading& reading, const Lexicon& lexicon) : report_(report), reading_(reading), lexicon_(lexicon) {}

  std::vector<Amount> find() {
    std::size_t next_number = 0;
    for (std::int32_t token = 0; token < reading_.size();) {
      while (next_number < reading_.numbers.size() && reading_.numbers[next_number].tokens.first < token) ++next_number;
      const bool is_number = next_number < reading_.numbers.size() && reading_.numbers[next_number].tokens.first == token;
      std::optional<Amount> amount = read_vague(token);
      if (is_number) {
        auto counted = read_number(next_number);
        if (!amount || (counted && counted->tokens.size() >= amount->tokens.size())) amount = std::move(counted);
      } else if (!amount) {
        amount = read_printed_fraction(token);
      }
      if (!amount) amount = read_single(token);
      if (!amount) amount = read_zero(token);
      if (!amount) {
        token = is_number ? std::max(token + 1, reading_.numbers[next_number].tokens.last) : token + 1;
        continue;
      }
      token = std::max(token + 1, amount->tokens.last);
      if (amount->value || amount->low || amount->high || amount->form == AmountForm::vague || amount->form == AmountForm::share)
        amounts_.push_back(std::move(*amount));
    }
    return std::move(amounts_);
  }

 private:
  std::string_view word(std::int32_t token) const {
    return token >= 0 && token < reading_.size() ? std::string_view(reading_[token].lower) : std::string_view();
  }
  bool touches(std::int32_t token) const {
    return token > 0 && token < reading_.size() && reading_[token].span.begin == reading_[token - 1].span.end;
  }
  static bool is_dash(std::string_view word) { return word == "-" || word == "\u2013" || word == "\u2014"; }

  const NumberWords* number_at(std::int32_t token) const {
    const auto found = std::ranges::lower_bound(reading_.numbers, token, {}, [](const NumberWords& n) { return n.tokens.first; });
    return found != reading_.numbers.end() && found->tokens.first == token ? &*found : nullptr;
  }

  // A number with what goes on with it. An amount with neither value nor limits is one that counts nothing.
  std::optional<Amount> read_number(std::size_t index) {
    const NumberWords& number = reading_.numbers[index];
    if (number.is_ordinal) return std::nullopt;
    Amount amount{.tokens = number.tokens, .number = static_cast<std::int32_t>(index), .value = number.value, .low = {},
                  .high = {}, .is_digits = number.is_digits, .because = "how_many.number"};
    if (is_no_count(reading_, number, lexicon_)) return Amount{.tokens = number.tokens};
    if (read_fraction(amount)) return amount;
    if (word(amount.tokens.last) == "dozens") {
      amount.value = *amount.value * 12;
      ++amount.tokens.last;
    }
    read_mixed(amount);
    read_sign(amount);
    if (read_range(amount)) return amount;
    amount.low = amount.high = amount.value;
    return amount;
  }

  // "two thirds", "one-quarter", "1/40", "one in four".
  bool read_fraction(Amount& amount) const {
    std::int32_t at = amount.tokens.last;
    const double count = *amount.value;
    if (word(at) == "/" && touches(at)) {
      const NumberWords* below = number_at(at + 1);
      if (!below || below->value == 0 || !touches(at + 1)) return false;
      set_share(amount, count / below->value, below->tokens.last);
      return true;
    }
    if (word(at) == "in" && count == 1 && !amount.is_digits) {
      const NumberWords* of = number_at(at + 1);
      if (!of || of->is_ordinal || of->value < 2 || of->value > 1000 || word(of->tokens.last) == "of") return false;
      set_share(amount, 1 / of->value, of->tokens.last);
      return true;
    }
    const bool is_hyphened = is_dash(word(at));
    if (is_hyphened) ++at;
    for (const Fraction& fraction : fractions) {
      if (word(at) != fraction.word) continue;
      const bool is_plural = fraction.word.ends_with("s");
      if (count != std::floor(count) || count < 1 || count >= 100 || is_plural == (count == 1)) return false;
      const bool is_plain_quarter = fraction.word.starts_with("quarter") && !is_hyphened && word(at + 1) != "of";
      if (is_plain_quarter || (!is_plural && !is_hyphened && is_ordinal_use(at))) return false;
      set_share(amount, count / fraction.part, at + 1);
      return true;
    }
    return false;
  }

  // "one third man": the ordinal, not the share.
  bool is_ordinal_use(std::int32_t at) const {
    const std::string_view next = word(at + 1);
    return !(next.empty() || next == "of" || next == "the" || next == "to" || reading_[at + 1].upos == Upos::punct ||
             reading_[at + 1].upos == Upos::verb || reading_[at + 1].upos == Upos::aux);
  }

  void set_share(Amount& amount, double value, std::int32_t last) const {
    amount.form = AmountForm::share;
    amount.value = amount.low = amount.high = value;
    amount.tokens.last = last;
    amount.because = "how_many.fraction";
  }

  std::optional<Amount> read_printed_fraction(std::int32_t token) const {
    for (const auto& [sign, value] : printed_fractions)
      if (word(token) == sign) {
        Amount amount{.tokens = {token, token + 1}, .form = AmountForm::share, .value = value, .low = value, .high = value,
                      .is_digits = true, .because = "how_many.fraction"};
        return amount;
      }
    return std::nullopt;
  }

  // "2 1/2", "two and a half", "a million and a half", "2½".
  void read_mixed(Amount& amount) const {
    const std::int32_t at = amount.tokens.last;
    for (const auto& [sign, value] : printed_fractions)
      if (word(at) == sign && amount.is_digits) return extend(amount, value, at + 1);
    const std::int32_t fraction_at = is_dash(word(at)) && touches(at) ? at + 1 : at;
    if (const NumberWords* above = number_at(fraction_at); above && amount.is_digits && word(above->tokens.last) == "/") {
      const NumberWords* below = number_at(above->tokens.last + 1);
      if (below && below->value > above->value) return extend(amount, above->value / below->value, below->tokens.last);
    }
    if (word(at) != "and" && !(is_dash(word(at)) && word(at + 1) == "and")) return;
    const std::int32_t first = word(at) == "and" ? at + 1 : at + 2;
    const std::int32_t half = is_dash(word(first)) ? first + 1 : first;
    const bool is_one = word(half) == "a" || word(half) == "one";
    const std::int32_t part = is_dash(word(half + 1)) ? half + 2 : half + 1;
    double unit = 1;
    for (std::int32_t i = amount.tokens.first; i < amount.tokens.last; ++i) unit = std::max(unit, scale_of(word(i)));
    if (is_one && word(part) == "half") return extend(amount, 0.5 * unit, part + 1);
    if (is_one && word(part) == "quarter") return extend(amount, 0.25 * unit, part + 1);
  }

  void extend(Amount& amount, double more, std::int32_t last) const {
    amount.value = *amount.value + more;
    amount.tokens.last = last;
    if (const double scale = scale_of(word(last)); scale > 1 && word(last) != "m") {
      amount.value = *amount.value * scale;
      ++amount.tokens.last;
    }
  }

  // "minus 5", " -5".
  void read_sign(Amount& amount) const {
    const std::int32_t before = amount.tokens.first - 1;
    const bool is_word = word(before) == "minus" || word(before) == "negative";
    const bool is_sign = (word(before) == "-" || word(before) == "\u2212") && touches(before + 1) && !touches(before) &&
                         amount.is_digits;
    if (!is_word && !is_sign) return;
    if (is_sign && before > 0 && number_ends_at(before)) return;
    amount.value = -*amount.value;
    --amount.tokens.first;
  }

  bool number_ends_at(std::int32_t token) const {
    return std::ranges::any_of(reading_.numbers, [&](const NumberWords& n) { return n.tokens.last == token; });
  }

  // The second number of a range and where it stands, skipping a currency sign or a unit told twice.
  const NumberWords* second_number(std::int32_t at) const {
    if (const auto sign = lexicon_.currency_symbols.match_at(reading_, at, Matching::printed)) at = sign.tokens.last;
    if (word(at) == "about" || word(at) == "around") ++at;
    const NumberWords* second = number_at(at);
    return second && !second->is_ordinal ? second : nullptr;
  }

  PhraseTable<Unit>::Match unit_at(std::int32_t at) const {
    for (const auto* table : {&lexicon_.unit_words, &lexicon_.currency_words})
      if (const auto unit = table->match_at(reading_, at, Matching::plural)) return unit;
    return lexicon_.unit_symbols.match_at(reading_, at, Matching::printed);
  }

  // Past a unit that the second number has too: "10 percent to 20 percent".
  std::int32_t after_repeated_unit(std::int32_t at) const {
    const auto unit = unit_at(at);
    if (!unit) return at;
    const NumberWords* second = second_number(unit.tokens.last + 1);
    if (!second) return at;
    const auto again = unit_at(second->tokens.last);
    return again && again.value->name == unit.value->name ? unit.tokens.last : at;
  }

  // "20-30", "20 to 30", "between 20 and 30", "40 or 50", "8- to 16-metre"; a score ("3-1") counts nothing.
  bool read_range(Amount& amount) const {
    std::int32_t at = amount.tokens.last;
    const bool is_between = is_after("between", amount.tokens.first);
    const std::int32_t past_unit = after_repeated_unit(at);
    if (past_unit > at && (word(past_unit) == "to" || (is_between && word(past_unit) == "and"))) at = past_unit;
    const bool is_hyphened = is_dash(word(at));
    if (is_hyphened && (word(at + 1) == "to" || word(at + 1) == "or")) ++at;
    const std::string_view joint = word(at);
    const bool joins = joint == "to" || joint == "or" || is_dash(joint) || (joint == "and" && is_between);
    if (!joins) return false;
    const NumberWords* second = second_number(at + 1);
    if (!second || reading_[second->tokens.first].sentence != reading_[amount.tokens.first].sentence) return false;
    double low = *amount.value;
    const double high = second->value;
    const double scale = scale_of(word(second->tokens.last - 1));
    if (scale > 1 && low < high / scale && low < 1000 && scale_of(word(amount.tokens.last - 1)) == 1) low *= scale;
    if (joint == "to" && (is_change_from(amount.tokens.first) || is_step_to(amount.tokens.first, at))) return false;
    if (joint == "or" && !(low < high && high <= 3 * low)) return false;
    if (low >= high) {
      if (joint == "or" || joint == "and") return false;
      if (is_dash(joint) && !touches(at) && !second->is_digits) return false;  // "a crew of 23 – eighteen Indians and five Finns"
      return (is_dash(joint) || is_small(low, high)) && leave_out(amount, second->tokens.last);
    }
    if (is_dash(joint) && is_small(low, high) && is_sports_score(amount.tokens.first, second->tokens.last))
      return leave_out(amount, second->tokens.last);
    amount.value.reset();
    amount.low = low;
    amount.high = high;
    amount.bound = Bound::range;
    amount.tokens.last = second->tokens.last;
    amount.because = "how_many.range";
    return true;
  }

  // Takes the words but counts nothing.
  static bool leave_out(Amount& amount, std::int32_t last) {
    amount.value.reset();
    amount.tokens.last = last;
    return true;
  }

  static bool is_small(double a, double b) { return a < 150 && b < 150; }

  // A currency sign or a preposition may stand between.
  bool is_after(std::string_view wanted, std::int32_t first) const {
    for (std::int32_t i = first - 1; i >= std::max(0, first - 3); --i) {
      if (word(i) == wanted) return true;
      if (reading_[i].upos == Upos::verb) return false;
    }
    return false;
  }

  // "rose from 20 to 30": two figures.
  bool is_change_from(std::int32_t first) const {
    if (!is_after("from", first)) return false;
    for (std::int32_t i = first - 1; i >= std::max(0, first - 6); --i)
      if (lexicon_.changes.contains(std::string_view(reading_[i].lemma)) || lexicon_.changes.contains(word(i))) return true;
    return false;
  }

  // "jumped $2.10 to $71.35": by how much, and where it ended.
  bool is_step_to(std::int32_t first, std::int32_t to) const {
    const bool has_sign = bool(lexicon_.currency_symbols.match_at(reading_, to + 1, Matching::printed));
    const std::int32_t verb = bool(lexicon_.currency_symbols.match_at(reading_, first - 1, Matching::printed)) ? first - 2 : first - 1;
    return has_sign && verb >= 0 && lexicon_.changes.contains(std::string_view(reading_[verb].lemma));
  }

  bool is_sports_score(std::int32_t first, std::int32_t last) const {
    constexpr std::array<std::string_view, 12> words = {"win", "won", "beat", "lost", "loss", "defeat", "victory", "draw",
                                                        "drew", "score", "tie", "lead"};
    for (std::int32_t i = std::max(0, first - 5); i < std::min(reading_.size(), last + 2); ++i)
      if (std::ranges::find(words, word(i)) != words.end()) return true;
    return false;
  }

  std::optional<Amount> read_vague(std::int32_t token) const {
    const auto found = lexicon_.vague.match_at(reading_, token);
    if (!found || !stands_for_amount(found.tokens, *found.value)) return std::nullopt;
    const VagueAmount& vague = *found.value;
    const bool is_known = vague.low && vague.low == vague.high;
    Amount amount{.tokens = found.tokens,
                  .form = vague.is_share ? AmountForm::share : is_known ? AmountForm::number : AmountForm::vague,
                  .value = is_known ? vague.low : std::nullopt,
                  .low = vague.low, .high = vague.high,
                  .bound = is_known ? Bound::exact : Bound::vague,
                  .because = vague.because};
    multiply_by_scale(amount);
    return amount;
  }

  // "several hundred thousand", "a quarter of a million".
  void multiply_by_scale(Amount& amount) const {
    std::int32_t at = amount.tokens.last;
    const bool has_of = word(at) == "of" && word(at + 1) == "a";
    const bool is_part = amount.form == AmountForm::share && amount.value && (has_of || scale_of(word(at)) >= 1000);
    if (is_part && has_of) at += 2;
    const double scale = scale_of(word(at));
    if (scale < 1000 || word(at) == "m" || (!is_part && scale_of(word(at - 1)) == 1)) return;
    for (auto* value : {&amount.value, &amount.low, &amount.high})
      if (*value) *value = **value * scale;
    if (is_part) amount.form = AmountForm::number;
    amount.tokens.last = at + 1;
  }

  bool stands_for_amount(TokenRange phrase, const VagueAmount& vague) const {
    const std::string_view last = word(phrase.last - 1), next = word(phrase.last), before = word(phrase.first - 1);
    const bool is_followed_by_of = next == "of";
    const bool is_degree = last == "many" || last == "much" || last == "few";
    if (is_degree && (before == "how" || before == "so" || before == "too" || before == "that" || before == "as" || before == "not"))
      return false;
    if (last == "twin") return phrase.last < reading_.size() && reading_[phrase.last].number == Number::plural;
    if (last == "some") return is_followed_by_of;
    if (is_dash(next) && touches(phrase.last)) return false;
    if (last == "half") return stands_for_half(phrase);
    const bool is_before_verb = next == "were" || next == "was" || next == "are" || next == "have" || next == "had";
    if (last == "most" || last == "much" || last == "bulk" || last == "share")
      return (is_followed_by_of && word(phrase.last + 1) != "all") || (last == "most" && is_before_verb);
    if (vague.is_share && scale_of(next) >= 1000) return true;
    if (vague.is_share && last != "majority" && last != "minority" && last != "all") return is_followed_by_of || is_before_verb;
    if (is_degree || last == "several") return is_before_verb || is_followed_by_of || has_counted_word(phrase.last);
    if (last == "all") return is_followed_by_of || next == "the";
    if (last == "number" || last == "numbers" || last == "lot" || last == "lots" || last == "plenty" || last == "string" ||
        last == "handful" || last == "couple")
      return is_followed_by_of || (last == "couple" && next == "hundred");
    if (last == "scores")
      return is_followed_by_of || is_before_verb || next == "more" || next == "in" || next == "injured" || next == "wounded" ||
             next == "killed" || next == "dead" || next == "others" || is_clause_start(phrase.first);
    return true;
  }

  bool has_counted_word(std::int32_t token) const {
    if (token >= reading_.size()) return false;
    const Upos tag = reading_[token].upos;
    return tag == Upos::noun || tag == Upos::adj || tag == Upos::propn || tag == Upos::num || word(token) == "more" ||
           (tag == Upos::verb && reading_[token].verb_form == VerbForm::participle) || word(token) == "in" || word(token) == "others" || tag == Upos::adv;
  }

  bool is_clause_start(std::int32_t token) const {
    return token == reading_.sentences[static_cast<std::size_t>(reading_[token].sentence)].tokens.first;
  }

  bool stands_for_half(TokenRange phrase) const {
    const std::string_view before = word(phrase.first - 1), next = word(phrase.last);
    if (before == "first" || before == "second" || before == "-" || before == "and" || next == "past" || next == "-") return false;
    return next == "of" || scale_of(next) >= 1000 || next == "the" || next == "its" || next == "their" || next == "his" || next == "her" || next == "a" ||
           next == "an" || phrase.last >= reading_.size() || reading_[phrase.last].upos == Upos::punct ||
           reading_[phrase.last].upos == Upos::aux || reading_[phrase.last].upos == Upos::verb;
  }

  // "a policeman", "an 18-year-old suspect": an indefinite person not only said to be somebody's trade.
  std::optional<Amount> read_single(std::int32_t token) const {
    if (is_in_headline(token) && is_bare_person(reading_, token, lexicon_))
      return Amount{.tokens = {token, token + 1}, .form = AmountForm::single, .value = 1.0, .low = 1.0, .high = 1.0,
                    .because = "how_many.single_person"};
    if (word(token) != "a" && word(token) != "an" && word(token) != "another") return std::nullopt;
    if (const std::int32_t words = one_more(token); words > 0)
      return Amount{.tokens = {token, token + words}, .form = AmountForm::single, .value = 1.0, .low = 1.0, .high = 1.0,
                    .because = "how_many.one_more"};
    const std::int32_t person = single_person(reading_, token, lexicon_);
    if (person == no_token) return std::nullopt;
    const double persons = persons_at(reading_, person);
    return Amount{.tokens = {token, token + 1}, .form = AmountForm::single, .value = persons, .low = persons, .high = persons,
                  .because = persons == 1.0 ? "how_many.single_person" : "how_many.couple"};
  }

  bool is_in_headline(std::int32_t token) const {
    const Sentence& sentence = reading_.sentences[static_cast<std::size_t>(reading_[token].sentence)];
    return report_.blocks[static_cast<std::size_t>(sentence.block)].kind == BlockKind::headline;
  }

  // "killed one man and wounded another", "shot two guards dead and hurt a third": how many words stand for one more of
  // those counted before; 0 when they do not.
  std::int32_t one_more(std::int32_t token) const {
    const bool is_ordinal = word(token) == "a" && (word(token + 1) == "second" || word(token + 1) == "third" || word(token + 1) == "fourth");
    if (word(token) != "another" && !is_ordinal) return 0;
    const std::int32_t head = is_ordinal ? token + 1 : token;
    const Deprel relation = reading_[head].deprel;
    const std::int32_t next = head + 1;
    // "Two were killed and another wounded", where the tree has it before the participle.
    const bool precedes_verb = relation == Deprel::det && reading_[head].head == next && reading_[next].upos == Upos::verb && reading_[next].deprel != Deprel::amod &&
                               (next + 1 >= reading_.size() || reading_[next + 1].upos != Upos::noun);
    const bool stands_alone = precedes_verb || relation == Deprel::obj || relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::conj;
    if (!stands_alone || next >= reading_.size() || reading_[next].sentence != reading_[head].sentence) return 0;
    const Upos tag = reading_[next].upos;
    const bool ends_phrase = tag == Upos::punct || tag == Upos::adp || tag == Upos::aux || tag == Upos::verb || tag == Upos::adv || tag == Upos::cconj;
    return ends_phrase && word(next) != "of" && !is_dash(word(next)) ? next - token : 0;
  }

  // "Did not sustain any casualties".
  bool is_under_not(std::int32_t any) const {
    const std::int32_t noun = reading_[any].head;
    if (noun == no_token || (reading_[noun].deprel != Deprel::obj && reading_[noun].deprel != Deprel::obl)) return false;
    return std::ranges::any_of(children_of(reading_, reading_[noun].head), [&](std::int32_t child) {
      return reading_[child].deprel == Deprel::advmod && (reading_[child].lower == "not" || reading_[child].lower == "n't" || reading_[child].lower == "never");
    });
  }

  // "no casualties", "no one", "nobody", "none", "was not hurt", "unharmed".
  std::optional<Amount> read_zero(std::int32_t token) const {
    if (const std::int32_t person = spared_person(reading_, token, lexicon_); person != no_token) {
      const std::int32_t last = reading_[token].head > token && reading_[token].head - token <= 3 ? reading_[token].head : token;
      return Amount{.tokens = {token, last + 1}, .form = AmountForm::zero, .value = 0.0, .low = 0.0, .high = 0.0, .because = "how_many.spared"};
    }
    const std::string_view lower = word(token);
    const bool is_word = lower == "nobody" || lower == "none" || lower == "no-one";
    const bool is_dashed = lower == "no" && is_dash(word(token + 1)) && word(token + 2) == "one";  // as some texts are cut into words
    const bool is_two_words = lower == "no" && word(token + 1) == "one";
    const bool counts_noun = (lower == "no" || lower == "neither" || (lower == "any" && is_under_not(token))) && zero_noun(reading_, token, lexicon_) != no_token;
    if (!is_word && !is_two_words && !is_dashed && !counts_noun) return std::nullopt;
    return Amount{.tokens = {token, is_dashed ? token + 3 : is_two_words ? token + 2 : token + 1}, .form = AmountForm::zero, .value = 0.0, .low = 0.0,
                  .high = 0.0, .because = "how_many.zero"};
  }

  const Report& report_;
  const Reading& reading_;
  const Lexicon& lexicon_;
  std::vector<Amount> amounts_;
};

}  // namespace

std::vector<Amount> find_amounts(const Report& report, const Reading& reading, const Lexicon& lexicon) { return Finder(report, reading, lexicon).find(); }

}  // namespace nutgraf::how_many
