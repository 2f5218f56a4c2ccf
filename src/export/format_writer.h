#pragma once

#include <memory>
#include <set>

#include "base/json_values.h"
#include "export/export.h"
#include "export/mask_line.h"

namespace nutgraf::export_ {

// Takes released lines (mask_line.h) and makes the parts of one format of them.
class FormatWriter {
 public:
  virtual ~FormatWriter() = default;
  virtual void add(const Json& line, Export& out) = 0;
  virtual void finish(Export&) {}
};

std::unique_ptr<FormatWriter> make_jsonl(const Codebook& book);
std::unique_ptr<FormatWriter> make_plover(const Codebook& book);
std::unique_ptr<FormatWriter> make_csv(const Codebook& book);
std::unique_ptr<FormatWriter> make_geojson(const Codebook& book);
std::unique_ptr<FormatWriter> make_polecat(const Codebook& book);
std::unique_ptr<FormatWriter> make_acled(const Codebook& book);
std::unique_ptr<FormatWriter> make_gdelt_counts(const Codebook& book);

// A table of text: RFC 4180 with commas, or one line a row with tabs.
enum class Separator { comma, tab };
class TableText {
 public:
  TableText(std::vector<Column> columns, Separator separator) : columns_(std::move(columns)), separator_(separator) {}
  const std::vector<Column>& columns() const { return columns_; }
  std::string header() const;
  // One cell a column, in the columns' order. Text that a spreadsheet would run as a formula gets a "'" before it.
  std::string row(const std::vector<std::string>& cells) const;

 private:
  std::vector<Column> columns_;
  Separator separator_;
};

// Reading of records, beside base/json_values.h.
std::string number_at(const Json& object, const char* key);  // "" where there is none
std::string truth_at(const Json& object, const char* key);   // "true", or "false" also where the key is missing
const Json& object_at(const Json& object, const char* key);  // empty where there is none
bool has_text(const Json& object, const char* key, std::string_view value);  // among a list of texts
std::string join(const std::vector<std::string>& texts, std::string_view between);

// The places of an event that are not the same scene told more widely: all towns, or the spots and districts when there are no
// towns, or the divisions, or the countries; only those with coordinates. "A tea house in Aksu, Isparta province" gives Aksu.
std::vector<const Json*> distinct_places(const Json& event);

// The first ten characters of the time of filing; "" when there is none.
std::string filing_day(const Json& report);
std::string outlet_of(const Json& report);

void leave_out(Export& out, const Codebook& book, const Json& event, const std::string& reason);
bool is_rejected(const Json& event);

}  // namespace nutgraf::export_
