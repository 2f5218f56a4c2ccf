// One object an event under the names of the PLOVER 2.0 manual: `id, date, enddate, actor, recipient, event, mode, context, event_loc,
// event_text, quad_code, event_scale, size, link, text_info, cite_info`. What the manual has no name for (bounds of figures, speakers,
// precision of dates) stands under `nutgraf`. PLOVER's auxiliary modes say what did not simply happen; an unknown actor is UNK.

#include "export/format_writer.h"

namespace nutgraf::export_ {

namespace {

// PLOVER's own code for Kosovo.
std::string country_code(const std::string& alpha3) { return alpha3 == "XKX" ? "KOS" : alpha3; }

Json write_entity(const Json& party) {
  Json entity;
  if (party.contains("country")) entity["code"] = country_code(text_at(party, "country"));
  entity["sector"] = Json::array();
  for (const std::string& sector : texts_at(party, "sector")) entity["sector"].push_back(sector);
  entity["entity_text"] = text_at(party, "text");
  if (party.contains("name")) entity["identifier_text"] = party["name"];
  if (party.contains("group")) entity["group"] = party["group"];
  if (holds(party, "suspected")) entity["suspected"] = true;
  return entity;
}

int resolution_of(const std::string& precision) {
  return precision == "spot" ? 5 : precision == "city" ? 4 : precision == "district" ? 3 : precision == "admin1" ? 2 : 1;
}

Json write_location(const Json& place) {
  Json location{{"extracted_place", text_at(place, "text")}};
  const std::string precision = text_at(place, "precision"), name = text_at(place, "name");
  if (!name.empty()) location["resolved_place"] = name;
  for (const char* key : {"geonameid", "lat", "lon"})
    if (place.contains(key)) location[key] = place[key];
  if (!name.empty() && precision == "city") location["city"] = name;
  if (!name.empty() && precision == "district") location["district"] = name;
  if (place.contains("admin1")) location["province"] = place["admin1"];
  if (place.contains("country")) location["country_code"] = country_code(text_at(place, "country"));
  location["resolution"] = resolution_of(precision);
  return location;
}

// The figure of a role that stands for the whole: the best, else the first that is no part; nothing when there is none.
const Json* whole_figure(const Json& event, std::string_view what) {
  const Json* first = nullptr;
  for (const Json& figure : list_at(event, "how_many")) {
    if (text_at(figure, "what") != what || figure.contains("of") || figure.contains("subgroup")) continue;
    if (holds(figure, "best")) return &figure;
    if (!first) first = &figure;
  }
  return first;
}

// PLOVER's size is a number or a range.
Json write_size(const Json& event) {
  Json size = Json::object();
  for (const auto& [name, what] : {std::pair{"dead", "killed"}, std::pair{"injured", "injured"}, std::pair{"arrested", "detained"}}) {
    const Json* figure = whole_figure(event, what);
    if (!figure) continue;
    const std::string low = number_at(*figure, "low"), high = number_at(*figure, "high");
    if (!low.empty() && low == high) size[name] = (*figure)["low"];
    else if (!low.empty() || !high.empty()) size[name] = low + "-" + high;
    else if (figure->contains("value")) size[name] = (*figure)["value"];
    else size[name] = text_at(*figure, "text");
  }
  return size;
}

class PloverLines : public FormatWriter {
 public:
  explicit PloverLines(const Codebook& book) : book_(book) {}

  void add(const Json& line, Export& out) override {
    finish(out);
    for (const Json& event : list_at(line, "events")) {
      if (is_rejected(event)) {
        leave_out(out, book_, event, "rejected");
        continue;
      }
      const Json& when = object_at(event, "when");
      std::string date = text_at(when, "earliest");
      if (date.empty()) date = text_at(when, "latest");
      if (date.empty()) date = filing_day(line["report"]);
      if (date.empty()) {
        leave_out(out, book_, event, "no_date");
        continue;
      }
      out.parts[0].bytes += write_event(line["report"], event, date).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
      ++out.parts[0].rows;
    }
  }

  void finish(Export& out) override {
    if (out.parts.empty()) out.parts.push_back({"events.plover.jsonl", "", 0});
  }

 private:
  Json write_event(const Json& report, const Json& event, const std::string& date) const {
    Json object{{"id", text_at(event, "id")}, {"date", date}};
    const Json& when = object_at(event, "when");
    if (when.contains("earliest") && when.contains("latest") && when["latest"] != when["earliest"]) object["enddate"] = when["latest"];
    object["actor"] = Json::array();
    for (const Json& party : list_at(event, "actor")) object["actor"].push_back(write_entity(party));
    if (object["actor"].empty()) object["actor"].push_back({{"sector", {"UNK"}}, {"entity_text", ""}});
    object["recipient"] = Json::array();
    for (const Json& party : list_at(event, "recipient")) object["recipient"].push_back(write_entity(party));
    object["event"] = Json::array({text_at(event, "event")});
    object["mode"] = Json::array();
    for (const std::string& mode : texts_at(event, "mode")) object["mode"].push_back(mode);
    const std::string status = text_at(event, "status");
    if (holds(event, "background")) object["mode"].push_back("historical");
    if (status == "planned") object["mode"].push_back("future");
    if (status == "hypothetical") object["mode"].push_back("hypothetical");
    if (status == "negated") object["mode"].push_back("negation");
    object["context"] = list_at(event, "context");
    if (!list_at(event, "where").empty()) object["event_loc"] = write_location(event["where"][0]);
    if (!list_at(event, "evidence").empty()) {
      const Json& best = event["evidence"][0];
      object["event_text"] = text_at(best, "text");
      if (best.contains("begin")) object["text_info"] = {{"start", best["begin"]}, {"end", best["end"]}};
    }
    const std::string quad = text_at(event, "quad_code");
    if (quad.size() == 1 && quad[0] >= '1' && quad[0] <= '4') object["quad_code"] = quad[0] - '0';
    if (event.contains("event_scale")) object["event_scale"] = event["event_scale"];
    if (Json size = write_size(event); !size.empty()) object["size"] = std::move(size);
    if (event.contains("part_of")) object["link"] = event["part_of"];
    Json cite{{"corpus", "Nutgraf"}, {"citation", text_at(report, "id")}};
    if (report.contains("headline")) cite["title"] = report["headline"];
    if (report.contains("url")) cite["url"] = report["url"];
    if (!outlet_of(report).empty()) cite["publication"] = outlet_of(report);
    cite["language"] = "en";
    cite["coder"] = "Nutgraf";
    cite["codebook"] = "PLOVER";
    cite["version"] = "2.0";
    object["cite_info"] = std::move(cite);
    Json ours{{"status", status}, {"certainty", text_at(event, "certainty")}};
    if (!when.empty()) ours["when"] = when;
    for (const char* key : {"where", "how_many", "says_who"})
      if (!list_at(event, key).empty()) ours[key] = event[key];
    if (event.contains("sums")) ours["sums"] = event["sums"];
    if (event.contains("confidence")) ours["confidence"] = event["confidence"];
    object["nutgraf"] = std::move(ours);
    return object;
  }

  const Codebook& book_;
};

}  // namespace

std::unique_ptr<FormatWriter> make_plover(const Codebook& book) { return std::make_unique<PloverLines>(book); }

}  // namespace nutgraf::export_
