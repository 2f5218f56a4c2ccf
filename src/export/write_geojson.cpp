// RFC 7946: a feature for each event and place, longitude before latitude, with `radius_km`: how far from the point it may have
// happened. A point that stands for a country is no pin, so its precision goes with it.

#include "export/format_writer.h"

namespace nutgraf::export_ {

namespace {

class GeoJson : public FormatWriter {
 public:
  explicit GeoJson(const Codebook& book) : book_(book) {}

  void add(const Json& line, Export& out) override {
    open(out);
    for (const Json& event : list_at(line, "events")) {
      const std::vector<const Json*> places = distinct_places(event);
      if (is_rejected(event)) leave_out(out, book_, event, "rejected");
      else if (places.empty()) leave_out(out, book_, event, "no_coordinates");
      else
        for (std::size_t i = 0; i < places.size(); ++i) {
          out.parts[0].bytes += out.parts[0].rows++ == 0 ? "\n" : ",\n";
          out.parts[0].bytes += write_feature(line["report"], event, *places[i], i, places.size()).dump(-1, ' ', false, Json::error_handler_t::replace);
        }
    }
  }

  void finish(Export& out) override {
    open(out);
    out.parts[0].bytes += "\n]}\n";
  }

 private:
  static void open(Export& out) {
    if (out.parts.empty()) out.parts.push_back({"events.geojson", "{\"type\":\"FeatureCollection\",\"features\":[", 0});
  }

  Json write_feature(const Json& report, const Json& event, const Json& place, std::size_t index, std::size_t count) const {
    const std::string id = text_at(event, "id");
    Json feature{{"type", "Feature"}, {"id", count > 1 ? id + "-p" + std::to_string(index + 1) : id}};
    feature["geometry"] = {{"type", "Point"}, {"coordinates", {place["lon"], place["lat"]}}};
    Json properties{{"event_id", id}, {"event", text_at(event, "event")}, {"mode", list_at(event, "mode")}, {"context", list_at(event, "context")}};
    properties["status"] = text_at(event, "status");
    properties["certainty"] = text_at(event, "certainty");
    properties["background"] = holds(event, "background");
    const Json& when = object_at(event, "when");
    for (const char* key : {"earliest", "latest"})
      if (when.contains(key)) properties[key] = when[key];
    properties["place"] = text_at(place, "name");
    for (const char* key : {"country", "admin1", "geonameid"})
      if (place.contains(key)) properties[key] = place[key];
    properties["precision"] = text_at(place, "precision");
    properties["radius_km"] = radius_km(book_, text_at(place, "precision"), text_at(place, "country"));
    properties["places"] = count;
    for (const char* role : {"actor", "recipient"}) {
      properties[role] = Json::array();
      for (const Json& party : list_at(event, role)) properties[role].push_back(text_at(party, party.contains("name") ? "name" : "text"));
    }
    properties["figures"] = Json::array();
    for (const Json& figure : list_at(event, "how_many")) properties["figures"].push_back(text_at(figure, "what") + ": " + text_at(figure, "text"));
    properties["says_who"] = Json::array();
    for (const Json& one : list_at(event, "says_who")) properties["says_who"].push_back(text_at(one, "speaker"));
    if (!list_at(event, "evidence").empty()) properties["quote"] = text_at(event["evidence"][0], "text");
    properties["report_id"] = text_at(report, "id");
    if (!outlet_of(report).empty()) properties["outlet"] = outlet_of(report);
    if (report.contains("filed")) properties["filed"] = report["filed"];
    if (event.contains("confidence")) properties["confidence"] = event["confidence"];
    feature["properties"] = std::move(properties);
    return feature;
  }

  const Codebook& book_;
};

}  // namespace

std::unique_ptr<FormatWriter> make_geojson(const Codebook& book) { return std::make_unique<GeoJson>(book); }

}  // namespace nutgraf::export_
