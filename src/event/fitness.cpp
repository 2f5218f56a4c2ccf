// Is this value of a record right? Rules give values by the tree, the report network by the words around; each errs where the other
// does not. What both say, how the value stands beside its rivals and which other event it may belong to are weighed together.

#include "event/fitness.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "event/attach.h"
#include "event/times.h"

namespace nutgraf::event {

namespace {

constexpr double reach = Outlook::reach;

// In the order of Trait, by field.
constexpr std::array<Traits, field_count> weights = {
    Traits{-0.97, 0.20, 0.30, 0.00, 0.22, -0.03, 0.18, 0.10, 0.27, -0.10, 0.11, -0.36, 0.22, 0.43, -0.17, 0.22, 0.00, 0.24, 0.14, -0.04, -0.08, 0.11,
           0.07, -0.17, 0.07, 0.02, 0.02, 0.30, 0.25, 0.01, 0.29, 0.07, 0.06, -0.07},
    Traits{-0.78, 0.32, 0.27, 0.00, 0.19, 0.01, 0.12, 0.11, -0.10, -0.09, 0.30, -0.37, 0.21, 0.46, -0.31, 0.29, 0.00, 0.28, 0.17, 0.07, -0.07, -0.02,
           0.01, -0.21, 0.16, -0.20, 0.08, 0.57, -0.76, 0.19, 0.40, 0.14, -0.53, -0.08},
    Traits{-0.57, 0.23, 0.22, 0.00, 0.31, 0.00, 0.01, 0.10, -0.47, -0.48, 0.17, -0.21, 0.20, 0.58, -0.09, -0.05, 0.00, 0.20, 0.00, 0.58, -0.16, -0.25,
           -0.61, -0.17, 0.16, 0.35, -0.70, 0.07, 0.36, -0.21, 0.09, -0.16, 0.01, -0.22},
    Traits{-0.44, 0.30, 0.24, 0.00, 0.14, 0.00, 0.02, 0.13, 0.00, 0.00, -0.15, -0.13, 0.22, 0.52, -0.47, 0.29, 0.00, 0.29, 0.02, 0.10, -0.20, 0.09,
           0.00, -0.12, -0.06, -0.02, -0.47, 0.34, 0.56, 0.66, 0.45, 0.21, -0.67, -0.16},
    Traits{0.00, 0.31, 0.00, -2.02, 0.38, 0.00, 0.05, 0.10, -0.10, -0.04, -0.00, -0.68, 0.21, 0.29, -0.29, 4.78, 0.67, 0.21, 0.05, 0.48, 0.40, 0.30,
           0.00, -0.16, 0.10, 0.27, 0.04, 1.75, 0.77, -0.37, -0.11, 0.15, -0.22, -0.05},
    Traits{-0.85, 0.19, 0.22, -3.02, 0.31, 0.00, 0.00, 0.13, -0.28, 0.00, 0.70, -0.18, 0.21, 0.22, -0.53, 0.03, 0.00, -0.15, 0.00, 0.13, 0.26, 0.02,
           0.73, -0.08, 0.11, -0.17, -0.10, 0.30, 0.72, -0.20, -0.03, -0.15, -0.05, 0.00},
    Traits{0.00, 0.27, 0.00, 0.00, 0.00, 0.00, 0.11, -0.38, -0.51, -0.55, 0.00, 0.00, 0.31, 0.80, -0.50, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00,
           0.00, -0.34, 0.15, 0.07, 0.04, 0.41, 0.47, -0.27, 0.59, 0.21, -0.19, -0.23},
};
constexpr std::array<double, field_count> biases = {-1.82, -1.54, -0.99, -1.31, -1.27, -1.54, 1.42};

bool is_by_network(const Source& source) { return source.because.contains(what::by_network); }

std::size_t count_in(const Record& record, Field field) {
  switch (field) {
    case Field::actor: return record.actors.size();
    case Field::recipient: return record.recipients.size();
    case Field::where: return record.where.size();
    case Field::when: return record.when && record.when->source.span ? 1 : 0;
    case Field::how_many: return record.how_many.size();
    case Field::says_who: return record.says_who.size();
    case Field::mode: return record.modes.size();
    case Field::count_: break;
  }
  return 0;
}

const Source* source_of(const Record& record, Field field, std::size_t index) {
  switch (field) {
    case Field::actor: return &record.actors[index].source;
    case Field::recipient: return &record.recipients[index].source;
    case Field::where: return &record.where[index].source;
    case Field::when: return &record.when->source;
    case Field::how_many: return &record.how_many[index].source;
    case Field::says_who: return &record.says_who[index].source;
    case Field::mode: case Field::count_: break;
  }
  return nullptr;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) { return std::ranges::find(list, word) != list.end(); }

// The sort of value, from 1 to 4: of parties a person, a group, a body, a thing; of places a spot, a town, a province, a country; of times a day, a month, longer ones;
// of figures the dead, the hurt, the held; of speakers the state, police and courts, the media. 0 for the rest.
std::size_t kind_of(const Record& record, Field field, std::size_t index) {
  const auto kind_of_party = [](const Party& party) -> std::size_t {
    switch (party.kind) {
      case who::Kind::person: return 1;
      case who::Kind::group: case who::Kind::crowd: return 2;
      case who::Kind::organisation: case who::Kind::state_body: return 3;
      case who::Kind::object: return 4;
    }
    return 0;
  };
  switch (field) {
    case Field::actor: return kind_of_party(record.actors[index]);
    case Field::recipient: return kind_of_party(record.recipients[index]);
    case Field::where:
      switch (record.where[index].place.precision) {
        case where::Precision::spot: return 1;
        case where::Precision::city: case where::Precision::district: return 2;
        case where::Precision::admin1: return 3;
        case where::Precision::country: case where::Precision::region: return 4;
      }
      return 0;
    case Field::when: return record.when->precision <= when::Precision::day ? 1 : record.when->precision <= when::Precision::month ? 2 : 3;
    case Field::how_many: {
      const std::string& what = record.how_many[index].what;
      return what == "killed" ? 1 : is_one_of(what, {"injured", "casualties"}) ? 2 : is_one_of(what, {"detained", "abducted", "released", "convicted", "charged"}) ? 3 : 0;
    }
    case Field::says_who:
      switch (record.says_who[index].kind) {
        case SpeakerKind::government: case SpeakerKind::military: return 1;
        case SpeakerKind::police: case SpeakerKind::court: return 2;
        case SpeakerKind::media: case SpeakerKind::news_agency: return 3;
        default: return record.says_who[index].manner == says_who::Manner::claims_responsibility ? 4 : 0;
      }
    case Field::mode: case Field::count_: break;
  }
  return 0;
}

// A place by the network's word alone, where the words around tell another already.
bool adds_town(const Record& record, const Value& value) {
  if (value.field != Field::where || !is_by_network(record.where[value.index].source)) return false;
  const auto precision = record.where[value.index].place.precision;
  return std::ranges::any_of(record.where, [&](const Where& other) { return !is_by_network(other.source) && other.place.precision <= precision; });
}

}  // namespace

// A value's word and what the network is asked about it.
struct Fitness::Role {
  std::vector<std::int32_t> words;  // several for a party that is told by several
  std::size_t role = 0;
  std::string_view mode;  // of modes, which have no word
};

Fitness::Fitness(const std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Outlook& outlook, const Context& context)
    : mentions_(mentions), clusters_(clusters), outlook_(outlook), context_(context) {
  if (!outlook_.is_known()) return;
  for (const who::Party& party : context_.answers.who) heads_of_[context_.parties.identity_of(party.head)].push_back(party.head);
}

Fitness::Role Fitness::role_of(Field field, const Record& record, std::size_t index) const {
  Role role;
  const auto add_party = [&](std::int32_t head) {
    if (head == no_token) return;
    if (const auto same = heads_of_.find(context_.parties.identity_of(head)); same != heads_of_.end()) role.words = same->second;
    if (std::ranges::find(role.words, head) == role.words.end()) role.words.push_back(head);
  };
  const auto add_span = [&](const std::optional<Span>& span) {
    if (!span) return;
    if (const TokenRange tokens = tokens_in(context_.reading, *span); tokens.size() > 0) role.words = {head_of(context_.reading, tokens)};
  };
  switch (field) {
    case Field::actor: add_party(record.actors[index].head); role.role = outlook_.role_named("actor"); break;
    case Field::recipient: add_party(record.recipients[index].head); role.role = outlook_.role_named("recipient"); break;
    case Field::says_who: add_party(record.says_who[index].head); role.role = outlook_.role_named("speaker"); break;
    case Field::where: add_span(record.where[index].source.span); role.role = outlook_.role_named("where"); break;
    case Field::when: add_span(record.when->source.span); role.role = outlook_.role_named("when"); break;
    case Field::how_many: {
      const Figure& figure = record.how_many[index];
      const auto told = std::ranges::find_if(context_.answers.how_many, [&](const how_many::Figure& f) { return figure.source.span == f.span; });
      if (told == context_.answers.how_many.end() || figure.what == "other") break;
      role.words = {word_of_count(*told, context_.reading)};
      role.role = outlook_.role_named(figure.what);
      break;
    }
    case Field::mode: role.mode = record.modes[index]; break;
    case Field::count_: break;
  }
  return role;
}

// The log-odds in a cluster: of a party those of its best telling.
double Fitness::odds_at(std::size_t cluster, const Role& role) const {
  if (!role.mode.empty()) {
    for (const auto& [mode, odds] : outlook_.modes(clusters_[cluster]))
      if (mode == role.mode) return Outlook::clamped(odds);
    return -reach;
  }
  double best = -reach;
  for (const std::int32_t word : role.words) best = std::max(best, outlook_.role(clusters_[cluster], word, role.role));
  return Outlook::clamped(best);
}

Value Fitness::weigh(Field field, const Record& record, std::size_t index, std::size_t number, const std::vector<Role>& roles, const std::vector<double>& all_odds) const {
  Value value{.field = field, .index = index};
  const auto set = [&](Trait trait, double amount) { value.traits[static_cast<std::size_t>(trait)] = amount; };
  const Cluster& cluster = clusters_[number];
  const Role& role = roles[index];
  const Source* source = source_of(record, field, index);
  const bool is_proposed = source && is_by_network(*source);
  const double odds = all_odds[index];
  set(Trait::by_network, is_proposed);
  set(is_proposed ? Trait::odds_by_network : Trait::odds_by_rule, odds);
  set(Trait::no_word, role.words.empty() && role.mode.empty());
  double most = odds, elsewhere = -reach, rival = -reach;
  for (const std::size_t mention : cluster)
    for (const std::int32_t word : role.words) most = std::max(most, Outlook::clamped(outlook_.role({mention}, word, role.role)));
  for (std::size_t other = 0; other < clusters_.size(); ++other)
    if (other != number && role.mode.empty()) elsewhere = std::max(elsewhere, odds_at(other, role));
  for (std::size_t other = 0; other < all_odds.size(); ++other)
    if (other != index) rival = std::max(rival, all_odds[other]);
  set(Trait::most_odds, most - odds);
  if (field == Field::actor || field == Field::recipient) {
    Role opposite = role;
    opposite.role = outlook_.role_named(field == Field::actor ? "recipient" : "actor");
    set(Trait::odds_against, odds_at(number, opposite));
  }
  set(Trait::lead, Outlook::clamped(odds - rival));
  set(Trait::lead_elsewhere, Outlook::clamped(odds - elsewhere));
  set(Trait::several_in_field, roles.size() > 1);
  set(Trait::many_in_field, roles.size() > 2);
  if (!role.words.empty()) {
    int apart = 1000;
    for (const std::size_t mention : cluster)
      for (const std::int32_t word : role.words) apart = std::min(apart, std::abs(context_.reading[word].sentence - mentions_[mention].sentence));
    set(Trait::same_sentence, apart == 0);
    set(Trait::log_sentences_apart, std::log(1.0 + apart));
    const auto is = [&](Upos upos) { return std::ranges::any_of(role.words, [&](std::int32_t word) { return context_.reading[word].upos == upos; }); };
    set(Trait::is_name, is(Upos::propn));
    set(Trait::is_pronoun, std::ranges::all_of(role.words, [&](std::int32_t word) { return context_.reading[word].upos == Upos::pron; }));
    set(Trait::is_number, is(Upos::num));
    set(Trait::is_listed, std::ranges::any_of(role.words, [&](std::int32_t word) { return context_.parties.mention_at(word).has_value(); }));
  }
  double tells = 0;
  for (const std::size_t mention : cluster) tells += Outlook::clamped(outlook_.tells(mention));
  set(Trait::tells, tells / static_cast<double>(cluster.size()));
  set(Trait::several_mentions, cluster.size() > 1);
  set(Trait::only_noun, std::ranges::all_of(cluster, [&](std::size_t mention) { return context_.answers.what[mentions_[mention].happening].is_noun; }));
  if (const std::size_t kind = kind_of(record, field, index)) value.traits[static_cast<std::size_t>(Trait::kind_1) + kind - 1] = 1;
  constexpr auto& types = what::core_types;  // in the order of their traits
  if (const auto type = std::ranges::find(types, record.type); type != types.end())
    value.traits[static_cast<std::size_t>(Trait::is_assault) + static_cast<std::size_t>(std::distance(types.begin(), type))] = 1;
  set(Trait::is_background, record.is_background);
  set(Trait::is_planned, record.status == Status::planned);
  set(Trait::is_told_by_somebody, !record.says_who.empty());
  return value;
}

std::vector<Value> Fitness::values_of(const Record& record, std::size_t number) const {
  std::vector<Value> values;
  if (!outlook_.is_known()) return values;
  for (std::size_t i = 0; i < field_count; ++i) {
    const auto field = static_cast<Field>(i);
    std::vector<Role> roles;
    std::vector<double> odds;
    for (std::size_t index = 0; index < count_in(record, field); ++index) {
      roles.push_back(role_of(field, record, index));
      odds.push_back(odds_at(number, roles.back()));
    }
    for (std::size_t index = 0; index < roles.size(); ++index) values.push_back(weigh(field, record, index, number, roles, odds));
  }
  return values;
}

double fitness_of(const Value& value) {
  const auto field = static_cast<std::size_t>(value.field);
  double score = biases[field];
  for (std::size_t i = 0; i < trait_count; ++i) score += weights[field][i] * value.traits[i];
  return 1 / (1 + std::exp(-score));
}

void Fitness::drop_unfit(Record& record, std::size_t number) const {
  std::array<std::vector<char>, field_count> is_unfit;
  for (const Value& value : values_of(record, number)) {
    const bool is_count = value.field == Field::how_many;
    const bool is_free = is_count && (record.how_many[value.index].what == "other" || record.how_many[value.index].value == 0.0);  // counts no role, or nobody
    const double least = adds_town(record, value) ? least_fitness_of_other_town : least_fitness[static_cast<std::size_t>(value.field)];
    is_unfit[static_cast<std::size_t>(value.field)].push_back(!is_free && fitness_of(value) < least);
  }
  const auto drop = [&](auto& list, Field field) {
    const auto& unfit = is_unfit[static_cast<std::size_t>(field)];
    if (unfit.empty()) return;
    std::size_t index = 0;
    std::erase_if(list, [&](const auto&) { return unfit[index++] != 0; });
  };
  drop(record.actors, Field::actor);
  drop(record.recipients, Field::recipient);
  drop(record.where, Field::where);
  drop(record.how_many, Field::how_many);
  drop(record.says_who, Field::says_who);
  drop(record.modes, Field::mode);
  if (const auto& when = is_unfit[static_cast<std::size_t>(Field::when)]; !when.empty() && when.front()) record.when = bounded_by_filing(context_.report, record.status);
}

}  // namespace nutgraf::event
