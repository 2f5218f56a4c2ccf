// Which happening does a count belong to, and what does it count there? In "nine people were held" nine is the number of those
// whom the act was done to; "the dead included two children" and "a toll of 11" tell what an attack told before did.

#include "event/counts.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "event/attach.h"
#include "event/spared.h"
#include "event/unrest.h"

namespace nutgraf::event {

namespace {

using how_many::Figure;
using how_many::Kind;
using what::Role;

constexpr int zero_within_reach = 15;      // that nobody was hurt is told last

std::string or_other(const std::string& role) { return role.empty() ? std::string("other") : role; }

class Counting {
 public:
  Counting(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers)
      : mentions_(mentions), reading_(reading), answers_(answers) {}

  void attach(const Tolls& tolls) {
    attach_roles();
    attach_crowds();
    attach_numbered();
    attach_partakers();
    attach_lists();
    attach_shares();
    attach_bare_counts();
    attach_tolls(tolls);
    attach_estimates();
    move_harm_in_unrest(mentions_, reading_, answers_);
    join_harms();
    attach_parts();
    drop_zeros();
    move_zeros();
    join_zeros();
    attach_counts_of_chains();
    drop_ones_of_many();
    hold_people();
    drop_exceptions();
    drop_accused_attackers();
    drop_crowds_that_suffer();
  }

 private:
  const what::Happening& happening_of(const Mention& mention) const { return answers_.what[mention.happening]; }

  bool is_taken(std::size_t figure) const {
    return std::ranges::any_of(mentions_, [&](const Mention& m) {
      return std::ranges::find(m.figures, figure, &Mention::CountedRole::figure) != m.figures.end();
    });
  }

  std::string role_of_count(const Mention& mention, const Figure& figure) const {
    const what::Happening& happening = happening_of(mention);
    const std::int32_t figure_head = head_of(reading_, figure.tokens);
    const auto is_counted = [&](std::int32_t head) {
      return head == figure.counted || head == figure_head || (figure.tokens.contains(head) && figure.counted == no_token);
    };
    if (std::ranges::any_of(mention.recipients, is_counted)) return or_other(happening.figure_role);
    if (std::ranges::any_of(mention.actors, is_counted)) return or_other(happening.actor_figure_role);
    for (const what::Filler& filler : happening.fillers)
      if (filler.role == Role::figure && is_counted(filler.head)) return or_other(happening.figure_role);
    const bool holds_trigger = figure.counted == no_token && figure.tokens.contains(mention.trigger);  // "a double murder"
    if (tells_bombs(happening, is_counted) || tells_strikes(happening, figure)) return "attacks";
    if (figure.counted == mention.trigger || holds_trigger) return or_other(happening.trigger_figure_role);
    return {};
  }

  // "Six car bombs exploded", "detonated 20 bombs": each is an attack.
  template <typename IsCounted>
  bool tells_bombs(const what::Happening& happening, IsCounted is_counted) const {
    static constexpr std::array<std::string_view, 6> bombs = {"bomb", "device", "mine", "ied", "vbied", "grenade"};
    return happening.type == "ASSAULT" && std::ranges::any_of(happening.fillers, [&](const what::Filler& filler) {
      return filler.role == Role::instrument && is_counted(filler.head) && std::ranges::find(bombs, reading_[filler.head].lemma) != bombs.end();
    });
  }

  // "Two strikes engaged a unit and destroyed three tunnels", "shelled the town 19 times", "two rockets were fired": as many attacks.
  bool tells_strikes(const what::Happening& happening, const Figure& figure) const {
    static constexpr std::array<std::string_view, 10> strikes = {"strike", "airstrike", "air-strike", "rocket", "missile", "explosion", "blast", "attack", "bombing", "raid"};
    if (happening.type != "ASSAULT" || happening.is_noun || figure.counted == no_token) return false;
    const Token& counted = reading_[figure.counted];
    const bool is_frequency = counted.lemma == "time" && counted.head == happening.trigger && (counted.deprel == Deprel::obl_unmarked || counted.deprel == Deprel::advmod || counted.deprel == Deprel::obl);
    if (is_frequency) return true;
    const bool is_subject = std::ranges::any_of(happening.fillers, [&](const what::Filler& filler) {
      return filler.head == figure.counted && (filler.role == Role::actor || filler.role == Role::target || filler.role == Role::instrument);
    });
    return is_subject && std::ranges::find(strikes, counted.lemma) != strikes.end();
  }

  // "A protester held up a sign", "one bomb went off": one that is told of, not how many there were. "One strike destroyed a bridge" is counted.
  void drop_ones_of_many() {
    for (Mention& mention : mentions_)
      std::erase_if(mention.figures, [&](const Mention::CountedRole& counted) {
        const Figure& figure = answers_.how_many[counted.figure];
        const bool is_counted_strike = counted.what == "attacks" && figure.counted != no_token && reading_[figure.counted].lemma.ends_with("strike") && reading_[figure.tokens.first].upos == Upos::num;
        return (counted.what == "participants" || counted.what == "attacks") && figure.value == 1.0 && !is_counted_strike;
      });
  }

  // "Seized the ship and her crew of 23": people are held.
  void hold_people() {
    const auto is_people = [&](std::int32_t head) {
      return std::ranges::any_of(answers_.who, [&](const who::Party& party) { return party.head == head && (party.kind == who::Kind::person || party.kind == who::Kind::group); });
    };
    for (Mention& mention : mentions_)
      for (Mention::CountedRole& counted : mention.figures) {
        const std::int32_t head = answers_.how_many[counted.figure].counted;
        if (counted.what == "seized" && head != no_token && is_people(head)) counted.what = "detained";
      }
  }

  // "All but four have been freed": the four have not.
  void drop_exceptions() {
    for (Mention& mention : mentions_)
      std::erase_if(mention.figures, [&](const Mention::CountedRole& counted) { return answers_.how_many[counted.figure].is_excepted; });
  }

  // "A man accused of shooting his wife was held": he is counted among those charged or held, not among the authors of the attack.
  void drop_accused_attackers() {
    const auto is_accused = [&](std::size_t figure) {
      return std::ranges::any_of(mentions_, [&](const Mention& other) {
        return std::ranges::any_of(other.figures, [&](const Mention::CountedRole& told) { return told.figure == figure && (told.what == "charged" || told.what == "detained"); });
      });
    };
    for (Mention& mention : mentions_)
      std::erase_if(mention.figures, [&](const Mention::CountedRole& counted) { return counted.what == "attackers" && is_accused(counted.figure); });
  }

  // "78 protesters were detained" tells how many were held, not how many marched.
  void drop_crowds_that_suffer() {
    for (Mention& mention : mentions_) {
      if (mention.type != "PROTEST" || !happening_of(mention).is_presupposed) continue;
      std::erase_if(mention.figures, [&](const Mention::CountedRole& counted) {
        return counted.what == "participants" && std::ranges::any_of(mentions_, [&](const Mention& other) {
          return other.type != "PROTEST" && std::ranges::any_of(other.figures, [&](const Mention::CountedRole& told) {
            return told.figure == counted.figure && told.what != "other" && told.what != "attackers";
          });
        });
      });
    }
  }

  void attach_roles() {
    for (std::size_t i = 0; i < answers_.how_many.size(); ++i) {
      const Figure& figure = answers_.how_many[i];
      if (figure.kind != Kind::count && figure.kind != Kind::share && !measures_goods(figure)) continue;
      for (Mention& mention : mentions_)
        if (std::string role = role_of_count(mention, figure); !role.empty() && (role == "seized" || !measures_goods(figure)))
          mention.figures.push_back({.figure = i, .what = std::move(role), .is_aimed_at = is_aimed_at(mention, figure)});
    }
  }

  bool is_aimed_at(const Mention& mention, const Figure& figure) const {
    return std::ranges::any_of(happening_of(mention).fillers, [&](const what::Filler& filler) {
      return filler.role == Role::recipient && filler.head == figure.counted && (filler.because == "obl at" || filler.because == "obl on" || filler.because == "obl toward" || filler.because == "obl towards");
    });
  }

  // "An attack that nobody has claimed" counts no attackers.
  void drop_zeros() {
    for (Mention& mention : mentions_)
      std::erase_if(mention.figures, [&](const Mention::CountedRole& counted) { return answers_.how_many[counted.figure].value == 0.0 && !may_count_none(counted.what); });
  }

  // "No passengers were injured in the attack": of the attack that is told, none were.
  void move_zeros() {
    for (Mention& mention : mentions_) {
      if (mention.type != "ASSAULT") continue;
      for (std::size_t k = mention.figures.size(); k-- > 0;) {
        const Mention::CountedRole counted = mention.figures[k];
        if (!is_harm(counted.what) || answers_.how_many[counted.figure].value != 0.0) continue;
        Mention* attack = attack_of(mention.trigger, &mention, zero_within_reach);
        if (!attack) continue;
        attack->figures.push_back(counted);
        mention.figures.erase(mention.figures.begin() + static_cast<std::ptrdiff_t>(k));
      }
    }
  }

  // "No deaths or injuries": neither.
  void join_zeros() {
    for (Mention& mention : mentions_)
      for (Mention::CountedRole& counted : mention.figures) {
        const Figure& figure = answers_.how_many[counted.figure];
        if (!is_harm(counted.what) || figure.value != 0.0 || figure.counted == no_token) continue;
        const auto is_harm_noun = [&](std::int32_t noun) { return reading_[noun].lemma == "casualty" || reading_[noun].lemma == "injury" || reading_[noun].lemma == "death" || reading_[noun].lemma == "fatality"; };
        const bool is_joined = is_harm_noun(figure.counted) && std::ranges::any_of(children_of(reading_, figure.counted), [&](std::int32_t child) {
          return reading_[child].deprel == Deprel::conj && is_harm_noun(child) && reading_[child].lemma != reading_[figure.counted].lemma;
        });
        if (is_joined) counted.what = "casualties";
      }
  }

  void count(Mention& mention, std::size_t figure, const std::string& role) { mention.figures.push_back({figure, role, false}); }

  // "A crowd of about 500 gathered": the number of the crowd that acts or suffers.
  void attach_crowds() {
    for (std::size_t i = 0; i < answers_.how_many.size(); ++i) {
      const Figure& figure = answers_.how_many[i];
      if (figure.kind != Kind::count || is_taken(i)) continue;
      const std::int32_t number = figure.counted == no_token ? head_of(reading_, figure.tokens) : figure.counted;
      const std::int32_t preposition = child_with(reading_, number, Deprel::case_);
      if (reading_[number].deprel != Deprel::nmod || preposition == no_token || reading_[preposition].lower != "of") continue;
      for (Mention& mention : mentions_) {
        const auto is_crowd = [&](std::int32_t head) { return head == reading_[number].head; };
        if (std::ranges::any_of(mention.recipients, is_crowd)) count(mention, i, or_other(happening_of(mention).figure_role));
        else if (std::ranges::any_of(mention.actors, is_crowd)) count(mention, i, or_other(happening_of(mention).actor_figure_role));
      }
    }
  }

  // "The gunmen, who numbered about 40, rode into the village": the count of those who act or suffer there.
  void attach_numbered() {
    for (std::size_t i = 0; i < answers_.how_many.size(); ++i) {
      const Figure& figure = answers_.how_many[i];
      const std::int32_t verb = figure.tokens.first - 1;
      if (figure.kind != Kind::count || verb < 1 || reading_[verb].lemma != "number" || reading_[verb].upos != Upos::verb || is_taken(i)) continue;
      const bool stands_below = reading_[verb].deprel == Deprel::acl || reading_[verb].deprel == Deprel::acl_relcl;
      const std::int32_t people = stands_below ? reading_[verb].head : child_with(reading_, verb, Deprel::nsubj);
      if (people == no_token) continue;
      const auto is_same = [&](std::int32_t head) { return head == people || reading_[head].lemma == reading_[people].lemma; };
      Mention* nearest = nullptr;
      for (Mention& mention : mentions_)
        if ((std::ranges::any_of(mention.actors, is_same) || std::ranges::any_of(mention.recipients, is_same)) &&
            (!nearest || std::abs(mention.trigger - people) < std::abs(nearest->trigger - people)))
          nearest = &mention;
      if (!nearest) continue;
      const what::Happening& happening = happening_of(*nearest);
      count(*nearest, i, or_other(std::ranges::any_of(nearest->actors, is_same) ? happening.actor_figure_role : happening.figure_role));
    }
  }

  // "The rally drew 35,000 people", "some 1,300 fighters took part in the assault": as many acted.
  void attach_partakers() {
    static constexpr std::array<std::string_view, 6> draws = {"draw", "attract", "gather", "bring", "number", "swell"};
    static constexpr std::array<std::string_view, 5> joins = {"join", "attend", "participate", "take", "involve"};
    for (std::size_t i = 0; i < answers_.how_many.size(); ++i) {
      const Figure& figure = answers_.how_many[i];
      if (figure.kind != Kind::count || is_taken(i)) continue;
      const std::int32_t people = figure.counted == no_token ? head_of(reading_, figure.tokens) : figure.counted;
      const std::int32_t verb = reading_[people].head;
      if (verb == no_token) continue;
      const Token& word = reading_[verb];
      const bool are_drawn = reading_[people].deprel == Deprel::obj && std::ranges::find(draws, word.lemma) != draws.end();
      const bool take_part = reading_[people].deprel == Deprel::nsubj && std::ranges::find(joins, word.lemma) != joins.end();
      if (!are_drawn && !take_part) continue;
      for (Mention& mention : mentions_) {
        if (mention.type != "PROTEST" && mention.type != "ASSAULT") continue;
        const Token& trigger = reading_[mention.trigger];
        const bool is_told = are_drawn ? trigger.head == verb && trigger.deprel == Deprel::nsubj
                                       : is_under(reading_, mention.trigger, verb) && trigger.upos == Upos::noun && (trigger.deprel == Deprel::obj || trigger.deprel == Deprel::obl || trigger.deprel == Deprel::nmod);
        if (!is_told) continue;
        count(mention, i, mention.type == "PROTEST" ? "participants" : "attackers");
        break;
      }
    }
  }

  bool lists(const Mention& mention, std::size_t k, std::int32_t first) const {
    const Figure& figure = answers_.how_many[mention.figures[k].figure];
    return measures_goods(figure) ? figure.tokens.contains(first) : figure.counted == first;
  }

  // "Killed a policeman, two soldiers and a boy": what is listed behind somebody counted is counted with him.
  void attach_lists() {
    for (std::size_t i = 0; i < answers_.how_many.size(); ++i) {
      const Figure& figure = answers_.how_many[i];
      const bool is_measure = measures_goods(figure);
      if ((figure.kind != Kind::count && !is_measure) || figure.of >= 0 || is_taken(i) || (figure.counted == no_token && !is_measure)) continue;
      const std::int32_t head = is_measure ? head_of(reading_, figure.tokens) : figure.counted;
      const Deprel relation = reading_[head].deprel;
      if (relation != Deprel::conj && relation != Deprel::appos) continue;
      const std::int32_t first = reading_[head].head;
      for (Mention& mention : mentions_)
        for (std::size_t k = 0; k < mention.figures.size(); ++k)
          if (lists(mention, k, first) && (!is_measure || mention.figures[k].what == "seized")) {
            count(mention, i, mention.figures[k].what);
            break;
          }
    }
  }

  // "10 minors among the foreigners detained in the north": a count of some among those whom the act was done to.
  void attach_shares() {
    for (std::size_t i = 0; i < answers_.how_many.size(); ++i) {
      const Figure& figure = answers_.how_many[i];
      if (figure.counted == no_token || figure.kind != Kind::count || is_taken(i)) continue;
      for (const std::int32_t whole : children_of(reading_, figure.counted)) {
        const std::int32_t preposition = child_with(reading_, whole, Deprel::case_);
        if (preposition == no_token || (reading_[preposition].lower != "among" && reading_[preposition].lower != "of")) continue;
        for (Mention& mention : mentions_)
          if (std::ranges::find(mention.recipients, whole) != mention.recipients.end())
            mention.figures.push_back({i, happening_of(mention).figure_role, true});
      }
    }
  }

  // "detained 71 people in two cities, the ministry said: 59 in the north and 12 in the south": a bare number after a larger
  // count of the sentence counts the same.
  void attach_bare_counts() {
    for (std::size_t i = 0; i < answers_.how_many.size(); ++i) {
      const Figure& figure = answers_.how_many[i];
      if (figure.kind != Kind::count || !figure.value || is_taken(i)) continue;
      if (figure.counted != no_token && figure.tokens.contains(figure.counted)) continue;
      for (Mention& mention : mentions_) {
        if (mention.sentence != reading_[figure.tokens.first].sentence || mention.figures.empty()) continue;
        const Mention::CountedRole first = mention.figures.front();
        const Figure& whole = answers_.how_many[first.figure];
        if (whole.kind != Kind::count || !whole.value || *whole.value <= *figure.value || whole.tokens.last > figure.tokens.first) continue;
        mention.figures.push_back({i, first.what, false});
        break;
      }
    }
  }

  // "More than 1,000 were held, a rights group said. The state agency put it at 500": what another says of the count told last.
  void attach_estimates() {
    for (std::size_t i = 1; i < answers_.how_many.size(); ++i) {
      const Figure& figure = answers_.how_many[i];
      if (figure.kind != Kind::count || !figure.value || *figure.value < 2 || figure.of >= 0 || figure.counted != no_token || is_taken(i) || !is_estimate(figure)) continue;
      const Figure& last = answers_.how_many[i - 1];
      const int apart = reading_[figure.tokens.first].sentence - reading_[last.tokens.first].sentence;
      if (last.kind != Kind::count || apart > 1) continue;
      for (Mention& mention : mentions_) {
        const auto told = std::ranges::find(mention.figures, i - 1, &Mention::CountedRole::figure);
        if (told == mention.figures.end() || told->what == "other" || last.value == 0.0) continue;
        mention.figures.push_back({.figure = i, .what = told->what, .is_sure = true});
        break;
      }
    }
  }

  // "Put it at 500", "the party said 19", "organisers spoke of 80,000": a number alone under a word of saying.
  bool is_estimate(const Figure& figure) const {
    static constexpr std::array<std::string_view, 11> sayings = {"say", "count", "report", "speak", "cite", "give", "confirm", "claim", "put", "place", "estimate"};
    const std::int32_t number = head_of(reading_, figure.tokens);
    const std::int32_t verb = reading_[number].head;
    if (verb == no_token || verb > number || reading_[verb].upos != Upos::verb || std::ranges::find(sayings, reading_[verb].lemma) == sayings.end()) return false;
    const std::int32_t next = figure.tokens.last;
    const bool stands_alone = next >= reading_.size() || reading_[next].upos == Upos::punct || reading_[next].lower == "and" || reading_[next].lower == "but";
    if (!stands_alone || number - verb > 5) return false;
    const bool is_put = reading_[verb].lemma == "put" || reading_[verb].lemma == "place" || reading_[verb].lemma == "estimate";
    if (!is_put) return true;
    const std::int32_t object = child_with(reading_, verb, Deprel::obj);
    return object != no_token && (reading_[object].lower == "it" || reading_[object].lower == "that" || reading_[object].lemma == "figure" || reading_[object].lemma == "number" || reading_[object].lemma == "total");
  }

  // A part goes where its whole is, when nothing else took it.
  void attach_parts() {
    for (std::size_t i = 0; i < answers_.how_many.size(); ++i) {
      const Figure& figure = answers_.how_many[i];
      if (figure.of < 0 || is_taken(i)) continue;
      const auto whole = static_cast<std::size_t>(figure.of);
      for (Mention& mention : mentions_)
        if (const auto found = std::ranges::find(mention.figures, whole, &Mention::CountedRole::figure); found != mention.figures.end())
          mention.figures.push_back({i, found->what, false});
    }
  }

  // The attack whose toll a count tells: the one nearest in its sentence, else the last one told shortly before.
  Mention* attack_of(std::int32_t token, const Mention* but = nullptr, int reach = sentences_within_reach) {
    return nearest_told(mentions_, reading_, token, reach, [&](const Mention& mention) { return &mention != but && mention.type == "ASSAULT"; });
  }

  void attach_tolls(const Tolls& tolls) {
    for (const Toll& toll : tolls.find(reading_, answers_.how_many)) {
      bool is_known = false;
      for (Mention& mention : mentions_)
        for (Mention::CountedRole& counted : mention.figures)
          if (counted.figure == toll.figure) {
            if (mention.type == "ASSAULT" && toll.what != "detained" && (counted.what == "other" || (toll.is_sure && is_harm(counted.what)))) counted.what = toll.what;
            is_known = true;
          }
      if (is_known) continue;
      const std::int32_t head = head_of(reading_, answers_.how_many[toll.figure].tokens);
      if (Mention* unrest = is_harm(toll.what) && reading_[head].head != no_token ? unrest_over(mentions_, reading_, answers_, reading_[head].head) : nullptr) {
        unrest->figures.push_back({.figure = toll.figure, .what = toll.what, .is_sure = true});  // "six people were hurt in the riots"
        continue;
      }
      if (Mention* told_of = told_by_toll(head, toll.what, answers_.how_many[toll.figure].value == 0.0 ? zero_within_reach : sentences_within_reach)) told_of->figures.push_back({toll.figure, toll.what, false});
    }
  }

  // What a toll tells of: the arrests of those held, the attack whose dead and injured are counted, else the unrest that hurt them.
  Mention* told_by_toll(std::int32_t token, const std::string& what, int reach) {
    if (what == "detained") return nearest_told(mentions_, reading_, token, sentences_within_reach, [&](const Mention& mention) { return happening_of(mention).figure_role == what; });
    if (Mention* attack = attack_of(token, nullptr, reach)) return attack;
    if (!is_harm(what)) return nullptr;
    return nearest_told(mentions_, reading_, token, sentences_within_reach, [](const Mention& mention) { return mention.type == "PROTEST"; });
  }

  // "More than 2,000 were killed or injured": counted together.
  void join_harms() {
    for (Mention& mention : mentions_)
      if (tells_either_harm(mention.trigger))
        for (Mention::CountedRole& counted : mention.figures)
          if (is_harm(counted.what)) counted.what = "casualties";
  }

  bool tells_either_harm(std::int32_t verb) const {
    static constexpr std::array<std::string_view, 5> harms = {"kill", "wound", "injure", "hurt", "maim"};
    const auto harms_people = [&](std::int32_t token) { return std::ranges::find(harms, reading_[token].lemma) != harms.end(); };
    const auto has_or = [&](std::int32_t token) {
      const std::int32_t joint = child_with(reading_, token, Deprel::cc);
      return joint != no_token && reading_[joint].lower == "or";
    };
    if (!harms_people(verb)) return false;
    if (reading_[verb].deprel == Deprel::conj) return harms_people(reading_[verb].head) && has_or(verb);
    return std::ranges::any_of(children_of(reading_, verb), [&](std::int32_t child) { return reading_[child].deprel == Deprel::conj && harms_people(child) && has_or(child); });
  }

  // "A 36-year-old woman told police that she was abducted": the victim is counted where she is told of first.
  void attach_counts_of_chains() {
    for (Mention& mention : mentions_) {
      const std::string& role = happening_of(mention).figure_role;
      const bool is_victim = role == "killed" || role == "injured" || role == "abducted";
      if (!is_victim) continue;
      for (const std::int32_t victim : mention.recipients)
        if (const auto count = count_of_chain(victim)) mention.figures_of_chain.push_back({*count, role, false});
    }
  }

  // The count that stands at an earlier phrase for the same party; nothing when there is none.
  std::optional<std::size_t> count_of_chain(std::int32_t head) const {
    const int chain = chain_at(head);
    if (chain < 0) return std::nullopt;
    for (std::size_t i = 0; i < answers_.how_many.size(); ++i) {
      const Figure& figure = answers_.how_many[i];
      if (figure.kind != Kind::count || figure.counted == no_token || figure.of >= 0 || figure.subgroup) continue;
      if (figure.counted < head && chain_at(figure.counted) == chain) return i;
      if (figure.value == 1.0 && reading_[figure.counted].deprel == Deprel::appos && chain_at(reading_[figure.counted].head) == chain) return i;  // "Oduya, a lawyer,"
    }
    return std::nullopt;
  }

  int chain_at(std::int32_t head) const {
    const auto party = std::ranges::find(answers_.who, head, &who::Party::head);
    return party == answers_.who.end() ? -1 : party->chain;
  }

  std::vector<Mention>& mentions_;
  const Reading& reading_;
  const Answers& answers_;
};

}  // namespace

void attach_counts(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers, const Tolls& tolls) {
  Counting(mentions, reading, answers).attach(tolls);
}

}  // namespace nutgraf::event
