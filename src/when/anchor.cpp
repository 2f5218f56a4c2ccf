// Keeps what was told last, so that "the next day" and "in March" find the day and the year they lean on, and reads
// from the verbs whether a bare "Monday" lies before or after the filing day.

#include "when/anchor.h"

#include <algorithm>
#include <array>

namespace nutgraf::when {

namespace {

using std::chrono::sys_days;

bool holds(const Period& period, const Period& other) {
  return sys_days(period.first) <= sys_days(other.first) && sys_days(other.last) <= sys_days(period.last);
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// What one verb says, with its auxiliaries.
Direction direction_of_verb(const Reading& reading, std::int32_t verb) {
  const Token& token = reading[verb];
  bool has_past_aux = false, has_present_aux = false, has_to = false, has_modal = false;
  for (const std::int32_t child : children_of(reading, verb)) {
    const Token& word = reading[child];
    if (word.deprel == Deprel::mark && word.lower == "to") has_to = true;
    if (word.deprel != Deprel::aux && word.deprel != Deprel::aux_pass && word.deprel != Deprel::cop) continue;
    if (word.form == "IS") continue;  // the group, not the verb
    if (is_one_of(word.lower,
                  {"will", "'ll", "shall", "wo", "would", "'d", "may", "might", "can", "could", "should", "must"}))
      has_modal = true;
    if (word.tense == Tense::past || is_one_of(word.lower, {"was", "were", "had", "did", "has", "have", "'ve", "been"}))
      has_past_aux = true;
    else
      has_present_aux = true;
  }
  // "would meet on Monday" lies ahead of the speaker, "would have met on Monday" does not.
  if (has_modal) return has_past_aux ? Direction::past : Direction::future;
  if (has_past_aux) return Direction::past;
  if (has_to || token.verb_form == VerbForm::infinitive) {
    // "plans to meet on Monday", "set to begin", but "went to meet".
    return Direction::unknown;
  }
  if (has_present_aux)
    return token.verb_form == VerbForm::participle && token.tense == Tense::past ? Direction::unknown
                                                                                 : Direction::future;
  if (token.tense == Tense::past) return Direction::past;
  if (token.tense == Tense::present && token.verb_form == VerbForm::finite) return Direction::future;
  return Direction::unknown;
}

bool has_will(const Reading& reading, std::int32_t verb) {
  for (const std::int32_t child : children_of(reading, verb))
    if (is_one_of(reading[child].lower, {"will", "'ll", "shall", "wo"})) return true;
  return false;
}

Direction direction_in_tree(const Reading& reading, TokenRange tokens) {
  std::int32_t at = tokens.first;
  bool hangs_on_noun = false;  // "the dead from Friday's massacre": a present verb above it says nothing
  while (at != no_token && tokens.contains(at)) at = reading[at].head;
  bool plans = false;
  for (int steps = 0; at != no_token && steps < 12; ++steps, at = reading[at].head) {
    const Token& token = reading[at];
    if (is_one_of(token.lemma, {"schedule", "plan", "expect", "due", "intend", "upcoming", "set", "slate"}))
      plans = true;
    const bool is_predicate = token.upos == Upos::verb || token.upos == Upos::aux || token.deprel == Deprel::root ||
                              child_with(reading, at, Deprel::cop) != no_token;
    if (!is_predicate) {
      // "before the November election"
      hangs_on_noun = !is_one_of(
          token.lemma, {"election", "vote", "referendum", "ballot", "summit", "convention", "deadline", "runoff"});
      continue;
    }
    Direction direction = direction_of_verb(reading, at);
    const bool is_plain_present = direction == Direction::future && token.tense == Tense::present;
    const bool reports = is_one_of(token.lemma, {"say", "tell", "show", "know", "think", "believe", "see", "add",
                                                 "report", "claim", "come", "follow", "mark", "remain"});
    if (is_plain_present && (hangs_on_noun || reports)) return Direction::unknown;
    // "After a meeting Monday the mayor said the town is safe": Monday is where "said" is, whatever it hangs on.
    const std::int32_t root = reading.sentences[static_cast<std::size_t>(token.sentence)].root;
    if (direction == Direction::future && root != no_token && root < at && tokens.last <= root &&
        reading[root].tense == Tense::past)
      return Direction::past;
    // "Wednesday's talk would build on his plans": what would build need not lie ahead itself.
    if (direction == Direction::future && hangs_on_noun && !has_will(reading, at)) return Direction::unknown;
    const std::int32_t mark = child_with(reading, at, Deprel::mark);
    const bool is_infinitive = direction == Direction::unknown && mark != no_token && reading[mark].lower == "to";
    if (is_infinitive && token.head != no_token) {
      // "a vote to be held on Monday" and "plans to meet on Monday" lie ahead; "a bid to retake it on Monday" need not.
      const Token& above = reading[token.head];
      const bool is_set = child_with(reading, at, Deprel::aux_pass) != no_token ||
                          is_one_of(token.lemma, {"begin", "start", "open", "take", "end", "expire"});
      if (token.deprel == Deprel::acl && is_set) return Direction::future;
      if (is_one_of(above.lemma, {"plan", "expect", "schedule", "set", "due", "intend", "promise", "vow", "prepare",
                                  "hope", "want", "agree", "pledge", "decide", "be", "slate", "likely"}))
        return Direction::future;
      continue;
    }
    if (direction != Direction::unknown) return direction;
  }
  return plans ? Direction::future : Direction::unknown;
}

Direction direction_in_words(const Reading& reading, TokenRange tokens) {
  const Sentence& sentence = reading.sentences[static_cast<std::size_t>(reading[tokens.first].sentence)];
  // The nearest verb-like word before the time, else after it; eight words each way are enough for a clause.
  const auto says = [&](std::int32_t t) {
    const std::string& word = reading[t].lower;
    if (is_one_of(word, {"will", "'ll", "shall", "wo", "scheduled", "expected", "due", "plans", "slated", "upcoming",
                         "set", "begins", "starts", "opens", "meets", "votes"}))
      return Direction::future;
    if (t + 1 < sentence.tokens.last && reading[t + 1].lower == "to" &&
        is_one_of(word, {"is", "are", "plan", "hope", "hopes", "expects"}))
      return Direction::future;
    if (is_one_of(word, {"was", "were", "had", "did", "said", "told", "has", "have", "killed", "died"}) ||
        (word.size() > 4 && word.ends_with("ed")))
      return Direction::past;
    return Direction::unknown;
  };
  for (std::int32_t t = tokens.first - 1; t >= sentence.tokens.first && t >= tokens.first - 8; --t)
    if (const Direction direction = says(t); direction != Direction::unknown) return direction;
  for (std::int32_t t = tokens.last; t < sentence.tokens.last && t < tokens.last + 8; ++t)
    if (const Direction direction = says(t); direction != Direction::unknown) return direction;
  return Direction::unknown;
}

}  // namespace

Direction direction_at(const Reading& reading, TokenRange tokens) {
  if (tokens.size() <= 0 || reading.sentences.empty()) return Direction::unknown;
  const bool has_tree = !reading.child_start.empty() && reading[tokens.first].upos != Upos::x;
  if (has_tree)
    if (const Direction direction = direction_in_tree(reading, tokens); direction != Direction::unknown)
      return direction;
  return direction_in_words(reading, tokens);
}

bool is_time_of_saying(const Reading& reading, TokenRange tokens) {
  std::int32_t head = tokens.last - 1;
  while (tokens.contains(reading[head].head)) head = reading[head].head;
  const std::int32_t verb = reading[head].head;
  return verb != no_token && is_one_of(reading[verb].lemma, {"say", "tell", "add", "state", "announce", "report", "confirm", "acknowledge", "note"});
}

void Anchor::tell(const Period& period, std::int32_t sentence, bool opens_sentence, bool is_of_saying) {
  // "a pact of 1887" looks back and "papers released in 2005" far ahead; the story goes on where it was.
  const int year = year_of(period.first);
  const bool looks_away = narrated_year && !opens_sentence && period.unit >= Unit::year &&
                          (year < *narrated_year || year > *narrated_year + 5);
  if (!looks_away && period.unit <= Unit::year) narrated_year = year;
  told = period;
  told_sentence = sentence;
  if (period.unit <= Unit::day) told_day = period, day_sentence = sentence;
  if (period.unit <= Unit::day && !is_of_saying) event_day = period.first, event_day_sentence = sentence;
  if (period.unit <= Unit::month) told_month = period;
  if (period.unit <= Unit::year) told_year = period;
}

std::optional<Period> Anchor::told_within(Unit unit) const {
  if (!told) return std::nullopt;
  const std::optional<Period>& last = unit <= Unit::day ? told_day : unit <= Unit::month ? told_month : told_year;
  if (!last) return std::nullopt;
  if (last->first == told->first || holds(*told, *last)) return last;
  return std::nullopt;
}

std::optional<Date> filing_day_of(const Report& report) {
  if (report.filed) return report.filed->date;
  return std::nullopt;
}

}  // namespace nutgraf::when
