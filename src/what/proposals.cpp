#include "what/proposals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "what/clause.h"
#include "what/fill.h"
#include "what/status.h"

namespace nutgraf::what {

namespace {

// Log-odds from which on the network's word is taken; chosen on annotated reports that it did not learn from.
constexpr float least_odds = 1.0F;
constexpr float least_odds_of_mode = 0.0F;

// What a count of the recipients means where the mode tells it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> counted_by_mode = {
    {{"arrest", "detained"}, {"abduct", "abducted"}, {"release", "released"}, {"convict", "convicted"}, {"seize", "seized"}}};

class Proposer {
 public:
  Proposer(const Reading& reading, const reading::ReportView& view, const Classes& classes, const std::vector<Happening>& known)
      : reading_(reading), view_(view), classes_(classes), animal_(classes.named("animal")), person_(classes.named("person")) {
    for (const std::string_view type : core_types) types_.push_back({type, view.sign_named(type), view.modes_of(type)});
    for (const Happening& happening : known) {
      told_.emplace(happening.trigger, happening.type);
      const TokenRange words = tokens_in(reading, happening.span);
      for (std::int32_t token = words.first; token < words.last; ++token) told_.emplace(token, happening.type);
    }
  }

  std::vector<Happening> propose() const {
    std::vector<Happening> found;
    for (std::int32_t token = 0; token < reading_.size(); ++token)
      if (const Type* type = type_of(token); type && !is_told_beside(token, type->name)) {
        Happening happening = make(token, *type);
        if (!is_done_to_animals(happening)) found.push_back(std::move(happening));
      }
    return found;
  }

 private:
  struct Type {
    std::string_view name;
    std::size_t sign = 0;
    std::vector<std::pair<std::string_view, std::size_t>> modes;
  };

  // The type that the network sees a word tell; null when it sees none.
  const Type* type_of(std::int32_t token) const {
    const Upos upos = reading_[token].upos;
    if (upos == Upos::verb && is_undergoing(reading_[token])) return nullptr;  // what is endured tells the event
    if (upos != Upos::verb && upos != Upos::noun && upos != Upos::adj && upos != Upos::propn) return nullptr;
    const Type* best = &*std::ranges::max_element(types_, {}, [&](const Type& type) { return view_.sign(token, type.sign); });
    return view_.sign(token, best->sign) >= least_odds ? best : nullptr;
  }

  // The word stands in a happening of the type.
  bool is_told_at(std::int32_t token, std::string_view type) const {
    const auto [first, last] = told_.equal_range(token);
    return std::any_of(first, last, [&](const auto& one) { return one.second == type; });
  }

  // A word before a noun that a trigger of its type has: "forged" of "seized nine boats and 61 forged passports".
  bool is_told_over(std::int32_t token, std::string_view type) const {
    if (reading_[token].deprel != Deprel::amod && reading_[token].deprel != Deprel::compound) return false;
    std::int32_t noun = reading_[token].head;
    while (reading_[noun].deprel == Deprel::conj || reading_[noun].deprel == Deprel::appos) noun = reading_[noun].head;
    return is_told_at(noun, type) || (reading_[noun].head != no_token && is_told_at(reading_[noun].head, type));
  }

  // A word that hangs on a trigger of its type, or holds one, tells the same: "opened" of "opened fire".
  bool is_told_beside(std::int32_t token, std::string_view type) const {
    if (is_told_at(token, type) || is_told_over(token, type)) return true;
    const auto joins = [](Deprel relation) { return relation == Deprel::conj || relation == Deprel::parataxis || relation == Deprel::advcl || relation == Deprel::ccomp; };
    if (!joins(reading_[token].deprel) && is_told_at(reading_[token].head, type)) return true;
    return std::ranges::any_of(children_of(reading_, token), [&](std::int32_t child) { return !joins(reading_[child].deprel) && is_told_at(child, type); });
  }

  Happening make(std::int32_t token, const Type& type) const {
    const bool is_noun = reading_[token].upos != Upos::verb;
    Happening happening{.trigger = token, .span = reading_[token].span, .type = std::string(type.name), .is_noun = is_noun, .because = std::string(by_network),
                        .confidence = 1 / (1 + std::exp(-static_cast<double>(view_.sign(token, type.sign))))};
    std::vector<std::pair<float, std::string_view>> modes;
    for (const auto& [mode, sign] : type.modes)
      if (const float odds = view_.sign(token, sign); odds >= least_odds_of_mode) modes.emplace_back(-odds, mode);
    std::ranges::stable_sort(modes, {}, [](const auto& one) { return one.first; });
    if (has_one_mode(happening.type) && modes.size() > 1) modes.resize(1);
    for (const auto& [odds, mode] : modes) happening.modes.emplace_back(mode);
    for (const auto& [mode, what] : counted_by_mode)
      if (std::ranges::find(happening.modes, mode) != happening.modes.end()) happening.figure_role = what;
    happening.actor_figure_role = actor_figure_of(type.name);
    happening.status_hint = status_hint_of(reading_, token, is_noun);
    const Arguments arguments = is_noun ? read_noun(reading_, token) : read_verb(reading_, token);
    for (const Argument& argument : arguments.all)
      if (const std::optional<Role> role = role_of(argument.slot, is_noun))
        for (const std::int32_t head : joined_with(reading_, argument.head)) happening.fillers.push_back({*role, head, std::string(argument.because)});
    return happening;
  }

  // "Cattle were quarantined", "restrictions on the movement of poultry", "the quarantine of a hog farm".
  bool is_done_to_animals(const Happening& happening) const {
    return std::ranges::any_of(happening.fillers, [&](const Filler& filler) {
      if (filler.role != Role::recipient || (classes_.of_token(reading_, filler.head) & person_) != 0) return false;
      for (std::int32_t token = 0; token < reading_.size(); ++token)
        if (reading_[token].sentence == reading_[filler.head].sentence && is_under(reading_, token, filler.head) && (classes_.of_token(reading_, token) & animal_) != 0) return true;
      return false;
    });
  }

  static std::optional<Role> role_of(Slot slot, bool is_noun) {
    if (slot == Slot::subject || slot == Slot::by) return Role::actor;
    if (slot == Slot::object) return Role::recipient;
    if (is_noun && (slot == Slot::of || slot == Slot::on)) return Role::recipient;
    return std::nullopt;
  }

  const Reading& reading_;
  const reading::ReportView& view_;
  const Classes& classes_;
  ClassSet animal_, person_;
  std::vector<Type> types_;
  std::unordered_multimap<std::int32_t, std::string> told_;  // the words of happenings, by type
};

}  // namespace

void add_proposals(const Reading& reading, const reading::ReportView& view, const Classes& classes, std::vector<Happening>& happenings) {
  std::ranges::move(Proposer(reading, view, classes, happenings).propose(), std::back_inserter(happenings));
  std::ranges::stable_sort(happenings, {}, &Happening::trigger);
}

}  // namespace nutgraf::what
