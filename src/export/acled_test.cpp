#include "export/acled_rules.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "export/test_export.h"

namespace nutgraf::export_ {
namespace {

Json figure(const char* text, const char* bound, std::optional<int> value, std::optional<int> low, const char* speaker = "", const char* unit = "people") {
  Json one{{"id", text}, {"what", "killed"}, {"unit", unit}, {"bound", bound}, {"text", text}};
  if (value) one["value"] = *value;
  if (low) one["low"] = *low;
  if (*speaker) one["says_who"] = {{"speaker", speaker}};
  return one;
}

int deaths(std::vector<Json> figures) { return count_acled_deaths(Json{{"how_many", figures}}, book()).number; }

TEST(Acled, numbers_of_deaths_are_conservative) {
  EXPECT_EQ(deaths({}), 0);
  EXPECT_EQ(deaths({figure("nine", "exact", 9, 9)}), 9);
  EXPECT_EQ(deaths({figure("at least 12", "at_least", 12, 12)}), 12);
  EXPECT_EQ(deaths({figure("more than 30", "more_than", 30, 31)}), 31);
  EXPECT_EQ(deaths({figure("20 to 30", "range", {}, 20)}), 20);
  EXPECT_EQ(deaths({figure("about 30", "about", 30, {})}), 30);
  EXPECT_EQ(deaths({figure("dozens of people", "vague", {}, 24)}), 12);
  EXPECT_EQ(deaths({figure("hundreds", "vague", {}, 200)}), 100);
  EXPECT_EQ(deaths({figure("several villagers", "vague", {}, 3)}), 3);
  EXPECT_EQ(deaths({figure("up to 50", "at_most", 50, {})}), 3);
  EXPECT_EQ(deaths({figure("at most two", "at_most", 2, {})}), 2);
}

TEST(Acled, the_lowest_account_counts_and_groups_of_one_account_add_up) {
  EXPECT_EQ(deaths({figure("11", "exact", 11, 11, "the governor"), figure("14", "exact", 14, 14, "doctors")}), 11);
  EXPECT_EQ(deaths({figure("two officers", "exact", 2, 2, "", "officers"), figure("three traders", "exact", 3, 3, "", "traders")}), 5);
  EXPECT_EQ(deaths({figure("11", "exact", 11, 11, "the governor"), figure("nine soldiers", "exact", 9, 9, "the rebels", "soldiers")}), 11);
  Json part = figure("two", "exact", 2, 2);
  part["of"] = "f1";
  EXPECT_EQ(deaths({figure("12", "exact", 12, 12), part}), 12);
  const AcledDeaths disputed = count_acled_deaths(Json{{"how_many", {figure("11", "exact", 11, 11, "a"), figure("14", "exact", 14, 14, "b")}}}, book());
  EXPECT_EQ(disputed.note, "killed as told: 11; 14");
  EXPECT_EQ(count_acled_deaths(Json{{"how_many", {{{"what", "casualties"}, {"text", "30 casualties"}}}}}, book()).note, "only casualties are told");
}

std::optional<AcledDay> day(Json when, bool background = false) {
  return find_acled_day(Json{{"when", when}, {"background", background}}, Json{{"filed", "2021-03-10"}});
}

TEST(Acled, the_day_has_a_precision_and_what_is_vaguer_than_a_month_has_none) {
  const auto exact = day({{"earliest", "2021-03-06"}, {"latest", "2021-03-06"}});
  EXPECT_EQ(write_date(exact->day), "2021-03-06");
  EXPECT_EQ(exact->precision, 1);
  const auto week = day({{"earliest", "2021-03-01"}, {"latest", "2021-03-07"}});
  EXPECT_EQ(write_date(week->day), "2021-03-04");
  EXPECT_EQ(week->precision, 2);
  const auto month = day({{"earliest", "2021-02-01"}, {"latest", "2021-02-28"}});
  EXPECT_EQ(write_date(month->day), "2021-02-14");
  EXPECT_EQ(month->precision, 3);
  EXPECT_EQ(write_date(day({{"earliest", "2021-02-01"}, {"latest", "2021-02-28"}, {"text", "at the end of February"}})->day), "2021-02-28");
  EXPECT_FALSE(day({{"earliest", "2020-01-01"}, {"latest", "2020-12-31"}}).has_value());
  const auto filing = day({{"latest", "2021-03-10"}, {"basis", "filing"}});
  EXPECT_EQ(filing->precision, 2);
  EXPECT_EQ(filing->note, "day not told; day of filing");
  EXPECT_FALSE(day({{"latest", "2021-03-10"}, {"basis", "filing"}}, true).has_value());
}

Json party(const char* text, const char* kind, std::vector<std::string> sectors) { return {{"text", text}, {"kind", kind}, {"sector", sectors}}; }

std::string sub_type(Json event) {
  const AcledType* type = find_acled_type(event, book());
  return !type ? "none" : type->left_out.empty() ? type->sub_event_type : type->left_out;
}

TEST(Acled, types_follow_who_does_what_to_whom) {
  const Json rebels = party("rebels", "group", {"REB"}), army = party("the army", "state_body", {"MIL"}), people = party("villagers", "group", {"CVL"});
  const Json police = party("police", "state_body", {"COP"}), crowd = party("protesters", "crowd", {"CVL"}), man = party("a man", "person", {"CVL"});
  const auto assault = [](const char* mode, std::vector<Json> actor, std::vector<Json> recipient) {
    return Json{{"event", "ASSAULT"}, {"mode", {mode}}, {"actor", actor}, {"recipient", recipient}};
  };
  EXPECT_EQ(sub_type(assault("firearms", {rebels}, {army})), "Armed clash");
  EXPECT_EQ(sub_type(assault("firearms", {rebels, army}, {})), "Armed clash");
  EXPECT_EQ(sub_type(assault("firearms", {rebels}, {people})), "Attack");
  EXPECT_EQ(sub_type(assault("firearms", {}, {people})), "Attack");
  EXPECT_EQ(sub_type(assault("beat", {man}, {people})), "not_political");
  EXPECT_EQ(sub_type(assault("sexual", {party("a man", "person", {"UAF"})}, {people})), "not_political");
  EXPECT_EQ(sub_type(assault("firearms", {party("a gunman", "person", {"UAF"})}, {people})), "Attack");
  EXPECT_EQ(sub_type(assault("aerial", {army}, {rebels})), "Air/drone strike");
  EXPECT_EQ(sub_type(assault("heavy-weapons", {army}, {people})), "Shelling/artillery/missile attack");
  EXPECT_EQ(sub_type(assault("suicide-attack", {rebels}, {people})), "Suicide bomb");
  EXPECT_EQ(sub_type(assault("explosives", {rebels}, {people})), "Remote explosive/landmine/IED");
  EXPECT_EQ(sub_type(assault("abduct", {rebels}, {people})), "Abduction/forced disappearance");
  EXPECT_EQ(sub_type(assault("sexual", {rebels}, {people})), "Sexual violence");
  EXPECT_EQ(sub_type(assault("crowd-control", {police}, {crowd})), "Protest with intervention");
  EXPECT_EQ(sub_type(assault("firearms", {police}, {crowd})), "Excessive force against protesters");
  EXPECT_EQ(sub_type(assault("beat", {crowd}, {man})), "Mob violence");
  Json grenade = assault("explosives", {rebels}, {people});
  grenade["instrument"] = {{{"text", "two hand grenades"}}};
  EXPECT_EQ(sub_type(grenade), "Grenade");
  EXPECT_EQ(sub_type({{"event", "PROTEST"}, {"mode", {"demo"}}}), "Peaceful protest");
  EXPECT_EQ(sub_type({{"event", "PROTEST"}, {"mode", {"strike"}}}), "not_a_gathering");
  EXPECT_EQ(sub_type({{"event", "COERCE"}, {"mode", {"arrest"}}, {"actor", {police}}, {"recipient", {man}}}), "arrest_not_significant");
  EXPECT_EQ(sub_type({{"event", "COERCE"}, {"mode", {"arrest"}}, {"recipient", {party("a reporter", "person", {"JRN"})}}}), "Arrests");
  EXPECT_EQ(sub_type({{"event", "COERCE"}, {"mode", {"seize"}}, {"recipient", {party("rifles", "object", {})}}}), "Disrupted weapons use");
  EXPECT_EQ(sub_type({{"event", "COERCE"}, {"mode", {"seize"}}, {"recipient", {party("nine boats", "object", {})}}}), "Looting/property destruction");
  EXPECT_EQ(sub_type({{"event", "COERCE"}, {"mode", {"seize"}}, {"actor", {rebels}}, {"recipient", {party("the town", "object", {})}}}), "Non-violent transfer of territory");
  EXPECT_EQ(sub_type({{"event", "AGREE"}, {"actor", {army}}}), "Agreement");
  EXPECT_EQ(sub_type({{"event", "CONSULT"}}), "none");
}

TEST(Acled, parties_go_under_its_names) {
  const Json event{{"event", "ASSAULT"}};
  const auto name = [&](Json one, bool is_riot = false) { return name_acled_side(one, event, "TUR", is_riot, book()); };
  EXPECT_EQ(name(party("police", "state_body", {"COP"})).name, "Police Forces of Turkey");
  EXPECT_EQ(name(party("gunmen", "group", {"UAF"})).name, "Unidentified Armed Group (Turkey)");
  EXPECT_EQ(name(party("a nurse", "person", {"MED"})).associated, std::vector<std::string>{"Health Workers (Turkey)"});
  EXPECT_EQ(name(party("a crowd", "crowd", {"CVL"}), true).name, "Rioters (Turkey)");
  Json foreign = party("Greek soldiers", "group", {"MIL"});
  foreign["country"] = "GRC";
  EXPECT_EQ(name(foreign).name, "Military Forces of Greece");
  EXPECT_EQ(name(foreign).sort, "External/Other forces");
  Json front = party("the Red Dune Front", "organisation", {"REB"});
  front["name"] = "Red Dune Front";
  EXPECT_EQ(name(front).name, "Red Dune Front");
}

std::map<std::string, std::string> cells(const std::vector<std::vector<std::string>>& rows, std::size_t row) {
  std::map<std::string, std::string> by_column;
  for (std::size_t i = 0; i < rows[0].size(); ++i) by_column[rows[0][i]] = rows[row][i];
  return by_column;
}

TEST(Acled, deaths_in_several_towns_are_split_evenly_and_the_notes_say_so) {
  const auto rows = read_rows(part(write_lines("acled", {sample_lines()[1]}), "acled.csv"), ',');
  std::map<std::string, std::string> by_place;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto row = cells(rows, i);
    if (row.at("event_date") != "2020-06-01") continue;
    by_place[row.at("location")] = row.at("fatalities");
    EXPECT_NE(row.at("notes").find("11 deaths split evenly over 3 places"), std::string::npos);
    EXPECT_EQ(row.at("actor1"), "Red Dune Front");
    EXPECT_EQ(row.at("actor2"), "Civilians (Mali)");
  }
  EXPECT_EQ(by_place, (std::map<std::string, std::string>{{"Gao", "5"}, {"Kidal", "3"}, {"Timbuktu", "3"}}));
}

TEST(Acled, police_force_at_a_protest_is_one_row_of_the_protest) {
  const Export written = write_lines("acled", {sample_lines()[2]});
  const auto rows = read_rows(part(written, "acled.csv"), ',');
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(cells(rows, 1).at("sub_event_type"), "Excessive force against protesters");
  EXPECT_EQ(cells(rows, 1).at("fatalities"), "2");
  EXPECT_EQ(cells(rows, 1).at("tags"), "crowd size=Thousands of teachers");
  EXPECT_EQ(cells(rows, 1).at("iso"), "792");
  EXPECT_TRUE(std::ranges::any_of(written.left_out, [](const LeftOut& one) { return one.reason == "told_by_other_row"; }));
}

TEST(Acled, a_total_whose_parts_have_rows_makes_none) {
  Json line{{"report", {{"source_id", "x"}, {"filed", "2021-03-10"}}}, {"events", Json::array()}};
  const auto event = [](const char* id, const char* town, double lat, int count) {
    Json one{{"id", id}, {"event", "COERCE"}, {"mode", {"arrest"}}, {"status", "happened"}, {"certainty", "stated"}};
    one["actor"] = {party("police", "state_body", {"COP"})};
    one["when"] = {{"earliest", "2021-03-08"}, {"latest", "2021-03-08"}};
    one["how_many"] = {{{"id", "f"}, {"what", "detained"}, {"bound", "exact"}, {"value", count}, {"low", count}, {"text", std::to_string(count)}}};
    one["where"] = {{{"text", town}, {"name", town}, {"country", "TUR"}, {"lat", lat}, {"lon", 30.0}, {"precision", *town == 'T' ? "country" : "city"}}};
    return one;
  };
  line["events"].push_back(event("e1", "Turkey", 39, 40));
  line["events"].push_back(event("e2", "Aksu", 37, 25));
  line["events"].push_back(event("e3", "Bursa", 40, 15));
  line["events"][1]["part_of"] = line["events"][2]["part_of"] = "e1";
  const Export parts = write_lines("acled", {line.dump()});
  EXPECT_EQ(parts.parts[0].rows, 2u);
  ASSERT_EQ(parts.left_out.size(), 1u);
  EXPECT_EQ(parts.left_out[0].reason, "told_by_parts");
  // Alone it is coded at the capital.
  line["events"].erase(2);
  line["events"].erase(1);
  const auto rows = read_rows(part(write_lines("acled", {line.dump()}), "acled.csv"), ',');
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(cells(rows, 1).at("location"), "Ankara");
  EXPECT_EQ(cells(rows, 1).at("geo_precision"), "3");
}

}  // namespace
}  // namespace nutgraf::export_
