// Who stands where beside a trigger, whatever form the clause takes: "Rebels captured the town", "the town captured by
// rebels", "rebels who had captured the town", "rebels trying to capture the town" all have the rebels as subject and
// the town as object. What the places mean for a trigger is said by its frame (frames.tsv).

#include "what/clause.h"

#include <algorithm>
#include <array>

#include "what/tree.h"

namespace nutgraf::what {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_nominal(const Token& token) {
  return token.upos == Upos::noun || token.upos == Upos::propn || token.upos == Upos::pron || token.upos == Upos::num ||
         token.upos == Upos::det || token.upos == Upos::adj || token.upos == Upos::x || token.upos == Upos::sym;
}

bool is_participle(const Token& token) { return token.verb_form == VerbForm::participle; }
bool is_past_participle(const Token& token) { return is_participle(token) && (token.tense == Tense::past || token.lower.ends_with("ed") || token.lower.ends_with("en")) && !token.lower.ends_with("ing"); }

bool has_child(const Reading& reading, std::int32_t token, Deprel relation) { return child_with(reading, token, relation) != no_token; }

// "rebels shot at the patrol": what stands after "at" leaves no room for a passive.
bool is_aimed(const Reading& reading, std::int32_t verb) {
  for (const std::int32_t child : children(reading, verb))
    if (reading[child].deprel == Deprel::obl)
      if (const std::int32_t preposition = child_with(reading, child, Deprel::case_); preposition != no_token && reading[preposition].lower == "at") return true;
  return false;
}

bool is_passive(const Reading& reading, std::int32_t verb) {
  // "imposed sanctions" tagged as a passive has an object and is none.
  const bool by_form = reading[verb].voice == Voice::passive && !has_child(reading, verb, Deprel::obj) && !(has_child(reading, verb, Deprel::nsubj) && is_aimed(reading, verb));
  return by_form || has_child(reading, verb, Deprel::aux_pass) || has_child(reading, verb, Deprel::nsubj_pass) ||
         has_child(reading, verb, Deprel::csubj_pass);
}

// The preposition of a phrase: "in front of" counts as its first word.
std::optional<Slot> preposition_of(const Reading& reading, std::int32_t noun) {
  for (const std::int32_t child : children(reading, noun))
    if (reading[child].deprel == Deprel::case_ && reading[child].lower != "'s" && reading[child].lower != "’s")
      if (const auto slot = slot_named(reading[child].lower)) return slot;
  return std::nullopt;
}

void add(Arguments& arguments, Slot slot, std::int32_t head, std::string_view because) {
  if (head == no_token) return;
  const bool known = std::ranges::any_of(arguments.all, [&](const Argument& a) { return a.slot == slot && a.head == head; });
  if (!known) arguments.all.push_back({slot, head, because});
}

// The surface subject of a clause with the kind of relation that it has.
struct SurfaceSubject {
  std::int32_t head = no_token;
  bool is_passive = false;
};

SurfaceSubject own_subject(const Reading& reading, std::int32_t verb) {
  for (const std::int32_t child : children(reading, verb)) {
    const Deprel relation = reading[child].deprel;
    if (relation == Deprel::nsubj || relation == Deprel::nsubj_outer) return {child, false};
    if (relation == Deprel::nsubj_pass) return {child, true};
  }
  return {};
}

// The surface subject of a clause, its own or that of the clause which it leans on.
SurfaceSubject surface_subject(const Reading& reading, std::int32_t verb, int depth = 0) {
  const SurfaceSubject own = own_subject(reading, verb);
  if (own.head != no_token || depth > 6) return own;
  const Token& token = reading[verb];
  if (token.head == no_token) return {};
  switch (token.deprel) {
    case Deprel::conj:
    case Deprel::advcl:
    case Deprel::xcomp:
    case Deprel::parataxis: return surface_subject(reading, token.head, depth + 1);
    default: return {};
  }
}

// "ordered him to leave": the object of these verbs does what follows; with others ("vowed to") the subject does.
std::int32_t controller_of(const Reading& reading, std::int32_t governor) {
  static constexpr std::array<std::string_view, 5> subject_control = {"promise", "threaten", "vow", "use", "take"};
  const std::int32_t object = child_with(reading, governor, Deprel::obj);
  const bool by_subject = std::ranges::find(subject_control, reading[governor].lemma) != subject_control.end();
  if (object != no_token && !by_subject) return object;
  return surface_subject(reading, governor).head;
}

// The doer of an infinitive that hangs on a noun: "the group's plan to attack", "made an attempt to kill".
std::int32_t doer_of_infinitive(const Reading& reading, std::int32_t noun) {
  if (const std::int32_t owner = child_with(reading, noun, Deprel::nmod_poss); owner != no_token) return owner;
  const Token& token = reading[noun];
  if (token.head != no_token && (token.deprel == Deprel::obj || token.deprel == Deprel::obl)) return surface_subject(reading, token.head).head;
  return no_token;
}

void add_prepositions(const Reading& reading, std::int32_t governor, Arguments& arguments) {
  for (const std::int32_t child : children(reading, governor)) {
    const Token& token = reading[child];
    switch (token.deprel) {
      case Deprel::obl:
      case Deprel::nmod:
      case Deprel::obj:
        if (const auto slot = preposition_of(reading, child); slot && (token.deprel != Deprel::obj || slot == Slot::by)) add(arguments, *slot, child, token.deprel == Deprel::nmod ? "nmod" : "obl");
        break;
      case Deprel::obl_agent: add(arguments, Slot::by, child, "obl:agent"); break;
      case Deprel::compound_prt:
        if (const auto slot = slot_named(token.lower)) add(arguments, *slot, child, "particle");
        break;
      case Deprel::advmod:
        if (token.lower == "up" || token.lower == "out") add(arguments, *slot_named(token.lower), child, "particle");
        break;
      default: break;
    }
  }
}

// What a verb takes from the clause or noun that it hangs on when it has no subject or object of its own.
void add_inherited(const Reading& reading, std::int32_t verb, Arguments& arguments) {
  const Token& token = reading[verb];
  const std::int32_t head = token.head;
  if (head == no_token) return;
  const bool has_subject = arguments.has(Slot::subject);
  // "were surrounded and taken prisoner": no object, but what they became.
  const std::int32_t object = arguments.first(Slot::object);
  const bool has_object = object != no_token && !is_one_of(reading[object].lower, {"prisoner", "hostage", "captive"});
  const bool participle = is_past_participle(token) && !has_child(reading, verb, Deprel::aux);
  switch (token.deprel) {
    case Deprel::conj: {
      if (!is_nominal(reading[head]) || reading[head].upos == Upos::adj) {
        const SurfaceSubject shared = surface_subject(reading, head);
        if (own_subject(reading, verb).head != no_token || shared.head == no_token) return;
        if (has_child(reading, verb, Deprel::nummod)) {  // "12 people were killed and more than 300 arrested": the number is its own
          if (is_passive(reading, head) && participle) arguments.is_passive = true;
          for (Argument& a : arguments.all)
            if (a.because == "number as subject") a.slot = arguments.is_passive ? Slot::object : Slot::subject;
          return;
        }
        const bool shares_voice = is_passive(reading, head) && participle && !has_object;
        if (arguments.is_passive || shares_voice) {
          arguments.is_passive = true;
          add(arguments, Slot::object, shared.head, "shared subject");
          if (!arguments.has(Slot::by))
            for (const Argument& a : read_verb(reading, head).all)
              if (a.slot == Slot::subject && a.because == "obl:agent") add(arguments, Slot::subject, a.head, "shared agent");
        } else if (!has_subject) {
          // "was arrested and told police": the shared surface subject does the second verb.
          add(arguments, Slot::subject, shared.head, "shared subject");
        }
        if (reading[head].deprel == Deprel::acl && reading[head].head != no_token && shared.head == no_token)
          add(arguments, participle ? Slot::object : Slot::subject, reading[head].head, "acl");
      }
      return;
    }
    case Deprel::xcomp:
      if (arguments.is_passive || (participle && !has_object)) {
        if (!has_object) add(arguments, Slot::object, controller_of(reading, head), "controller of xcomp");
        arguments.is_passive = true;
      } else if (!has_subject) {
        add(arguments, Slot::subject, controller_of(reading, head), "controller of xcomp");
      }
      return;
    case Deprel::advcl:
      if (participle && !has_object && !has_subject) {
        arguments.is_passive = true;
        add(arguments, Slot::object, surface_subject(reading, head).head, "subject of main clause");
      } else if (!has_subject && !arguments.is_passive) {
        if (token.verb_form == VerbForm::infinitive &&
            is_one_of(reading[head].lemma, {"order", "force", "tell", "ask", "urge", "persuade", "allow", "send", "instruct", "call", "direct", "command", "hire"})) {
          add(arguments, Slot::subject, controller_of(reading, head), "controller of infinitive");
          return;
        }
        const SurfaceSubject main = surface_subject(reading, head);
        // "was jailed for killing": the surface subject, though passive, is the doer of the clause that hangs on it.
        add(arguments, Slot::subject, main.head, "subject of main clause");
      } else if (arguments.is_passive && !has_object) {
        add(arguments, Slot::object, surface_subject(reading, head).head, "subject of main clause");
      }
      return;
    case Deprel::acl:
      if (participle && !has_object) {
        arguments.is_passive = true;
        add(arguments, Slot::object, head, "acl");
      } else if (!has_subject && !arguments.is_passive) {
        const bool infinitive = token.verb_form == VerbForm::infinitive || has_child(reading, verb, Deprel::mark);
        add(arguments, Slot::subject, infinitive ? doer_of_infinitive(reading, head) : head, "acl");
      }
      return;
    case Deprel::acl_relcl:
      if (!has_subject && !arguments.is_passive) add(arguments, Slot::subject, head, "acl:relcl");
      else if (!has_object && (arguments.is_passive || has_subject)) {
        const bool relative_elsewhere = std::ranges::any_of(arguments.all, [&](const Argument& a) {
          return a.slot != Slot::subject && a.head == head;
        });
        if (!relative_elsewhere) add(arguments, Slot::object, head, "acl:relcl");
      }
      return;
    case Deprel::amod:
      if (is_nominal(reading[head])) {
        // "by jailing opponents" that the tree hangs on the opponents: what a preposition opens is a clause, and they its object.
        if (token.lower.ends_with("ing")) add(arguments, has_child(reading, verb, Deprel::mark) ? Slot::object : Slot::subject, head, "amod");
        else {
          arguments.is_passive = true;
          add(arguments, Slot::object, head, "amod");
        }
      }
      return;
    default: return;
  }
}

// "accused the firm of hiding losses", "kept voters from reaching the hall": the tree may hang the object on the clause that
// tells what it does.
void add_raised_object(const Reading& reading, std::int32_t verb, std::int32_t clause, Arguments& arguments) {
  const std::int32_t mark = child_with(reading, clause, Deprel::mark), subject = child_with(reading, clause, Deprel::nsubj);
  if (mark == no_token || subject == no_token || subject > mark || subject < verb || has_child(reading, verb, Deprel::obj)) return;
  if (is_one_of(reading[mark].lower, {"of", "from", "for"})) add(arguments, Slot::object, subject, "subject of the clause");
}

// "shot and killed his neighbour": the object stands with the last verb and belongs to each.
void add_shared_object(const Reading& reading, std::int32_t verb, Arguments& arguments) {
  if (arguments.is_passive || arguments.has(Slot::object) || arguments.has(Slot::ccomp) || arguments.has(Slot::xcomp)) return;
  constexpr std::int32_t furthest = 3;
  for (const std::int32_t child : children(reading, verb)) {
    if (reading[child].deprel != Deprel::conj || reading[child].upos != Upos::verb || child - verb > furthest) continue;
    if (own_subject(reading, child).head != no_token) continue;
    if (const std::int32_t object = child_with(reading, child, Deprel::obj); object != no_token) return add(arguments, Slot::object, object, "shared object");
  }
}

bool is_infinitive(const Reading& reading, std::int32_t verb) {
  if (reading[verb].verb_form == VerbForm::infinitive) return true;
  const std::int32_t mark = child_with(reading, verb, Deprel::mark);
  return mark != no_token && reading[mark].lower == "to";
}

bool is_one_of_arguments(Deprel relation) {
  return relation == Deprel::obj || relation == Deprel::nsubj || relation == Deprel::nsubj_pass;
}

// "the campaign to drive the rebels from Halden": what is to be done, and of acts of war to whom and where.
void add_purpose(const Reading& reading, std::int32_t verb, Arguments& arguments) {
  add(arguments, Slot::xcomp, verb, "acl");
  static constexpr std::array<std::string_view, 22> of_war = {"attack", "capture", "clear", "crush", "defeat", "destroy", "dislodge", "drive", "eliminate", "encircle", "expel",
                                                              "isolate", "kill", "liberate", "oust", "overthrow", "recapture", "regain", "retake", "rout", "seize", "topple"};
  if (std::ranges::find(of_war, reading[verb].lemma) == of_war.end()) return;
  const std::int32_t object = child_with(reading, verb, Deprel::obj);
  if (object == no_token) return;
  const bool is_location = reading[object].name >= 0 && reading.names[static_cast<std::size_t>(reading[object].name)].kind == NameKind::location;
  add(arguments, is_location ? Slot::in : Slot::against, object, "obj of acl");
}

// Relative pronouns give way to the nouns they stand for, and agents of passives become subjects.
void settle(const Reading& reading, Arguments& arguments) {
  for (Argument& a : arguments.all) a.head = antecedent_of(reading, a.head);
  if (!arguments.is_passive || arguments.has(Slot::subject)) return;
  for (Argument& a : arguments.all)
    if (a.slot == Slot::by && is_nominal(reading[a.head])) {
      a.slot = Slot::subject;
      a.because = "obl:agent";
      return;
    }
}

}  // namespace

bool Arguments::has(Slot slot) const { return first(slot) != no_token; }

std::int32_t Arguments::first(Slot slot) const {
  for (const Argument& a : all)
    if (a.slot == slot) return a.head;
  return no_token;
}

std::int32_t antecedent_of(const Reading& reading, std::int32_t token) {
  if (!is_one_of(reading[token].lower, {"who", "which", "that", "whom"}) || reading[token].upos != Upos::pron) return token;
  for (std::int32_t t = reading[token].head; t != no_token; t = reading[t].head)
    if (reading[t].deprel == Deprel::acl_relcl && reading[t].head != no_token) return reading[t].head;
  return token;
}

std::vector<std::int32_t> joined_with(const Reading& reading, std::int32_t token) {
  std::vector<std::int32_t> all{token};
  for (const std::int32_t child : children(reading, token))
    if (reading[child].deprel == Deprel::conj && is_nominal(reading[child]) && reading[child].upos != Upos::adj) all.push_back(child);
  return all;
}

Arguments read_verb(const Reading& reading, std::int32_t verb) {
  Arguments arguments;
  arguments.is_passive = is_passive(reading, verb);
  for (const std::int32_t child : children(reading, verb)) {
    switch (reading[child].deprel) {
      case Deprel::nsubj:
      case Deprel::nsubj_outer:
        if (reading[child].lower == "whom") {
          add(arguments, Slot::object, child, "whom");
          break;
        }
        add(arguments, arguments.is_passive ? Slot::object : Slot::subject, child, "nsubj"); break;
      case Deprel::nsubj_pass: add(arguments, Slot::object, child, "nsubj:pass"); break;
      case Deprel::nummod: add(arguments, arguments.is_passive ? Slot::object : Slot::subject, child, "number as subject"); break;
      case Deprel::obj:
        if (preposition_of(reading, child) == Slot::by) break;
        if (!has_child(reading, verb, Deprel::nsubj_pass)) add(arguments, Slot::object, child, "obj");
        break;
      case Deprel::iobj: add(arguments, Slot::to, child, "iobj"); break;
      case Deprel::xcomp: add(arguments, Slot::xcomp, child, "xcomp"); break;
      case Deprel::advcl:
        if (reading[child].verb_form == VerbForm::infinitive) {
          add(arguments, Slot::xcomp, child, "advcl");
        } else if (const std::int32_t mark = child_with(reading, child, Deprel::mark); mark != no_token) {
          // "charged with killing", "accused of stealing"
          if (const auto slot = slot_named(reading[mark].lower); slot && (slot == Slot::with || slot == Slot::of || slot == Slot::for_)) add(arguments, *slot, child, "advcl");
        } else if (reading[child].upos == Upos::adj) {
          // "described the camps as inhumane", "called the raid inexcusable"
          add(arguments, preposition_of(reading, child) == Slot::as ? Slot::as : Slot::xcomp, child, "advcl");
        }
        break;
      case Deprel::ccomp:
        add(arguments, Slot::ccomp, child, "ccomp");
        if (const std::int32_t subject = own_subject(reading, child).head; subject != no_token && (reading[subject].upos != Upos::pron || reading[subject].lower == "you"))
          add(arguments, Slot::ccomp_subject, subject, "subject of ccomp");
        add_raised_object(reading, verb, child, arguments);
        break;
      default: break;
    }
  }
  add_prepositions(reading, verb, arguments);
  add_shared_object(reading, verb, arguments);
  add_inherited(reading, verb, arguments);
  settle(reading, arguments);
  return arguments;
}

std::int32_t light_verb_of(const Reading& reading, std::int32_t noun) {
  static constexpr std::array<std::string_view, 30> light = {
      "carry", "launch", "stage", "conduct", "commit", "make", "mount", "hold", "wage", "unleash", "perpetrate", "lead", "order", "organize", "organise",
      "plan", "direct", "orchestrate", "begin", "start", "execute", "undertake", "plot", "do", "claim", "bring", "file", "level", "issue", "open"};
  const Token& token = reading[noun];
  const auto is_light = [&](std::int32_t verb) { return std::ranges::find(light, reading[verb].lemma) != light.end(); };
  if (token.head != no_token && (token.deprel == Deprel::obj || token.deprel == Deprel::nsubj_pass) && is_light(token.head)) return token.head;
  // "took part in the march", "joined the protest".
  if (token.head != no_token && token.deprel == Deprel::obl && is_one_of(reading[token.head].lemma, {"participate", "take"}) &&
      preposition_of(reading, noun) == Slot::in && (reading[token.head].lemma == "participate" || has_child(reading, token.head, Deprel::obj)))
    return token.head;
  if (token.head != no_token && token.deprel == Deprel::obj && is_one_of(reading[token.head].lemma, {"join", "attend"})) return token.head;
  for (const std::int32_t child : children(reading, noun))
    if ((reading[child].deprel == Deprel::acl || reading[child].deprel == Deprel::acl_relcl) && is_light(child)) {
      const Arguments clause = read_verb(reading, child);
      if (clause.first(Slot::object) == noun) return child;
    }
  return no_token;
}

// "A man with a gunshot wound", "was treated for stab wounds", "suffering from a gunshot wound": who is hurt.
std::int32_t bearer_of_wound(const Reading& reading, std::int32_t wound) {
  const Token& token = reading[wound];
  if (token.head == no_token) return no_token;
  const auto preposition = preposition_of(reading, wound);
  if (token.deprel == Deprel::nmod && preposition == Slot::with) return token.head;
  if (token.deprel != Deprel::obl || (preposition != Slot::with && preposition != Slot::from && preposition != Slot::for_ && preposition != Slot::of)) return no_token;
  if (!is_one_of(reading[token.head].lemma, {"find", "suffer", "treat", "die", "take", "hospitalize", "recover", "discover"})) return no_token;
  const Arguments clause = read_verb(reading, token.head);
  return clause.is_passive ? clause.first(Slot::object) : clause.first(Slot::subject);
}

// The verb whose object is the noun, or a list, a number or an attempt of what it names: "endured a coup attempt and dozens of attacks".
std::int32_t verb_over(const Reading& reading, std::int32_t noun) {
  std::int32_t top = noun;
  for (std::int32_t above = reading[top].head; above != no_token; above = reading[top].head) {
    const Token& token = reading[top];
    const bool is_listed = token.deprel == Deprel::conj && is_nominal(reading[above]);
    const bool is_tried = token.deprel == Deprel::compound && is_one_of(reading[above].lemma, {"attempt", "bid", "try"});
    const bool is_counted = token.deprel == Deprel::nmod && preposition_of(reading, top) == Slot::of &&
                            is_one_of(reading[above].lemma, {"dozen", "score", "hundred", "thousand", "number", "series", "string", "wave", "spate", "range"});
    if (!is_listed && !is_tried && !is_counted) break;
    top = above;
  }
  return reading[top].deprel == Deprel::obj ? reading[top].head : no_token;
}

bool is_undergoing(const Token& verb) { return is_one_of(verb.lemma, {"face", "suffer", "survive", "receive", "endure", "undergo", "escape", "sustain"}); }

Arguments read_noun(const Reading& reading, std::int32_t noun) {
  Arguments arguments;
  add(arguments, Slot::self, noun, "the noun itself");
  for (const std::int32_t child : children(reading, noun)) {
    switch (reading[child].deprel) {
      case Deprel::nmod_poss: add(arguments, Slot::possessor, child, "nmod:poss"); break;
      case Deprel::compound:
      case Deprel::nmod_desc: add(arguments, Slot::compound, child, "compound"); break;
      case Deprel::amod: add(arguments, Slot::amod, child, "amod"); break;
      case Deprel::acl:
        if (is_infinitive(reading, child)) add_purpose(reading, child, arguments);
        else if (const std::int32_t mark = child_with(reading, child, Deprel::mark); mark != no_token && reading[mark].lower == "that") add(arguments, Slot::ccomp, child, "acl");
        else if (is_past_participle(reading[child])) add(arguments, Slot::governor, child, "acl");
        if (reading[child].lemma == "involve" || reading[child].lemma == "target") {
          if (const std::int32_t object = child_with(reading, child, Deprel::obj); object != no_token)
            add(arguments, reading[child].lemma == "target" ? Slot::against : Slot::between, object, "obj of acl");
        }
        break;
      default: break;
    }
  }
  add_prepositions(reading, noun, arguments);
  if (const Token& token = reading[noun]; token.head != no_token && is_one_of_arguments(token.deprel)) add(arguments, Slot::governor, token.head, "governor");
  // "the killing of two guards by rebels": a doer that the tree hangs on the victim.
  for (const std::int32_t child : children(reading, noun))
    if (reading[child].deprel == Deprel::nmod)
      for (const std::int32_t below : children(reading, child))
        if (reading[below].deprel == Deprel::nmod && preposition_of(reading, below) == Slot::by && !arguments.has(Slot::by)) add(arguments, Slot::by, below, "nmod");
  if (const std::int32_t light = light_verb_of(reading, noun); light != no_token) {
    for (const Argument& a : read_verb(reading, light).all) {
      if (a.slot == Slot::subject && a.head != noun) add(arguments, Slot::by, a.head, "subject of light verb");
      else if (a.because == "obl" && a.head != noun) add(arguments, a.slot, a.head, "obl of light verb");
    }
  } else {
    // "suffered an attack", "face charges": the subject undergoes what the noun names.
    if (const std::int32_t verb = verb_over(reading, noun); verb != no_token && is_undergoing(reading[verb]))
      for (const Argument& a : read_verb(reading, verb).all)
        if (a.slot == Slot::subject) add(arguments, Slot::against, a.head, "subject of face");
    if (is_one_of(reading[noun].lemma, {"wound", "injury"})) add(arguments, Slot::against, bearer_of_wound(reading, noun), "bearer");
  }
  settle(reading, arguments);
  return arguments;
}

}  // namespace nutgraf::what
