// Who calls what is said against him untrue denies it, though no verb of denying is told: "called the report a fabrication".

#include "says_who/refusals.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace nutgraf::says_who {

namespace {

// What is said against somebody, looked back to.
bool is_report(const Token& word) {
  static constexpr std::array<std::string_view, 10> reports = {"report", "claim", "charge", "accusation", "allegation", "account", "story", "version", "statement", "suggestion"};
  return std::ranges::find(reports, word.lemma) != reports.end();
}

}  // namespace

bool calls_untrue(const Reading& reading, std::int32_t verb, const std::vector<std::int32_t>& content) {
  static constexpr std::array<std::string_view, 6> verbs = {"call", "describe", "label", "brand", "term", "dub"};
  static constexpr std::array<std::string_view, 27> untrue = {"absurd", "baseless", "groundless", "unfounded", "false", "fake", "fakes", "untrue", "lie", "lies", "fabrication", "fabrications",
                                                             "fabricated", "fiction", "invention", "nonsense", "hoax", "slander", "slanderous", "smear", "libel", "fantasy", "propaganda",
                                                             "ridiculous", "disinformation", "rumours", "rumors"};
  if (std::ranges::find(verbs, reading[verb].lemma) == verbs.end()) return false;
  if (std::ranges::none_of(content, [&](std::int32_t word) { return std::ranges::find(untrue, reading[word].lower) != untrue.end(); })) return false;
  if (reading[verb].deprel == Deprel::acl_relcl && reading[verb].head != no_token) return is_report(reading[reading[verb].head]);
  return std::ranges::any_of(content, [&](std::int32_t word) { return word > verb && (is_report(reading[word]) || (word == verb + 1 && (reading[word].lower == "it" || reading[word].lower == "this"))); });
}

}  // namespace nutgraf::says_who
