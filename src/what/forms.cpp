// How trigger words are inflected, so that they are found where the reading has no lemma for them: headlines in capitals,
// names of events, misspelt tags.

#include "what/forms.h"

#include <algorithm>
#include <array>
#include <utility>

namespace nutgraf::what {

namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

struct Irregular {
  std::string_view lemma;
  std::string_view forms;  // past forms, parted by blanks
};

constexpr std::array irregular = {
    Irregular{"shoot", "shot"}, Irregular{"slay", "slew slain"}, Irregular{"strike", "struck stricken"}, Irregular{"hit", "hit"},
    Irregular{"beat", "beat beaten"}, Irregular{"fight", "fought"}, Irregular{"hang", "hanged hung"}, Irregular{"burn", "burned burnt"},
    Irregular{"throw", "threw thrown"}, Irregular{"lay", "laid"}, Irregular{"hide", "hid hidden"}, Irregular{"hold", "held"},
    Irregular{"catch", "caught"}, Irregular{"keep", "kept"}, Irregular{"put", "put"}, Irregular{"take", "took taken"}, Irregular{"find", "found"},
    Irregular{"shut", "shut"}, Irregular{"cut", "cut"}, Irregular{"spread", "spread"}, Irregular{"break", "broke broken"}, Irregular{"set", "set"},
    Irregular{"give", "gave given"}, Irregular{"send", "sent"}, Irregular{"go", "went gone"}, Irregular{"come", "came"}, Irregular{"make", "made"},
    Irregular{"bring", "brought"}, Irregular{"sink", "sank sunk"}, Irregular{"swear", "swore sworn"}, Irregular{"steal", "stole stolen"},
    Irregular{"drive", "drove driven"}, Irregular{"blow", "blew blown"}, Irregular{"fling", "flung"}, Irregular{"sling", "slung"},
    Irregular{"forbid", "forbade forbidden"}, Irregular{"withdraw", "withdrew withdrawn"}, Irregular{"withhold", "withheld"},
    Irregular{"leave", "left"}, Irregular{"let", "let"}, Irregular{"free", "freed"}, Irregular{"quit", "quit"}, Irregular{"sue", "sued"},
    Irregular{"meet", "met"}, Irregular{"speak", "spoke spoken"}, Irregular{"overrun", "overran overrun"}, Irregular{"retake", "retook retaken"},
    Irregular{"overthrow", "overthrew overthrown"}, Irregular{"seek", "sought"}, Irregular{"cast", "cast"}, Irregular{"rise", "rose risen"},
    Irregular{"stand", "stood"}, Irregular{"say", "said"}, Irregular{"tell", "told"}, Irregular{"forgive", "forgave forgiven"},
    Irregular{"build", "built"}, Irregular{"bury", "buried"}, Irregular{"hurt", "hurt"}, Irregular{"bear", "bore borne"}, Irregular{"read", "read"}};

constexpr std::array<std::string_view, 44> doubling = {
    "stab", "rob", "gun", "ban", "bar", "nab", "mug", "gas", "ram", "club", "kidnap", "net", "tap", "rap", "slap", "whip", "slam",
    "pan", "rip", "trap", "grab", "jam", "gag", "expel", "rebel", "repel", "compel", "patrol", "control", "admit", "permit", "commit", "occur", "bus", "refer", "cut", "hit", "shut", "put", "slog", "flog", "drag", "plot", "swap"};

}  // namespace

std::vector<std::string> verb_forms(std::string_view lemma) {
  const std::string word(lemma);
  std::vector<std::string> forms{word};
  if (word.size() < 3) return forms;
  const char last = word.back(), before = word[word.size() - 2];
  const bool doubles = std::ranges::find(doubling, lemma) != doubling.end();
  if (last == 's' || last == 'x' || last == 'z' || word.ends_with("ch") || word.ends_with("sh")) forms.push_back(word + "es");
  else if (last == 'y' && !is_vowel(before)) forms.push_back(word.substr(0, word.size() - 1) + "ies");
  else if (last == 'o' && !is_vowel(before)) forms.push_back(word + "es");
  else forms.push_back(word + "s");
  const std::string stem = doubles ? word + last : last == 'e' && before != 'e' ? word.substr(0, word.size() - 1) : word;
  forms.push_back(stem + "ing");
  if (last == 'l' && is_vowel(before) && !doubles) {
    forms.push_back(word + "led");
    forms.push_back(word + "ling");
  }
  const auto found = std::ranges::find(irregular, lemma, &Irregular::lemma);
  if (found != irregular.end()) {
    std::string_view rest = found->forms;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      forms.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  } else if (last == 'e') {
    forms.push_back(word + "d");
  } else if (last == 'y' && !is_vowel(before)) {
    forms.push_back(word.substr(0, word.size() - 1) + "ied");
  } else {
    forms.push_back(stem + "ed");
  }
  return forms;
}

std::vector<std::string> noun_forms(std::string_view lemma) {
  const std::string word(lemma);
  std::vector<std::string> forms{word};
  if (word.size() < 2) return forms;
  const char last = word.back(), before = word[word.size() - 2];
  if (last == 's' || last == 'x' || last == 'z' || word.ends_with("ch") || word.ends_with("sh")) forms.push_back(word + "es");
  else if (last == 'y' && !is_vowel(before)) forms.push_back(word.substr(0, word.size() - 1) + "ies");
  else if (word.ends_with("fe")) forms.push_back(word.substr(0, word.size() - 2) + "ves");
  else if (word.ends_with("man")) forms.push_back(word.substr(0, word.size() - 3) + "men");
  else forms.push_back(word + "s");
  return forms;
}

}  // namespace nutgraf::what
