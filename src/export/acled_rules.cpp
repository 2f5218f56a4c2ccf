// ACLED's rules on our records: which of its 25 sub-types, which day, how many dead, under which name the parties go. Its numbers are
// conservative: the lowest account counts, "at least 12" is 12, "dozens" 12, nothing told 0.

#include "export/acled_rules.h"

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "base/utf8.h"

namespace nutgraf::export_ {

namespace {

bool has_word(const std::string& text, const char* word_class, const Codebook& book) {
  for (const MaskWord& word : split_words(text)) {
    std::string one = word.folded;
    if (book.acled_words.contains({word_class, one})) return true;
    if (one.ends_with('s') && book.acled_words.contains({word_class, one.substr(0, one.size() - 1)})) return true;
  }
  return false;
}

bool has_sector(const Json& party, std::initializer_list<std::string_view> sectors) {
  return std::ranges::any_of(sectors, [&](std::string_view sector) { return has_text(party, "sector", sector); });
}

bool is_state(const Json& party) { return has_sector(party, {"COP", "MIL", "SPY", "GOV", "JUD", "LEG"}); }

bool is_armed(const Json& party, const Codebook& book) {
  if (has_sector(party, {"COP", "MIL", "SPY", "REB", "IMG", "PRM"})) return true;
  // One man who attacks is no armed group yet, a gunman may be of one.
  if (has_sector(party, {"UAF"})) return text_at(party, "kind") != "person" || has_word(text_at(party, "text"), "fighter", book);
  if (!has_sector(party, {"CRM"})) return false;
  return text_at(party, "kind") == "organisation" || has_word(text_at(party, "text"), "gang", book);
}

bool is_crowd(const Json& party, const Codebook& book) { return text_at(party, "kind") == "crowd" || has_word(text_at(party, "text"), "protester", book); }

template <typename Is>
bool any_party(const Json& event, const char* role, Is is) {
  return std::ranges::any_of(list_at(event, role), is);
}

bool any_instrument(const Json& event, const char* word_class, const Codebook& book) {
  return std::ranges::any_of(list_at(event, "instrument"), [&](const Json& one) { return has_word(text_at(one, "text"), word_class, book); });
}

void add_assault(std::set<std::string>& situations, const Json& event, const Codebook& book) {
  const auto armed = [&](const Json& party) { return is_armed(party, book); };
  const auto crowd = [&](const Json& party) { return is_crowd(party, book); };
  const auto people = [&](const Json& party) { return text_at(party, "kind") != "object"; };
  const bool is_told = any_party(event, "actor", people);
  const bool acts_armed = any_party(event, "actor", armed);
  const bool acts_organised = acts_armed || any_party(event, "actor", [](const Json& party) {
                                return is_state(party) || (party.contains("name") && text_at(party, "kind") != "person");
                              });
  if (any_party(event, "actor", crowd) && !acts_armed) situations.insert("crowd");
  if (any_party(event, "recipient", crowd) && acts_organised) situations.insert("protesters");
  const bool is_crime = has_text(event, "context", "crime") && !has_text(event, "context", "terrorism");
  if (is_told ? !acts_organised && !situations.contains("crowd") : is_crime) situations.insert("private");
  const auto suffers = [&](const Json& party) { return people(party) && !armed(party); };
  if (any_party(event, "recipient", armed) && !any_party(event, "recipient", suffers)) situations.insert("clash");
  const auto& actors = list_at(event, "actor");
  if (std::ranges::count_if(actors, armed) > 1 && !any_party(event, "recipient", suffers)) situations.insert("clash");
  const bool kills = std::ranges::any_of(list_at(event, "how_many"), [&](const Json& figure) { return text_at(figure, "what") == "killed" && least_of(figure, book) > 0; });
  if (!kills && !any_party(event, "recipient", suffers)) situations.insert("property");
}

void add_arrest(std::set<std::string>& situations, const Json& event, const Codebook& book) {
  constexpr int many = 10;
  for (const Json& figure : list_at(event, "how_many"))
    if (text_at(figure, "what") == "detained" && least_of(figure, book) >= many) situations.insert("mass");
  if (any_party(event, "recipient", [&](const Json& party) { return is_crowd(party, book); })) situations.insert("protesters");
  if (any_party(event, "recipient", [](const Json& party) {
        return has_sector(party, {"GOV", "LEG", "JUD", "MIL", "PTY", "OPP", "REB", "IMG", "PRM", "JRN", "SOC", "REL", "ELI", "UNO", "NGO"});
      }))
    situations.insert("notable");
}

bool fits(const AcledType& row, const Json& event, const std::vector<std::string>& modes, const std::set<std::string>& situations) {
  return row.event == text_at(event, "event") && (row.mode == "*" || std::ranges::find(modes, row.mode) != modes.end()) &&
         (row.situation == "*" || situations.contains(row.situation));
}

std::optional<Date> middle_of(Date from, Date to) { return add_days(from, days_between(from, to) / 2); }

}  // namespace

std::set<std::string> find_situations(const Json& event, const Codebook& book) {
  std::set<std::string> situations;
  const std::string type = text_at(event, "event");
  if (type == "ASSAULT") add_assault(situations, event, book);
  if (type == "COERCE" && has_text(event, "mode", "arrest")) add_arrest(situations, event, book);
  if (type == "COERCE" && has_text(event, "mode", "seize")) {
    const auto has = [&](const char* word_class) {
      const auto told = [&](const Json& party) { return has_word(text_at(party, "text"), word_class, book); };
      const auto counted = [&](const Json& figure) { return text_at(figure, "what") == "seized" && has_word(text_at(figure, "text") + " " + text_at(figure, "unit"), word_class, book); };
      return any_party(event, "recipient", told) || std::ranges::any_of(list_at(event, "how_many"), counted);
    };
    if (has("weapon")) situations.insert("weapons");
    if (has("territory") && any_party(event, "actor", [&](const Json& party) { return is_armed(party, book) && !has_sector(party, {"COP"}); }))
      situations.insert("territory");
  }
  if (type == "RETREAT" || type == "AGREE") {
    const auto fights = [](const Json& party) { return has_sector(party, {"MIL", "REB", "IMG", "PRM", "UAF"}); };
    if (any_party(event, "actor", fights) || any_party(event, "recipient", fights)) situations.insert("armed");
  }
  return situations;
}

const AcledType* find_acled_type(const Json& event, const Codebook& book) {
  std::vector<std::string> modes = texts_at(event, "mode");
  if (any_instrument(event, "grenade", book)) modes.push_back("grenade");
  if (has_text(event, "context", "cbrn") || any_instrument(event, "chemical", book)) modes.push_back("chemical");
  const std::set<std::string> situations = find_situations(event, book);
  const auto row = std::ranges::find_if(book.acled_types, [&](const AcledType& one) { return fits(one, event, modes, situations); });
  return row == book.acled_types.end() ? nullptr : &*row;
}

std::optional<AcledDay> find_acled_day(const Json& event, const Json& report) {
  const Json& when = object_at(event, "when");
  const auto earliest = read_date(text_at(when, "earliest")), latest = read_date(text_at(when, "latest")), filed = read_date(filing_day(report));
  if (!earliest) {
    // Only the filing day bounds it: what is no background lies within the week before.
    const auto bound = latest ? latest : filed;
    if (!bound || holds(event, "background")) return std::nullopt;
    return AcledDay{*bound, 2, "day not told; day of filing"};
  }
  const auto until = latest ? latest : filed && days_between(*earliest, *filed) >= 0 ? filed : std::nullopt;
  if (!until) return std::nullopt;
  const int days = days_between(*earliest, *until) + 1;
  if (days <= 1) return AcledDay{*earliest, 1, ""};
  const std::string range = fmt::format("{} to {}", write_date(*earliest), write_date(*until));
  if (days <= 7) return AcledDay{*middle_of(*earliest, *until), 2, range};
  if (days > 31) return std::nullopt;
  const std::string words = lower_case(text_at(when, "text"));
  if (words.find("early") != std::string::npos || words.find("beginning") != std::string::npos || words.find("start of") != std::string::npos)
    return AcledDay{*earliest, 3, range};
  if (words.find("late") != std::string::npos || words.find("end of") != std::string::npos) return AcledDay{*until, 3, range};
  return AcledDay{*middle_of(*earliest, *until), 3, range};
}

int least_of(const Json& figure, const Codebook& book) {
  const auto whole = [](const Json& number) { return static_cast<int>(std::min(number.get<double>(), 1e9)); };
  const std::string bound = text_at(figure, "bound");
  if (bound == "vague") {
    const std::string words = " " + fold(text_at(figure, "text")) + " ";
    for (const auto& [phrase, number] : book.acled_numbers)
      if (words.find(" " + phrase + " ") != std::string::npos) return number;
    return 3;
  }
  if (bound == "at_most" || bound == "less_than") return figure.contains("value") && figure["value"].is_number() ? std::min(3, whole(figure["value"])) : 0;
  for (const char* key : {"low", "value"})
    if (figure.contains(key) && figure[key].is_number()) return whole(figure[key]);
  return 0;
}

AcledDeaths count_acled_deaths(const Json& event, const Codebook& book) {
  static const std::set<std::string, std::less<>> anybody = {"", "people", "person", "persons", "bodies", "body", "dead", "victims", "deaths", "lives", "casualties", "others", "individuals"};
  struct Account {
    std::optional<int> whole;  // of people as such
    bool is_best = false;
    std::map<std::string, int> groups;
  };
  std::map<std::string, Account> accounts;  // by speaker
  std::vector<std::string> told;
  bool only_casualties = false;
  for (const Json& figure : list_at(event, "how_many")) {
    const std::string what = text_at(figure, "what");
    only_casualties = only_casualties || what == "casualties";
    if (what != "killed") continue;
    told.push_back(text_at(figure, "text"));
    if (figure.contains("of")) continue;  // a part
    Account& account = accounts[text_at(object_at(figure, "says_who"), "speaker")];
    const int least = least_of(figure, book);
    const std::string unit = fold(text_at(figure, figure.contains("subgroup") ? "subgroup" : "unit"));
    if (!anybody.contains(unit)) {
      const auto [group, is_new] = account.groups.try_emplace(unit, least);
      if (!is_new) group->second = std::min(group->second, least);
    } else if (holds(figure, "best") || !account.whole || (!account.is_best && least < *account.whole)) {
      account.whole = least;
      account.is_best = account.is_best || holds(figure, "best");
    }
  }
  AcledDeaths deaths;
  bool has_whole = std::ranges::any_of(accounts, [](const auto& one) { return one.second.whole.has_value(); });
  std::optional<int> lowest;
  for (const auto& [speaker, account] : accounts) {
    int sum = 0;
    for (const auto& [group, number] : account.groups) sum += number;
    if (has_whole && !account.whole) continue;  // tells only of some of the dead
    const int total = account.whole.value_or(sum);
    lowest = lowest ? std::min(*lowest, total) : total;
  }
  deaths.number = lowest.value_or(0);
  if (accounts.size() > 1 || told.size() > 1) deaths.note = "killed as told: " + join(told, "; ");
  else if (!told.empty() && std::to_string(deaths.number) != told[0]) deaths.note = "killed as told: " + told[0];
  else if (told.empty() && only_casualties) deaths.note = "only casualties are told";
  return deaths;
}

AcledSide name_acled_side(const Json& party, const Json& event, const std::string& event_country, bool is_riot, const Codebook& book) {
  const std::string own = text_at(party, "country");
  const std::string home = own.empty() ? event_country : own;
  const Country* country = book.country(home);
  const auto place_country = [&](std::string text) {
    const std::size_t at = text.find("{country}");
    if (at == std::string::npos) return text;
    text.replace(at, 9, country ? country->name : "Unknown");
    return text;
  };
  if (is_crowd(party, book) && text_at(event, "event") != "RETREAT")
    return {place_country(is_riot ? "Rioters ({country})" : "Protesters ({country})"), is_riot ? "Rioters" : "Protesters", {}};
  for (const std::string& sector : texts_at(party, "sector")) {
    const auto row = book.acled_actors.find(sector);
    if (row == book.acled_actors.end()) continue;
    AcledSide side{place_country(row->second.unnamed), row->second.sort, {}};
    if (row->second.keeps_name && party.contains("name") && text_at(party, "kind") != "person") side.name = text_at(party, "name");
    else if (row->second.keeps_name && party.contains("group")) side.name = text_at(party, "group");
    if (!row->second.associated.empty()) side.associated.push_back(place_country(row->second.associated));
    if (side.sort == "State forces" && !own.empty() && !event_country.empty() && own != event_country) side.sort = "External/Other forces";
    return side;
  }
  return {place_country("Civilians ({country})"), "Civilians", {}};
}

}  // namespace nutgraf::export_
