// Gathers what one clause says of a happening: its parties are the trigger's role fillers, its place and time the nearest
// ones over the tree ("in Aksu on Tuesday"), its figures the counts of its parties ("60 suspects were detained"), its
// speaker the one in whose statement it stands. Joining mentions into events is event.cpp's.

#include "event/mention.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>

#include "event/attach.h"
#include "event/claims.h"
#include "event/counts.h"
#include "event/roles.h"
#include "event/split.h"
#include "event/times.h"

namespace nutgraf::event {

namespace {

using what::Role;

constexpr std::int32_t least_words_of_caption = 5;  // before its day
constexpr int near_place = 4, near_time = 7;  // steps over the tree at which a place or time still tells where and when

bool holds(const std::vector<std::size_t>& list, std::size_t item) { return std::ranges::find(list, item) != list.end(); }

const says_who::Factuality* factuality_of(const Answers& answers, std::int32_t predicate) {
  const auto& all = answers.says_who.factuality;
  const auto found = std::ranges::lower_bound(all, predicate, {}, &says_who::Factuality::predicate);
  return found != all.end() && found->predicate == predicate ? &*found : nullptr;
}

Status status_of(const says_who::Factuality& fact) {
  if (fact.is_foiled) return Status::foiled;
  if (fact.polarity == says_who::Polarity::negative) return Status::negated;
  if (fact.is_planned || fact.time == says_who::Time::future) return Status::planned;
  if (fact.certainty == says_who::Certainty::hypothetical || fact.certainty == says_who::Certainty::possible)
    return Status::hypothetical;
  return Status::happened;
}

// The words right around the trigger outweigh the wider clause, but do not undo a plan or a failure told there.
Status with_hint(Status status, what::StatusHint hint) {
  switch (hint) {
    case what::StatusHint::none: return status;
    case what::StatusHint::planned: return status == Status::foiled ? status : Status::planned;
    case what::StatusHint::foiled: return Status::foiled;
    case what::StatusHint::negated: return Status::negated;
    case what::StatusHint::hypothetical: return Status::hypothetical;
  }
  return status;
}

class Gatherer {
 public:
  Gatherer(const Report& report, const Reading& reading, const Answers& answers, const Words& words)
      : report_(report), reading_(reading), answers_(answers), words_(words), roles_(reading, answers), attachment_(reading, triggers(answers), cues(answers)) {}

  Mentions gather() {
    for (std::size_t i = 0; i < answers_.what.size(); ++i) mentions_.push_back(make_mention(i));
    roles_.blame(mentions_);
    attach_places();
    share_places();
    borrow_places();
    attach_spots();
    attach_times();
    attach_ends_of_captions();
    reckon_times(mentions_, reading_, answers_);
    attach_counts(mentions_, reading_, answers_, words_.tolls);
    attach_statements();
    attach_claims(mentions_, reading_, answers_);
    split_by_place(mentions_, reading_, answers_);
    std::ranges::stable_sort(mentions_, {}, &Mention::trigger);
    leave_out([&](const Mention& m) { return is_words_of_blame(m); }, [](const Mention&) { return "words of blame for a deed that is told elsewhere"; });
    for (Mention& mention : mentions_) mention.evidence = find_evidence(mention);
    leave_out([](const Mention& m) { return !deserves_record(m); },
              [](const Mention& m) { return m.status == Status::negated ? "denied, without both parties and a speaker" : "hypothetical: not tied to an occasion"; });
    return {std::move(mentions_), std::move(left_out_)};
  }

 private:
  static std::vector<std::int32_t> triggers(const Answers& answers) {
    std::vector<std::int32_t> all;
    for (const auto& happening : answers.what) all.push_back(happening.trigger);
    return all;
  }

  static std::vector<std::int32_t> cues(const Answers& answers) {
    std::vector<std::int32_t> all;
    for (const auto& statement : answers.says_who.statements) all.push_back(statement.cue_head);
    return all;
  }

  template <typename Test, typename Reason>
  void leave_out(Test test, Reason reason) {
    for (const Mention& mention : mentions_)
      if (test(mention)) left_out_.push_back({mention.happening, reason(mention)});
    std::erase_if(mentions_, test);
  }

  static bool deserves_record(const Mention& mention) {
    switch (mention.status) {
      case Status::happened: case Status::planned: case Status::foiled: return true;
      case Status::negated: return !mention.actors.empty() && !mention.recipients.empty() && !mention.statements.empty();
      case Status::hypothetical: return false;
    }
    return false;
  }

  Mention make_mention(std::size_t index) const {
    const what::Happening& happening = answers_.what[index];
    Mention mention{.happening = index, .trigger = happening.trigger, .sentence = reading_[happening.trigger].sentence,
                    .type = happening.type, .modes = happening.modes, .because = happening.because,
                    .confidence = happening.confidence};
    const Sentence& sentence = reading_.sentences[static_cast<std::size_t>(mention.sentence)];
    if (const auto block = static_cast<std::size_t>(sentence.block); block < report_.blocks.size()) {
      mention.is_in_headline = report_.blocks[block].kind == BlockKind::headline;
      mention.is_in_caption = report_.blocks[block].kind == BlockKind::caption;
    }
    mention.is_crime_charged = roles_.is_crime_charged(happening.trigger);
    mention.is_ground = roles_.is_ground(happening);
    Roles roles = roles_.roles_of(happening);
    mention.actors = std::move(roles.actors);
    mention.recipients = std::move(roles.recipients);
    mention.instruments = std::move(roles.instruments);
    if (const auto* fact = factuality_of(answers_, happening.trigger)) {
      mention.status = status_of(*fact);
      if (fact->is_alleged || (fact->certainty == says_who::Certainty::probable && fact->time == says_who::Time::past))
        mention.certainty = Certainty::alleged;
    }
    mention.claimed_by = claimant_of(happening);
    mention.status = with_hint(mention.status, happening.status_hint);
    if (is_threat_told_ahead(happening)) mention.status = Status::happened;
    if (mention.status == Status::happened && is_called(happening)) mention.status = Status::planned;
    return mention;
  }

  // "The union has called a strike": it lies ahead.
  bool is_called(const what::Happening& happening) const {
    if (happening.type != "PROTEST") return false;
    const Token& trigger = reading_[happening.trigger];
    const bool is_calling = trigger.upos == Upos::verb && trigger.lemma == "call" && child_with(reading_, happening.trigger, Deprel::compound_prt) == no_token;
    const bool is_object = happening.is_noun && trigger.deprel == Deprel::obj && reading_[trigger.head].lemma == "call" && child_with(reading_, trigger.head, Deprel::compound_prt) == no_token;
    return is_calling || is_object;
  }

  // "We will retaliate": the threat is made, whenever it comes true.
  bool is_threat_told_ahead(const what::Happening& happening) const {
    if (happening.type != "THREATEN" || happening.is_noun) return false;
    const bool is_cue = std::ranges::any_of(answers_.says_who.statements, [&](const says_who::Statement& s) { return s.cue_head == happening.trigger; });
    const std::int32_t auxiliary = child_with(reading_, happening.trigger, Deprel::aux);
    return !is_cue && auxiliary != no_token && (reading_[auxiliary].lower == "will" || reading_[auxiliary].lower == "would");
  }

  // What is said happens where the speaker is, not where the thing told is.
  static bool is_speech(const std::string& type) { return type == "ACCUSE" || type == "THREATEN" || type == "REQUEST" || type == "REJECT"; }

  // Who claims the deed as its own: "The Red Line claimed the attack".
  std::int32_t claimant_of(const what::Happening& happening) const {
    const Token& trigger = reading_[happening.trigger];
    if (!happening.is_noun) return no_token;
    for (const std::int32_t child : children_of(reading_, happening.trigger)) {
      if (reading_[child].lemma != "claim" || reading_[child].upos != Upos::verb) continue;
      if (reading_[child].deprel == Deprel::acl) return agent_of(child);  // "an attack claimed by the Red Line"
      if (reading_[child].deprel == Deprel::amod) return child_with(reading_, child, Deprel::compound);  // "the Red Line-claimed attack"
    }
    if (trigger.head == no_token) return no_token;
    const bool is_owned_up_to = trigger.deprel == Deprel::obl && reading_[trigger.head].lemma == "own" && child_with(reading_, trigger.head, Deprel::compound_prt) != no_token;
    if (is_owned_up_to) return child_with(reading_, trigger.head, Deprel::nsubj);  // "owned up to the attack"
    if (reading_[trigger.head].lemma != "claim") return no_token;
    if (trigger.deprel == Deprel::nsubj_pass) return agent_of(trigger.head);
    return trigger.deprel == Deprel::obj ? child_with(reading_, trigger.head, Deprel::nsubj) : no_token;
  }

  std::int32_t agent_of(std::int32_t verb) const {
    if (const std::int32_t agent = child_with(reading_, verb, Deprel::obl_agent); agent != no_token) return agent;
    for (const std::int32_t child : children_of(reading_, verb)) {
      const std::int32_t preposition = child_with(reading_, child, Deprel::case_);
      if (reading_[child].deprel == Deprel::obl && preposition != no_token && reading_[preposition].lower == "by") return child;
    }
    return no_token;
  }

  static int reach_of(const Mention& mention, std::vector<std::size_t> Mention::*list, int near) {
    return list == &Mention::places && is_speech(mention.type) ? 3 : near;
  }

  // Gives each item to the mentions that are nearest over the tree, then lets mentions without one look further.
  template <typename Items, typename Usable>
  void attach(const Items& items, std::vector<std::size_t> Mention::*list, int near, Usable is_usable) {
    const auto item = list == &Mention::times ? Attachment::Item::time : Attachment::Item::place;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].tokens.size() <= 0 || !is_usable(items[i])) continue;  // told outside the prose
      const std::int32_t head = first_of_list(head_of(reading_, items[i].tokens));
      int best = near;
      for (const Mention& mention : mentions_) best = std::min(best, attachment_.distance(mention.trigger, head, item));
      for (Mention& mention : mentions_)
        if (best < reach_of(mention, list, near) && attachment_.distance(mention.trigger, head, item) == best)
          (mention.*list).push_back(i);
    }
    for (Mention& mention : mentions_) {
      if (!(mention.*list).empty()) continue;
      if (list == &Mention::places && is_speech(mention.type)) continue;
      const bool only_names = answers_.what[mention.happening].is_noun && mention.actors.empty() && mention.recipients.empty();
      if (only_names) continue;  // "the arrests followed a bombing on Saturday": Saturday is the bombing's
      int best = near + 2;
      std::int32_t nearest = no_token;
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].tokens.size() <= 0 || !is_usable(items[i])) continue;
        const std::int32_t head = first_of_list(head_of(reading_, items[i].tokens));
        const int steps = attachment_.distance(mention.trigger, head, item);
        if (steps < best) {
          best = steps;
          nearest = head;
          (mention.*list) = {i};
        } else if (steps == best && (steps < near || head == nearest)) {
          (mention.*list).push_back(i);
        }
      }
    }
  }

  // "In Aksu, Delmar and the province of Veria": all stand where the first one stands.
  std::int32_t first_of_list(std::int32_t head) const {
    std::int32_t at = head;
    if (reading_[at].deprel == Deprel::nmod && reading_[reading_[at].head].deprel == Deprel::conj && is_kind_of_place(reading_[at].head)) at = reading_[at].head;
    if (reading_[at].deprel != Deprel::conj) return head;
    const std::int32_t first = reading_[at].head;
    const auto holds_first = [&](const where::Place& place) { return place.kind == where::Kind::place && place.tokens.contains(first); };
    return std::ranges::any_of(answers_.where, holds_first) || is_kind_of_place(first) ? first : head;
  }

  bool is_kind_of_place(std::int32_t noun) const {
    static constexpr std::array<std::string_view, 10> kinds = {"city", "town", "village", "province", "district", "state", "region", "county", "suburb", "capital"};
    return std::ranges::find(kinds, reading_[noun].lemma) != kinds.end();
  }

  void attach_places() {
    attach(answers_.where, &Mention::places, near_place, [&](const where::Place& place) {
      if (place.kind != where::Kind::place || place.only_qualifies) return false;
      return !stands_for_party(place.tokens);
    });
    for (Mention& mention : mentions_)
      if (is_speech(mention.type) || mention.type == "SANCTION")
        std::erase_if(mention.places, [&](std::size_t i) { return is_told_of(mention, answers_.where[i]); });
  }

  // "Condemned Peru", "cut ties to Peru", "Peru's suspension": the country is whom words or measures are aimed at.
  bool is_told_of(const Mention& mention, const where::Place& place) const {
    if (!place.best || place.best->precision != where::Precision::country) return false;
    const Token& head = reading_[head_of(reading_, place.tokens)];
    const bool is_possessor = head.deprel == Deprel::nmod_poss && head.head == mention.trigger;
    const bool is_recipient = std::ranges::any_of(mention.recipients, [&](std::int32_t r) { return place.tokens.contains(r); });
    return is_possessor || is_recipient || head.deprel == Deprel::obj;
  }

  // A place name that is the subject of a verb acts there as a party; before a party's noun it says whose that is
  // ("Burbank police"), after it where somebody is from ("a man of 45 from Aksu").
  bool stands_for_party(TokenRange tokens) const {
    std::int32_t head = head_of(reading_, tokens);
    while (reading_[head].deprel == Deprel::conj && reading_[head].head != no_token) head = reading_[head].head;
    const Deprel relation = reading_[head].deprel;
    const std::int32_t above = reading_[head].head;
    const bool modifies = relation == Deprel::compound || relation == Deprel::amod || relation == Deprel::nmod_poss;
    if (modifies && roles_.is_party(above)) return true;
    if (relation == Deprel::compound && std::ranges::any_of(mentions_, [&](const Mention& m) { return m.trigger == above && std::ranges::find(m.actors, head) != m.actors.end(); })) return true;
    if (relation == Deprel::nmod && roles_.is_party(above)) {
      const std::int32_t preposition = child_with(reading_, head, Deprel::case_);
      if (preposition != no_token && (reading_[preposition].lower == "from" || reading_[preposition].lower == "of")) return true;
    }
    return relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::iobj;
  }

  // "In Aksu, where police held ninety people and seized two rifles": what is told before two verbs is the place of both.
  void share_places() {
    for (Mention& mention : mentions_) {
      if (!mention.places.empty() || reading_[mention.trigger].deprel != Deprel::conj || is_speech(mention.type)) continue;
      const auto first = std::ranges::find_if(mentions_, [&](const Mention& other) { return other.trigger == reading_[mention.trigger].head; });
      if (first == mentions_.end()) continue;
      std::ranges::copy_if(first->places, std::back_inserter(mention.places), [&](std::size_t place) { return answers_.where[place].tokens.last <= first->trigger; });
    }
  }

  // Those held while preparing an attack in a town are held there, unless the report says where.
  void borrow_places() {
    for (Mention& mention : mentions_) {
      if (!mention.places.empty() || mention.type != "COERCE") continue;
      for (const Mention& inner : mentions_) {
        const bool lies_ahead = inner.status == Status::planned || inner.status == Status::hypothetical || inner.status == Status::foiled;
        if (&inner == &mention || inner.places.empty() || inner.sentence != mention.sentence) continue;
        const bool is_of_recipient = std::ranges::any_of(mention.recipients, [&](std::int32_t r) { return is_under(reading_, inner.trigger, r); });
        if (is_of_recipient && (lies_ahead || is_prepared(inner.trigger))) mention.places = inner.places;
      }
    }
  }

  // Stands under a verb of preparing.
  bool is_prepared(std::int32_t noun) const {
    static constexpr std::array<std::string_view, 5> verbs = {"prepare", "plan", "plot", "plott", "organise"};
    const std::int32_t verb = reading_[noun].head;
    return verb != no_token && std::ranges::find(verbs, reading_[verb].lemma) != verbs.end();
  }

  void attach_spots() {
    for (const Spot& spot : words_.spots.find(reading_)) {
      const bool is_named = std::ranges::any_of(answers_.where, [&](const where::Place& p) { return p.span.contains(reading_[spot.head].span); });
      if (is_named) continue;
      int best = near_place;
      for (const Mention& mention : mentions_) best = std::min(best, attachment_.distance(mention.trigger, spot.head));
      for (Mention& mention : mentions_)
        if (best < near_place && !is_speech(mention.type) && attachment_.distance(mention.trigger, spot.head) == best)
          mention.spots.push_back(spot);
    }
    for (Mention& mention : mentions_)
      for (const std::int32_t head : mention.recipients)
        if (is_scene_itself(mention, head)) mention.spots.push_back(spot_at(reading_, head));
  }

  // "Blocked a bridge", "stormed the court", "raided a house": what is blocked or stormed is where it happened.
  bool is_scene_itself(const Mention& mention, std::int32_t head) const {
    if (mention.type != "COERCE" && mention.type != "PROTEST" && mention.type != "ASSAULT") return false;
    static constexpr std::array<std::string_view, 6> things = {"bus", "train", "pipeline", "tent", "ferry", "subway"};
    if (!words_.spots.is_spot(reading_, head) || reading_[head].number == Number::plural || std::ranges::find(things, reading_[head].lemma) != things.end()) return false;
    const auto is_told = [&](const Spot& spot) { return spot.head == head; };
    const bool is_named = std::ranges::any_of(answers_.where, [&](const where::Place& p) { return p.span.contains(reading_[head].span); });
    return !is_named && std::ranges::none_of(mention.spots, is_told);
  }

  void attach_times() {
    attach(answers_.when, &Mention::times, near_time, [&](const when::TimeExpression& time) {
      if (time.type == when::Type::set || (!time.earliest && !time.latest)) return false;
      if (report_.dateline && report_.dateline->whole.contains(time.span)) return false;
      if (time.value.starts_with("T")) return false;
      return !time.value.ends_with("_REF") || time.because == "when.recent_units" || time.because.starts_with("lexicon/when/offsets.tsv");  // "a few days ago"
    });
  }

  // "Students march in support of a jailed poet, in Borova, Norrland, March 3, 2021": the day that ends a caption, and the places
  // right before it, belong to what the picture shows, which the main clause tells.
  void attach_ends_of_captions() {
    for (std::size_t i = 0; i < answers_.when.size(); ++i) {
      const when::TimeExpression& time = answers_.when[i];
      if (time.tokens.size() <= 0 || time.type != when::Type::date || time.precision != when::Precision::day || time.basis != when::Basis::stated) continue;
      const std::int32_t number = reading_[time.tokens.first].sentence;
      const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(number)].tokens;
      const bool ends_sentence = time.tokens.last >= sentence.last - 1;
      if (!ends_sentence || time.tokens.first - sentence.first < least_words_of_caption || reading_[time.tokens.first - 1].form != ",") continue;
      Mention* shown = highest_in(number);
      if (!shown || !shown->times.empty() || !is_shown_now(shown->trigger)) continue;
      shown->times.push_back(i);
      if (!shown->places.empty()) continue;
      std::int32_t end = time.tokens.first;
      for (std::size_t k = answers_.where.size(); k-- > 0;) {
        const where::Place& place = answers_.where[k];
        if (place.tokens.size() <= 0 || place.tokens.first < sentence.first || place.tokens.last > end || place.kind != where::Kind::place) continue;
        if (end - place.tokens.last > 1) break;
        shown->places.push_back(k);
        end = place.tokens.first;
      }
    }
  }

  // The mention nearest to the root of a sentence; null when it has none.
  Mention* highest_in(std::int32_t sentence) {
    Mention* highest = nullptr;
    int least = 0;
    for (Mention& mention : mentions_) {
      if (mention.sentence != sentence) continue;
      int depth = 0;
      for (std::int32_t at = mention.trigger; reading_[at].head != no_token; at = reading_[at].head) ++depth;
      if (!highest || depth < least) highest = &mention, least = depth;
    }
    return highest;
  }

  // Captions tell what they show in the present: "soldiers stand guard", "a protest in".
  bool is_shown_now(std::int32_t trigger) const {
    std::int32_t root = trigger;
    while (reading_[root].head != no_token) root = reading_[root].head;
    return reading_[root].tense != Tense::past || reading_[root].verb_form == VerbForm::participle;
  }

  // "The army was responsible for the deaths" accuses the army when somebody else says so.
  bool is_words_of_blame(const Mention& mention) const {
    return mention.type == "ACCUSE" && mention.actors.empty() && reading_[mention.trigger].upos == Upos::adj;
  }

  void blame_by(const says_who::Statement& statement, Mention& mention) const {
    const bool is_own = statement.manner == says_who::Manner::claims_responsibility || statement.manner == says_who::Manner::denies;
    if (!is_own && roles_.is_party(statement.speaker_head)) mention.actors.push_back(statement.speaker_head);
  }

  // "The union said that it had kept to the rules and accused the ministry of deceit", "anyone who resists will be shot, the junta said": who speaks
  // accuses or threatens when no other is told to.
  bool accuses_by_speaking(const says_who::Statement& statement, const Mention& mention) const {
    const bool is_speech_act = mention.type == "ACCUSE" || mention.type == "THREATEN";
    if (!is_speech_act || !mention.actors.empty() || !statement.is_speech || answers_.what[mention.happening].is_noun) return false;
    if (statement.manner == says_who::Manner::denies || !roles_.is_party(statement.speaker_head)) return false;
    const Token& trigger = reading_[mention.trigger];
    if (trigger.upos != Upos::verb || trigger.tense == Tense::none) return false;
    if (trigger.deprel == Deprel::acl || trigger.deprel == Deprel::acl_relcl || trigger.deprel == Deprel::amod) return false;
    if (mention.type == "THREATEN") return true;
    const auto has = [&](Deprel relation) { return child_with(reading_, mention.trigger, relation) != no_token; };
    return !has(Deprel::aux_pass) && !has(Deprel::nsubj_pass);
  }

  void attach_statements() {
    const auto& statements = answers_.says_who.statements;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const says_who::Statement& statement = statements[i];
      for (Mention& mention : mentions_) {
        const bool is_told = std::ranges::any_of(statement.content_tokens,
                                                 [&](TokenRange tokens) { return tokens.contains(mention.trigger); });
        if (!is_told || mention.trigger == statement.cue_head) continue;
        if (is_words_of_blame(mention)) blame_by(statement, mention);
        else if (accuses_by_speaking(statement, mention)) mention.actors.push_back(statement.speaker_head);
        if (statement.manner == says_who::Manner::claims_responsibility) mention.claims.push_back(i);
        else if (!holds(mention.statements, i)) mention.statements.push_back(i);
      }
    }
  }

  // The trigger's words together with those of the recipient, or of the actor when there is none.
  Span find_evidence(const Mention& mention) const {
    TokenRange range = tokens_in(reading_, answers_.what[mention.happening].span);
    if (range.size() <= 0) range = {mention.trigger, mention.trigger + 1};
    const auto& parties = mention.recipients.empty() ? mention.actors : mention.recipients;
    for (const std::int32_t head : parties) {
      if (reading_[head].sentence != mention.sentence || std::abs(head - mention.trigger) > 25) continue;
      range.first = std::min(range.first, head);
      range.last = std::max(range.last, head + 1);
    }
    // "A 19-year-old" is one word to the reader.
    while (range.first > 1 && reading_[range.first - 1].form == "-" && reading_[range.first - 1].span.end == reading_[range.first].span.begin &&
           reading_[range.first - 2].span.end == reading_[range.first - 1].span.begin)
      range.first -= 2;
    return span_of(reading_, range);
  }

  const Report& report_;
  const Reading& reading_;
  const Answers& answers_;
  const Words& words_;
  RoleFinder roles_;
  Attachment attachment_;
  std::vector<Mention> mentions_;
  std::vector<LeftOut> left_out_;
};

}  // namespace

Mentions find_mentions(const Report& report, const Reading& reading, const Answers& answers, const Words& words) {
  return Gatherer(report, reading, answers, words).gather();
}

}  // namespace nutgraf::event
