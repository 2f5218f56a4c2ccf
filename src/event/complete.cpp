#include "event/complete.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>

#include "event/attach.h"
#include "event/spared.h"

namespace nutgraf::event {

namespace {

constexpr std::array<std::string_view, 16> counted_roles = {"detained",  "killed",    "injured",   "casualties", "abducted",     "missing",   "released", "charged",
                                                            "convicted", "displaced", "deployed",  "participants", "attackers", "attacks", "places_searched", "seized"};

class Completion {
 public:
  Completion(std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Outlook& outlook, const Context& context, const Trust& trust)
      : mentions_(mentions), clusters_(clusters), outlook_(outlook), context_(context), trust_(trust) {
    for (const std::string_view role : counted_roles) count_roles_.emplace_back(outlook_.role_named(role), role);
  }

  void run() {
    for (const Cluster& cluster : clusters_) {
      settle_parties(cluster, &Mention::actors, &Mention::recipients, actor_, trust_.add_actor);
      // One of several counts told town by town has its people and its town.
      if (std::ranges::none_of(cluster, [&](std::size_t i) { return mentions_[i].is_part; })) {
        settle_parties(cluster, &Mention::recipients, &Mention::actors, recipient_, trust_.add_recipient);
        settle_places(cluster);
        settle_spots(cluster);
        settle_town(cluster);
      }
      settle_times(cluster);
      settle_speakers(cluster);
      settle_modes(cluster);
    }
    settle_counts();
  }

  // A count belongs to one event in one role; where it stands already it stays, unless the network is sure that it is nothing there or much likelier another's.
  void settle_counts() {
    for (std::size_t figure = 0; figure < context_.answers.how_many.size(); ++figure) {
      const how_many::Figure& told = context_.answers.how_many[figure];
      if ((told.kind == how_many::Kind::count || measures_goods(told)) && !told.is_excepted && !is_settled(figure)) settle_count(figure, word_of_count(told, context_.reading));
    }
  }

 private:
  using Heads = std::vector<std::int32_t> Mention::*;

  double chance(const Cluster& cluster, std::int32_t token, std::size_t role) const { return outlook_.role(cluster, token, role); }

  // The mention of the cluster at which the word stands nearest.
  Mention& nearest(const Cluster& cluster, std::int32_t token) const {
    return mentions_[*std::ranges::min_element(cluster, {}, [&](std::size_t i) { return std::abs(mentions_[i].trigger - token); })];
  }

  // True for a word that stands for a party of its own: no part of a longer name or noun.
  bool heads_phrase(std::int32_t token) const {
    const Token& word = context_.reading[token];
    switch (word.deprel) {
      case Deprel::compound: case Deprel::flat: case Deprel::amod: case Deprel::fixed: case Deprel::goeswith: case Deprel::nummod: case Deprel::det: return false;
      default: return word.upos == Upos::noun || word.upos == Upos::propn;
    }
  }

  void settle_parties(const Cluster& cluster, Heads own, Heads opposite, std::size_t role, double add) {
    std::vector<std::pair<double, std::int32_t>> found;
    for (std::int32_t token = 0; token < context_.reading.size(); ++token)
      if (const double odds = chance(cluster, token, role); odds >= add && heads_phrase(token)) found.emplace_back(-odds, token);
    std::ranges::sort(found);
    for (const auto& [odds, token] : found) {
      const std::string identity = context_.parties.identity_of(token);
      const auto is_told = [&](Heads heads) {
        return std::ranges::any_of(cluster, [&](std::size_t i) {
          return std::ranges::any_of(mentions_[i].*heads, [&](std::int32_t other) { return other == token || context_.parties.identity_of(other) == identity; });
        });
      };
      if (is_told(own) || is_told(opposite) || context_.parties.is_nobody(token) || is_trigger(cluster, token)) continue;
      Mention& mention = nearest(cluster, token);
      (mention.*own).push_back(token);
      mention.proposed.push_back(token);
    }
  }

  bool is_trigger(const Cluster& cluster, std::int32_t token) const {
    return std::ranges::any_of(cluster, [&](std::size_t i) { return mentions_[i].trigger == token; });
  }

  void settle_places(const Cluster& cluster) {
    const auto word = [&](std::size_t place) { return head_of(context_.reading, context_.answers.where[place].tokens); };
    for (std::size_t place = 0; place < context_.answers.where.size(); ++place) {
      const where::Place& told = context_.answers.where[place];
      if (told.kind != where::Kind::place || !told.best || chance(cluster, word(place), where_) < trust_.add_place) continue;
      const auto is_told = [&](std::size_t i) {
        return std::ranges::any_of(mentions_[i].places, [&](std::size_t other) {
          const auto& best = context_.answers.where[other].best;
          return other == place || (best && best->name == told.best->name && best->country == told.best->country);
        });
      };
      if (std::ranges::any_of(cluster, is_told)) continue;
      Mention& mention = nearest(cluster, word(place));
      mention.places.push_back(place);
      mention.proposed.push_back(word(place));
    }
  }

  // Scenes told by common nouns.
  void settle_spots(const Cluster& cluster) {
    for (std::int32_t token = 0; token < context_.reading.size(); ++token) {
      if (context_.reading[token].upos != Upos::noun || !heads_phrase(token) || chance(cluster, token, where_) < trust_.add_spot) continue;
      const auto is_told = [&](std::size_t i) { return std::ranges::any_of(mentions_[i].spots, [&](const Spot& spot) { return spot.tokens.contains(token); }); };
      const auto is_other = [&](const auto& answer) { return answer.tokens.contains(token); };
      if (std::ranges::any_of(cluster, is_told) || is_trigger(cluster, token) || names_place(token) || std::ranges::any_of(context_.answers.where, is_other) || std::ranges::any_of(context_.answers.when, is_other)) continue;
      Mention& mention = nearest(cluster, token);
      mention.spots.push_back(spot_at(context_.reading, token));
      mention.proposed.push_back(token);
    }
  }

  // The town where the network sees the event most, if only faintly: a scene without a name lies there rather than in a town told nearer.
  void settle_town(const Cluster& cluster) {
    double best = trust_.scene_town;
    for (std::size_t place = 0; place < context_.answers.where.size(); ++place) {
      const where::Place& told = context_.answers.where[place];
      if (told.kind != where::Kind::place || !told.best || told.best->precision > where::Precision::district) continue;
      const double odds = chance(cluster, head_of(context_.reading, told.tokens), where_);
      if (odds <= best) continue;
      best = odds;
      mentions_[cluster.front()].town = place;
    }
  }

  // "The province of Kadra" is the place that it names, no scene in it.
  bool names_place(std::int32_t noun) const {
    static constexpr std::array<std::string_view, 14> kinds = {"province", "city", "town", "village", "district", "region", "state", "county", "governorate", "prefecture", "municipality",
                                                               "department", "suburb", "capital"};
    return std::ranges::find(kinds, context_.reading[noun].lemma) != kinds.end() && std::ranges::any_of(context_.answers.where, [&](const where::Place& place) {
             return context_.reading[head_of(context_.reading, place.tokens)].head == noun;
           });
  }

  void settle_times(const Cluster& cluster) {
    const auto word = [&](std::size_t time) { return head_of(context_.reading, context_.answers.when[time].tokens); };
    double best = trust_.add_time;
    for (const std::size_t i : cluster) {
      std::erase_if(mentions_[i].times, [&](std::size_t time) { return chance(cluster, word(time), when_) < trust_.drop_time; });
      for (const std::size_t time : mentions_[i].times) best = std::max(best, chance(cluster, word(time), when_) + trust_.other_time);
    }
    std::size_t found = context_.answers.when.size();
    for (std::size_t time = 0; time < context_.answers.when.size(); ++time) {
      const when::TimeExpression& told = context_.answers.when[time];
      if (told.type != when::Type::date && told.type != when::Type::time) continue;
      if (const double odds = chance(cluster, word(time), when_); odds >= best) {
        best = odds;
        found = time;
      }
    }
    if (found == context_.answers.when.size()) return;
    for (const std::size_t i : cluster) mentions_[i].times.clear();
    Mention& mention = nearest(cluster, word(found));
    mention.times.push_back(found);
    mention.proposed.push_back(word(found));
  }

  void settle_speakers(const Cluster& cluster) {
    const auto& statements = context_.answers.says_who.statements;
    for (std::size_t statement = 0; statement < statements.size(); ++statement) {
      const std::int32_t speaker = statements[statement].speaker_head;
      if (speaker == no_token || !statements[statement].is_speech || chance(cluster, speaker, speaker_) < trust_.add_speaker || is_speaker(cluster, speaker) ||
          !may_be_told(cluster, statements[statement])) continue;
      Mention& mention = nearest(cluster, statements[statement].cue_head);
      mention.statements.push_back(statement);
      mention.proposed.push_back(speaker);
    }
    for (const who::Party& party : context_.answers.who) {
      if (party.link == who::Link::pronoun || chance(cluster, party.head, speaker_) < trust_.add_teller || is_speaker(cluster, party.head)) continue;
      nearest(cluster, party.head).speakers.push_back(party.head);
    }
  }

  // What somebody claims or denies to have done stands in his words; other events of the report he tells nothing of.
  bool may_be_told(const Cluster& cluster, const says_who::Statement& statement) const {
    if (statement.manner != says_who::Manner::claims_responsibility && statement.manner != says_who::Manner::denies) return true;
    const auto is_inside = [&](std::size_t i) {
      return std::ranges::any_of(statement.content_tokens, [&](TokenRange words) { return words.contains(mentions_[i].trigger); });
    };
    return std::ranges::any_of(cluster, is_inside);
  }

  void settle_modes(const Cluster& cluster) {
    const bool is_told = std::ranges::any_of(cluster, [&](std::size_t i) { return !mentions_[i].modes.empty(); });
    if (is_told && what::has_one_mode(mentions_[cluster.front()].type)) return;
    for (const auto& [mode, odds] : outlook_.modes(cluster)) {
      const auto has = [&](std::size_t i) { return std::ranges::find(mentions_[i].modes, mode) != mentions_[i].modes.end(); };
      if (odds >= trust_.add_mode && std::ranges::none_of(cluster, has)) mentions_[cluster.front()].modes.emplace_back(mode);
    }
  }

  bool is_speaker(const Cluster& cluster, std::int32_t head) const {
    const auto is_same = [&](std::int32_t other) { return other != no_token && (other == head || context_.parties.identity_of(other) == context_.parties.identity_of(head)); };
    return std::ranges::any_of(cluster, [&](std::size_t i) {
      const auto& [statements, speakers] = std::tie(mentions_[i].statements, mentions_[i].speakers);
      return std::ranges::any_of(speakers, is_same) ||
             std::ranges::any_of(statements, [&](std::size_t statement) { return is_same(context_.answers.says_who.statements[statement].speaker_head); });
    });
  }

  // What a count tells of an event, by the network: the likeliest role, and how likely.
  std::pair<double, std::string_view> best_role(const Cluster& cluster, std::size_t figure, std::int32_t word) const {
    const bool is_measure = measures_goods(context_.answers.how_many[figure]);
    std::pair<double, std::string_view> best{Outlook::unasked, {}};
    for (const auto& [number, role] : count_roles_)
      if (const double odds = chance(cluster, word, number); odds > best.first && may_have(cluster, role) && (!is_measure || role == "seized")) best = {odds, role};
    return best;
  }

  // Nobody is convicted by an expulsion or a visa ban.
  bool may_have(const Cluster& cluster, std::string_view role) const {
    return role != "convicted" || std::ranges::all_of(cluster, [&](std::size_t i) {
      const Mention& mention = mentions_[i];
      return mention.type == "SANCTION" && (mention.modes.empty() || std::ranges::find(mention.modes, "convict") != mention.modes.end());
    });
  }

  // No event counts this figure any more.
  void take_back(std::size_t figure) {
    for (Mention& mention : mentions_) std::erase_if(mention.figures, [&](const Mention::CountedRole& c) { return c.figure == figure && c.what != "other"; });
  }

  // "The deputy was not hurt" and "14 died in the riots" stand where the words put them: the network was taught too few of these to judge.
  bool is_settled(std::size_t figure) const {
    const bool counts_nobody = context_.answers.how_many[figure].value == 0.0;
    return std::ranges::any_of(mentions_, [&](const Mention& mention) {
      return std::ranges::any_of(mention.figures, [&](const Mention::CountedRole& c) { return c.figure == figure && c.what != "other" && (c.is_sure || counts_nobody); });
    });
  }

  // The act was done to, or by, those whom the figure counts.
  bool is_own(const Mention& mention, std::size_t figure) const {
    const how_many::Figure& told = context_.answers.how_many[figure];
    const std::int32_t head = told.counted == no_token ? head_of(context_.reading, told.tokens) : told.counted;
    return std::ranges::find(mention.recipients, head) != mention.recipients.end() || std::ranges::find(mention.actors, head) != mention.actors.end();
  }

  void settle_count(std::size_t figure, std::int32_t word) {
    const Cluster* best_cluster = nullptr;
    std::pair<double, std::string_view> best{trust_.add_count, {}};
    bool is_taken = false;
    double kept = Outlook::unasked;
    std::string_view kept_type;
    bool is_argument = false;
    for (const Cluster& cluster : clusters_) {
      const auto likeliest = best_role(cluster, figure, word);
      for (const std::size_t i : cluster) {
        std::erase_if(mentions_[i].figures, [&](const Mention::CountedRole& counted) {
          return counted.figure == figure && counted.what != "other" && likeliest.first < trust_.drop_count;
        });
        const bool is_here = std::ranges::any_of(mentions_[i].figures, [&](const Mention::CountedRole& c) { return c.figure == figure && c.what != "other"; });
        if (is_here && likeliest.first >= kept) {
          kept = likeliest.first;
          kept_type = mentions_[i].type;
        }
        is_argument = is_argument || (is_here && is_own(mentions_[i], figure));
        is_taken = is_taken || is_here;
      }
      correct_role(cluster, figure, word, likeliest);
      if (likeliest.first >= best.first) {
        best = likeliest;
        best_cluster = &cluster;
      }
    }
    const bool is_of_type = best_cluster && mentions_[best_cluster->front()].type == kept_type;
    const double likelier = !is_of_type ? trust_.move_count_far : is_argument ? trust_.move_own_count : trust_.move_count;
    if (is_taken && best_cluster && best.first > std::max(trust_.sure_count, kept + likelier)) {
      take_back(figure);
      is_taken = false;
    }
    if (is_taken || !best_cluster || (context_.answers.how_many[figure].value == 0.0 && !may_count_none(best.second))) return;
    if (is_harm(best.second) && are_spared(context_.reading, context_.answers.how_many[figure], context_.answers.how_many)) return;
    Mention& mention = nearest(*best_cluster, word);
    std::erase_if(mention.figures, [&](const Mention::CountedRole& c) { return c.figure == figure; });
    mention.figures.push_back({figure, std::string(best.second), false});
  }

  // "Four mutineers and a palace guard died": the network knows better than the verb's frame that he is no attacker.
  void correct_role(const Cluster& cluster, std::size_t figure, std::int32_t word, const std::pair<double, std::string_view>& likeliest) {
    const auto& [odds, role] = likeliest;
    if (odds < trust_.sure_count) return;
    for (const std::size_t i : cluster)
      for (Mention::CountedRole& counted : mentions_[i].figures) {
        const bool has_other_role = counted.figure == figure && counted.what != role && counted.what != "other" && counted.what != "victims";
        if (has_other_role && odds > chance(cluster, word, outlook_.role_named(counted.what)) + trust_.other_role) counted.what = role;
      }
  }

  std::vector<Mention>& mentions_;
  const std::vector<Cluster>& clusters_;
  const Outlook& outlook_;
  const Context& context_;
  const Trust& trust_;
  // The roles' numbers.
  const std::size_t actor_ = outlook_.role_named("actor"), recipient_ = outlook_.role_named("recipient"), where_ = outlook_.role_named("where");
  const std::size_t when_ = outlook_.role_named("when"), speaker_ = outlook_.role_named("speaker");
  std::vector<std::pair<std::size_t, std::string_view>> count_roles_;
};

}  // namespace

void tell_modes(std::vector<Mention>& mentions, const Outlook& outlook, const Trust& trust) {
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (!mentions[i].modes.empty()) continue;
    double best = trust.own_mode;
    for (const auto& [mode, odds] : outlook.modes({i})) {
      if (odds < best) continue;
      if (what::has_one_mode(mentions[i].type)) {
        best = odds;
        mentions[i].modes.clear();
      }
      mentions[i].modes.emplace_back(mode);
    }
  }
}

void complete(std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Outlook& outlook, const Context& context, const Trust& trust) {
  if (outlook.is_known()) Completion(mentions, clusters, outlook, context, trust).run();
}

void complete_counts(std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Outlook& outlook, const Context& context, const Trust& trust) {
  if (outlook.is_known()) Completion(mentions, clusters, outlook, context, trust).settle_counts();
}

}  // namespace nutgraf::event
