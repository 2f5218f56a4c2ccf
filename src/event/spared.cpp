#include "event/spared.h"

#include <algorithm>
#include <array>

#include "event/attach.h"

namespace nutgraf::event {

namespace {

// "Escaped with cuts".
bool is_hurt_all_the_same(const Reading& reading, std::int32_t verb) {
  return std::ranges::any_of(children_of(reading, verb), [&](std::int32_t child) {
    const std::int32_t preposition = child_with(reading, child, Deprel::case_);
    return preposition != no_token && reading[preposition].lower == "with";
  });
}

}  // namespace

bool may_count_none(std::string_view role) {
  static constexpr std::array<std::string_view, 9> roles = {"killed", "injured", "casualties", "victims", "detained", "released", "displaced", "seized", "other"};
  return std::ranges::find(roles, role) != roles.end();
}

bool are_spared(const Reading& reading, const how_many::Figure& figure, const std::vector<how_many::Figure>& figures) {
  static constexpr std::array<std::string_view, 2> saved = {"escape", "rescue"};
  if (figure.value == 0.0) return false;
  const std::int32_t head = figure.counted == no_token ? head_of(reading, figure.tokens) : figure.counted;
  const std::int32_t first = reading[head].deprel == Deprel::conj ? reading[head].head : head;
  const auto is_none = [&](const how_many::Figure& zero) { return zero.value == 0.0 && zero.counted != no_token && (zero.counted == head || zero.counted == first); };
  if (std::ranges::any_of(figures, is_none)) return true;
  const std::int32_t verb = reading[first].head;
  if (verb == no_token || std::ranges::find(saved, reading[verb].lemma) == saved.end() || reading[verb].upos != Upos::verb) return false;
  const Deprel relation = reading[first].deprel;
  const bool is_saved = relation == Deprel::nsubj_pass || relation == (reading[verb].lemma == "escape" ? Deprel::nsubj : Deprel::obj);
  return is_saved && !is_hurt_all_the_same(reading, verb);
}

bool is_one_spared(const Reading& reading, const how_many::Figure& figure) {
  if (figure.value != 0.0 || figure.counted == no_token || figure.counted >= figure.tokens.last - 1) return false;
  const Token& spared = reading[figure.counted];
  return spared.number != Number::plural && spared.lower != "they" && child_with(reading, figure.counted, Deprel::conj) == no_token;
}

}  // namespace nutgraf::event
