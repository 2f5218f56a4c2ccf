// Parties without a name: agent nouns of the table with their phrase ("60 suspected militants", "a
// 12-year-old boy"), bare numbers of people ("three were killed"), and pronouns.

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/utf8.h"
#include "who/mention.h"

namespace nutgraf::who {

namespace {

bool is_argument(Deprel relation) {
  switch (relation) {
    case Deprel::nsubj:
    case Deprel::nsubj_pass:
    case Deprel::obj:
    case Deprel::iobj:
    case Deprel::obl_agent:
      return true;
    default:
      return false;
  }
}

// The relation of the first of a row of conjuncts.
Deprel relation_of(const Reading& reading, std::int32_t token) {
  for (int steps = 0; reading[token].deprel == Deprel::conj && reading[token].head != no_token && steps < 6; ++steps)
    token = reading[token].head;
  return reading[token].deprel;
}

std::int32_t governor_of(const Reading& reading, std::int32_t token) {
  for (int steps = 0; reading[token].deprel == Deprel::conj && reading[token].head != no_token && steps < 6; ++steps)
    token = reading[token].head;
  return reading[token].head;
}

// "24" of "24-year-old", "aged 14", ", 17,".
int read_age(const Reading& reading, TokenRange phrase, std::int32_t head) {
  const auto number_at = [&](std::int32_t t) {
    int value = -1;
    const std::string& form = reading[t].form;
    const auto [end, error] = std::from_chars(form.data(), form.data() + form.size(), value);
    if (error != std::errc() || (end != form.data() + form.size() && *end != '-')) return -1;
    return value >= 0 && value <= 115 ? value : -1;
  };
  for (std::int32_t t = phrase.first; t < phrase.last; ++t) {
    const std::string& word = reading[t].lower;
    if (word.find("year") == std::string::npos && word.find("month") == std::string::npos) continue;
    const bool is_old = word.find("old") != std::string::npos ||
                        (t + 1 < reading.size() && (reading[t + 1].lower == "old" || reading[t + 1].lower == "olds")) ||
                        (t + 2 < reading.size() && (reading[t + 2].lower == "old" || reading[t + 2].lower == "olds"));
    if (!is_old) continue;
    if (word.find("month") != std::string::npos) return 0;
    if (const int whole = number_at(t); whole >= 0) return whole;
    for (std::int32_t b = t - 1; b >= std::max(phrase.first - 1, t - 2) && b >= 0; --b)
      if (const int value = number_at(b); value >= 0) return value;
  }
  const std::int32_t after = std::max(phrase.last, head + 1);
  if (after + 1 < reading.size() && reading[after].sentence == reading[head].sentence) {
    const std::string& next = reading[after].lower;
    if (next == "aged" || (next == "," && reading[after + 1].lower == "aged")) {
      const std::int32_t at = next == "aged" ? after + 1 : after + 2;
      if (at < reading.size()) return number_at(at);
    }
    if (next == "," && after + 2 < reading.size()) {
      const int value = number_at(after + 1);
      const std::string& close = reading[after + 2].form;
      if (value > 0 && (close == "," || close == "." || close == ";" || close == ")" || close == "and")) return value;
    }
    if (next == "(" && after + 2 < reading.size() && reading[after + 2].form == ")") return number_at(after + 1);
  }
  return -1;
}

// Mentions are big: their places are sorted, and each is moved once.
void sort_by_head(std::vector<Mention>& mentions) {
  std::vector<std::pair<std::int32_t, std::size_t>> places;  // head and place
  for (std::size_t i = 0; i < mentions.size(); ++i) places.emplace_back(mentions[i].party.head, i);
  if (std::ranges::is_sorted(places)) return;
  std::ranges::sort(places);
  std::vector<Mention> sorted;
  sorted.reserve(mentions.size());
  for (const auto& [head, place] : places) sorted.push_back(std::move(mentions[place]));
  mentions = std::move(sorted);
}

class NounFinder {
 public:
  NounFinder(const Page& page, std::vector<Mention>& mentions)
      : page_(page),
        reading_(page.reading),
        mentions_(mentions),
        taken_(page.reading.tokens.size(), false),
        body_at_(page.reading.tokens.size(), false) {
    for (const Mention& mention : mentions_) {
      mark(mention.name);
      if (mention.form == MentionForm::name && mention.party.kind != Kind::person)
        for (std::int32_t t = mention.name.first; t < mention.name.last; ++t)
          body_at_[static_cast<std::size_t>(t)] = true;
      if (mention.form == MentionForm::name && mention.party.kind == Kind::person) mark(mention.party.tokens);
    }
  }

  void find() {
    for (Mention& mention : mentions_)
      if (mention.party.kind == Kind::person)
        mention.age = read_age(reading_, mention.party.tokens, mention.party.head);
    for (const Match& match : page_.matches.agents) add_agent(match);
    drop_containers();
    for (const NumberWords& number : page_.reading.numbers) add_number(number);
    add_aged();
    sort_by_head(mentions_);
  }

 private:
  void add_agent(const Match& match) {
    const std::int32_t head = match.tokens.last - 1;
    const Token& token = reading_[head];
    const Form& form = page_.lexicon.forms[match.form];
    const Entry& entry = page_.lexicon.entry_of(form);
    if (taken_[static_cast<std::size_t>(head)] || is_joined_on(head)) return;
    if (token.upos != Upos::noun && token.upos != Upos::propn && token.upos != Upos::adj && token.upos != Upos::x &&
        token.upos != Upos::verb && token.upos != Upos::pron)
      return;
    if ((token.upos == Upos::adj || token.upos == Upos::verb) && !is_nominal(match, head)) return;
    const bool is_plural = form.kind == FormKind::plural || entry.is_collective || token.number == Number::plural;
    const bool is_modifier = stands_before_noun(reading_, head) && !match.tokens.contains(token.head);
    if (is_modifier && !may_stand_before_noun(entry)) return;
    if (entry.is_weak && !is_plural && !is_argument(relation_of(reading_, head)) && token.deprel != Deprel::appos)
      return;

    Mention mention;
    mention.form = MentionForm::noun;
    mention.entry = &entry;
    mention.name = match.tokens;
    mention.noun = entry.name;
    mention.is_modifier = is_modifier;
    mention.number = entry.is_collective ? Number::none : is_plural ? Number::plural : Number::singular;
    mention.gender = is_plural ? Gender::unknown : entry.gender;
    mention.sentence = token.sentence;
    mention.party.head = head;
    mention.party.kind = kind_of(entry, is_plural);
    mention.party.sectors = entry.sectors;
    mention.party.because = entry.because;
    mention.party.is_suspected = entry.is_suspect;
    mention.party.confidence = is_modifier ? 0.6 : 0.9;
    const bool takes_of =
        entry.is_collective || entry.inherits || is_container(entry.name.substr(entry.name.rfind(' ') + 1));
    const TokenRange phrase =
        is_modifier ? match.tokens : widen_left(noun_phrase(reading_, match.tokens, head, takes_of), match.tokens);
    mention.party.tokens = phrase;
    mention.party.span = span_of(reading_, phrase);
    read_determiner(mention);
    take_quantity(reading_, mention);
    if (mention.party.kind == Kind::person || is_plural) mention.age = read_age(reading_, phrase, head);
    mention.party.is_minor = entry.is_minor;
    if (mention.age >= 0) mention.party.is_minor = mention.age < 18;
    mark(match.tokens);
    mentions_.push_back(std::move(mention));
  }

  // "Group" of "a group of militants" is no party beside the militants.
  void drop_containers() {
    std::vector<std::int32_t> heads;
    for (const Mention& mention : mentions_)
      if (mention.form == MentionForm::noun && !mention.name.contains(mention.party.head))
        heads.push_back(mention.party.head);
    std::erase_if(mentions_, [&](const Mention& m) {
      return m.name.contains(m.party.head) && m.form == MentionForm::noun &&
             std::ranges::find(heads, m.party.head) != heads.end();
    });
    for (const std::int32_t head : heads) taken_[static_cast<std::size_t>(head)] = true;
  }

  // Where the tree misses a modifier that stands right before the phrase ("nine suspected Abu Sayyaf militants"): words
  // of the modifiers' table, numbers, adjectives, names of bodies.
  TokenRange widen_left(TokenRange phrase, TokenRange core) const {
    if (phrase.first < core.first &&
        (reading_[phrase.first].deprel == Deprel::det || reading_[phrase.first].deprel == Deprel::nmod_poss))
      return phrase;
    const std::int32_t sentence = reading_[core.first].sentence;
    std::int32_t first = phrase.first;
    for (std::int32_t t = phrase.first - 1; t >= 0 && reading_[t].sentence == sentence && core.first - t <= 8; --t) {
      const Token& token = reading_[t];
      const bool is_name = token.upos == Upos::propn && body_at_[static_cast<std::size_t>(t)];
      if (token.upos == Upos::det || token.upos == Upos::num) {
        if (first < core.first || token.head == core.last - 1) first = t;
        break;
      }
      if (!is_name && (token.upos != Upos::adj || token.head < t) &&
          !(page_.lexicon.modifiers.contains(token.lower) && token.upos != Upos::propn))
        break;
      first = t;
    }
    phrase.first = first;
    return phrase;
  }

  // "U.S.-backed", "police-led": the word is part of another one.
  bool is_joined_on(std::int32_t head) const {
    return head + 1 < reading_.size() && reading_[head + 1].form == "-" &&
           reading_[head].span.end == reading_[head + 1].span.begin && head + 2 < reading_.size() &&
           reading_[head + 2].span.begin == reading_[head + 1].span.end;
  }

  // "the dead", "the wounded", "four injured": an adjective that stands for people.
  bool is_nominal(const Match& match, std::int32_t head) const {
    if (stands_before_noun(reading_, head)) return reading_[head].deprel == Deprel::compound;
    if (match.tokens.size() > 1) return true;
    const std::int32_t before = match.tokens.first - 1;
    if (before < 0) return false;
    const bool has_the = reading_[before].lower == "the" || reading_[before].deprel == Deprel::det ||
                         child_with(reading_, head, Deprel::det) != no_token;
    return has_the && (is_argument(relation_of(reading_, head)) || reading_[head].deprel == Deprel::obl ||
                       reading_[head].deprel == Deprel::nmod);
  }

  static bool may_stand_before_noun(const Entry& entry) {
    if (entry.inherits || entry.is_weak) return false;
    if (entry.kind == Kind::state_body) return true;
    const std::string& sector = entry.sectors.empty() ? std::string() : entry.sectors.front();
    return sector == "REB" || sector == "PRM" || (sector == "UAF" && entry.kind == Kind::group);
  }

  static bool is_container(const std::string& noun) {
    static const std::set<std::string_view> words = {
        "resident", "citizen",  "native",   "neighbor",   "neighbour", "relative",   "friend",   "victim",
        "survivor", "opponent", "critic",   "owner",      "student",   "employee",   "worker",   "president",
        "king",     "mayor",    "governor", "inhabitant", "brother",   "sister",     "mother",   "father",
        "son",      "daughter", "wife",     "husband",    "parent",    "commander",  "minister", "supporter",
        "follower", "believer", "fan",      "national",   "official",  "ambassador", "envoy"};
    return words.contains(noun);
  }

  static Kind kind_of(const Entry& entry, bool is_plural) {
    if (entry.kind != Kind::person) return entry.kind;
    return is_plural ? Kind::group : Kind::person;
  }

  void read_determiner(Mention& mention) const {
    static const std::set<std::string_view> definite = {"the", "this", "that", "these", "those", "both", "such"};
    for (std::int32_t t = mention.party.tokens.first; t < mention.name.first; ++t) {
      const Token& token = reading_[t];
      if (token.head != mention.party.head) continue;
      if (definite.contains(token.lower) || token.deprel == Deprel::nmod_poss)
        mention.is_definite = true;
      else if (token.deprel == Deprel::det || token.deprel == Deprel::nummod)
        mention.is_indefinite = true;
    }
    if (mention.party.tokens.first == mention.name.first && mention.number == Number::plural)
      mention.is_indefinite = true;
    if (mention.is_definite) mention.is_indefinite = false;
  }

  // "Three were killed", "killing 12": a number that is nobody's modifier, beside a verb that people suffer or do.
  void add_number(const NumberWords& number) {
    if (number.is_ordinal) return;
    std::int32_t head = head_of(reading_, number.tokens);
    // "130 more", "five others".
    if (const std::int32_t above = reading_[head].head;
        above == number.tokens.last && (reading_[above].lower == "more" || reading_[above].lower == "others"))
      head = above;
    const Token& token = reading_[head];
    if (taken_[static_cast<std::size_t>(head)] ||
        (token.upos != Upos::num && token.upos != Upos::noun && token.upos != Upos::pron && token.upos != Upos::adj))
      return;
    if (!is_argument(relation_of(reading_, head))) return;
    const std::int32_t verb = governor_of(reading_, head);
    if (verb == no_token || !page_.lexicon.person_verbs.contains(reading_[verb].lemma)) return;
    for (const std::int32_t child : children(reading_, head)) {
      if (reading_[child].deprel == Deprel::compound || reading_[child].deprel == Deprel::nmod_unmarked ||
          reading_[child].form == "%" || reading_[child].form == "$")
        return;
      if (reading_[child].deprel == Deprel::nmod && child < reading_.size() && !of_people(child)) return;
    }
    Mention mention;
    mention.form = MentionForm::number;
    mention.name = number.tokens;
    mention.sentence = token.sentence;
    mention.number = number.value == 1 ? Number::singular : Number::plural;
    mention.is_indefinite = true;
    mention.is_default_sector = true;
    mention.party.head = head;
    mention.party.kind = number.value == 1 ? Kind::person : Kind::group;
    mention.party.sectors = {"CVL"};
    mention.party.because = "who.bare_number";
    mention.party.confidence = 0.6;
    mention.party.tokens = noun_phrase(reading_, number.tokens, head, true);
    mention.party.span = span_of(reading_, mention.party.tokens);
    mark(number.tokens);
    mentions_.push_back(std::move(mention));
  }

  bool of_people(std::int32_t token) const {
    if (reading_[token].upos == Upos::pron) return reading_[token].lower != "it" && reading_[token].lower != "which";
    return taken_[static_cast<std::size_t>(token)];
  }

  // "The 24-year-old", "a 15-year-old": the age alone stands for the person.
  void add_aged() {
    for (std::int32_t t = 0; t + 1 < reading_.size(); ++t) {
      const Token& token = reading_[t];
      const bool is_old = token.lower == "old" || token.lower == "olds" || token.lower.ends_with("year-old") ||
                          token.lower.ends_with("year-olds");
      if (!is_old || taken_[static_cast<std::size_t>(t)] || stands_before_noun(reading_, t) || token.head == no_token)
        continue;
      if (t + 1 < reading_.size() && (reading_[t + 1].upos == Upos::noun || reading_[t + 1].upos == Upos::propn ||
                                      reading_[t + 1].upos == Upos::adj))
        continue;
      TokenRange core{t, t + 1};
      for (std::int32_t b = t - 1; b >= 0 && b >= t - 5; --b) {
        const std::string& word = reading_[b].lower;
        if (word == "-" || word.starts_with("year") || word.starts_with("month") ||
            (!word.empty() && is_digit(read_character(word, 0).code_point)))
          core.first = b;
        else
          break;
      }
      if (core.size() < 2 && token.lower.find("year") == std::string::npos) continue;
      const int age = read_age(reading_, core, t);
      if (age < 0 || core.first == 0) continue;
      const std::string& before = reading_[core.first - 1].lower;
      if (before != "the" && before != "a" && before != "an" && before != "two" &&
          reading_[core.first - 1].deprel != Deprel::det && reading_[core.first - 1].deprel != Deprel::nummod)
        continue;
      Mention mention;
      mention.form = MentionForm::noun;
      mention.noun = "year-old";
      mention.name = core;
      mention.sentence = token.sentence;
      const bool is_plural = token.lower.ends_with("olds");
      mention.number = is_plural ? Number::plural : Number::singular;
      mention.is_definite = before == "the";
      mention.is_indefinite = !mention.is_definite;
      mention.age = age;
      mention.is_default_sector = true;
      mention.party.head = t;
      mention.party.kind = is_plural ? Kind::group : Kind::person;
      mention.party.is_minor = age < 18;
      mention.party.sectors = {"CVL"};
      mention.party.because = "who.age";
      mention.party.confidence = 0.8;
      mention.party.tokens = {core.first - 1, core.last};
      mention.party.span = span_of(reading_, mention.party.tokens);
      mark(core);
      mentions_.push_back(std::move(mention));
    }
  }

  void mark(TokenRange tokens) {
    for (std::int32_t t = tokens.first; t < tokens.last; ++t) taken_[static_cast<std::size_t>(t)] = true;
  }

  const Page& page_;
  const Reading& reading_;
  std::vector<Mention>& mentions_;
  std::vector<bool> taken_;
  std::vector<bool> body_at_;  // a body's or group's name stands there
};

struct PronounWord {
  std::string_view word;
  Number number;
  Gender gender;
};

constexpr std::array<PronounWord, 36> pronoun_words = {
    {{"he", Number::singular, Gender::male},          {"him", Number::singular, Gender::male},
     {"his", Number::singular, Gender::male},         {"himself", Number::singular, Gender::male},
     {"she", Number::singular, Gender::female},       {"her", Number::singular, Gender::female},
     {"hers", Number::singular, Gender::female},      {"herself", Number::singular, Gender::female},
     {"they", Number::plural, Gender::unknown},       {"them", Number::plural, Gender::unknown},
     {"their", Number::plural, Gender::unknown},      {"theirs", Number::plural, Gender::unknown},
     {"themselves", Number::plural, Gender::unknown}, {"it", Number::none, Gender::unknown},
     {"its", Number::none, Gender::unknown},          {"itself", Number::none, Gender::unknown},
     {"i", Number::singular, Gender::unknown},        {"me", Number::singular, Gender::unknown},
     {"my", Number::singular, Gender::unknown},       {"mine", Number::singular, Gender::unknown},
     {"myself", Number::singular, Gender::unknown},   {"we", Number::plural, Gender::unknown},
     {"us", Number::plural, Gender::unknown},         {"our", Number::plural, Gender::unknown},
     {"ours", Number::plural, Gender::unknown},       {"ourselves", Number::plural, Gender::unknown},
     {"who", Number::none, Gender::unknown},          {"whom", Number::none, Gender::unknown},
     {"whose", Number::none, Gender::unknown},        {"which", Number::none, Gender::unknown},
     {"that", Number::none, Gender::unknown},         {"others", Number::plural, Gender::unknown},
     {"some", Number::plural, Gender::unknown},       {"several", Number::plural, Gender::unknown},
     {"many", Number::plural, Gender::unknown},       {"those", Number::plural, Gender::unknown}}};

}  // namespace

void add_nouns(const Page& page, std::vector<Mention>& mentions) { NounFinder(page, mentions).find(); }

void add_pronouns(const Page& page, std::vector<Mention>& mentions) {
  const Reading& reading = page.reading;
  std::vector<bool> taken(reading.tokens.size(), false);
  for (const Mention& mention : mentions)
    for (std::int32_t t = mention.name.first; t < mention.name.last; ++t) taken[static_cast<std::size_t>(t)] = true;
  for (std::int32_t t = 0; t < reading.size(); ++t) {
    const Token& token = reading[t];
    if (taken[static_cast<std::size_t>(t)] || token.form.size() > 10 ||
        (token.upos != Upos::pron && token.upos != Upos::det && token.upos != Upos::adj && token.upos != Upos::noun))
      continue;
    const std::string_view lower = token.lower;
    const auto word = std::ranges::find_if(pronoun_words, [&](const PronounWord& pronoun) {
      return pronoun.word.size() == lower.size() && pronoun.word[0] == lower[0] && pronoun.word == lower;
    });
    if (word == pronoun_words.end()) continue;
    const bool is_quantifier = word - pronoun_words.begin() >= 31;
    if (token.upos != Upos::pron && !is_quantifier && token.deprel != Deprel::nmod_poss) continue;
    if (is_quantifier) {
      // "others", "some of them": people only beside a verb that people suffer or do, or with "of" and a party.
      if (!is_argument(relation_of(reading, t))) continue;
      const std::int32_t verb = governor_of(reading, t);
      if (verb == no_token || !page.lexicon.person_verbs.contains(reading[verb].lemma)) continue;
    }
    if (token.deprel == Deprel::expl || token.deprel == Deprel::det) continue;
    Mention mention;
    mention.form = is_quantifier ? MentionForm::number : MentionForm::pronoun;
    mention.name = {t, t + 1};
    mention.noun = token.lower;
    mention.number = word->number;
    mention.gender = word->gender;
    mention.sentence = token.sentence;
    mention.is_definite = !is_quantifier;
    mention.is_indefinite = is_quantifier;
    mention.is_default_sector = true;
    mention.party.head = t;
    mention.party.kind = word->number == Number::plural ? Kind::group : Kind::person;
    mention.party.because = is_quantifier ? "who.others" : "who.pronoun";
    mention.party.confidence = 0.5;
    mention.party.tokens = is_quantifier ? noun_phrase(reading, mention.name, t, true) : mention.name;
    mention.party.span = span_of(reading, mention.party.tokens);
    if (is_quantifier) mention.party.sectors = {"CVL"};
    mentions.push_back(std::move(mention));
  }
  sort_by_head(mentions);
}

}  // namespace nutgraf::who
