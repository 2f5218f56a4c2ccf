// One row an event in the 40 columns of POLECAT, by the rules of PLOVER 2.0 and its coder: one day (the publication day when the
// report tells none), the first party of each side in the single columns, events that lie ahead under the type that PLOVER has for
// promises (AGREE, CONCEDE), and nothing that did not happen.

#include <algorithm>
#include <set>

#include "event/plover.h"
#include "export/format_writer.h"

namespace nutgraf::export_ {

namespace {

// The type under which PLOVER codes what is only announced; empty when it has none.
std::string type_of_announced(const std::string& type) {
  if (type == "AGREE" || type == "CONCEDE") return type;
  if (type == "CONSULT" || type == "SUPPORT" || type == "COOPERATE" || type == "AID") return "AGREE";
  return type == "RETREAT" ? "CONCEDE" : "";
}

std::string words_of_quad(const std::string& quad) {
  return quad == "1" ? "VERBAL COOPERATION" : quad == "2" ? "MATERIAL COOPERATION" : quad == "3" ? "VERBAL CONFLICT" : quad == "4" ? "MATERIAL CONFLICT" : "";
}

class Polecat : public FormatWriter {
 public:
  explicit Polecat(const Codebook& book) : book_(book), table_(book.columns_of("polecat", "polecat"), Separator::tab) {}

  void add(const Json& line, Export& out) override {
    open(out);
    for (const Json& event : list_at(line, "events")) {
      const std::string status = text_at(event, "status");
      const std::string type = status == "planned" ? type_of_announced(text_at(event, "event")) : text_at(event, "event");
      const Json& when = object_at(event, "when");
      std::string day = text_at(when, "earliest");
      if (status == "planned" || day.empty()) day = filing_day(line["report"]);  // announced on the day of filing
      if (day.empty()) day = text_at(when, "latest");
      if (is_rejected(event)) leave_out(out, book_, event, "rejected");
      else if ((status != "happened" && status != "planned") || type.empty()) leave_out(out, book_, event, "not_happened");
      else if (day.empty()) leave_out(out, book_, event, "no_date");
      else add_row(out, line, event, type, day);
    }
  }

  void finish(Export& out) override { open(out); }

 private:
  void open(Export& out) const {
    if (out.parts.empty()) out.parts.push_back({"polecat.tsv", table_.header(), 0});
  }

  void put_party(std::vector<std::string>& cells, const Json& event, const char* role) const {
    const Json& list = list_at(event, role);
    static const Json nobody = Json::object();
    const Json& first = list.empty() ? nobody : list[0];
    const Country* country = book_.country(text_at(first, "country"));
    const std::vector<std::string> sectors = texts_at(first, "sector");
    std::vector<std::string> phrases;
    for (const Json& party : list) phrases.push_back(text_at(party, "text"));
    std::string name = text_at(first, "name");
    if (name.empty() && country) name = country->name;
    cells.insert(cells.end(), {name, text_at(first, "country"), country ? country->cow : "", sectors.empty() ? "" : sectors[0], join(sectors, ";"), "",
                               join(phrases, ";"), ""});
  }

  // Names in all records of the report, sorted.
  static std::string list_names(const Json& line, bool people) {
    std::set<std::string> names;
    for (const Json& event : list_at(line, "events"))
      for (const char* role : {"actor", "recipient"})
        for (const Json& party : list_at(event, role))
          if (party.contains("name") && (text_at(party, "kind") == "person") == people) names.insert(text_at(party, "name"));
    return join({names.begin(), names.end()}, ";");
  }

  static std::string list_places(const Json& line) {
    std::set<std::string> names;
    for (const Json& event : list_at(line, "events"))
      for (const Json& place : list_at(event, "where"))
        if (place.contains("name")) names.insert(text_at(place, "name"));
    return join({names.begin(), names.end()}, ";");
  }

  void add_row(Export& out, const Json& line, const Json& event, const std::string& type, const std::string& day) const {
    const Json& report = line["report"];
    const bool is_recoded = type != text_at(event, "event");
    const auto code = plover_of(type, is_recoded ? std::vector<std::string>{} : texts_at(event, "mode"));
    std::vector<std::string> cells = {text_at(event, "id"), day, type, code.mode, code.scale, words_of_quad(code.quad), join(texts_at(event, "context"), ";")};
    put_party(cells, event, "actor");
    put_party(cells, event, "recipient");
    static const Json nowhere = Json::object();
    const Json& place = list_at(event, "where").empty() ? nowhere : event["where"][0];
    std::string city;
    for (const Json& one : list_at(event, "where"))
      if (city.empty() && text_at(one, "precision") == "city") city = text_at(one, "name");
    cells.insert(cells.end(), {text_at(place, "name"), city, "", text_at(place, "admin1"), text_at(place, "country"), number_at(place, "lat"),
                               number_at(place, "lon"), number_at(place, "geonameid"), text_at(place, "text"), text_at(place, "precision"),
                               outlet_of(report), filing_day(report), list_names(line, true), list_names(line, false), list_places(line), "en", "Nutgraf"});
    out.parts[0].bytes += table_.row(cells);
    ++out.parts[0].rows;
  }

  struct Code {
    std::string mode, scale, quad;
  };
  Code plover_of(const std::string& type, const std::vector<std::string>& modes) const {
    const auto code = book_.plover.code_of(type, modes);
    if (!code) return {modes.empty() ? "" : modes[0], "", ""};
    const Json scale{{"scale", code->scale}};
    return {code->mode, number_at(scale, "scale"), code->quad};
  }

  const Codebook& book_;
  TableText table_;
};

}  // namespace

std::unique_ptr<FormatWriter> make_polecat(const Codebook& book) { return std::make_unique<Polecat>(book); }

}  // namespace nutgraf::export_
