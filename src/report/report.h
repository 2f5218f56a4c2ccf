#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/span.h"

namespace nutgraf {

namespace report {
struct Lexicon;  // report/lexicon.h
}

// A phrase of the report's head: its words, and where they stand in the text. A headline given apart
// from the text (a JSON `title`, a page's metadata) has no span, unless the text says it again.
struct Told {
  std::string text;
  std::optional<Span> span;
};

// A point in time as printed above a report: "Feb. 5, 2017, 9:31 PM".
struct FilingTime {
  Date date;
  std::optional<int> minute_of_day;      // 0..1439, in the zone told
  std::optional<int> zone_offset_minutes;  // minutes east of UTC, when a zone is told
  std::optional<Span> span;              // absent when it came from a field or from metadata
  std::optional<Date> other_date;        // "2/5/2017" read the other way round, when nothing tells which it is
};

// "ISTANBUL, Feb. 5 (Reuters) —": the place as printed, without agency, day or dash.
struct Dateline {
  Told place;
  Span whole;  // the dateline with its day, agency and dash
};

// What a block is. Only `headline`, `caption` and `paragraph` hold prose; the others tell about the report:
// `section` is a label ("World") or a sub-heading in the body, `metadata` an address, a share bar or the like.
enum class BlockKind { headline, byline, timestamp, section, caption, paragraph, metadata };

// "headline", "byline" ...
std::string_view name_of(BlockKind kind);

// One line or paragraph of the text, in reading order; blocks cover every non-blank character.
// A block that says again what an earlier one says (a title printed twice, a caption printed
// three times) is read once: it points to the first copy.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span;  // without surrounding blanks; a first paragraph includes its dateline
  std::optional<std::size_t> repeats;  // index of the block whose words this one repeats
};

// One article as filed. Made once, never changed; every span elsewhere is a byte range of `text`.
struct Report {
  std::string source_id;  // the input's doc_id, else its file name
  std::string text;       // UTF-8, as given
  std::optional<Told> headline;
  std::optional<Told> byline;
  std::optional<Told> agency;  // "The Associated Press"
  std::optional<Told> section;
  std::optional<std::string> outlet;
  std::optional<std::string> url;
  std::optional<Dateline> dateline;
  std::optional<FilingTime> filed;
  std::optional<FilingTime> updated;
  std::vector<Block> blocks;
  std::uint64_t replaced_bytes = 0;  // bytes that were no valid text in the encoding told or guessed
};

// What to read: the keys a caller may know besides the text itself. Empty strings stand for "not told".
struct ReportFields {
  std::string source_id;
  std::string headline;
  std::string filed;  // in any usual written form
  std::string outlet;
  std::string url;
  std::string byline;
  std::string updated;  // in any usual written form
  std::string section;
  std::uint64_t replaced_bytes = 0;
};

// Finds head, dateline, times, captions and repeats in a text, which is kept byte for byte. Texts over 4 GiB are cut
// short at the input (report/input.h), because spans are 32 bits wide. The first form uses the built-in tables.
Report make_report(std::string text, const ReportFields& fields);
Report make_report(std::string text, const ReportFields& fields, const report::Lexicon& lexicon);

}  // namespace nutgraf
