// Runs tests/cases/event: whole short texts with the records that they must give.
//
//   event:  COERCE arrest; actor Police; recipient people; figure detained more_than 30; says the interior ministry
//   count:  4                      (records of core types in all; left out: not checked)
//   never:  ASSAULT                (no record of this type, optionally with a mode)
//
// Conditions of an event line, parted by semicolons: TYPE with modes that must be there; recipients N (in all); actor, recipient, says, where,
// instrument: a record's value whose words hold these; figure WHAT [BOUND] VALUE; best, the same for the best telling; share WHAT VALUE
// SUBGROUP: a figure of some among others, which points to theirs; speakers N (in all); manner M (of one of them); when FROM..TO; status S;
// certainty C; background; part_of N (the record that the N-th event line found, counted from 1); sums S; context C; evidence WORDS.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "event/examples.h"
#include "export/names.h"
#include "support/knowledge.h"

namespace nutgraf::tests {
namespace {

using event::Record;

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, mark);) {
    const auto first = part.find_first_not_of(' '), last = part.find_last_not_of(' ');
    if (first != std::string::npos) parts.push_back(part.substr(first, last - first + 1));
  }
  return parts;
}

bool holds_words(const std::string& text, const std::string& words) { return fold(text).find(fold(words)) != std::string::npos; }

std::string number(double value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

enum class Telling { any, best };

bool has_figure(const Record& record, const std::string& wanted, Telling telling = Telling::any) {
  const auto words = split(wanted, ' ');
  const std::string what = words.front(), value = words.back();
  const std::string bound = words.size() > 2 ? words[1] : "exact";
  return std::ranges::any_of(record.how_many, [&](const event::Figure& f) {
    if (f.what != what || export_::name_of(f.bound) != bound || (telling == Telling::best && !f.is_best)) return false;
    if (f.bound == how_many::Bound::vague) return holds_words(f.text, value);
    if (f.bound == how_many::Bound::range) return number(f.low.value_or(-1)) + "-" + number(f.high.value_or(-1)) == value;
    return f.value && number(*f.value) == value;
  });
}

// "detained 10 minors": ten minors among others who are counted in the report.
bool has_share(const Record& record, const std::string& wanted) {
  const auto words = split(wanted, ' ');
  return words.size() == 3 && std::ranges::any_of(record.how_many, [&](const event::Figure& f) {
    const bool is_value = f.value ? number(*f.value) == words[1] : f.bound == how_many::Bound::vague && holds_words(f.text, words[1]);
    return f.what == words[0] && is_value && f.subgroup && holds_words(*f.subgroup, words[2]) && f.of;
  });
}

std::string interval(const Record& record) {
  if (!record.when) return "";
  return (record.when->earliest ? write_date(*record.when->earliest) : "") + ".." +
         (record.when->latest ? write_date(*record.when->latest) : "");
}

// The first condition that a record breaks; empty when it keeps all.
std::string broken(const ReportRead& read, const Record& record, const std::string& line, const std::vector<std::string>& found) {
  const auto conditions = split(line, ';');
  const auto head = split(conditions.front(), ' ');
  if (record.type != head.front()) return "type " + record.type;
  for (std::size_t i = 1; i < head.size(); ++i)
    if (std::ranges::find(record.modes, head[i]) == record.modes.end()) return "no mode " + head[i];
  for (std::size_t i = 1; i < conditions.size(); ++i) {
    const std::string& condition = conditions[i];
    const std::size_t blank = condition.find(' ');
    const std::string key = condition.substr(0, blank), value = blank == std::string::npos ? "" : condition.substr(blank + 1);
    const auto has = [&](const auto& list, auto text_of) {
      return std::ranges::any_of(list, [&](const auto& item) { return holds_words(text_of(item), value); });
    };
    bool kept = false;
    if (key == "actor") kept = has(record.actors, [](const auto& p) { return p.text; });
    else if (key == "recipients") kept = record.recipients.size() == std::stoul(value);
    else if (key == "recipient") kept = has(record.recipients, [](const auto& p) { return p.text; });
    else if (key == "says") kept = has(record.says_who, [](const auto& a) { return a.speaker; });
    else if (key == "speakers") kept = number(static_cast<double>(record.says_who.size())) == value;
    else if (key == "manner") kept = std::ranges::any_of(record.says_who, [&](const auto& a) { return export_::name_of(a.manner) == value; });
    else if (key == "where") kept = has(record.where, [](const auto& w) { return w.text + " " + w.place.name; });
    else if (key == "instrument") kept = has(record.instruments, [&](const auto& e) { return std::string(words_of(read.report.text, e.span)); });
    else if (key == "evidence") kept = has(record.evidence, [&](const auto& e) { return std::string(words_of(read.report.text, e.span)); });
    else if (key == "figures") kept = record.how_many.size() == std::stoul(value);
    else if (key == "figure") kept = has_figure(record, value);
    else if (key == "best") kept = has_figure(record, value, Telling::best);
    else if (key == "share") kept = has_share(record, value);
    else if (key == "when") kept = interval(record) == value;
    else if (key == "status") kept = export_::name_of(record.status) == value;
    else if (key == "certainty") kept = export_::name_of(record.certainty) == value;
    else if (key == "background") kept = record.is_background;
    else if (key == "current") kept = !record.is_background;
    else if (key == "context") kept = std::ranges::find(record.contexts, value) != record.contexts.end();
    else if (key == "sums") kept = record.sums && export_::name_of(*record.sums) == value;
    else if (key == "part_of") kept = record.part_of && std::stoul(value) <= found.size() && *record.part_of == found[std::stoul(value) - 1];
    else return "unknown condition " + key;
    if (!kept) return "not kept: " + condition;
  }
  return {};
}

std::string list_records(const ReportRead& read) {
  std::string all;
  for (const Record& record : read.events) {
    all += "    " + record.id + " " + record.type;
    for (const std::string& mode : record.modes) all += " " + mode;
    all += " " + std::string(export_::name_of(record.status)) + " when " + interval(record);
    for (const auto& p : record.actors) all += "; actor " + p.text;
    for (const auto& p : record.recipients) all += "; recipient " + p.text;
    for (const auto& w : record.where) all += "; where " + w.text;
    for (const auto& f : record.how_many) all += "; figure " + f.what + " " + f.text;
    for (const auto& a : record.says_who) all += "; says " + a.speaker;
    all += "\n";
  }
  return all;
}

// The whole reports under a folder of tests/: events.case beside report.txt, whose words take the place of the case's text.
std::vector<Case> whole_reports(const std::string& of) {
  const std::filesystem::path root = NUTGRAF_SOURCE_DIR;
  const auto content_of = [](const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  };
  std::vector<Case> reports;
  for (const auto& folder : std::filesystem::directory_iterator(root / "tests" / of)) {
    if (!folder.is_directory()) continue;
    const auto path = folder.path() / "events.case";
    auto cases = read_cases(std::filesystem::relative(path, root).string(), content_of(path));
    EXPECT_TRUE(cases.has_value()) << path;
    for (auto& [key, value] : cases->front().fields)
      if (key == "text") value = content_of(folder.path() / value);
    reports.push_back(cases->front());
  }
  return reports;
}

void check(const std::vector<Case>& cases, bool with_network = false) {
  for (const Case& one : cases) {
    const ReportRead read = with_network ? read_case_with_network(one) : read_case(one, ModelName::accurate);
    std::vector<std::string> found;
    std::set<std::string> used;
    for (const std::string& line : one.values("event")) {
      std::string nearest;
      std::string id;
      for (const Record& record : read.events) {
        if (used.contains(record.id)) continue;
        const std::string why = broken(read, record, line, found);
        if (why.empty()) {
          id = record.id;
          break;
        }
        if (!why.starts_with("type")) nearest = record.id + ": " + why;
      }
      EXPECT_FALSE(id.empty()) << one.place() << "\n  no record for: " << line << "\n  nearest " << nearest << "\n" << list_records(read);
      used.insert(id);
      found.push_back(id);
    }
    for (const std::string& never : one.values("never"))
      for (const Record& record : read.events) {
        const auto words = split(never, ' ');
        const bool is_it = record.type == words[0] &&
                           (words.size() == 1 || std::ranges::find(record.modes, words[1]) != record.modes.end());
        EXPECT_FALSE(is_it) << one.place() << "\n  must not be found: " << never << "\n" << list_records(read);
      }
    if (const std::string count = one.value("count"); !count.empty()) {
      EXPECT_EQ(std::to_string(read.events.size()), count) << one.place() << "\n" << list_records(read);
    }
  }
}

TEST(EventCases, every_case_gives_its_records) {
  check(cases_of("event"));
}

TEST(EventCases, every_whole_report_gives_its_records) {
  const auto reports = whole_reports("reports");
  ASSERT_FALSE(reports.empty());
  check(reports);
}

TEST(EventCases, every_whole_report_gives_its_records_with_the_report_network) {
  const auto reports = whole_reports("reports_with_network");
  ASSERT_FALSE(reports.empty());
  check(reports, true);
}

TEST(EventLexicon, every_example_of_a_toll_is_counted_by_its_row) {
  const Knowledge& known = knowledge(ModelName::accurate);
  const auto run = event::check_examples({}, *known.reader, *known.how_many, known.words->tolls);
  ASSERT_TRUE(run.has_value()) << run.error().message;
  for (const FailedExample& failed : run->failed) ADD_FAILURE() << write_failure(failed);
  EXPECT_GE(run->count, 25u);
}

}  // namespace
}  // namespace nutgraf::tests
