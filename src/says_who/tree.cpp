// Small questions to the tree that statements and factuality both ask.

#include "says_who/tree.h"

namespace nutgraf::says_who {

bool is_function_word(Deprel relation) {
  return relation == Deprel::aux || relation == Deprel::aux_pass || relation == Deprel::cop;
}

bool is_nominal_argument(Deprel relation) {
  switch (relation) {
    case Deprel::nsubj: case Deprel::nsubj_pass: case Deprel::nsubj_outer: case Deprel::obj: case Deprel::obl:
    case Deprel::obl_agent: case Deprel::obl_unmarked: case Deprel::iobj: case Deprel::nmod: case Deprel::nmod_desc:
    case Deprel::nmod_poss: case Deprel::nmod_unmarked: case Deprel::compound: case Deprel::appos:
      return true;
    default: return false;
  }
}

bool has_infinitive_mark(const Reading& reading, std::int32_t token) {
  bool found = false;
  each_child(reading, token, [&](std::int32_t child) {
    const Token& word = reading[child];
    if (word.lower == "to" && (word.deprel == Deprel::mark || word.deprel == Deprel::aux)) found = true;
  });
  // "Due to appear": the "to" of "due to" is the verb's.
  const bool is_after_fixed_to = token > 0 && reading[token - 1].lower == "to" && reading[token - 1].deprel == Deprel::fixed;
  if (is_after_fixed_to && reading[token].verb_form == VerbForm::infinitive) found = true;
  return found;
}

bool is_finite_clause(const Reading& reading, std::int32_t token) {
  if (reading[token].verb_form == VerbForm::finite) return true;
  bool found = false;
  each_child(reading, token, [&](std::int32_t child) {
    const Token& word = reading[child];
    if (is_function_word(word.deprel) && word.verb_form == VerbForm::finite) found = true;
  });
  return found;
}

bool is_definite(const Reading& reading, std::int32_t token) {
  bool found = reading[token].upos == Upos::propn;
  each_child(reading, token, [&](std::int32_t child) {
    const Token& word = reading[child];
    if (word.deprel == Deprel::nmod_poss) found = true;
    if (word.deprel == Deprel::det && (word.lower == "the" || word.lower == "this" || word.lower == "that" ||
                                       word.lower == "these" || word.lower == "those"))
      found = true;
  });
  return found;
}

std::string_view preposition_of(const Reading& reading, std::int32_t token) {
  std::string_view found;
  each_child(reading, token, [&](std::int32_t child) {
    const Token& word = reading[child];
    if (found.empty() && (word.deprel == Deprel::case_ || (word.deprel == Deprel::mark && word.upos != Upos::part)))
      found = word.lower;
  });
  return found;
}

std::optional<Frame> frame_of_preposition(std::string_view word) {
  if (word == "of") return Frame::of;
  if (word == "for") return Frame::for_;
  if (word == "from") return Frame::from;
  if (word == "about" || word == "over") return Frame::about;
  if (word == "against") return Frame::against;
  if (word == "as") return Frame::as;
  if (word == "in" || word == "at") return Frame::in;
  if (word == "with") return Frame::with;
  if (word == "on" || word == "upon") return Frame::on;
  return std::nullopt;
}

namespace {

constexpr std::uint32_t bit(Frame frame) { return static_cast<std::uint32_t>(frame); }

// "... because he left", "... when they came": tells why or when, and is no content of the governor.
bool has_own_opening(const Reading& reading, std::int32_t token) {
  bool found = false;
  each_child(reading, token, [&](std::int32_t child) {
    const Token& word = reading[child];
    if (word.deprel == Deprel::mark && word.lower != "that" && word.lower != "like") found = true;
    if (word.deprel == Deprel::advmod && (word.lower == "when" || word.lower == "where" || word.lower == "once" || word.lower == "whenever")) found = true;
  });
  return found;
}

std::uint32_t frame_of_clause(const Reading& reading, std::int32_t token) {
  const Token& word = reading[token];
  const std::int32_t governor = word.head;
  const bool has_object = governor != no_token && (has_child(reading, governor, Deprel::obj) ||
                                                   has_child(reading, governor, Deprel::iobj) ||
                                                   has_child(reading, governor, Deprel::nsubj_pass));
  bool has_addressee = false;  // "called on members to pay"
  if (governor != no_token && word.deprel != Deprel::advcl)
    each_child(reading, governor, [&](std::int32_t child) {
      if (reading[child].deprel == Deprel::obl && child < token && (preposition_of(reading, child) == "on" || preposition_of(reading, child) == "upon")) has_addressee = true;
    });
  const bool has_subject = has_addressee || has_child(reading, token, Deprel::nsubj) || has_child(reading, token, Deprel::nsubj_pass);
  if (has_infinitive_mark(reading, token)) {
    const bool is_objects = (has_object || has_subject) && (word.deprel == Deprel::xcomp || word.deprel == Deprel::ccomp);
    return is_objects ? bit(Frame::object_to) | bit(Frame::to) : bit(Frame::to);
  }
  if (const auto frame = frame_of_preposition(preposition_of(reading, token))) return bit(*frame);
  if (is_finite_clause(reading, token)) return word.deprel == Deprel::advcl && has_own_opening(reading, token) ? 0 : bit(Frame::that);
  const bool is_gerund = word.lower.ends_with("ing");
  if (is_gerund) return word.deprel == Deprel::parataxis ? bit(Frame::that) : bit(Frame::ing);
  if (word.deprel == Deprel::ccomp || word.deprel == Deprel::xcomp)
    return word.upos == Upos::verb && (has_object || has_subject) ? bit(Frame::object_to) | bit(Frame::that)
                                                                  : bit(Frame::that);
  return 0;
}

}  // namespace

std::uint32_t frame_of(const Reading& reading, std::int32_t token) {
  const Token& word = reading[token];
  switch (word.deprel) {
    case Deprel::xcomp: case Deprel::ccomp: case Deprel::advcl: case Deprel::acl: case Deprel::csubj:
    case Deprel::csubj_pass: case Deprel::csubj_outer:
      return frame_of_clause(reading, token);
    // "the fact that he lied" is no relative clause, whatever the tree says.
    case Deprel::acl_relcl: {
      const std::int32_t mark = child_with(reading, token, Deprel::mark);
      return mark != no_token && reading[mark].lower == "that" ? bit(Frame::that) : 0;
    }
    case Deprel::obj: case Deprel::nsubj_pass: return bit(Frame::noun);
    case Deprel::nsubj: return bit(Frame::subject);
    case Deprel::compound: return bit(Frame::compound);
    case Deprel::obl: case Deprel::nmod: {
      const std::string_view preposition = preposition_of(reading, token);
      if (preposition.empty() && word.deprel == Deprel::obl && token > word.head) return bit(Frame::noun);
      const auto frame = frame_of_preposition(preposition);
      return frame ? bit(*frame) : 0;
    }
    default: return 0;
  }
}

std::string_view table_lemma(const Token& token) { return token.upos == Upos::propn ? token.lower : token.lemma; }

Time time_of(const Reading& reading, std::int32_t token) {
  Time time = Time::none;
  switch (reading[token].tense) {
    case Tense::past: time = Time::past; break;
    case Tense::present: time = Time::present; break;
    case Tense::none: break;
  }
  bool has_first = false;
  each_child(reading, token, [&](std::int32_t child) {
    const Token& word = reading[child];
    if (!is_function_word(word.deprel) || has_first) return;
    has_first = true;
    const bool is_perfect = word.lemma == "have";
    if (word.tense == Tense::past || is_perfect) time = Time::past;
    else if (word.tense == Tense::present) time = Time::present;
  });
  return time;
}

}  // namespace nutgraf::says_who
