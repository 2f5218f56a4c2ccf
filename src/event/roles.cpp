// Who acts and who suffers. Only parties, counts of them and powers act: "the bomb" of "the bomb killed two" does not, the
// council behind "the council's resolution condemned the raid" does. What is done to people is done to parties only.

#include "event/roles.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "event/attach.h"

namespace nutgraf::event {

namespace {

using what::Role;

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::ranges::find(words, word) != words.end();
}

bool has_mode(const what::Happening& happening, std::string_view mode) {
  return std::ranges::find(happening.modes, mode) != happening.modes.end();
}

// Machines of war do what their crews do.
bool is_war_machine(const Token& token) {
  static constexpr std::array<std::string_view, 12> machines = {"helicopter", "warplane", "jet", "plane", "aircraft", "drone", "gunboat", "warship",
                                                                "tank", "gunship", "submarine", "fighter-bomber"};
  return is_one_of(token.lemma, machines);
}

// Words that speak for those who issued them.
bool is_document(const Token& token) {
  static constexpr std::array<std::string_view, 14> documents = {"report", "resolution", "statement", "letter", "communique", "communiqué", "sign", "banner",
                                                                 "placard", "tweet", "petition", "lawsuit", "complaint", "declaration"};
  return is_one_of(token.lemma, documents);
}

// Short names of powers that stand before a noun as an adjective does.
bool is_power_as_adjective(const Token& token) {
  static constexpr std::array<std::string_view, 8> names = {"u.s.", "us", "u.k.", "uk", "u.n.", "un", "eu", "nato"};
  return is_one_of(token.lower, names);
}

bool is_place_of_power(const where::Place& place) {
  if (place.kind == where::Kind::demonym || place.kind == where::Kind::metonym) return true;
  return place.kind == where::Kind::place && place.best && place.best->precision == where::Precision::country;
}

std::string_view preposition_of(const Reading& reading, std::int32_t noun) {
  const std::int32_t marker = child_with(reading, noun, Deprel::case_);
  return marker == no_token ? std::string_view{} : std::string_view(reading[marker].lower);
}

}  // namespace

RoleFinder::RoleFinder(const Reading& reading, const Answers& answers) : reading_(reading), answers_(answers) {
  for (std::size_t i = 0; i < answers.who.size(); ++i) party_heads_.emplace(answers.who[i].head, i);
  for (std::size_t i = 0; i < answers.what.size(); ++i) happening_at_.emplace(answers.what[i].trigger, i);
  for (const how_many::Figure& figure : answers.how_many) {
    if (figure.kind != how_many::Kind::count && figure.kind != how_many::Kind::share) continue;
    const bool counts_party = figure.counted == no_token || party_heads_.contains(figure.counted);
    if (counts_party) count_heads_.insert(head_of(reading, figure.tokens));
  }
  for (std::size_t i = 0; i < answers.where.size(); ++i) {
    if (!is_place_of_power(answers.where[i])) continue;
    const TokenRange tokens = answers.where[i].tokens;
    for (std::int32_t token = tokens.first; token < tokens.last; ++token) country_at_.emplace(token, i);
  }
}

// The token by which a name is known as a party, whichever of its words the tree makes its head.
std::int32_t RoleFinder::head_of_name(std::int32_t token) const {
  if (is_party(token) || reading_[token].name < 0) return token;
  const TokenRange name = reading_.names[static_cast<std::size_t>(reading_[token].name)].tokens;
  for (std::int32_t other = name.last - 1; other >= name.first; --other)
    if (is_party(other)) return other;
  return token;
}

bool RoleFinder::may_act(const what::Happening& happening, const what::Filler& filler) const {
  if (is_party_or_count(filler.head)) return true;
  if (country_at_.contains(filler.head)) {
    // "Russian airstrikes", "a U.S. raid"; "Norrland's violence" may be violence in Norrland.
    if (happening.is_noun)
      return filler.because == "amod" || filler.because == "nmod by" || (filler.because == "compound" && is_power_as_adjective(reading_[filler.head]));
    return filler.because != "obl by";
  }
  return happening.type == "ASSAULT" && !happening.is_noun && is_war_machine(reading_[filler.head]);
}

// Whether a phrase that is no party may be what the act is done to.
bool RoleFinder::may_suffer(const what::Happening& happening, std::int32_t head) const {
  if (is_party_or_count(head)) return true;
  static constexpr std::array<std::string_view, 7> people_only = {"detained", "killed", "injured", "abducted", "released", "charged", "convicted"};
  if (!is_one_of(happening.figure_role, people_only)) return true;
  return (happening.type == "ACCUSE" || happening.type == "SANCTION") && country_at_.contains(head);
}

// "The council adopted a resolution that condemned ...", "a sign held by": who issues a document says what it says.
std::int32_t RoleFinder::author_of_document(std::int32_t head) const {
  if (!is_document(reading_[head])) return no_token;
  for (const std::int32_t child : children_of(reading_, head)) {
    const bool owns = reading_[child].deprel == Deprel::nmod_poss || (reading_[child].deprel == Deprel::nmod && (preposition_of(reading_, child) == "by" || preposition_of(reading_, child) == "from"));
    if (owns && is_party(child)) return child;
  }
  for (std::int32_t verb = reading_[head].head; verb != no_token; verb = reading_[verb].head) {
    if (reading_[verb].upos != Upos::verb) return no_token;
    if (const std::int32_t subject = child_with(reading_, verb, Deprel::nsubj); subject != no_token && subject != head)
      return is_party(subject) ? subject : no_token;
    if (reading_[verb].deprel != Deprel::xcomp && reading_[verb].deprel != Deprel::conj) return no_token;
  }
  return no_token;
}

// Whose deed is condemned or protested against: "the government's crackdown", "an attack by the Red Line".
std::int32_t RoleFinder::owner_of_deed(const what::Happening& happening, std::int32_t deed) const {
  if (const auto other = happening_at_.find(deed); other != happening_at_.end() && deed != happening.trigger) {
    for (const what::Filler& filler : answers_.what[other->second].fillers)
      if (filler.role == Role::actor && is_party(filler.head)) return filler.head;
    return no_token;
  }
  for (const std::int32_t child : children_of(reading_, deed)) {
    if (!is_party(child)) continue;
    if (reading_[child].deprel == Deprel::nmod_poss) return child;
    if (reading_[child].deprel == Deprel::nmod && preposition_of(reading_, child) == "by") return child;
    if (reading_[child].deprel == Deprel::nmod && preposition_of(reading_, child) == "of" && happening.type == "PROTEST") return child;
  }
  return no_token;
}

// "IS attacks", "rebel ambush": a group told before the noun. Where the noun counts those who suffer ("hostage deaths"), the
// word before it tells them.
std::int32_t RoleFinder::group_before(const what::Happening& happening) const {
  if (!happening.is_noun || !happening.figure_role.empty() || happening.is_presupposed) return no_token;
  if (happening.type != "ASSAULT" && happening.type != "COERCE" && happening.type != "PROTEST" && happening.type != "MOBILIZE") return no_token;
  for (const std::int32_t child : children_of(reading_, happening.trigger)) {
    const Deprel relation = reading_[child].deprel;
    if (relation != Deprel::compound && relation != Deprel::amod && relation != Deprel::nmod_poss) continue;
    const auto party = party_heads_.find(child);
    const bool is_used = std::ranges::any_of(happening.fillers, [&](const what::Filler& f) { return f.head == child; });
    if (party == party_heads_.end() || is_used) continue;
    const who::Kind kind = answers_.who[party->second].kind;
    if (kind != who::Kind::person && kind != who::Kind::object) return child;
  }
  return no_token;
}

Roles RoleFinder::roles_of(const what::Happening& happening) const {
  Roles roles;
  const auto add = [](std::vector<std::int32_t>& list, std::int32_t head) {
    if (head != no_token && std::ranges::find(list, head) == list.end()) list.push_back(head);
  };
  const bool is_against_deeds = happening.type == "PROTEST" || has_mode(happening, "disapprove") || has_mode(happening, "investigate");
  for (what::Filler filler : happening.fillers) {
    filler.head = head_of_name(filler.head);
    switch (filler.role) {
      case Role::actor: add(roles.actors, may_act(happening, filler) ? filler.head : author_of_document(filler.head)); break;
      case Role::recipient:
        if (is_against_deeds && !is_party_or_count(filler.head) && reading_[filler.head].upos == Upos::noun)
          if (const std::int32_t owner = owner_of_deed(happening, filler.head); owner != no_token) {
            add(roles.recipients, owner);
            break;
          }
        if (may_suffer(happening, filler.head)) add(roles.recipients, filler.head);
        break;
      case Role::instrument: add(roles.instruments, filler.head); break;
      case Role::target:
        if (is_against_deeds) add(roles.recipients, owner_of_deed(happening, filler.head));
        break;
      case Role::place: case Role::figure: break;
    }
  }
  if (roles.actors.empty()) add(roles.actors, group_before(happening));
  return roles;
}

bool RoleFinder::is_crime_charged(std::int32_t trigger) const {
  for (std::int32_t token = reading_[trigger].head; token != no_token; token = reading_[token].head)
    if (const auto above = happening_at_.find(token); above != happening_at_.end())
      if (const std::string& type = answers_.what[above->second].type; type == "ACCUSE" || type == "SANCTION") return true;
  return false;
}

bool RoleFinder::is_ground(const what::Happening& happening) const {
  for (std::int32_t token = happening.trigger; reading_[token].head != no_token; token = reading_[token].head) {
    const Deprel relation = reading_[token].deprel;
    if (relation == Deprel::acl_relcl || relation == Deprel::parataxis || relation == Deprel::nsubj) return false;
    const auto above = happening_at_.find(reading_[token].head);
    if (above != happening_at_.end() && answers_.what[above->second].type != happening.type) return true;
  }
  return false;
}

void RoleFinder::blame(std::vector<Mention>& mentions) const {
  std::unordered_map<std::int32_t, std::size_t> attack_at;
  for (std::size_t i = 0; i < mentions.size(); ++i)
    if (mentions[i].type == "ASSAULT") attack_at.emplace(mentions[i].trigger, i);
  for (const Mention& accusation : mentions) {
    if (accusation.type != "ACCUSE" || accusation.recipients.empty() || accusation.status == Status::negated) continue;
    for (const what::Filler& filler : answers_.what[accusation.happening].fillers) {
      const auto attack = filler.role == Role::target ? attack_at.find(filler.head) : attack_at.end();
      // "Charged with two counts of murder" names a crime, "blamed for the attack" an event.
      const bool is_told = attack != attack_at.end() && (child_with(reading_, attack->first, Deprel::det) != no_token || !answers_.what[mentions[attack->second].happening].is_presupposed);
      if (is_told && mentions[attack->second].actors.empty()) mentions[attack->second].actors = mentions[attack->second].accused = accusation.recipients;
    }
  }
}

}  // namespace nutgraf::event
