// What may leave the program of a report: the records with short quotes, under names that are masked where they are private
// people's. Codes, ids and the gazetteer's names stay as they are; every other text is masked, whatever its key, so that a new
// key leaks nothing.

#include "export/mask_line.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/json_values.h"
#include "engine/weights.h"
#include "export/blur_places.h"

namespace nutgraf::export_ {

namespace {

// Keys whose values are codes, ids, numbers and dates, never words of a report.
bool is_code(std::string_view key) {
  static const std::set<std::string_view> keys = {
      "agency", "basis", "because", "begin", "bound", "cameo", "certainty", "context", "country", "dateline", "earliest", "end", "event", "event_scale",
      "filed", "geonameid", "id", "kind", "latest", "lexicon", "manner", "mode", "model", "of", "outlet", "part_of", "part_of_day", "precision",
      "quad_code", "report", "result", "sector", "source_id", "status", "story", "text_sha256", "updated", "url", "what", "report_id", "state", "sha256"};
  return keys.contains(key);
}

// Within a place that the gazetteer knows, its names are the gazetteer's.
bool is_gazetteer_name(const Json& object, std::string_view key) {
  return (key == "name" || key == "admin1") && object.contains("lat");
}

class LineMask {
 public:
  LineMask(const NameMasker* masker, bool all_ages) : masker_(masker), all_ages_(all_ages) {}

  void apply(Json& value) const {
    if (value.is_string()) value = treat(value.get<std::string>());
    else if (value.is_array())
      for (Json& one : value) apply(one);
    else if (value.is_object())
      for (auto& [key, one] : value.items())
        if (!(is_code(key) && !one.is_structured()) && key != "mode" && key != "context" && key != "sector" && !is_gazetteer_name(value, key)) apply(one);
  }

 private:
  std::string treat(const std::string& text) const {
    if (!masker_) return shorten(text, longest_quote);
    return shorten(mask_ages(masker_->mask(text), all_ages_), longest_quote);
  }

  const NameMasker* masker_;
  bool all_ages_;
};

// "https://example.org/news/john-doe-held" -> "https://example.org/".
std::string host_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return "";
  const std::size_t slash = url.find('/', scheme + 3);
  return url.substr(0, slash) + "/";
}

void make_ids(Json& line) {
  Json& report = line["report"];
  if (text_at(report, "id").empty())
    report["id"] = engine::sha256(text_at(report, "source_id") + "\n" + text_at(report, "text")).substr(0, 16);
  const std::string id = text_at(report, "id");
  const auto make_whole = [&](Json& event, const char* key) {
    const std::string part = text_at(event, key);
    if (!part.empty() && !part.starts_with(id)) event[key] = id + "-" + part;
  };
  for (Json& event : line["events"]) {
    make_whole(event, "id");
    make_whole(event, "part_of");
  }
}

// What else than the name tells who a victim of sexual violence is.
void drop_traits(Json& event) {
  if (!event.contains("mode") || !event["mode"].is_array() || std::ranges::find(event["mode"], Json("sexual")) == event["mode"].end()) return;
  for (Json& party : event["recipient"])
    for (const char* key : {"sector", "group"}) party.erase(key);
}

}  // namespace

Json release_line(Json line, const Codebook& book, const Release& release) {
  if (!line.contains("report") || !line["report"].is_object()) line["report"] = Json::object();
  if (!line.contains("events") || !line["events"].is_array()) line["events"] = Json::array();
  const bool is_masked_already = line.value("masked", false);  // an export that is exported again
  const bool is_masked = release.names == Names::masked;
  make_ids(line);
  std::string own = text_at(line["report"], "text_sha256");
  if (line["report"].contains("text")) {
    own = engine::sha256(text_at(line["report"], "text"));
    line["report"]["text_bytes"] = text_at(line["report"], "text").size();
    line["report"]["text_sha256"] = own;
  }
  std::optional<NameMasker> masker;
  bool all_ages = false;
  if (is_masked && !is_masked_already) {
    const std::string salt = !release.salt.empty() ? release.salt : own.empty() ? text_at(line["report"], "id") : own;
    People people = find_private_people(line, book, salt);
    all_ages = people.has_sexual_violence;
    masker.emplace(book, std::move(people.hidden), people.kept, salt);
  }
  if (release.text == FullText::kept && !is_masked) return line;
  line.erase("answers");
  if (is_masked) line["masked"] = true;
  Json& report = line["report"];  // the keys of the line stay from here on
  for (const char* key : {"text", "spans", "blocks"}) report.erase(key);
  if (release.places == Places::coarse) blur_places(line);
  if (masker) {
    report.erase("byline");
    if (masker->shows(text_at(report, "source_id"))) report["source_id"] = text_at(report, "id");
    const std::string url = text_at(report, "url");
    if (!url.empty() && masker->shows(url)) report["url"] = host_of(url);
    if (masker->shows(text_at(report, "url"))) report.erase("url");
    for (Json& event : line["events"]) {
      drop_traits(event);
      if (event.contains("report")) event["report"] = text_at(report, "source_id");
    }
  }
  LineMask(masker ? &*masker : nullptr, all_ages).apply(line);
  return line;
}

}  // namespace nutgraf::export_
