// Tells numbers that count from numbers that date, name, rank or tell the time, and finds whom an article counts. "The
// March 23 Movement held Highway 61 in 2012" counts nothing; "a policeman" counts one.

#include "how_many/not_counts.h"

#include <array>
#include <cmath>
#include <string_view>

#include "base/utf8.h"

namespace nutgraf::how_many {

namespace {

constexpr std::array<std::string_view, 24> months = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"};

template <std::size_t Size>
bool is_in(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

class Check {
 public:
  Check(const Reading& reading, const NumberWords& number, const Lexicon& lexicon)
      : reading_(reading), number_(number), lexicon_(lexicon), first_(number.tokens.first), last_(number.tokens.last) {}

  bool is_no_count() const {
    return is_date() || is_year() || is_clock() || is_label() || is_address() || is_pronoun() || is_list_mark() ||
           is_in_name() || is_phone() || is_code() || is_calibre() || is_of_parent();
  }

 private:
  std::string_view word(std::int32_t token) const {
    return token >= 0 && token < reading_.size() ? std::string_view(reading_[token].lower) : std::string_view();
  }
  const Token* at(std::int32_t token) const { return token >= 0 && token < reading_.size() ? &reading_[token] : nullptr; }
  bool touches(std::int32_t token) const {
    return token > 0 && token < reading_.size() && reading_[token].span.begin == reading_[token - 1].span.end;
  }
  bool is_whole() const { return number_.value == std::floor(number_.value); }
  bool has_sign_of_money() const {
    return first_ > 0 && lexicon_.currency_symbols.match_at(reading_, first_ - 1, Matching::printed);
  }

  bool is_month(std::int32_t token) const {
    std::string_view name = word(token);
    if (name.ends_with('.')) name.remove_suffix(1);
    if (!is_in(months, name)) return false;
    // "may" and "march" are also verbs.
    const bool is_verb = (name == "may" || name == "march" || name == "mar") && !is_capitalised(reading_[token].form);
    return !is_verb && !(name == "may" && at(token)->upos == Upos::aux);
  }

  // "5 March", "March 5", "March 5-7", "Monday 5".
  bool is_date() const {
    if (!is_whole() || !number_.is_digits || number_.value < 1 || number_.value > 31) return false;
    if (is_month(first_ - 1) && !is_counting_after_month()) return true;
    if (is_month(last_) && !(word(last_) == "may" && !is_capitalised(reading_[last_].form))) return true;
    if (word(last_) == "of" && is_month(last_ + 1)) return true;
    const bool goes_on = (word(first_ - 1) == "-" || word(first_ - 1) == "\u2013" || word(first_ - 1) == "and" ||
                          word(first_ - 1) == "to") && first_ >= 3 && is_month(first_ - 3);
    if (goes_on) return true;
    const bool starts_range = (word(last_) == "-" || word(last_) == "\u2013" || word(last_) == "and" || word(last_) == "to") &&
                              is_month(last_ + 2) && at(last_ + 1)->upos != Upos::noun;
    return starts_range && !word(last_ + 1).empty() && word(last_ + 1)[0] >= '0' && word(last_ + 1)[0] <= '9';
  }

  // "In March 20 people died": a counted noun follows.
  bool is_counting_after_month() const {
    const Token* next = at(last_);
    return next && next->upos == Upos::noun && reading_[first_].deprel == Deprel::nummod && reading_[first_].head >= last_;
  }

  bool is_year() const {
    if (!number_.is_digits || last_ - first_ != 1 || !is_whole()) return false;
    const std::string& form = reading_[first_].form;
    if (form.size() != 4 || number_.value < 1000 || number_.value > 2100) return false;
    if (has_sign_of_money()) return false;
    if (is_unit_after()) return false;
    const std::string_view before = word(first_ - 1);
    if (is_month(first_ - 1) || is_month(first_ - 2) || is_month(first_ - 3)) return true;
    const std::int32_t head = reading_[first_].head;
    const bool is_counting = reading_[first_].deprel == Deprel::nummod && head >= last_ && head <= last_ + 3 &&
                             reading_[head].number == Number::plural;
    if (is_counting) return before == "the" || before == "'s" || before == "in";
    const Token* next = at(last_);
    const bool is_before_plural = next && next->upos == Upos::noun && next->number == Number::plural && before != "the" && before != "in";
    return number_.value >= 1500 && !is_before_plural;
  }

  bool is_unit_after() const {
    const std::int32_t next = word(last_) == "-" ? last_ + 1 : last_;
    if (word(next) == "%") return true;
    return lexicon_.unit_words.match_at(reading_, next, Matching::plural) || lexicon_.currency_words.match_at(reading_, next, Matching::plural);
  }

  // "3 p.m.", "10:30", "1500 GMT", "5 o'clock", "9 in the morning".
  bool is_clock() const {
    constexpr std::array<std::string_view, 14> after = {"am", "pm", "a.m.", "p.m.", "a.m", "p.m", "gmt", "utc", "o'clock",
                                                        "o\u2019clock", "est", "edt", "pst", "hours-gmt"};
    if (is_in(after, word(last_)) && !(word(last_) == "am" && at(last_)->upos == Upos::aux)) return true;
    if ((word(last_) == "a" || word(last_) == "p") && word(last_ + 1) == "." && word(last_ + 2) == "m") return true;
    if (word(last_) == ":" && touches(last_) && touches(last_ + 1)) return true;
    if (word(first_ - 1) == ":" && touches(first_) && touches(first_ - 1)) return true;
    const bool has_zone = is_in(std::array<std::string_view, 3>{"local", "ist", "cet"}, word(last_)) &&
                          (word(last_) != "local" || word(last_ + 1) == "time");
    return has_zone || (word(last_) == "hours" && number_.is_digits && reading_[first_].form.size() == 4);
  }

  // "Highway 61", "Article 5", "No. 5", "Resolution 1701".
  bool is_label() const {
    std::string_view before = word(first_ - 1);
    if (before == "#" || before == "\u2116") return true;
    if (before == "-" && touches(first_ - 1) && (is_short_mark(first_ - 2) || (touches(first_) && is_name_word(first_ - 2)))) return number_.is_digits;
    if (!lexicon_.labels.contains(before) && !lexicon_.labels.contains(singular(before))) return false;
    if (!number_.is_digits && !is_capitalised(reading_[first_ - 1].form)) return before == "number" || before == "phase" || before == "chapter";
    return !is_unit_after() || before == "no.";
  }

  // "AK", "M", "AR": what stands before the number of a model, at a line's end too.
  bool is_short_mark(std::int32_t token) const { return token >= 0 && reading_[token].form.size() <= 3 && is_all_upper(reading_[token].form); }

  static std::string_view singular(std::string_view word) {
    if (word.ends_with('s')) word.remove_suffix(1);
    return word;
  }

  bool is_name_word(std::int32_t token) const {
    const Token* before = at(token);
    return before && before->upos == Upos::propn;
  }

  // "24 Elm Street".
  bool is_address() const {
    constexpr std::array<std::string_view, 18> streets = {"street", "st", "st.", "avenue", "ave", "ave.", "road", "rd", "rd.",
                                                          "lane", "drive", "boulevard", "blvd", "way", "court", "square", "terrace",
                                                          "place"};
    if (!number_.is_digits || !is_whole()) return false;
    for (std::int32_t i = last_; i < std::min(last_ + 4, reading_.size()); ++i) {
      if (!is_capitalised(reading_[i].form)) return false;
      if (i > last_ && is_in(streets, word(i)) && reading_[i].number != Number::plural) return true;
    }
    return false;
  }

  // "one another", "no one", "the one", "one day", "at one point".
  bool is_pronoun() const {
    if (number_.is_digits || number_.value != 1 || last_ - first_ != 1 || word(first_) != "one") return false;
    const std::string_view before = word(first_ - 1), next = word(last_);
    const bool precedes_person = last_ < reading_.size() && reading_[last_].upos == Upos::propn && reading_[last_].name >= 0 && reading_.names[static_cast<std::size_t>(reading_[last_].name)].kind == NameKind::person;
    if (precedes_person) return true;  // "one Kebba Manneh"
    constexpr std::array<std::string_view, 22> heads = {"another", "day", "point", "way", "thing", "hand", "side", "'s", "\u2019s", "time",
                                                        "morning", "night", "evening", "afternoon", "reason", "of-a-kind", "on", "by",
                                                        "who", "that", "can", "should"};
    constexpr std::array<std::string_view, 22> leads = {"no", "the", "this", "that", "any", "each", "every", "some", "which", "another",
                                                        "a", "an", "only", "number", "square", "day", "loved", "good", "new", "big", "other",
                                                        "last"};
    if (is_in(heads, next) && !(next == "day" && word(last_ + 1) == "-")) return true;
    if (is_in(leads, before) && next != "of" && reading_[first_].upos != Upos::num) return true;
    if (before == "no" || before == "any" || before == "every" || before == "which" || before == "this") return true;
    const bool is_pronoun = reading_[first_].upos == Upos::pron || (reading_[first_].upos == Upos::noun && next != "of");
    return is_pronoun && next != "of";
  }

  // "1. The army": a number and a full stop or bracket that open a line.
  bool is_list_mark() const {
    const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(reading_[first_].sentence)].tokens;
    if (!number_.is_digits || !is_whole() || number_.value > 99) return false;
    const bool is_first = first_ == sentence.first || (first_ == sentence.first + 1 && word(first_ - 1) == "(");
    if (!is_first) return false;
    return word(last_) == ")" || (word(last_) == "." && last_ < sentence.last && touches(last_));
  }

  // "Boeing 737", "March 23 Movement", "G20", "Apollo 11".
  bool is_in_name() const {
    if (has_sign_of_money() || is_unit_after()) return false;
    const std::int32_t name = reading_[first_].name;
    if (name >= 0) {
      const TokenRange tokens = reading_.names[static_cast<std::size_t>(name)].tokens;
      if (tokens.first < first_ || tokens.last > last_) return true;
    }
    if (!number_.is_digits || first_ == 0 || !is_whole()) return false;
    if (reading_[first_ - 1].sentence != reading_[first_].sentence) return false;
    const bool hangs_on_name = reading_[first_].head == first_ - 1 &&
                               (reading_[first_].deprel == Deprel::flat || reading_[first_].deprel == Deprel::nummod ||
                                reading_[first_].deprel == Deprel::nmod || reading_[first_].deprel == Deprel::nmod_unmarked ||
                                reading_[first_].deprel == Deprel::dep);
    const Token& before = reading_[first_ - 1];
    if (before.upos != Upos::propn) return false;
    if (hangs_on_name || reading_[first_].upos == Upos::propn) return true;
    // "iPhone 4 owners", but "In Aksu 12 people" and "On Monday 12 people".
    const bool is_place_or_person = before.name >= 0 && reading_.names[static_cast<std::size_t>(before.name)].kind != NameKind::organisation;
    const bool has_inner_capital = before.form.size() > 1 && !is_capitalised(before.form) && before.form != before.lower;
    return has_inner_capital || (!is_place_or_person && before.name >= 0 && number_.value < 1000 && before.deprel == Deprel::compound);
  }

  // "303-739-6067", "720 913 7867".
  bool is_phone() const {
    if (!number_.is_digits) return false;
    const auto is_piece = [&](std::int32_t token) {
      const std::string_view piece = word(token);
      return piece.size() >= 3 && piece.size() <= 4 && std::ranges::all_of(piece, [](char c) { return c >= '0' && c <= '9'; });
    };
    const auto is_joint = [&](std::int32_t token) { return word(token) == "-" || word(token) == ")" || word(token) == "."; };
    if (!is_piece(first_)) return false;
    const bool before = is_joint(first_ - 1) && is_piece(first_ - 2) && (is_joint(first_ - 3) || word(first_ - 1) == ")");
    const bool after = is_joint(last_) && is_piece(last_ + 1) && is_joint(last_ + 2) && is_piece(last_ + 3);
    const bool middle = is_joint(first_ - 1) && is_piece(first_ - 2) && is_joint(last_) && is_piece(last_ + 1);
    return before || after || middle;
  }

  // "A .45 pistol", "a caliber .38 revolver".
  bool is_calibre() const {
    constexpr std::array<std::string_view, 9> guns = {"caliber", "calibre", "pistol", "revolver", "handgun", "rifle", "gun", "magnum", "bore"};
    if (!number_.is_digits) return false;
    const std::string_view next = word(last_) == "-" ? word(last_ + 1) : word(last_);
    if (word(first_ - 1) == "caliber" || word(first_ - 1) == "calibre" || next == "caliber" || next == "calibre" || next == "bore") return true;
    return number_.value < 1 && number_.value > 0 && is_in(guns, next);
  }

  // "A mother of 12", "a father of four": children that are told of no more.
  bool is_of_parent() const {
    constexpr std::array<std::string_view, 8> parents = {"mother", "father", "mom", "mum", "dad", "grandmother", "grandfather", "parent"};
    const Token* next = at(last_);
    const bool counts_more = next && (next->upos == Upos::noun || next->upos == Upos::adj || next->upos == Upos::propn);
    return word(first_ - 1) == "of" && is_in(parents, word(first_ - 2)) && !counts_more;
  }

  // "Text to 274637", "911", "24 / 7".
  bool is_code() const {
    const std::string_view before = word(first_ - 1);
    if (number_.value == 911 && (before == "called" || before == "call" || before == "calls" || before == "dial" || before == "a")) return true;
    if (before == "'" || before == "\u2019") return touches(first_);
    const bool has_letter = touches(last_) && last_ < reading_.size() && reading_[last_].form == "G" && number_.value < 8;
    if (has_letter) return true;
    if (number_.value == 24 && word(last_) == "/" && word(last_ + 1) == "7") return true;
    if (before == "/" && number_.value == 7 && word(first_ - 2) == "24") return true;
    return false;
  }

  const Reading& reading_;
  const NumberWords& number_;
  const Lexicon& lexicon_;
  std::int32_t first_, last_;
};

bool is_modifier(const Token& token) {
  return token.upos == Upos::adj || token.upos == Upos::noun || token.upos == Upos::propn || token.upos == Upos::num ||
         (token.upos == Upos::verb && token.verb_form == VerbForm::participle) || token.lower == "-" ||
         (token.upos == Upos::adv && token.lower != "ago");
}

bool is_noun(const Token& token) { return token.upos == Upos::noun || token.upos == Upos::propn; }

}  // namespace

bool is_no_count(const Reading& reading, const NumberWords& number, const Lexicon& lexicon) {
  return Check(reading, number, lexicon).is_no_count();
}

std::int32_t noun_after(const Reading& reading, std::int32_t from) {
  std::int32_t found = no_token;
  for (std::int32_t i = from; i < std::min(from + 7, reading.size()); ++i) {
    const Token& token = reading[i];
    if (i > 0 && i > from && token.sentence != reading[i - 1].sentence) break;
    if (!is_modifier(token)) break;
    if (found != no_token && !is_noun(token) && token.lower != "-") break;
    if (is_noun(token)) found = i;
  }
  return found;
}

namespace {

// "a Jordanian", "an Iraqi", "a Finn".
bool is_demonym(const Token& noun, const Lexicon& lexicon) {
  if (is_capitalised(noun.form) && lexicon.peoples.contains(std::string_view(noun.lower))) return true;
  constexpr std::array<std::string_view, 6> endings = {"ian", "ean", "an", "ese", "qi", "ani"};
  if (!is_capitalised(noun.form) || is_all_upper(noun.form) || noun.lower.size() < 5) return false;
  return std::ranges::any_of(endings, [&](std::string_view ending) { return noun.lower.ends_with(ending); });
}

// "A couple", two persons, and not "a couple of days".
bool is_couple(const Reading& reading, std::int32_t noun) {
  const std::int32_t next = noun + 1;
  return reading[noun].lower == "couple" && (next >= reading.size() || reading[next].lower != "of");
}

bool is_person_noun(const Token& noun, const Lexicon& lexicon) {
  if (noun.upos != Upos::noun && noun.upos != Upos::propn) return noun.lower == "male" || noun.lower == "female" || (noun.upos == Upos::adj && is_demonym(noun, lexicon));
  if (noun.upos == Upos::noun && noun.number == Number::plural) return false;
  const std::string_view lemma = noun.upos == Upos::propn ? noun.lower : noun.lemma;
  return lexicon.persons.contains(lemma) || is_demonym(noun, lexicon) || (lemma.size() > 5 && (lemma.ends_with("woman") || lemma.ends_with("man")));
}

// The last word of "a 17-year-old"; no_token where the article opens no age.
std::int32_t end_of_age(const Reading& reading, std::int32_t article) {
  const std::int32_t old = article + 5;
  if (old >= reading.size() || reading[article + 2].lower != "-" || reading[old].lower != "old") return no_token;
  return reading[article + 3].lower == "year" || reading[article + 3].lower == "month" ? old : no_token;
}

// "a 17-year-old" with no noun after it: its last word.
std::int32_t bare_age(const Reading& reading, std::int32_t article) {
  const std::int32_t old = end_of_age(reading, article);
  if (old == no_token) return no_token;
  const std::int32_t next = old + 1;
  if (next >= reading.size()) return old;
  const bool has_noun = reading[next].upos == Upos::noun || reading[next].upos == Upos::adj || reading[next].upos == Upos::propn;
  return has_noun && !reading[next].lower.ends_with("day") ? no_token : old;  // "charged a 50-year-old Friday"
}

// "The victim was a 24-year-old student", "the dead are a woman and a boy": who is counted there.
bool has_victims_as_subject(const Reading& reading, std::int32_t head) {
  constexpr std::array<std::string_view, 6> words = {"victim", "dead", "casualty", "fatality", "injured", "wounded"};
  const std::int32_t subject = child_with(reading, head, Deprel::nsubj);
  return subject != no_token && (std::ranges::find(words, reading[subject].lemma) != words.end() ||
                                 std::ranges::find(words, reading[subject].lower) != words.end());
}

// "Three others, a judge, a clerk and a driver".
bool opens_list(const Reading& reading, std::int32_t head) {
  return std::ranges::any_of(children_of(reading, head), [&](std::int32_t child) {
    const std::int32_t article = child_with(reading, child, Deprel::det);
    return reading[child].deprel == Deprel::conj && article != no_token && (reading[article].lower == "a" || reading[article].lower == "an");
  });
}

// Said of somebody already known: "he is a teacher", "as a teacher", "the victim, a teacher,". "Eight women, a girl and four
// men" is a list, and "Lindqvist, a teacher," counts a victim where nothing else does.
bool is_said_of(const Reading& reading, std::int32_t head) {
  switch (reading[head].deprel) {
    case Deprel::appos: {
      const std::int32_t named = reading[head].head;
      if (opens_list(reading, head)) break;
      if (reading[named].upos != Upos::propn && child_with(reading, named, Deprel::nummod) == no_token) return true;
      break;
    }
    case Deprel::compound: case Deprel::flat: case Deprel::xcomp: case Deprel::nmod_poss: return true;
    default: break;
  }
  for (const std::int32_t child : children_of(reading, head)) {
    const Token& part = reading[child];
    if (part.deprel == Deprel::cop && !has_victims_as_subject(reading, head)) return true;
    if (part.deprel == Deprel::case_ && (part.lower == "as" || part.lower == "like" || part.lower == "than")) return true;
  }
  return false;
}

}  // namespace

std::int32_t single_person(const Reading& reading, std::int32_t article, const Lexicon& lexicon) {
  std::int32_t head = reading[article].head;
  const std::int32_t age = end_of_age(reading, article);  // "an 18-year-old Aksu shop assistant"
  const std::int32_t before_noun = age == no_token ? article : age;
  const std::int32_t reach = before_noun - article + 7;
  if (head <= article || head - article > reach || reading[article].deprel != Deprel::det || !is_person_noun(reading[head], lexicon))
    head = noun_after(reading, before_noun + 1);
  if (head == no_token || head - article > reach || reading[head].sentence != reading[article].sentence) return bare_age(reading, article);
  const bool is_person = is_person_noun(reading[head], lexicon) || is_couple(reading, head);
  if (!is_person || is_said_of(reading, head)) return bare_age(reading, article);
  return head;
}

std::int32_t joined_person(const Reading& reading, std::int32_t person) {
  struct Pair {
    std::string_view first, second;
  };
  constexpr std::array<Pair, 11> pairs = {{{"man", "woman"}, {"woman", "man"}, {"male", "female"}, {"boy", "girl"}, {"girl", "boy"}, {"father", "son"}, {"father", "daughter"},
                                           {"mother", "son"}, {"mother", "daughter"}, {"husband", "wife"}, {"brother", "sister"}}};
  const std::int32_t joined = person + 2;
  if (joined >= reading.size() || reading[person + 1].lower != "and" || reading[joined].sentence != reading[person].sentence) return no_token;
  const bool is_pair = std::ranges::any_of(pairs, [&](const Pair& pair) { return reading[person].lower == pair.first && reading[joined].lower == pair.second; });
  return is_pair ? joined : no_token;
}

double persons_at(const Reading& reading, std::int32_t person) { return is_couple(reading, person) || joined_person(reading, person) != no_token ? 2.0 : 1.0; }

bool is_bare_person(const Reading& reading, std::int32_t noun, const Lexicon& lexicon) {
  const Token& word = reading[noun];
  if (word.upos != Upos::noun || !is_person_noun(word, lexicon) || is_said_of(reading, noun)) return false;
  const std::int32_t next = noun + 1;
  const bool goes_on = next < reading.size() && reading[next].sentence == word.sentence && (reading[next].upos == Upos::noun || reading[next].upos == Upos::propn);
  if (goes_on) return false;  // "Officer Lindqvist"
  const bool has_limit = std::ranges::any_of(children_of(reading, noun), [&](std::int32_t child) {
    const Deprel relation = reading[child].deprel;
    return relation == Deprel::det || relation == Deprel::nmod_poss || relation == Deprel::nummod || relation == Deprel::flat || relation == Deprel::appos;
  });
  const Deprel relation = word.deprel;
  return !has_limit && (relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::obj || relation == Deprel::root);
}

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) { return std::ranges::find(list, word) != list.end(); }

bool is_harmed(std::string_view lemma) { return is_one_of(lemma, {"injure", "hurt", "wound", "harm", "injured", "wounded"}); }

bool may_be_spared(const Token& word, const Lexicon& lexicon) {
  if (word.upos == Upos::propn) return true;
  if (word.upos == Upos::pron) return is_one_of(word.lower, {"he", "she", "they", "him", "her", "them"});
  return lexicon.persons.contains(std::string_view(word.lemma)) || lexicon.zero_nouns.contains(std::string_view(word.lemma));
}

}  // namespace

std::int32_t spared_person(const Reading& reading, std::int32_t word, const Lexicon& lexicon) {
  const std::string_view lower = reading[word].lower;
  std::int32_t verb = no_token;
  if (is_one_of(lower, {"not", "n't", "never"})) {
    verb = reading[word].head;
    const bool is_harm = verb != no_token && verb > word && verb - word <= 3 && is_harmed(reading[verb].lemma);
    if (!is_harm || child_with(reading, verb, Deprel::obj) != no_token) return no_token;
  } else if (is_one_of(lower, {"unhurt", "unharmed", "uninjured", "unscathed"})) {
    const bool is_predicate = child_with(reading, word, Deprel::nsubj) != no_token || reading[word].head == no_token;
    verb = is_predicate ? word : reading[word].head;
  } else if (lower == "neither") {  // "neither Lindqvist nor his wife was hurt"
    const std::int32_t person = reading[word].head;
    const bool is_subject = person > word && (reading[person].deprel == Deprel::nsubj || reading[person].deprel == Deprel::nsubj_pass) && reading[word].deprel != Deprel::det;
    return is_subject && is_harmed(reading[reading[person].head].lemma) && may_be_spared(reading[person], lexicon) ? person : no_token;
  } else {
    return no_token;
  }
  for (const Deprel relation : {Deprel::nsubj_pass, Deprel::nsubj, Deprel::obj})
    if (const std::int32_t person = child_with(reading, verb, relation); person != no_token && person < word) return may_be_spared(reading[person], lexicon) ? person : no_token;
  return no_token;
}

std::int32_t zero_noun(const Reading& reading, std::int32_t no, const Lexicon& lexicon) {
  std::int32_t head = reading[no].head;
  if (reading[no].deprel != Deprel::det || head == no_token || head <= no) head = noun_after(reading, no + 1);
  if (head == no_token || head - no > 6) return no_token;
  const auto is_counted = [&](std::int32_t noun) {
    const std::string_view lemma = reading[noun].lemma;
    return lexicon.zero_nouns.contains(lemma) || lexicon.persons.contains(lemma) || is_person_noun(reading[noun], lexicon);
  };
  if (is_counted(head)) return head;
  // "No damage or casualties".
  for (const std::int32_t child : children_of(reading, head))
    if (reading[child].deprel == Deprel::conj && child - no <= 6 && is_counted(child)) return child;
  return no_token;
}

}  // namespace nutgraf::how_many
