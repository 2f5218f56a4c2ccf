// Nine tidy tables, long rather than wide: one row an event, party, figure, place, time, attribution, quote, report and link, tied
// by event_id and report_id. A Frictionless datapackage.json beside them says each column's type, so that "010" stays a code and an
// empty cell stays unknown. Columns are those of lexicon/export/columns.tsv, in its order.

#include <algorithm>

#include "engine/weights.h"
#include "export/format_writer.h"

namespace nutgraf::export_ {

namespace {

struct CsvTable {
  const char* name;
  std::vector<std::string> key;
  bool has_reports;  // report_id points at reports
  bool has_events;   // event_id points at events
};

const std::vector<CsvTable>& csv_tables() {
  static const std::vector<CsvTable> tables = {
      {"events", {"event_id"}, true, false},
      {"participants", {"event_id", "role", "position"}, false, true},
      {"figures", {"event_id", "figure_id"}, false, true},
      {"places", {"event_id", "position"}, false, true},
      {"times", {"event_id"}, false, true},
      {"attributions", {"event_id", "figure_id", "position"}, false, true},
      {"evidence", {"event_id", "kind", "position"}, false, true},
      {"reports", {"report_id"}, false, false},
      {"links", {"event_id", "relation", "target"}, false, true}};
  return tables;
}

Json write_schema(const std::vector<Column>& columns, const CsvTable& table) {
  Json fields = Json::array();
  for (const Column& column : columns) {
    Json field{{"name", column.name}, {"type", column.type}, {"description", column.description}};
    if (column.type == "date") field["format"] = "default";
    if (std::ranges::find(table.key, column.name) != table.key.end() && column.name != "figure_id") field["constraints"] = {{"required", true}};
    fields.push_back(std::move(field));
  }
  Json schema{{"fields", std::move(fields)}, {"missingValues", {""}}, {"primaryKey", table.key}, {"foreignKeys", Json::array()}};
  const auto point_at = [&](const char* column, const char* resource) {
    schema["foreignKeys"].push_back({{"fields", column}, {"reference", {{"resource", resource}, {"fields", column}}}});
  };
  if (table.has_reports) point_at("report_id", "reports");
  if (table.has_events) point_at("event_id", "events");
  return schema;
}

class CsvTables : public FormatWriter {
 public:
  explicit CsvTables(const Codebook& book) : book_(book) {
    for (const CsvTable& table : csv_tables()) texts_.emplace_back(book.columns_of("csv", table.name), Separator::comma);
  }

  void add(const Json& line, Export& out) override {
    open(out);
    const Json& report = line["report"];
    put(out, "reports",
        {text_at(report, "id"), text_at(report, "source_id"), text_at(report, "headline"), text_at(report, "outlet"), text_at(report, "agency"),
         text_at(report, "section"), text_at(report, "url"), text_at(report, "dateline"), text_at(report, "filed"), text_at(report, "updated"),
         std::to_string(list_at(line, "events").size()), number_at(report, "text_bytes"), text_at(report, "text_sha256")});
    for (const Json& event : list_at(line, "events")) {
      if (is_rejected(event)) leave_out(out, book_, event, "rejected");
      else add_event(out, report, event);
    }
  }

  void finish(Export& out) override {
    open(out);
    Json resources = Json::array();
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const Part& part = out.parts[i];
      resources.push_back({{"name", csv_tables()[i].name},
                           {"path", part.name},
                           {"profile", "tabular-data-resource"},
                           {"format", "csv"},
                           {"mediatype", "text/csv"},
                           {"encoding", "utf-8"},
                           {"bytes", part.bytes.size()},
                           {"hash", "sha256:" + engine::sha256(part.bytes)},
                           {"dialect", {{"delimiter", ","}, {"quoteChar", "\""}, {"doubleQuote", true}, {"lineTerminator", "\n"}, {"header", true}}},
                           {"schema", write_schema(texts_[i].columns(), csv_tables()[i])}});
    }
    const Json package{{"profile", "tabular-data-package"}, {"name", "nutgraf-events"}, {"title", "Events read by Nutgraf"}, {"resources", std::move(resources)}};
    out.parts.push_back({"datapackage.json", package.dump(2, ' ', false, Json::error_handler_t::replace) + "\n", 0});
  }

 private:
  void open(Export& out) const {
    if (!out.parts.empty()) return;
    for (std::size_t i = 0; i < texts_.size(); ++i) out.parts.push_back({std::string(csv_tables()[i].name) + ".csv", texts_[i].header(), 0});
  }

  void put(Export& out, std::string_view table, const std::vector<std::string>& cells) const {
    for (std::size_t i = 0; i < texts_.size(); ++i)
      if (csv_tables()[i].name == table) {
        out.parts[i].bytes += texts_[i].row(cells);
        ++out.parts[i].rows;
      }
  }

  void add_event(Export& out, const Json& report, const Json& event) const {
    const std::string id = text_at(event, "id");
    const Json& when = object_at(event, "when");
    const Json& place = list_at(event, "where").empty() ? object_at(event, "nowhere") : event["where"][0];
    const Json& sums = object_at(event, "sums");
    put(out, "events",
        {id, text_at(report, "id"), text_at(event, "event"), join(texts_at(event, "mode"), "; "), join(texts_at(event, "context"), "; "),
         text_at(event, "cameo"), text_at(event, "quad_code"), number_at(event, "event_scale"), text_at(event, "status"), truth_at(event, "background"),
         text_at(event, "certainty"), text_at(when, "earliest"), text_at(when, "latest"), text_at(when, "precision"), text_at(when, "basis"),
         text_at(place, "country"), text_at(place, "admin1"), text_at(place, "name"), number_at(place, "lat"), number_at(place, "lon"),
         text_at(place, "precision"), text_at(event, "part_of"), text_at(sums, "result"), number_at(sums, "remainder_low"),
         number_at(sums, "remainder_high"), number_at(event, "confidence"), text_at(object_at(event, "review"), "state"), text_at(event, "story")});
    for (const char* role : {"actor", "recipient"}) {
      int position = 0;
      for (const Json& party : list_at(event, role))
        put(out, "participants",
            {id, role, std::to_string(++position), text_at(party, "text"), text_at(party, "name"), text_at(party, "kind"), text_at(party, "country"),
             join(texts_at(party, "sector"), "; "), text_at(party, "group"), truth_at(party, "suspected"), truth_at(party, "minor"),
             truth_at(party, "inferred"), number_at(party, "begin"), number_at(party, "end")});
    }
    add_figures(out, event);
    int position = 0;
    for (const Json& one : list_at(event, "where"))
      put(out, "places",
          {id, std::to_string(++position), text_at(one, "text"), text_at(one, "name"), text_at(one, "country"), text_at(one, "admin1"),
           number_at(one, "geonameid"), number_at(one, "lat"), number_at(one, "lon"), text_at(one, "precision"),
           one.contains("lat") ? std::to_string(static_cast<int>(radius_km(book_, text_at(one, "precision"), text_at(one, "country")))) : "",
           truth_at(one, "inferred"), number_at(one, "begin"), number_at(one, "end")});
    if (!when.empty())
      put(out, "times",
          {id, text_at(when, "earliest"), text_at(when, "latest"), text_at(when, "precision"), text_at(when, "part_of_day"), text_at(when, "basis"),
           truth_at(when, "ongoing"), text_at(when, "text"), truth_at(when, "inferred"), number_at(when, "begin"), number_at(when, "end")});
    position = 0;
    for (const Json& one : list_at(event, "says_who")) add_attribution(out, id, ++position, "", one);
    for (const char* kind : {"evidence", "instrument"}) {
      position = 0;
      for (const Json& quote : list_at(event, kind))
        put(out, "evidence", {id, kind, std::to_string(++position), text_at(quote, "text"), number_at(quote, "begin"), number_at(quote, "end")});
    }
    if (event.contains("part_of")) put(out, "links", {id, "part_of", text_at(event, "part_of")});
    if (!text_at(event, "story").empty()) put(out, "links", {id, "story", text_at(event, "story")});
  }

  void add_figures(Export& out, const Json& event) const {
    const std::string id = text_at(event, "id");
    for (const Json& figure : list_at(event, "how_many")) {
      const std::string figure_id = text_at(figure, "id");
      const Json& speaker = object_at(figure, "says_who");
      put(out, "figures",
          {id, figure_id, text_at(figure, "what"), text_at(figure, "unit"), number_at(figure, "value"), text_at(figure, "bound"), number_at(figure, "low"),
           number_at(figure, "high"), text_at(figure, "subgroup"), text_at(figure, "of"), truth_at(figure, "best"), text_at(speaker, "speaker"),
           text_at(figure, "text"), number_at(figure, "begin"), number_at(figure, "end")});
      if (!speaker.empty()) add_attribution(out, id, 1, figure_id, speaker);
    }
  }

  void add_attribution(Export& out, const std::string& id, int position, const std::string& figure, const Json& one) const {
    put(out, "attributions",
        {id, std::to_string(position), figure, text_at(one, "speaker"), text_at(one, "kind"), text_at(one, "manner"), text_at(one, "via"),
         truth_at(one, "inferred"), number_at(one, "begin"), number_at(one, "end")});
  }

  const Codebook& book_;
  std::vector<TableText> texts_;
};

}  // namespace

std::unique_ptr<FormatWriter> make_csv(const Codebook& book) { return std::make_unique<CsvTables>(book); }

}  // namespace nutgraf::export_
