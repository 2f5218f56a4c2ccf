// Who in a report is a private person. Public are those who hold or held a public office or lead an organisation (offices.tsv,
// leaders of the world), those who speak for a body (police, army, government, court), and nobody else: a person of whom the report
// tells nothing public is private, and so are minors and the victims of sexual violence whatever they are. Names that the parties'
// list has missed, after "Mr." or with a known first name, count as private too.

#include "export/private_people.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/json_values.h"
#include "base/utf8.h"

namespace nutgraf::export_ {

namespace {

// One person of the report, as all his mentions tell him.
struct Person {
  std::set<std::string> names;
  std::vector<std::string> texts;
  bool is_listed = false;     // a leader of the world
  bool speaks_for_body = false;
  bool is_minor = false;
  bool is_sufferer = false;   // of sexual violence
  bool is_victim = false;     // of violence, or under arrest
  bool is_guess = true;       // one word of which nothing but the capital says that it is a person
};

std::size_t begin_of(const Json& span) { return span.contains("begin") ? span["begin"].get<std::size_t>() : 0; }
std::size_t end_of(const Json& span) { return span.contains("end") ? span["end"].get<std::size_t>() : 0; }

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  for (MaskWord& word : split_words(text)) words.push_back(std::move(word.folded));
  return words;
}

bool is_masked_already(const std::string& name) { return name.starts_with(pseudonym_start); }

// Bodies whose named speakers are public.
bool is_body(const std::string& speaker_kind) {
  return speaker_kind == "police" || speaker_kind == "military" || speaker_kind == "government" || speaker_kind == "court";
}

void take_mention(Person& person, const Json& party) {
  const std::string name = text_at(party, "name"), text = text_at(party, "text"), because = text_at(party, "because");
  if (!name.empty() && !is_masked_already(name)) person.names.insert(name);
  if (!text.empty()) person.texts.push_back(text);
  person.is_listed = person.is_listed || because.find("lexicon/who/leaders.tsv") != std::string::npos;
  person.is_minor = person.is_minor || holds(party, "minor");
  if (folded_words(name).size() > 1 || because.find("person_verbs") != std::string::npos || because.find("no_role_told") == std::string::npos)
    person.is_guess = false;
}

// Every attribution of every event and figure.
void for_each_speaker(const Json& line, const std::function<void(const Json&)>& visit) {
  for (const Json& event : list_at(line, "events")) {
    for (const Json& speaker : list_at(event, "says_who")) visit(speaker);
    for (const Json& figure : list_at(event, "how_many"))
      if (figure.contains("says_who")) visit(figure["says_who"]);
  }
}

// Where no list of parties comes with the events, the names that a speaker's words may have: runs of words with capitals that are
// no words of the language.
std::vector<std::string> find_speaker_names(const Json& line, const Codebook& book) {
  std::vector<std::string> names;
  if (line.contains("answers")) return names;
  for_each_speaker(line, [&](const Json& speaker) {
    const std::string kind = text_at(speaker, "kind"), text = text_at(speaker, "speaker");
    if (is_body(kind) || kind == "news_agency" || kind == "media" || kind == "ngo" || kind == "armed_group") return;
    std::string name;
    for (const MaskWord& word : split_words(text)) {
      if (word.has_capital && book.sort_of(word.folded) == NameWord::plain && !book.offices.contains(word.folded))
        name += (name.empty() ? "" : " ") + text.substr(word.begin, word.end - word.begin);
    }
    if (!name.empty() && !is_masked_already(text)) names.push_back(name);
  });
  return names;
}

// The persons of `answers.who`, by chain.
std::map<std::string, Person> read_mentions(const Json& line) {
  std::map<std::string, Person> people;
  const auto answers = line.find("answers");
  if (answers == line.end()) return people;
  int alone = 0;
  std::map<std::string, std::vector<std::pair<std::size_t, std::size_t>>> spans;
  for (const Json& party : list_at(*answers, "who")) {
    if (text_at(party, "kind") != "person") continue;
    const std::string key = party.contains("chain") ? "chain " + party["chain"].dump() : "alone " + std::to_string(alone++);
    take_mention(people[key], party);
    spans[key].emplace_back(begin_of(party), end_of(party));
  }
  for_each_speaker(line, [&](const Json& speaker) {
    if (!is_body(text_at(speaker, "kind")) || !speaker.contains("begin")) return;
    const std::size_t begin = begin_of(speaker), end = end_of(speaker);
    for (const auto& [key, list] : spans)
      if (std::ranges::any_of(list, [&](const auto& span) { return span.first < end && begin < span.second; })) people[key].speaks_for_body = true;
  });
  return people;
}

void read_event_parties(const Json& line, std::map<std::string, Person>& people) {
  for (const Json& event : list_at(line, "events")) {
    const std::string type = text_at(event, "event");
    const bool is_sexual = std::ranges::any_of(list_at(event, "mode"), [](const Json& mode) { return mode == "sexual"; });
    for (const char* role : {"actor", "recipient"})
      for (const Json& party : list_at(event, role)) {
        if (text_at(party, "kind") != "person" || text_at(party, "name").empty()) continue;
        const std::string name = text_at(party, "name");
        const auto known = std::ranges::find_if(people, [&](const auto& one) { return one.second.names.contains(name); });
        Person& person = known != people.end() ? known->second : people["event " + name];
        take_mention(person, party);
        const bool suffers = std::string_view(role) == "recipient";
        person.is_victim = person.is_victim || (suffers && (type == "ASSAULT" || type == "COERCE"));
        person.is_sufferer = person.is_sufferer || (suffers && is_sexual);
      }
  }
}

bool is_public(const Person& person, const Codebook& book) {
  if (person.is_minor || person.is_sufferer) return false;
  if (person.is_listed) return true;
  std::vector<std::string> words;
  for (const std::string& name : person.names)
    for (std::string& word : folded_words(name)) words.push_back(std::move(word));
  bool is_excepted = false;
  for (const std::string& text : person.texts) {
    const auto office = find_office(text, words, book);
    if (office && *office != Office::none) return true;
    is_excepted = is_excepted || office == Office::none;
  }
  return person.speaks_for_body && !person.is_victim && !is_excepted;
}

// Names of organisations, groups and places, which stay.
std::vector<std::string> find_other_names(const Json& line) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!name.empty()) names.push_back(name);
  };
  const auto report = line.find("report");
  if (report != line.end())
    for (const char* key : {"outlet", "agency", "dateline"}) add(text_at(*report, key));
  const auto answers = line.find("answers");
  const auto add_parties = [&](const Json& list) {
    for (const Json& party : list)
      if (text_at(party, "kind") != "person") add(text_at(party, "name"));
  };
  if (answers != line.end()) {
    add_parties(list_at(*answers, "who"));
    for (const Json& place : list_at(*answers, "where")) add(text_at(place, "text")), add(text_at(place, "name"));
  }
  for (const Json& event : list_at(line, "events")) {
    add_parties(list_at(event, "actor"));
    add_parties(list_at(event, "recipient"));
    for (const Json& place : list_at(event, "where")) add(text_at(place, "text")), add(text_at(place, "name"));
  }
  return names;
}

// Names that no list of parties has: "Mr. Hanslo", "Beatriz Corval".
std::vector<std::string> find_missed_names(std::string_view text, const Codebook& book) {
  static const std::set<std::string, std::less<>> courtesies = {"mr", "mrs", "ms", "miss", "dr", "mx", "mme", "sr", "sra", "herr", "frau"};
  std::vector<std::string> names;
  const std::vector<MaskWord> words = split_words(text);
  const bool has_case = !is_all_upper(text);
  const auto joined = [&](std::size_t i, std::string_view with) { return text.substr(words[i].end, words[i + 1].begin - words[i].end) == with; };
  for (std::size_t i = 0; has_case && i + 1 < words.size(); ++i) {
    const bool is_courtesy = courtesies.contains(words[i].folded) && words[i].has_capital && (joined(i, ". ") || joined(i, " "));
    const bool is_first = words[i].has_capital && book.first_names.contains(words[i].folded) && joined(i, " ");
    if (!is_courtesy && !is_first) continue;
    std::size_t last = i;
    while (last + 1 < words.size() && last < i + 3 && words[last + 1].has_capital && (joined(last, " ") || joined(last, "-") || (last == i && is_courtesy)))
      ++last;
    if (last == i) continue;
    const std::size_t first = is_courtesy ? i + 1 : i;
    if (!is_courtesy && book.sort_of(words[i].folded) != NameWord::plain && book.sort_of(words[i + 1].folded) != NameWord::plain) continue;
    names.emplace_back(text.substr(words[first].begin, words[last].end - words[first].begin));
  }
  return names;
}

void visit_strings(const Json& value, const std::function<void(const std::string&)>& visit) {
  if (value.is_string()) visit(value.get_ref<const std::string&>());
  else if (value.is_structured())
    for (const Json& one : value) visit_strings(one, visit);
}

// The words before the name in what the report calls a person: "Councillor".
void add_titles(std::set<std::string>& titles, const std::string& text, const std::set<std::string>& names) {
  std::vector<std::string> words;
  for (const MaskWord& word : split_words(text)) {
    const auto has = [&](const std::string& name) {
      const std::vector<std::string> parts = folded_words(name);
      return std::ranges::find(parts, word.folded) != parts.end();
    };
    if (std::ranges::any_of(names, has)) {
      titles.insert(words.begin(), words.end());
      return;
    }
    words.push_back(word.folded);
  }
}

// True when the words of `shorter` all stand in `longer`.
bool is_part_of(const std::string& shorter, const std::string& longer) {
  const std::vector<std::string> inner = folded_words(shorter), outer = folded_words(longer);
  return std::ranges::all_of(inner, [&](const std::string& word) { return std::ranges::find(outer, word) != outer.end(); });
}

std::string longest(const std::set<std::string>& names) {
  return *std::ranges::max_element(names, {}, [](const std::string& name) { return std::pair(split_words(name).size(), name.size()); });
}

}  // namespace

std::optional<Office> find_office(std::string_view text, const std::vector<std::string>& name_words, const Codebook& book) {
  static const std::set<std::string, std::less<>> cuts = {"of", "for", "in", "at", "from", "to", "who", "that", "which", "on", "with", "and"};
  static const std::set<std::string, std::less<>> doubts = {"alleged", "suspected", "self", "proclaimed", "fake", "would", "aspiring"};
  std::vector<std::string> words = folded_words(text);
  const auto is_name = [&](const std::string& word) { return std::ranges::find(name_words, word) != name_words.end(); };
  std::size_t whole = 0;
  while (whole < words.size() && !is_name(words[whole])) ++whole;
  std::size_t cut = 1;
  while (cut < whole && !cuts.contains(words[cut])) ++cut;
  const bool is_before_name = whole < words.size();
  for (const std::size_t end : {whole, std::min(cut, whole)}) {
    if (std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(end), [&](const std::string& word) { return doubts.contains(word); })) return Office::none;
    for (std::size_t length = std::min<std::size_t>(4, end); length > 0; --length) {
      std::string phrase;
      for (std::size_t i = end - length; i < end; ++i) phrase += (phrase.empty() ? "" : " ") + words[i];
      const auto office = book.offices.find(phrase);
      if (office == book.offices.end()) continue;
      // At the end of a description only an office with an "of" of its own: "member of parliament", not "wife of the president".
      if (end == whole && cut < whole && !is_before_name && phrase.find(" of ") == std::string::npos) continue;
      return office->second;
    }
  }
  return std::nullopt;
}

People find_private_people(const Json& line, const Codebook& book, const std::string& salt) {
  People found;
  std::map<std::string, Person> people = read_mentions(line);
  read_event_parties(line, people);
  for (const Json& event : list_at(line, "events"))
    for (const Json& mode : list_at(event, "mode")) found.has_sexual_violence = found.has_sexual_violence || mode == "sexual";

  std::vector<std::string> public_names, private_names;
  std::set<std::string> strictly_private, told_titles;
  const std::vector<std::string> others = find_other_names(line);
  for (const auto& [key, person] : people) {
    if (person.names.empty()) continue;
    const bool is_strict = person.is_minor || person.is_sufferer;
    const bool is_other = std::ranges::any_of(person.names, [&](const std::string& name) {
      return std::ranges::any_of(others, [&](const std::string& other) { return fold(other) == fold(name); });
    });
    if (person.is_guess && is_other && !is_strict) continue;
    auto& list = is_public(person, book) ? public_names : private_names;
    list.insert(list.end(), person.names.begin(), person.names.end());
    if (is_strict) strictly_private.insert(person.names.begin(), person.names.end());
    if (person.is_sufferer)
      for (const std::string& text : person.texts) add_titles(told_titles, text, person.names);
  }
  // A bare surname is whoever bears it: public when only a public person does.
  const auto is_of_public = [&](const std::string& name) {
    return !strictly_private.contains(name) && std::ranges::any_of(public_names, [&](const std::string& other) { return is_part_of(name, other); });
  };
  const auto add_missed = [&](const std::string& text) {
    for (const std::string& name : find_missed_names(text, book)) {
      const bool is_other = std::ranges::any_of(others, [&](const std::string& other) { return is_part_of(name, other); });
      if (!is_other && !is_masked_already(name)) private_names.push_back(name);
    }
  };
  for (const char* part : {"report", "events"})
    if (line.contains(part)) visit_strings(line[part], add_missed);
  for (const std::string& name : find_speaker_names(line, book))
    if (std::ranges::none_of(others, [&](const std::string& other) { return is_part_of(name, other); })) private_names.push_back(name);
  std::erase_if(private_names, is_of_public);
  std::ranges::sort(private_names);
  private_names.erase(std::unique(private_names.begin(), private_names.end()), private_names.end());

  // One person has all the names that are parts of his fullest one, unless two could claim them.
  std::ranges::stable_sort(private_names, std::greater{}, [](const std::string& name) { return std::pair(split_words(name).size(), name.size()); });
  std::vector<std::set<std::string>> groups;
  for (const std::string& name : private_names) {
    std::vector<std::size_t> claims;
    for (std::size_t i = 0; i < groups.size(); ++i)
      if (is_part_of(name, longest(groups[i]))) claims.push_back(i);
    if (claims.size() == 1) groups[claims[0]].insert(name);
    else if (claims.empty()) groups.push_back({name});
  }
  for (const std::set<std::string>& group : groups) {
    const std::string fullest = longest(group);
    PrivatePerson person{.names = {fullest}, .pseudonym = make_pseudonym(salt, fullest)};
    for (const std::string& name : group)
      if (name != fullest) person.names.push_back(name);
    found.hidden.push_back(std::move(person));
  }
  // "Councillor" beside a town tells who a victim of sexual violence is.
  for (const std::string& title : told_titles)
    if (!found.hidden.empty()) found.hidden.push_back({{title}, make_pseudonym(salt, title)});
  // An organisation or place that bears a masked name keeps it only where that name is a guess.
  std::set<std::string> hidden_words;
  for (const std::set<std::string>& group : groups)
    for (const std::string& word : folded_words(longest(group)))
      if (book.sort_of(word) == NameWord::plain && folded_words(longest(group)).size() > 1) hidden_words.insert(word);
  for (const std::string& other : others)
    if (std::ranges::none_of(folded_words(other), [&](const std::string& word) { return hidden_words.contains(word); })) found.kept.push_back(other);
  for (const std::string& name : public_names)
    if (folded_words(name).size() > 1 && !strictly_private.contains(name)) found.kept.push_back(name);
  return found;
}

}  // namespace nutgraf::export_
