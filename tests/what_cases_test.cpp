// Runs tests/cases/what/*.case. `what:` lines hold type, modes joined by "+" or "-", the trigger's words between quotes, and
// for each role the heads of its fillers: `ASSAULT explosives "killed" recipient=soldiers instrument=bomb actor=`. Roles
// that are not named are not checked; an empty one must have no filler. `none:` gives words that must tell nothing,
// `not:` a type that must not be told.

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "export/names.h"
#include "support/knowledge.h"
#include "what/examples.h"
#include "what/lexicon.h"

namespace nutgraf::tests {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(separator, from), text.size());
    if (end > from) parts.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

struct Expected {
  std::string type;
  std::vector<std::string> modes;
  std::string trigger;
  std::vector<std::pair<std::string, std::vector<std::string>>> roles;
};

Expected read_expected(const std::string& line) {
  const std::size_t open = line.find('"'), close = line.find('"', open + 1);
  const auto head = split(line.substr(0, open), ' ');
  Expected expected{.type = head.at(0), .modes = head.at(1) == "-" ? std::vector<std::string>{} : split(head.at(1), '+')};
  expected.trigger = line.substr(open + 1, close - open - 1);
  for (const std::string& part : split(line.substr(close + 1), ' ')) {
    const std::size_t equals = part.find('=');
    expected.roles.emplace_back(part.substr(0, equals), split(part.substr(equals + 1), ','));
  }
  return expected;
}

std::vector<std::string> heads_of(const ReportRead& read, const what::Happening& happening, const std::string& role) {
  std::vector<std::string> heads;
  for (const what::Filler& filler : happening.fillers)
    if (export_::name_of(filler.role) == role) heads.push_back(read.reading[filler.head].form);
  std::ranges::sort(heads);
  return heads;
}

std::string told(const ReportRead& read) {
  std::string all;
  for (const auto& happening : read.answers.what) {
    all += fmt::format("\n  {} {} \"{}\"", happening.type, fmt::join(happening.modes, "+"), words_of(read.report.text, happening.span));
    for (const what::Filler& filler : happening.fillers)
      all += fmt::format(" {}={} ({})", export_::name_of(filler.role), read.reading[filler.head].form, filler.because);
    all += fmt::format(" [{}]", happening.because);
  }
  return all.empty() ? " nothing found" : all;
}

bool fits(const ReportRead& read, const what::Happening& happening, const Expected& expected) {
  auto modes = happening.modes, wanted = expected.modes;
  std::ranges::sort(modes);
  std::ranges::sort(wanted);
  if (happening.type != expected.type || modes != wanted || words_of(read.report.text, happening.span) != expected.trigger) return false;
  if (!happening.because.starts_with("lexicon/what/")) return false;
  return std::ranges::all_of(expected.roles, [&](const auto& role) {
    auto heads = role.second;
    std::ranges::sort(heads);
    return heads_of(read, happening, role.first) == heads;
  });
}

TEST(WhatCases, every_case_is_answered) {
  const auto cases = cases_of("what");
  EXPECT_GE(cases.size(), 150u);
  for (const Case& one : cases) {
    const ReportRead read = read_case(one, ModelName::accurate);
    for (const std::string& line : one.values("what")) {
      const Expected expected = read_expected(line);
      EXPECT_TRUE(std::ranges::any_of(read.answers.what, [&](const auto& h) { return fits(read, h, expected); }))
          << one.place() << "\n  " << one.value("text") << "\n  wanted " << line << "\n  told" << told(read);
    }
    for (const std::string& type : one.values("not"))
      EXPECT_FALSE(std::ranges::any_of(read.answers.what, [&](const auto& h) { return h.type == type; }))
          << one.place() << "\n  " << one.value("text") << "\n  no " << type << " wanted\n  told" << told(read);
    for (const std::string& words : one.values("none")) {
      const std::size_t begin = read.report.text.find(words);
      ASSERT_NE(begin, std::string::npos) << one.place() << ": the text has no \"" << words << "\"";
      const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
      EXPECT_FALSE(std::ranges::any_of(read.answers.what, [&](const auto& h) { return h.span.overlaps(span); }))
          << one.place() << "\n  " << one.value("text") << "\n  nothing wanted at \"" << words << "\"\n  told" << told(read);
    }
  }
}

TEST(WhatLexicon, the_examples_of_the_tables_are_told_by_their_rows) {
  const auto run = what::check_examples({}, reader(ModelName::accurate), *knowledge(ModelName::accurate).what);
  ASSERT_TRUE(run.has_value()) << run.error().message;
  for (const FailedExample& failed : run->failed) ADD_FAILURE() << write_failure(failed);
  EXPECT_GE(run->count, 300u);
}

}  // namespace
}  // namespace nutgraf::tests
