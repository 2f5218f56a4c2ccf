// Applies the boundary rules of PLOVER and of the event record between happenings that are told together.

#include "what/boundaries.h"

#include <algorithm>

#include "what/clause.h"
#include "what/tree.h"

namespace nutgraf::what {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool has_mode(const Happening& happening, std::string_view mode) {
  return std::ranges::find(happening.modes, mode) != happening.modes.end();
}

// The verb or noun on which a trigger hangs through an infinitive, a "that" clause, an object or a preposition.
bool is_content_of(const Reading& reading, std::int32_t inner, std::int32_t outer) {
  for (std::int32_t t = inner; t != no_token && t != outer; t = reading[t].head) {
    if (reading[t].head == outer) {
      switch (reading[t].deprel) {
        case Deprel::xcomp:
        case Deprel::ccomp:
        case Deprel::obj:
        case Deprel::acl: return true;
        case Deprel::obl:
        case Deprel::nmod: {
          const std::int32_t preposition = child_with(reading, t, Deprel::case_);
          return preposition != no_token && is_one_of(reading[preposition].lower, {"of", "with", "for", "to"});
        }
        case Deprel::advcl: return reading[t].verb_form == VerbForm::infinitive;
        default: return false;
      }
    }
    if (reading[t].deprel == Deprel::acl_relcl) return false;
  }
  return false;
}

std::vector<std::string> mode_of_threat(const Happening& content) {
  if (content.type == "ASSAULT" || content.type == "MOBILIZE") return {"violence"};
  if (content.type == "COERCE" && has_mode(content, "arrest")) return {"arrest"};
  if (content.type == "COERCE" && has_mode(content, "deport")) return {"expel"};
  if (content.type == "COERCE" && has_mode(content, "seize")) return {"territory"};
  if (content.type == "COERCE" || content.type == "PROTEST" || content.type == "ACCUSE") return {"restrict"};
  if (content.type == "SANCTION" && has_mode(content, "expel")) return {"expel"};
  if (content.type == "SANCTION" || content.type == "RETREAT") return {"relations"};
  return {};
}

// Who says of himself that he will do it: the speaker of "the gang said it would bomb the station". no_token when nobody does.
std::int32_t doer_who_says_so(const Reading& reading, std::int32_t verb) {
  const std::int32_t doer = read_verb(reading, verb).first(Slot::subject);
  for (std::int32_t t = verb; reading[t].head != no_token; t = reading[t].head) {
    const Token& governor = reading[reading[t].head];
    if (reading[t].deprel == Deprel::conj || reading[t].deprel == Deprel::xcomp) continue;
    if (reading[t].deprel != Deprel::ccomp || !is_one_of(governor.lemma, {"say", "announce", "warn", "declare", "tell", "add", "vow", "write"})) return no_token;
    const std::int32_t speaker = read_verb(reading, reading[t].head).first(Slot::subject);
    if (speaker == no_token || doer == no_token) return no_token;
    const bool is_same = doer == speaker || reading[doer].lemma == reading[speaker].lemma || is_one_of(reading[doer].lower, {"they", "we", "it", "i", "he", "she"});
    return is_same ? speaker : no_token;
  }
  return no_token;
}

// "They would kill the hostages unless the troops left", "said they would close the border if more came", and what an armed group
// says that it will do: a threat.
bool is_threat(const Reading& reading, const Classes& classes, const Happening& happening) {
  if (happening.is_noun || (happening.type != "ASSAULT" && happening.type != "COERCE" && happening.type != "SANCTION" && happening.type != "MOBILIZE")) return false;
  bool lies_ahead = false, is_unless = false, is_if = false;
  for (const std::int32_t child : children(reading, happening.trigger)) {
    const Token& token = reading[child];
    if (token.deprel == Deprel::aux && is_one_of(token.lower, {"will", "would", "'ll", "’ll", "shall"})) lies_ahead = true;
    if (token.deprel == Deprel::aux && is_one_of(token.lower, {"have", "has", "had"})) return false;
    if (token.deprel == Deprel::advmod && is_one_of(token.lower, {"not", "n't", "n’t", "never"})) return false;
    if (token.deprel != Deprel::advcl) continue;
    if (const std::int32_t mark = child_with(reading, child, Deprel::mark); mark != no_token) {
      if (reading[mark].lower == "unless") is_unless = true;
      if (reading[mark].lower == "if") is_if = true;
    }
  }
  if (!lies_ahead) return false;
  if (is_unless) return true;
  const std::int32_t speaker = doer_who_says_so(reading, happening.trigger);
  if (speaker == no_token) return false;
  if (is_if) return true;
  const ClassSet kinds = classes.of_token(reading, speaker);
  return happening.type == "ASSAULT" && reading[speaker].upos != Upos::pron && kinds & classes.named("armed") && !(kinds & (classes.named("force") | classes.named("state")));
}

// Demands that hang on words of protest or request tell what is wanted, not what happened.
bool is_demand_word(const Token& token) {
  return is_one_of(token.lemma, {"demand", "urge", "call", "request", "seek", "want", "plead", "appeal", "press", "insist"});
}

bool is_demanded(const Reading& reading, const Happening& happening) {
  for (std::int32_t t = happening.trigger; reading[t].head != no_token; t = reading[t].head) {
    const std::int32_t head = reading[t].head;
    if (reading[t].deprel == Deprel::acl_relcl || reading[t].deprel == Deprel::parataxis || reading[t].deprel == Deprel::nsubj) return false;
    // "officers were called to the motel for a shooting"
    const bool is_summons = reading[head].lemma == "call" && child_with(reading, head, Deprel::aux_pass) != no_token;
    if (is_demand_word(reading[head]) && !is_summons && is_content_of(reading, t, head)) {
      // "a request by", "in response to calls" leave the noun phrase; past facts inside keep their finite verb.
      return true;
    }
    if (reading[t].deprel == Deprel::advcl || reading[t].deprel == Deprel::conj) {
      if (reading[t].verb_form != VerbForm::infinitive && reading[t].deprel == Deprel::advcl) return false;
    }
  }
  return false;
}

// "arrested on charges of", "on suspicion of": the arrest alone.
bool is_ground_of_arrest(const Reading& reading, const Happening& happening, const std::vector<Happening>& all) {
  if (happening.type != "ACCUSE" || !happening.is_noun) return false;
  const Token& token = reading[happening.trigger];
  if (token.head == no_token || (token.deprel != Deprel::obl && token.deprel != Deprel::nmod)) return false;
  return std::ranges::any_of(all, [&](const Happening& other) {
    return (other.type == "COERCE" || other.type == "THREATEN" || other.type == "SANCTION") && other.trigger == token.head;
  });
}

// Places among `all` of the assaults of each sentence.
using AssaultsOfSentences = std::vector<std::vector<std::size_t>>;

AssaultsOfSentences assaults_of_sentences(const Reading& reading, const std::vector<Happening>& all) {
  AssaultsOfSentences places(reading.sentences.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].type == "ASSAULT") places[static_cast<std::size_t>(reading[all[i].trigger].sentence)].push_back(i);
  return places;
}

// "A shooting at a nightclub that killed 39", where the tree hangs the killing on the nightclub.
bool hangs_on_scene(const Reading& reading, std::int32_t verb, std::int32_t attack) {
  const std::int32_t scene = reading[verb].head;
  if (scene == no_token || reading[verb].deprel != Deprel::acl_relcl || reading[scene].deprel != Deprel::nmod || reading[scene].head != attack) return false;
  const std::int32_t preposition = child_with(reading, scene, Deprel::case_), subject = child_with(reading, verb, Deprel::nsubj);
  return preposition != no_token && subject != no_token && is_one_of(reading[preposition].lower, {"at", "in", "near", "on", "outside", "inside"}) &&
         is_one_of(reading[subject].lower, {"that", "which"});
}

void link_same_events(const Reading& reading, const AssaultsOfSentences& assaults, std::vector<Happening>& all) {
  for (Happening& harm : all) {
    if (harm.type != "ASSAULT" || (harm.figure_role != "killed" && harm.figure_role != "injured")) continue;
    for (const std::size_t place : assaults[static_cast<std::size_t>(reading[harm.trigger].sentence)]) {
      const Happening& other = all[place];
      if (other.trigger == harm.trigger) continue;
      const Token& attack = reading[other.trigger];
      bool same = false;
      if (attack.head == harm.trigger) {
        switch (attack.deprel) {
          case Deprel::nsubj:
          case Deprel::obl_agent:
          case Deprel::conj:
          case Deprel::advcl: same = true; break;
          case Deprel::obl: {
            const std::int32_t preposition = child_with(reading, other.trigger, Deprel::case_);
            same = preposition != no_token && is_one_of(reading[preposition].lower, {"in", "by", "during", "from", "with", "following"});
            break;
          }
          default: break;
        }
      }
      const Token& verb = reading[harm.trigger];
      if (verb.head == other.trigger && (verb.deprel == Deprel::conj || verb.deprel == Deprel::advcl || verb.deprel == Deprel::acl_relcl ||
                                         verb.deprel == Deprel::acl || verb.deprel == Deprel::xcomp))
        same = true;
      if (hangs_on_scene(reading, harm.trigger, other.trigger)) same = true;
      if (same) harm.same_event.push_back(other.trigger);
    }
  }
}

void pass_modes(const Reading& reading, const AssaultsOfSentences& assaults, std::vector<Happening>& all) {
  for (Happening& harm : all)
    for (const std::int32_t trigger : harm.same_event)
      for (const std::size_t place : assaults[static_cast<std::size_t>(reading[trigger].sentence)])
        if (const Happening& other = all[place]; other.trigger == trigger)
          for (const std::string& mode : other.modes)
            if (harm.modes.empty() || has_mode(harm, "targeted"))
              if (!has_mode(harm, mode)) harm.modes.push_back(mode);
}

// "Shot himself": what somebody does to himself is done to nobody; a suicide attack is another thing.
bool is_done_to_oneself(const Reading& reading, const Happening& happening) {
  if (happening.type != "ASSAULT" || happening.is_noun || std::ranges::find(happening.modes, "suicide-attack") != happening.modes.end()) return false;
  const std::int32_t object = child_with(reading, happening.trigger, Deprel::obj);
  return object != no_token && is_one_of(reading[object].lower, {"himself", "herself", "itself", "themselves", "oneself", "myself"});
}

}  // namespace

std::vector<Happening> keep_boundaries(const Reading& reading, const Classes& classes, std::vector<Happening> happenings) {
  for (Happening& happening : happenings)
    if (is_threat(reading, classes, happening)) {
      happening.modes = mode_of_threat(happening);
      happening.type = "THREATEN";
      happening.figure_role.clear();
      happening.status_hint = StatusHint::none;
      // "The rebels said they will kill him": the speaker, rather than "they".
      if (const std::int32_t speaker = doer_who_says_so(reading, happening.trigger); speaker != no_token)
        for (Filler& filler : happening.fillers)
          if (filler.role == Role::actor && reading[filler.head].upos == Upos::pron) filler.head = speaker;
    }
  std::vector<bool> dropped(happenings.size(), false);
  for (std::size_t i = 0; i < happenings.size(); ++i) {
    Happening& outer = happenings[i];
    if (outer.type == "THREATEN") {
      std::vector<std::string> modes;
      for (std::size_t j = 0; j < happenings.size(); ++j) {
        if (i == j || happenings[j].type == "THREATEN" || !is_content_of(reading, happenings[j].trigger, outer.trigger)) continue;
        dropped[j] = true;
        if (modes.empty()) modes = mode_of_threat(happenings[j]);
      }
      if (outer.modes.empty()) outer.modes = modes;
      std::erase(outer.modes, "by_content");
    }
  }
  for (std::size_t i = 0; i < happenings.size(); ++i) {
    if (is_ground_of_arrest(reading, happenings[i], happenings) || is_done_to_oneself(reading, happenings[i])) dropped[i] = true;
    if (happenings[i].type != "REQUEST" && is_demanded(reading, happenings[i])) {
      if (happenings[i].is_noun || reading[happenings[i].trigger].verb_form == VerbForm::infinitive) dropped[i] = true;
      else happenings[i].status_hint = StatusHint::hypothetical;
    }
  }
  std::vector<Happening> kept;
  for (std::size_t i = 0; i < happenings.size(); ++i)
    if (!dropped[i]) kept.push_back(std::move(happenings[i]));
  const AssaultsOfSentences assaults = assaults_of_sentences(reading, kept);
  link_same_events(reading, assaults, kept);
  pass_modes(reading, assaults, kept);
  return kept;
}

}  // namespace nutgraf::what
