// Finds the head of a report in its text: "Turkish Police ... / The Associated Press / 2/5/2017 / ISTANBUL—Turkey's ...".
// What a caller tells apart from the text (a JSON key, a page's metadata) goes before what the text says. The text is never changed.

#include "report/report.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "report/blocks.h"
#include "report/dateline.h"
#include "report/lexicon.h"
#include "report/times.h"

namespace nutgraf {

namespace {

using namespace report;

// A headline's words without the hyphen that glued it to the first paragraph.
Told told_headline(const std::string& text, Span span) {
  while (!span.empty() && (text[span.end - 1] == '-' || text[span.end - 1] == ' ')) --span.end;
  return {std::string(words_of(text, span)), span};
}

std::optional<Told> find_headline(const std::string& text, const std::vector<Block>& blocks, const std::string& field) {
  const std::string wanted = normalise(field);
  for (const Block& block : blocks) {
    if (block.kind != BlockKind::headline) continue;
    if (field.empty()) return told_headline(text, block.span);
    if (normalise(words_of(text, block.span)) == wanted) return told_headline(text, block.span);
  }
  if (field.empty()) return std::nullopt;
  return Told{field, std::nullopt};
}

// The dateline of the first paragraph (a mere "Jakarta:" needs a headline above it and a full stop at the end); or of the second
// or third, when it is plain there: capitals in a text of small letters.
std::optional<FoundDateline> find_dateline(const std::string& text, const std::vector<Block>& blocks, const Lexicon& lexicon) {
  std::size_t paragraphs = 0;
  bool has_headline = false;
  const bool all_upper = is_all_upper(text);
  for (const Block& block : blocks) {
    has_headline = has_headline || block.kind == BlockKind::headline;
    if (block.kind != BlockKind::paragraph || block.repeats) continue;
    if (auto found = read_dateline(text, block.span, lexicon)) {
      const bool is_sentence = block.span.size() > 80 && text[block.span.end - 1] == '.';
      if (paragraphs == 0 && (found->is_plain || (has_headline && is_sentence))) return found;
      if (paragraphs > 0 && !all_upper && found->is_plain && is_all_upper(found->dateline.place.text)) return found;
    }
    if (++paragraphs == 3) break;
  }
  return std::nullopt;
}

// "2/5/2017" when the outlet is unknown: a caption's "Feb. 5, 2017" in the same text tells which it is.
void settle_order(const std::string& text, std::optional<FilingTime>& time, const TimeRules& rules) {
  if (!time || !time->other_date) return;
  bool as_read = false, as_other = false;
  for (std::size_t from = 0; const auto found = find_time(text, from, rules);) {
    from = found->end;
    if (found->time.other_date) continue;
    as_read = as_read || found->time.date == time->date;
    as_other = as_other || found->time.date == *time->other_date;
  }
  if (as_read == as_other) return;
  if (as_other) time->date = *time->other_date;
  time->other_date.reset();
}

// The address that a text's first line prints, also with blanks in it ("http : / / a . com / 2013 / 04 / 12 / x"), or nothing.
std::string find_address(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \r\n\t"), text.size());
  const std::string_view line = text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
  std::string joined;
  if (line.size() > 600) return joined;
  std::ranges::copy_if(line, std::back_inserter(joined), [](char c) { return c != ' ' && c != '\r' && c != '\t'; });
  const std::string lower = lower_case(std::string_view(joined).substr(0, 8));
  return lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.") ? joined : std::string();
}

std::optional<std::string> told_or_nothing(const std::string& field) {
  return field.empty() ? std::nullopt : std::optional(field);
}

// "... | FOX6Now.com", "... - BBC News": the outlet behind a headline, when it is a known one.
const Outlet* find_outlet_in_headline(const std::optional<Told>& headline, const Lexicon& lexicon) {
  if (!headline) return nullptr;
  for (const std::string_view mark : {" | ", " - ", " « ", " – ", " — "})
    if (const std::size_t at = headline->text.rfind(mark); at != std::string::npos)
      if (const Outlet* outlet = lexicon.find_outlet(headline->text.substr(at + mark.size()), {})) return outlet;
  return nullptr;
}

void fill_times(Report& report, const FoundBlocks& found, const ReportFields& fields, const TimeRules& rules, std::optional<Date> dateline_day) {
  report.filed = read_time_field(fields.filed, rules);
  report.updated = read_time_field(fields.updated, rules);
  if (!report.filed) report.filed = found.filed;
  if (!report.updated) report.updated = found.updated;
  if (!report.filed && dateline_day) report.filed = FilingTime{.date = *dateline_day, .span = report.dateline->whole};
  if (!report.filed) report.filed = report.updated;
  if (!report.filed && report.url)
    if (const auto date = read_date_in_url(*report.url)) report.filed = FilingTime{.date = *date};
  settle_order(report.text, report.filed, rules);
  settle_order(report.text, report.updated, rules);
}

}  // namespace

std::string_view name_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::headline: return "headline";
    case BlockKind::byline: return "byline";
    case BlockKind::timestamp: return "timestamp";
    case BlockKind::section: return "section";
    case BlockKind::caption: return "caption";
    case BlockKind::paragraph: return "paragraph";
    case BlockKind::metadata: return "metadata";
  }
  return "paragraph";
}

Report make_report(std::string text, const ReportFields& fields) { return make_report(std::move(text), fields, built_in_lexicon()); }

Report make_report(std::string text, const ReportFields& fields, const Lexicon& lexicon) {
  Report report;
  report.source_id = fields.source_id;
  report.text = std::move(text);
  report.url = told_or_nothing(fields.url);
  report.outlet = told_or_nothing(fields.outlet);
  report.replaced_bytes = fields.replaced_bytes;

  if (!report.url) report.url = told_or_nothing(find_address(report.text));
  const Outlet* outlet = lexicon.find_outlet(fields.outlet, report.url.value_or(""));
  const TimeRules rules{lexicon, outlet ? std::optional(outlet->order) : std::nullopt};
  FoundBlocks found = find_blocks(report.text, fields.headline, rules);
  report.blocks = std::move(found.blocks);
  report.headline = find_headline(report.text, report.blocks, fields.headline);
  if (!outlet) outlet = find_outlet_in_headline(report.headline, lexicon);
  if (!report.outlet && outlet) report.outlet = outlet->name;
  report.section = fields.section.empty() ? found.section : std::optional(Told{fields.section, std::nullopt});

  std::optional<Date> dateline_day;
  std::optional<Told> dateline_agency;
  if (const auto dateline = find_dateline(report.text, report.blocks, lexicon)) {
    report.dateline = dateline->dateline;
    dateline_agency = dateline->agency;
    dateline_day = dateline->date;
  }
  if (found.byline) {
    report.byline = found.byline->byline;
    report.agency = found.byline->agency;
  }
  if (!report.agency) report.agency = dateline_agency;
  if (!fields.byline.empty() && !lexicon.find_agency(fields.byline)) report.byline = Told{fields.byline, std::nullopt};
  if (!fields.byline.empty() && lexicon.find_agency(fields.byline) && !report.agency) report.agency = Told{fields.byline, std::nullopt};
  fill_times(report, found, fields, rules, dateline_day);
  return report;
}

}  // namespace nutgraf
