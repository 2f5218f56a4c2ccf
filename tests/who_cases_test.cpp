// The cases of tests/cases/who: a sentence or two, and the parties that must (or must not) be found in it.
//
//   who:  "60 ISIS suspects" kind=group sector=CRM country=TUR name="Islamic State" group="Islamic State" suspected
//   minor
//         refers_to="the gunman" because=lexicon/who/agents.tsv
//   none: "the plan"           no party with this text
//
// Only what is written is checked; `sector=-` means that none is told, and likewise for country, name, group and
// refers_to.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "support/case_file.h"
#include "support/knowledge.h"
#include "who/examples.h"

namespace nutgraf::tests {
namespace {

struct Expected {
  std::string text;
  std::map<std::string, std::string> values;
};

Expected read_expected(const std::string& line) {
  Expected expected;
  std::size_t at = 0;
  const auto quoted = [&] {
    const std::size_t end = line.find('"', at + 1);
    std::string text = line.substr(at + 1, end - at - 1);
    at = end == std::string::npos ? line.size() : end + 1;
    return text;
  };
  while (at < line.size()) {
    if (line[at] == ' ' || line[at] == '\n') {
      ++at;
    } else if (line[at] == '"') {
      expected.text = quoted();
    } else {
      const std::size_t end = std::min(line.find_first_of(" =\n", at), line.size());
      const std::string key = line.substr(at, end - at);
      at = end;
      std::string value = "yes";
      if (at < line.size() && line[at] == '=') {
        ++at;
        if (at < line.size() && line[at] == '"')
          value = quoted();
        else {
          const std::size_t stop = std::min(line.find_first_of(" \n", at), line.size());
          value = line.substr(at, stop - at);
          at = stop;
        }
      }
      expected.values[key] = value;
    }
  }
  return expected;
}

std::string name_of(who::Kind kind) {
  switch (kind) {
    case who::Kind::person:
      return "person";
    case who::Kind::group:
      return "group";
    case who::Kind::organisation:
      return "organisation";
    case who::Kind::state_body:
      return "state_body";
    case who::Kind::crowd:
      return "crowd";
    case who::Kind::object:
      return "object";
  }
  return "";
}

std::string text_of(const ReportRead& read, const who::Party& party) {
  return std::string(words_of(read.report.text, party.span));
}

std::string value_of(const ReportRead& read, const who::Party& party, const std::string& key) {
  if (key == "kind") return name_of(party.kind);
  if (key == "sector") return party.sectors.empty() ? "-" : party.sectors.front();
  if (key == "country") return party.country.value_or("-");
  if (key == "name") return party.name.value_or("-");
  if (key == "group") return party.group.value_or("-");
  if (key == "suspected") return party.is_suspected ? "yes" : "no";
  if (key == "minor") return party.is_minor ? "yes" : "no";
  if (key == "refers_to")
    return party.refers_to < 0 ? "-" : text_of(read, read.answers.who[static_cast<std::size_t>(party.refers_to)]);
  return "unknown key " + key;
}

std::string explain_difference(const ReportRead& read, const who::Party& party, const Expected& expected) {
  std::string text;
  for (const auto& [key, value] : expected.values) {
    if (key == "because") {
      if (party.because.find(value) == std::string::npos) text += " because is " + party.because + ";";
    } else if (const std::string found = value_of(read, party, key); found != value) {
      text += " " + key + " is " + found + ", not " + value + ";";
    }
  }
  return text;
}

TEST(who_cases, parties_are_found_as_the_cases_say) {
  const std::vector<Case> cases = cases_of("who");
  EXPECT_GE(cases.size(), 150u);
  for (const Case& one : cases) {
    const ReportRead read = read_case(one);
    std::string found;
    for (const who::Party& party : read.answers.who) found += " [" + text_of(read, party) + "]";
    for (const std::string& line : one.values("who")) {
      const Expected expected = read_expected(line);
      std::string difference = " not found";
      for (const who::Party& party : read.answers.who)
        if (text_of(read, party) == expected.text) {
          difference = explain_difference(read, party, expected);
          if (difference.empty()) break;
        }
      EXPECT_TRUE(difference.empty()) << one.place() << ": \"" << expected.text << "\"" << difference
                                      << "\n  found:" << found;
    }
    for (const std::string& line : one.values("none")) {
      const Expected expected = read_expected(line);
      for (const who::Party& party : read.answers.who) EXPECT_NE(text_of(read, party), expected.text) << one.place();
    }
    EXPECT_FALSE(one.values("who").empty() && one.values("none").empty()) << one.place() << ": expects nothing";
  }
}

TEST(who_lexicon, every_example_is_read_by_its_row) {
  const auto run = who::check_examples({}, reader(ModelName::accurate), *knowledge().who);
  ASSERT_TRUE(run.has_value()) << run.error().message;
  for (const FailedExample& failed : run->failed) ADD_FAILURE() << write_failure(failed);
  EXPECT_GE(run->count, 500u);
}

}  // namespace
}  // namespace nutgraf::tests
