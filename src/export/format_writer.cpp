// What the formats have in common: cells and rows, reading of records, the places that count.

#include "export/format_writer.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

#include "base/utf8.h"

namespace nutgraf::export_ {

namespace {

// Spreadsheets run what starts so, also in full width.
bool looks_like_formula(std::string_view text) {
  if (text.empty()) return false;
  const char32_t first = read_character(text, 0).code_point;
  return first == '=' || first == '+' || first == '-' || first == '@' || first == '\t' || first == '\r' || first == U'＝' || first == U'＋' ||
         first == U'－' || first == U'＠';
}

std::string write_cell(const Column& column, std::string cell, Separator separator) {
  if (column.type == "string" && looks_like_formula(cell)) cell = "'" + cell;
  if (separator == Separator::tab) {
    for (char& c : cell)
      if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    return cell;
  }
  std::erase(cell, '\r');
  if (cell.find_first_of(",\"\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::string TableText::header() const {
  std::string line;
  for (const Column& column : columns_) line += (line.empty() ? "" : separator_ == Separator::comma ? "," : "\t") + column.name;
  return line + "\n";
}

std::string TableText::row(const std::vector<std::string>& cells) const {
  assert(cells.size() == columns_.size());
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += separator_ == Separator::comma ? ',' : '\t';
    line += write_cell(columns_[i], cells[i], separator_);
  }
  return line + "\n";
}

std::string number_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return "";
  if (found->is_number_integer()) return found->dump();
  const double value = found->get<double>();
  if (value == std::floor(value) && std::abs(value) < 9e15) return fmt::format("{}", static_cast<std::int64_t>(value));
  return fmt::format("{}", value);
}

std::string truth_at(const Json& object, const char* key) {
  return holds(object, key) ? "true" : "false";
}

const Json& object_at(const Json& object, const char* key) {
  static const Json none = Json::object();
  const auto found = object.find(key);
  return found != object.end() && found->is_object() ? *found : none;
}

bool has_text(const Json& object, const char* key, std::string_view value) {
  return std::ranges::any_of(list_at(object, key), [&](const Json& one) { return one.is_string() && one.get_ref<const std::string&>() == value; });
}

std::string join(const std::vector<std::string>& texts, std::string_view between) { return fmt::format("{}", fmt::join(texts, between)); }

std::vector<const Json*> distinct_places(const Json& event) {
  const auto of = [&](std::initializer_list<std::string_view> precisions) {
    std::vector<const Json*> places;
    for (const Json& place : list_at(event, "where")) {
      if (!place.contains("lat") || !place.contains("lon")) continue;
      if (std::ranges::find(precisions, text_at(place, "precision")) == precisions.end()) continue;
      const bool is_known = std::ranges::any_of(places, [&](const Json* other) {
        return number_at(*other, "lat") == number_at(place, "lat") && number_at(*other, "lon") == number_at(place, "lon");
      });
      if (!is_known) places.push_back(&place);
    }
    return places;
  };
  for (const auto& level : {of({"city"}), of({"spot", "district"}), of({"admin1"}), of({"country"}), of({"region"})})
    if (!level.empty()) return level;
  return {};
}

std::string filing_day(const Json& report) { return text_at(report, "filed").substr(0, 10); }

std::string outlet_of(const Json& report) {
  const std::string outlet = text_at(report, "outlet");
  return outlet.empty() ? text_at(report, "agency") : outlet;
}

void leave_out(Export& out, const Codebook& book, const Json& event, const std::string& reason) {
  const auto message = book.reasons.find(reason);
  assert(message != book.reasons.end());
  out.left_out.push_back({text_at(event, "id"), reason, message == book.reasons.end() ? "" : message->second});
}

bool is_rejected(const Json& event) { return text_at(object_at(event, "review"), "state") == "rejected"; }

}  // namespace nutgraf::export_
