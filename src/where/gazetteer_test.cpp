#include "where/gazetteer.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <gtest/gtest.h>

#include "base/embedded.h"
#include "where/gazetteer_writer.h"
#include "where/import.h"
#include "where/place_name.h"

namespace nutgraf::where {
namespace {

const Gazetteer& gazetteer() {
  static const auto loaded = [] {
    ::setenv("NUTGRAF_DATA", "/nonexistent", 1);
    return load_gazetteer({});
  }();
  if (!loaded) {
    std::fputs((loaded.error().message + "\n").c_str(), stderr);
    std::abort();
  }
  return **loaded;
}

bool has(std::string_view name, PlaceClass kind, std::string_view country) {
  for (const Posting& posting : gazetteer().find(squeeze(name))) {
    const PlaceView place = gazetteer().place(posting.place);
    if (place.kind == kind && place.country == country) return true;
  }
  return false;
}

std::string small_file() {
  GazetteerWriter writer;
  writer.add({.geonameid = 1, .kind = PlaceClass::admin1, .country = "QX", .admin1 = "07", .lat = 10.5, .lon = -20.25,
              .population = 900, .name = "Ostrava Province", .alternates = {}, .short_names = {"Ostrava"}});
  writer.add({.geonameid = 2, .kind = PlaceClass::town, .country = "QX", .admin1 = "07", .lat = 10.6, .lon = -20.5,
              .population = 1000, .name = "Al-Verran", .alternates = {"Verane"}, .short_names = {}});
  return std::move(writer).finish("test");
}

TEST(PlaceName, spellings_of_one_name_are_squeezed_alike) {
  EXPECT_EQ(squeeze("Al-Fashir"), squeeze("Al Fashir"));
  EXPECT_EQ(squeeze("St. Marc"), squeeze("Saint-Marc"));
  EXPECT_EQ(squeeze("Şanlıurfa"), "sanliurfa");
  EXPECT_EQ(squeeze("Cox’s Bazar"), "coxsbazar");
  EXPECT_EQ(squeeze("U.S."), "us");
  EXPECT_EQ(squeeze_without_article("Al-Raqqah"), "raqqah");
  EXPECT_EQ(squeeze_without_article("Raqqah"), "");
}

TEST(GazetteerFile, a_written_place_is_read_back) {
  const std::string bytes = small_file();
  const auto file = GazetteerFile::open(bytes, "small");
  ASSERT_TRUE(file.has_value()) << file.error().message;
  EXPECT_TRUE(file->is_intact());
  const auto found = file->find(hash_name(squeeze("verane")));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].flags, alternate_name);
  const PlaceRecord place = file->place(found[0].place);
  EXPECT_EQ(place.name, "Al-Verran");
  EXPECT_EQ(place.country, "QX");
  EXPECT_NEAR(place.lat, 10.6, 1e-3);
  EXPECT_NEAR(place.lon, -20.5, 1e-3);
  EXPECT_EQ(file->place(place.admin1).name, "Ostrava Province");
  EXPECT_EQ(file->find(hash_name("verran"))[0].flags, without_article);
  EXPECT_EQ(file->find(hash_name("ostrava"))[0].flags, short_name);
  EXPECT_TRUE(file->find(hash_name("nowhere")).empty());
}

TEST(GazetteerFile, the_same_rows_give_the_same_bytes) { EXPECT_EQ(small_file(), small_file()); }

TEST(GazetteerFile, damaged_or_foreign_bytes_are_refused) {
  const std::string bytes = small_file();
  EXPECT_EQ(GazetteerFile::open("hello", "x").error().message, "x: not a gazetteer file");
  std::string other_version = bytes;
  other_version[8] = 9;
  EXPECT_NE(GazetteerFile::open(other_version, "x").error().message.find("version 9"), std::string::npos);
  std::string damaged = bytes;
  damaged[24] ^= 1;
  EXPECT_NE(GazetteerFile::open(damaged, "x").error().message.find("damaged header"), std::string::npos);
  EXPECT_FALSE(GazetteerFile::open(std::string_view(bytes).substr(0, bytes.size() - 1), "x").has_value());
  std::string changed = bytes;
  changed.back() ^= 1;
  EXPECT_FALSE(GazetteerFile::open(changed, "x")->is_intact());
}

TEST(Gazetteer, the_built_in_file_is_intact) { EXPECT_TRUE(gazetteer().file().is_intact()); }

TEST(Gazetteer, knows_places_under_the_names_that_news_uses) {
  EXPECT_TRUE(has("Raqqa", PlaceClass::seat1, "SYR"));
  EXPECT_TRUE(has("Al-Raqqah", PlaceClass::admin1, "SYR"));
  EXPECT_TRUE(has("Kiev", PlaceClass::capital, "UKR"));
  EXPECT_TRUE(has("Helmand", PlaceClass::admin1, "AFG"));
  EXPECT_TRUE(has("Helmand Province", PlaceClass::admin1, "AFG"));
  EXPECT_TRUE(has("Scott County", PlaceClass::admin2, "USA"));
  EXPECT_TRUE(has("Georgia", PlaceClass::country, "GEO"));
  EXPECT_TRUE(has("Georgia", PlaceClass::admin1, "USA"));
  EXPECT_TRUE(has("Donbas", PlaceClass::region, "UKR"));
  EXPECT_TRUE(has("Burma", PlaceClass::country, "MMR"));
  EXPECT_TRUE(has("Bagram Airfield", PlaceClass::base, "AFG"));
  EXPECT_TRUE(has("Hodeidah", PlaceClass::region, "YEM"));
}

TEST(Gazetteer, capitals_are_found_for_nearly_every_country) {
  EXPECT_EQ(gazetteer().place(gazetteer().capital_of("TUR")).name, "Ankara");
  EXPECT_EQ(gazetteer().place(gazetteer().capital_of("SYR")).name, "Damascus");
  int missing = 0;
  for (const char* country : {"AFG", "IRQ", "NGA", "COD", "UKR", "MMR", "USA", "GBR", "FRA", "YEM", "SSD", "VEN", "LKA", "ISR"})
    missing += gazetteer().capital_of(country) == no_place;
  EXPECT_EQ(missing, 0);
}

TEST(Gazetteer, short_forms_are_divisions) {
  EXPECT_EQ(gazetteer().place(gazetteer().short_form("Calif.")).name, "California");
  EXPECT_EQ(gazetteer().short_form("calif."), no_place);
}

TEST(Gazetteer, demonyms_shared_by_two_countries_keep_both) {
  ASSERT_NE(gazetteer().demonym("congolese"), nullptr);
  EXPECT_EQ(gazetteer().demonym("congolese")->places.size(), 2u);
}

TEST(Gazetteer, a_name_of_many_places_finds_them_all_and_no_name_none) {
  EXPECT_GT(gazetteer().find(squeeze("Springfield")).size(), 5U);
  EXPECT_GT(gazetteer().find(squeeze("San Jose")).size(), 5U);
  EXPECT_TRUE(gazetteer().find(squeeze("Qwxyz")).empty());
}

class Import : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / ("nutgraf_import_test_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    ::setenv("NUTGRAF_DATA", (folder_ / "data").c_str(), 1);
  }
  void TearDown() override {
    ::setenv("NUTGRAF_DATA", "/nonexistent", 1);
    std::filesystem::remove_all(folder_);
  }
  std::string write(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name) << content;
    return folder_ / name;
  }
  std::filesystem::path folder_;
};

constexpr const char* dump =
    "11\tVerran Hamlet\tVerran Hamlet\tVerranette\t12.5\t44.25\tP\tPPL\tYE\t\t25\t\t\t\t40\t\t1\tAsia/Aden\t2020-01-01\n"
    "12\tVerran Creek\tVerran Creek\t\t12.5\t44.25\tH\tWLL\tYE\t\t25\t\t\t\t0\t\t1\tAsia/Aden\t2020-01-01\n";

TEST_F(Import, a_dump_takes_the_place_of_the_built_in_file_until_dropped) {
  EXPECT_FALSE(open_import().has_value());
  const auto report = import_gazetteer(write("dump.txt", dump), {});
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->places, 1u);
  EXPECT_EQ(report->skipped, 1u);
  const auto loaded = load_gazetteer({});
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ((*loaded)->find(squeeze("Verranette")).size(), 1u);
  EXPECT_FALSE((*loaded)->find(squeeze("Yemen")).empty());
  EXPECT_TRUE(*drop_import());
  EXPECT_FALSE(*drop_import());
  EXPECT_FALSE(open_import().has_value());
}

TEST_F(Import, a_broken_dump_changes_nothing) {
  ASSERT_TRUE(import_gazetteer(write("dump.txt", dump), {}).has_value());
  EXPECT_NE(import_gazetteer(write("broken.txt", "1\tx\n"), {}).error().message.find("broken.txt:1: 2 columns"), std::string::npos);
  EXPECT_FALSE(import_gazetteer((folder_ / "absent.txt").string(), {}).has_value());
  EXPECT_TRUE(open_import().has_value());
}

}  // namespace
}  // namespace nutgraf::where
