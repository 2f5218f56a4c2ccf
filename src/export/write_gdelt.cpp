// One row a figure in the columns of GDELT's Global Knowledge Graph count files: a type, a number, what is counted, one place. GDELT
// has no bounds, parts or speakers, so the number is the one told ("more than 440" is 440, "20 to 30" is 20) and rows are never to be
// summed: a total and its parts are rows alike.

#include <algorithm>

#include "export/format_writer.h"

namespace nutgraf::export_ {

namespace {

class GdeltCounts : public FormatWriter {
 public:
  explicit GdeltCounts(const Codebook& book) : book_(book), table_(book.columns_of("gdelt-counts", "gdelt-counts"), Separator::tab) {}

  void add(const Json& line, Export& out) override {
    open(out);
    for (const Json& event : list_at(line, "events")) {
      if (is_rejected(event)) {
        leave_out(out, book_, event, "rejected");
        continue;
      }
      std::string reason = list_at(event, "how_many").empty() ? "no_count" : "no_count_type";
      bool has_row = false;
      for (const Json& figure : list_at(event, "how_many")) {
        const auto type = book_.gdelt_counts.find(text_at(figure, "what"));
        if (type == book_.gdelt_counts.end()) continue;
        const std::string number = number_at(figure, figure.contains("value") ? "value" : "low");
        if (number.empty() || number == "0" || text_at(figure, "bound") == "vague") {
          reason = "no_number";
          continue;
        }
        add_row(out, line["report"], event, figure, type->second, number);
        has_row = true;
      }
      if (!has_row) leave_out(out, book_, event, reason);
    }
  }

  void finish(Export& out) override { open(out); }

 private:
  void open(Export& out) const {
    if (out.parts.empty()) out.parts.push_back({"counts.tsv", table_.header(), 0});
  }

  void add_row(Export& out, const Json& report, const Json& event, const Json& figure, const std::string& type, const std::string& number) const {
    const std::vector<const Json*> places = distinct_places(event);
    static const Json nowhere = Json::object();
    const Json& place = places.empty() ? nowhere : *places[0];
    const std::string precision = text_at(place, "precision"), alpha3 = text_at(place, "country");
    const Country* country = book_.country(alpha3);
    const bool is_us = alpha3 == "USA";
    const std::string geo = precision.empty()        ? "0"
                            : precision == "country" || precision == "region" ? "1"
                            : precision == "admin1"  ? (is_us ? "2" : "5")
                                                     : (is_us ? "3" : "4");
    std::vector<std::string> names;
    if (precision != "country" && !text_at(place, "name").empty()) names.push_back(text_at(place, "name"));
    if (const std::string admin1 = text_at(place, "admin1"); !admin1.empty() && (names.empty() || names[0] != admin1)) names.push_back(admin1);
    if (country) names.push_back(country->name);
    std::string day = filing_day(report);
    std::erase(day, '-');
    out.parts[0].bytes += table_.row({day, "1", type, number, text_at(figure, "unit"), geo, join(names, ", "), country ? country->fips : "", "",
                                      number_at(place, "lat"), number_at(place, "lon"), "", text_at(event, "id"), outlet_of(report), text_at(report, "url")});
    ++out.parts[0].rows;
  }

  const Codebook& book_;
  TableText table_;
};

}  // namespace

std::unique_ptr<FormatWriter> make_gdelt_counts(const Codebook& book) { return std::make_unique<GdeltCounts>(book); }

}  // namespace nutgraf::export_
