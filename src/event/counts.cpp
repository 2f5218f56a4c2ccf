// Which happening does a count belong to, and what does it count there? In "nine people were held" nine is the number of those
// whom the act was done to; "the dead included two children" and "a toll of 11" tell what an attack told before did.

#include "event/counts.h"

#include <algorithm>
#include <cstdlib>

#include "event/attach.h"

namespace nutgraf::event {

namespace {

using how_many::Figure;
using how_many::Kind;
using what::Role;

constexpr int sentences_within_reach = 4;  // from an attack to its toll

std::string or_other(const std::string& role) { return role.empty() ? std::string("other") : role; }

class Counting {
 public:
  Counting(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers)
      : mentions_(mentions), reading_(reading), answers_(answers) {}

  void attach(const Tolls& tolls) {
    attach_roles();
    attach_shares();
    attach_bare_counts();
    attach_parts();
    attach_tolls(tolls);
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
    if (figure.counted == mention.trigger) return or_other(happening.trigger_figure_role);
    return {};
  }

  void attach_roles() {
    for (std::size_t i = 0; i < answers_.how_many.size(); ++i) {
      const Figure& figure = answers_.how_many[i];
      if (figure.kind != Kind::count && figure.kind != Kind::share) continue;
      for (Mention& mention : mentions_)
        if (std::string role = role_of_count(mention, figure); !role.empty()) mention.figures.push_back({i, std::move(role), false});
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
  Mention* attack_of(std::int32_t token) {
    Mention* best = nullptr;
    int nearest = sentences_within_reach * 10000;
    for (Mention& mention : mentions_) {
      if (mention.type != "ASSAULT" || mention.status == Status::planned || mention.status == Status::hypothetical) continue;
      const int apart = reading_[token].sentence - mention.sentence;
      if (apart < 0 || apart > sentences_within_reach) continue;
      const int distance = apart * 10000 + std::abs(token - mention.trigger);
      if (distance < nearest) {
        nearest = distance;
        best = &mention;
      }
    }
    return best;
  }

  void attach_tolls(const Tolls& tolls) {
    for (const Toll& toll : tolls.find(reading_, answers_.how_many)) {
      bool is_known = false;
      for (Mention& mention : mentions_)
        for (Mention::CountedRole& counted : mention.figures)
          if (counted.figure == toll.figure) {
            if (counted.what == "other" && mention.type == "ASSAULT") counted.what = toll.what;
            is_known = true;
          }
      if (is_known) continue;
      const std::int32_t head = head_of(reading_, answers_.how_many[toll.figure].tokens);
      if (Mention* attack = attack_of(head)) attack->figures.push_back({toll.figure, toll.what, false});
    }
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
