// The readable view of one report: head, then each event with who, when, where, how many and says who, parts indented
// under their whole. Words of the report stand in quotation marks; what was inferred is marked with "~".

#include "cli/view.h"

#include <algorithm>

#include <fmt/format.h>

#include "export/names.h"

namespace nutgraf::cli {

namespace {

using export_::name_of;

struct Ink {
  bool is_on;
  std::string bold(std::string_view s) const { return is_on ? fmt::format("\033[1m{}\033[0m", s) : std::string(s); }
  std::string dim(std::string_view s) const { return is_on ? fmt::format("\033[2m{}\033[0m", s) : std::string(s); }
};

// One line of white space only where the report has any.
std::string flat(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (is_blank && (line.empty() || line.back() == ' ')) continue;
    line.push_back(is_blank ? ' ' : c);
  }
  return line;
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string mark(const event::Source& source) { return source.is_inferred ? "~" : ""; }

std::string write_parties(const std::vector<event::Party>& parties) {
  std::vector<std::string> parts;
  for (const event::Party& party : parties) {
    std::vector<std::string> codes;
    if (party.country) codes.push_back(*party.country);
    for (const std::string& sector : party.sectors) codes.push_back(sector);
    if (party.is_suspected) codes.push_back("suspected");
    if (party.is_minor) codes.push_back("minor");
    if (party.group) codes.push_back("of " + *party.group);
    std::string one = mark(party.source) + flat(party.text);
    if (!codes.empty()) one += " (" + join(codes, " ") + ")";
    parts.push_back(std::move(one));
  }
  return join(parts, ", ");
}

std::string write_range(const event::When& when) {
  if (when.earliest && when.latest && *when.earliest == *when.latest) return write_date(*when.earliest);
  if (when.earliest && when.latest) return write_date(*when.earliest) + " .. " + write_date(*when.latest);
  if (when.earliest) return "since " + write_date(*when.earliest);
  if (when.latest) return "by " + write_date(*when.latest);
  return "day unknown";
}

std::string write_when(const event::When& when) {
  std::string line = mark(when.source) + write_range(when);
  if (when.part_of_day) line += ", " + *when.part_of_day;
  if (when.is_ongoing) line += ", ongoing";
  line += when.text.empty() ? fmt::format("  ({})", name_of(when.basis)) : fmt::format("  \"{}\"", flat(when.text));
  return line;
}

std::string write_places(const std::vector<event::Where>& places) {
  std::vector<std::string> parts;
  for (const event::Where& place : places) {
    std::string one = mark(place.source) + flat(place.text);
    if (place.is_resolved) {
      std::vector<std::string> more;
      if (place.place.name != place.text) more.push_back(place.place.name);
      if (!place.place.admin1.empty() && place.place.admin1 != place.place.name) more.push_back(place.place.admin1);
      if (!place.place.country.empty()) more.push_back(place.place.country);
      if (!more.empty()) one += " (" + join(more, ", ") + ")";
    }
    parts.push_back(std::move(one));
  }
  return join(parts, "; ");
}

std::string write_number(double value) {
  return value == static_cast<double>(static_cast<long long>(value)) ? fmt::format("{}", static_cast<long long>(value))
                                                                     : fmt::format("{}", value);
}

std::string write_figure(const event::Figure& figure) {
  std::string amount(name_of(figure.bound));
  std::ranges::replace(amount, '_', ' ');
  if (figure.bound == how_many::Bound::exact) amount.clear();
  if (figure.value) amount += (amount.empty() ? "" : " ") + write_number(*figure.value);
  else if (figure.low || figure.high)
    amount += fmt::format(" {}..{}", figure.low ? write_number(*figure.low) : "", figure.high ? write_number(*figure.high) : "");
  std::string line = figure.what + " " + amount;
  if (figure.subgroup) line += " " + *figure.subgroup;
  line += fmt::format("  \"{}\"  [{}{}{}]", flat(figure.text), figure.id, figure.of ? " of " + *figure.of : "",
                      figure.is_best ? ", best" : "");
  if (figure.says_who) line += "  says " + flat(figure.says_who->speaker);
  return line;
}

std::string write_speakers(const std::vector<event::Attribution>& speakers) {
  std::vector<std::string> parts;
  for (const event::Attribution& one : speakers) {
    std::string part = fmt::format("{}{} ({}, {})", mark(one.source), flat(one.speaker), name_of(one.kind), name_of(one.manner));
    if (one.via) part += " via " + flat(*one.via);
    parts.push_back(std::move(part));
  }
  return join(parts, "; ");
}

class Writer {
 public:
  Writer(const ReportRead& read, Ink ink) : read_(read), ink_(ink) {}

  std::string write() {
    write_head();
    if (read_.events.empty()) out_ += "  no event found\n";
    std::size_t number = 0;
    for (const event::Record& record : read_.events)
      if (!has_whole(record)) write_tree(record, std::to_string(++number), 0);
    return std::move(out_);
  }

 private:
  void write_head() {
    const Report& report = read_.report;
    out_ += ink_.bold(report.headline ? flat(report.headline->text) : report.source_id) + "\n";
    std::vector<std::string> parts;
    if (report.headline) parts.push_back(report.source_id);
    if (report.outlet) parts.push_back(*report.outlet);
    if (report.agency) parts.push_back(report.agency->text);
    if (report.byline) parts.push_back(report.byline->text);
    if (report.dateline) parts.push_back(report.dateline->place.text);
    if (report.filed) parts.push_back("filed " + write_date(report.filed->date));
    if (report.updated) parts.push_back("updated " + write_date(report.updated->date));
    out_ += ink_.dim(join(parts, " · ")) + "\n";
  }

  bool has_whole(const event::Record& record) const {
    return record.part_of && std::ranges::any_of(read_.events, [&](const auto& r) { return r.id == *record.part_of; });
  }

  void line(int depth, std::string_view label, const std::string& value) {
    if (value.empty()) return;
    out_ += fmt::format("{:{}}{} {}\n", "", 4 + 2 * depth, ink_.dim(fmt::format("{:<10}", label)), value);
  }

  void write_tree(const event::Record& record, const std::string& number, int depth) {
    std::vector<std::string> flags{std::string(name_of(record.status)), std::string(name_of(record.certainty))};
    if (record.is_background) flags.push_back("background");
    out_ += fmt::format("\n{:{}}{}  {} {}  {}\n", "", 2 * depth, number, ink_.bold(record.type),
                        join(record.modes, ", "), ink_.dim(fmt::format("{}  {:.2f}", join(flags, " · "), record.confidence)));
    line(depth, "actor", write_parties(record.actors));
    line(depth, "recipient", write_parties(record.recipients));
    std::vector<std::string> means;
    for (const event::Evidence& one : record.instruments) means.push_back(flat(words_of(read_.report.text, one.span)));
    line(depth, "instrument", join(means, ", "));
    if (record.when) line(depth, "when", write_when(*record.when));
    line(depth, "where", write_places(record.where));
    for (std::size_t i = 0; i < record.how_many.size(); ++i)
      line(depth, i == 0 ? "how many" : "", write_figure(record.how_many[i]));
    line(depth, "says who", write_speakers(record.says_who));
    if (record.sums) line(depth, "sums", std::string(name_of(*record.sums)));
    if (!record.evidence.empty())
      line(depth, "evidence", fmt::format("\"{}\"{}", flat(words_of(read_.report.text, record.evidence.front().span)),
                                          record.evidence.size() > 1 ? fmt::format(" and {} more", record.evidence.size() - 1) : ""));
    std::size_t part = 0;
    for (const event::Record& other : read_.events)
      if (other.part_of == record.id && depth < 8) write_tree(other, fmt::format("{}.{}", number, ++part), depth + 1);
  }

  const ReportRead& read_;
  Ink ink_;
  std::string out_;
};

}  // namespace

std::string write_view(const ReportRead& read, bool with_colour) { return Writer(read, Ink{with_colour}).write(); }

}  // namespace nutgraf::cli
