#include "export/export.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <regex>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/weights.h"
#include "export/test_export.h"

namespace nutgraf::export_ {
namespace {

using Json = nlohmann::ordered_json;

const std::string golden_folder = "tests/exports/golden/";

// NUTGRAF_REWRITE_CASES=1 writes what is made now, for review.
TEST(Export, every_format_makes_the_bytes_that_were_reviewed) {
  for (const Format& format : formats()) {
    const Export written = write_lines(format.id, sample_lines());
    for (const Part& one : written.parts) {
      const std::string path = golden_folder + one.name;
      if (std::getenv("NUTGRAF_REWRITE_CASES")) std::ofstream(std::string(NUTGRAF_SOURCE_DIR) + "/" + path, std::ios::binary) << one.bytes;
      EXPECT_EQ(one.bytes, read_file(path)) << path;
    }
  }
}

TEST(Export, the_columns_of_others_are_theirs_to_the_letter) {
  const std::string acled =
      "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,"
      "interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,"
      "fatalities,tags,timestamp\n";
  const std::string polecat =
      "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\t"
      "Actor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\t"
      "Recipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\t"
      "Longitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion\n";
  const std::string counts =
      "DATE\tNUMARTS\tCOUNTTYPE\tNUMBER\tOBJECTTYPE\tGEO_TYPE\tGEO_FULLNAME\tGEO_COUNTRYCODE\tGEO_ADM1CODE\tGEO_LAT\tGEO_LONG\tGEO_FEATUREID\t"
      "CAMEOEVENTIDS\tSOURCES\tSOURCEURLS\n";
  EXPECT_EQ(part(write_lines("acled", {}), "acled.csv"), acled);
  EXPECT_EQ(part(write_lines("polecat", {}), "polecat.tsv"), polecat);
  EXPECT_EQ(part(write_lines("gdelt-counts", {}), "counts.tsv"), counts);
  EXPECT_EQ(std::ranges::count(acled, ','), 30);
  EXPECT_EQ(std::ranges::count(polecat, '\t'), 39);
}

bool fits(const std::string& cell, const std::string& type) {
  static const std::map<std::string, std::regex> shapes = {{"integer", std::regex("-?[0-9]+")},
                                                           {"number", std::regex("-?[0-9]+(\\.[0-9]+)?(e[+-]?[0-9]+)?")},
                                                           {"boolean", std::regex("true|false")},
                                                           {"date", std::regex("[0-9]{4}-[0-9]{2}-[0-9]{2}")},
                                                           {"year", std::regex("[0-9]{4}")}};
  if (cell.empty() || type == "string") return true;
  return std::regex_match(cell, shapes.at(type));
}

TEST(Export, every_cell_has_the_type_that_the_columns_table_gives_it) {
  std::size_t cells = 0;
  for (const Format& format : formats()) {
    const Export written = write_lines(format.id, sample_lines());
    for (const Part& one : written.parts) {
      const std::string table = one.name.substr(0, one.name.find('.'));
      const char separator = one.name.ends_with(".csv") ? ',' : '\t';
      const std::vector<Column> columns = book().columns_of(format.id, format.id == "csv" ? table : format.id);
      if (columns.empty() || one.name.ends_with(".json")) continue;
      for (const auto& row : read_rows(one.bytes, separator)) {
        ASSERT_EQ(row.size(), columns.size()) << one.name;
        if (row[0] == columns[0].name) continue;
        for (std::size_t i = 0; i < row.size(); ++i, ++cells) EXPECT_TRUE(fits(row[i], columns[i].type)) << one.name << " " << columns[i].name << ": " << row[i];
      }
    }
  }
  EXPECT_GT(cells, 1000u);
}

TEST(Export, the_data_package_describes_its_tables_and_their_keys_hold) {
  const Export written = write_lines("csv", sample_lines());
  const Json package = Json::parse(part(written, "datapackage.json"));
  EXPECT_EQ(package["profile"], "tabular-data-package");
  ASSERT_EQ(package["resources"].size(), 9u);
  std::map<std::string, std::set<std::string>> ids;
  for (const char* table : {"events", "reports"})
    for (const auto& row : read_rows(part(written, std::string(table) + ".csv"), ',')) ids[table].insert(row[0]);
  for (const Json& resource : package["resources"]) {
    const std::string& bytes = part(written, resource["path"].get<std::string>());
    EXPECT_EQ(resource["bytes"], bytes.size());
    EXPECT_EQ(resource["hash"], "sha256:" + engine::sha256(bytes));
    const auto rows = read_rows(bytes, ',');
    std::map<std::string, std::size_t> column;
    for (std::size_t i = 0; i < rows[0].size(); ++i) {
      EXPECT_EQ(resource["schema"]["fields"][i]["name"], rows[0][i]);
      column[rows[0][i]] = i;
    }
    std::set<std::vector<std::string>> keys;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      std::vector<std::string> key;
      for (const Json& name : resource["schema"]["primaryKey"]) key.push_back(rows[i][column.at(name.get<std::string>())]);
      EXPECT_TRUE(keys.insert(key).second) << resource["name"] << " row " << i;
      for (const Json& foreign : resource["schema"]["foreignKeys"])
        EXPECT_TRUE(ids[foreign["reference"]["resource"].get<std::string>()].contains(rows[i][column.at(foreign["fields"].get<std::string>())]));
    }
  }
}

TEST(Export, text_that_a_spreadsheet_would_run_is_neutralised) {
  for (const char* id : {"csv", "acled", "polecat", "gdelt-counts"}) {
    const Export written = write_lines(id, sample_lines());
    for (const Part& one : written.parts) {
      if (one.name.ends_with(".json")) continue;
      for (const auto& row : read_rows(one.bytes, one.name.ends_with(".csv") ? ',' : '\t'))
        for (const std::string& cell : row) {
          if (cell.empty() || cell.find_first_of("=+@\t\r") != 0) continue;
          ADD_FAILURE() << one.name << ": " << cell;
        }
    }
  }
  const auto rows = read_rows(part(write_lines("csv", sample_lines()), "reports.csv"), ',');
  const auto evil = std::ranges::find_if(rows, [](const auto& row) { return row[1] == "'=cmd|calc"; });
  ASSERT_NE(evil, rows.end());
  EXPECT_TRUE((*evil)[2].starts_with("'=HYPERLINK(\"http://evil.example\",\"Police"));
  EXPECT_EQ((*evil)[3], "'+Evening, \"Post\"");
}

TEST(Export, geojson_is_one_collection_of_points_with_a_radius) {
  const Export written = write_lines("geojson", sample_lines());
  const Json collection = Json::parse(part(written, "events.geojson"));
  EXPECT_EQ(collection["type"], "FeatureCollection");
  ASSERT_GT(collection["features"].size(), 5u);
  std::set<std::string> ids;
  for (const Json& feature : collection["features"]) {
    EXPECT_TRUE(ids.insert(feature["id"].get<std::string>()).second);
    EXPECT_EQ(feature["geometry"]["type"], "Point");
    EXPECT_LE(std::abs(feature["geometry"]["coordinates"][0].get<double>()), 180);
    EXPECT_LE(std::abs(feature["geometry"]["coordinates"][1].get<double>()), 90);
    EXPECT_GT(feature["properties"]["radius_km"].get<double>(), 0);
  }
  EXPECT_EQ(Json::parse(part(write_lines("geojson", {}), "events.geojson"))["features"].size(), 0u);
}

TEST(Export, plover_lines_have_the_manuals_required_fields) {
  std::istringstream lines(part(write_lines("plover", sample_lines()), "events.plover.jsonl"));
  int count = 0, planned = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const Json event = Json::parse(line);
    for (const char* key : {"id", "date", "actor", "event"}) EXPECT_TRUE(event.contains(key)) << key;
    EXPECT_FALSE(event["actor"].empty());
    planned += std::ranges::count(event["mode"], Json("future"));
  }
  EXPECT_GT(count, 10);
  EXPECT_EQ(planned, 1);
}

TEST(Export, an_event_without_a_row_is_left_out_with_a_known_reason) {
  std::uint64_t left_out = 0;
  for (const Format& format : formats()) {
    const Export written = write_lines(format.id, sample_lines());
    std::set<std::string> seen;
    for (const LeftOut& one : written.left_out) {
      EXPECT_TRUE(book().reasons.contains(one.reason)) << one.reason;
      EXPECT_FALSE(one.message.empty());
      EXPECT_TRUE(seen.insert(one.event).second) << format.id << " " << one.event;
    }
    left_out += written.left_out.size();
  }
  EXPECT_GT(left_out, 0u);
}

TEST(Export, a_rejected_event_makes_no_row) {
  Json line = Json::parse(sample_lines()[1]);
  for (Json& event : line["events"]) event["review"] = {{"state", "rejected"}};
  for (const char* id : {"plover", "csv", "geojson", "polecat", "acled", "gdelt-counts"}) {
    const Export written = write_lines(id, {line.dump()});
    ASSERT_EQ(written.left_out.size(), line["events"].size()) << id;
    EXPECT_EQ(written.left_out[0].reason, "rejected");
  }
}

TEST(Export, a_report_that_comes_twice_is_taken_once) {
  const Export written = write_lines("csv", {sample_lines()[0], sample_lines()[1], sample_lines()[0]});
  EXPECT_EQ(part(written, "events.csv"), part(write_lines("csv", {sample_lines()[0], sample_lines()[1]}), "events.csv"));
  EXPECT_EQ(written.reports, 2u);
  ASSERT_EQ(written.left_out.size(), 3u);
  EXPECT_EQ(written.left_out[0].reason, "same_report");
}

TEST(Export, an_export_that_is_exported_again_is_the_same) {
  const Export first = write_lines("jsonl", sample_lines());
  std::vector<std::string> lines;
  std::istringstream file(first.parts[0].bytes);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  EXPECT_EQ(write_lines("jsonl", lines).parts[0].bytes, first.parts[0].bytes);
  EXPECT_EQ(write_lines("acled", lines).parts[0].bytes, write_lines("acled", sample_lines()).parts[0].bytes);
}

TEST(Export, the_manifest_has_the_fingerprint_of_every_part) {
  const Export written = write_lines("csv", sample_lines(), {.program = "nutgraf 9", .model = "accurate-1", .lexicon = "abc"});
  const Json manifest = Json::parse(written.manifest);
  EXPECT_EQ(manifest["program"], "nutgraf 9");
  EXPECT_EQ(manifest["model"], "accurate-1");
  EXPECT_EQ(manifest["masked"], true);
  EXPECT_EQ(manifest["reports"], sample_lines().size());
  ASSERT_EQ(manifest["parts"].size(), 10u);
  for (const Json& one : manifest["parts"]) EXPECT_EQ(one["sha256"], engine::sha256(part(written, one["name"].get<std::string>())));
}

TEST(Export, what_is_no_canonical_line_is_an_error_with_its_number) {
  const auto written = write("csv", feed({sample_lines()[0], "{\"text\": \"raw\"}"}), {}, book());
  ASSERT_FALSE(written.has_value());
  EXPECT_TRUE(written.error().message.starts_with("line 2: no canonical report line")) << written.error().message;
  EXPECT_FALSE(write("xlsx", feed({}), {}, book()).has_value());
  Json odd = Json::parse(sample_lines()[0]);
  for (Json& party : odd["answers"]["who"]) party["begin"] = "x";
  EXPECT_FALSE(write("csv", feed({odd.dump()}), {}, book()).has_value());
  odd["events"][0] = "not an event";
  EXPECT_FALSE(write("csv", feed({odd.dump()}), {}, book()).has_value());
}

std::uint32_t number_at(const std::string& bytes, std::size_t at, int count) {
  std::uint32_t number = 0;
  for (int i = 0; i < count; ++i) number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)])) << (8 * i);
  return number;
}

TEST(Export, a_zip_holds_every_part_as_it_is) {
  const Export written = write_lines("csv", sample_lines());
  const std::string bytes = zip_parts(written);
  EXPECT_EQ(bytes, zip_parts(written));
  const std::size_t end = bytes.size() - 22;
  ASSERT_EQ(number_at(bytes, end, 4), 0x06054b50u);
  ASSERT_EQ(number_at(bytes, end + 10, 2), written.parts.size() + 1);
  std::size_t at = number_at(bytes, end + 16, 4);
  for (const Part& one : written.parts) {
    ASSERT_EQ(number_at(bytes, at, 4), 0x02014b50u);
    const std::size_t name_length = number_at(bytes, at + 28, 2), size = number_at(bytes, at + 24, 4), local = number_at(bytes, at + 42, 4);
    EXPECT_EQ(bytes.substr(at + 46, name_length), one.name);
    ASSERT_EQ(number_at(bytes, local, 4), 0x04034b50u);
    EXPECT_EQ(bytes.substr(local + 30 + name_length, size), one.bytes);
    at += 46 + name_length;
  }
}

TEST(Export, the_page_of_the_exports_names_every_format_column_reason_and_option) {
  const std::string page = read_file("docs/exports.md");
  for (const Format& format : formats()) EXPECT_NE(page.find("`" + format.id + "`"), std::string::npos) << format.id;
  for (const Column& column : book().columns) EXPECT_NE(page.find("`" + column.name + "`"), std::string::npos) << column.format << " " << column.name;
  for (const auto& [reason, message] : book().reasons) EXPECT_NE(page.find("`" + reason + "`"), std::string::npos) << reason;
  for (const char* option : {"--format", "--out", "--left-out", "--manifest", "--salt", "--unmask", "--who", "--reason", "--with-text"})
    EXPECT_NE(page.find(option), std::string::npos) << option;
}

}  // namespace
}  // namespace nutgraf::export_
