// Invented reports: towns, parties and tolls that are nowhere, spread over some years.

#include "store/tests/invented.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/date.h"

namespace nutgraf::store {

namespace {

// Numbers that look like chance and are the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ULL + 0x632be59bd9b4e019ULL) {}
  std::uint64_t roll(std::uint64_t sides) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return (state_ * 0x2545F4914F6CDD1DULL >> 33) % sides;
  }

 private:
  std::uint64_t state_;
};

struct Kind {
  const char *type, *mode, *verb, *what, *sector;
};
constexpr auto kinds = std::to_array<Kind>({{"ASSAULT", "firearms", "shot", "killed", "UAF"},
                                           {"ASSAULT", "explosives", "bombed", "injured", "REB"},
                                           {"COERCE", "arrest", "detained", "detained", "COP"},
                                           {"COERCE", "seize", "raided", "seized", "COP"},
                                           {"PROTEST", "demo", "marched against", "participants", "CVL"},
                                           {"ACCUSE", "allege", "accused", "charged", "JUD"},
                                           {"SANCTION", "convict", "convicted", "convicted", "JUD"},
                                           {"RETREAT", "release", "released", "released", "GOV"}});
constexpr auto syllables = std::to_array<const char*>({"ka", "mor", "vel", "tis", "dra", "lun", "sor", "ben", "ash", "quil", "ver", "na"});
constexpr auto countries = std::to_array<const char*>({"XAA", "XBB", "XCC"});

std::string invent_name(std::uint64_t number) {
  std::string name;
  for (int i = 0; i < 3; ++i) {
    name += syllables[number % syllables.size()];
    number /= syllables.size();
  }
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

void put_words(Json& item, const std::string& text, const std::string& words) {
  const std::size_t at = text.find(words);
  if (at == std::string::npos) return;
  item["begin"] = at;
  item["end"] = at + words.size();
}

}  // namespace

std::vector<Json> events_in(const std::string& text) {
  const Json json = Json::parse(text);
  return json["events"].get<std::vector<Json>>();
}

Json make_event(const std::string& type, const std::string& words) { return {{"event", type}, {"words", words}}; }

FiledReport make_report(const std::string& text, const std::string& filed, const std::vector<Json>& events) {
  Json line;
  line["report"] = {{"source_id", "invented"}, {"headline", text.substr(0, text.find('\n'))}, {"outlet", "Invented Gazette"}, {"filed", filed}, {"text", text},
                    {"blocks", Json::array()}};
  line["answers"] = {{"what", Json::array()}, {"who", Json::array()}, {"where", Json::array()}};
  line["events"] = Json::array();
  std::size_t number = 0;
  for (const Json& given : events) {
    Json event{{"id", fmt::format("e{}", ++number)}, {"report", "invented"}, {"event", given["event"]}, {"mode", Json::array()}, {"context", Json::array()},
               {"status", "happened"}, {"background", false}, {"certainty", "stated"}, {"actor", Json::array()}, {"recipient", Json::array()},
               {"instrument", Json::array()}, {"where", Json::array()}, {"how_many", Json::array()}, {"says_who", Json::array()}, {"evidence", Json::array()},
               {"confidence", 0.8}};
    for (const auto& [key, value] : given.items())
      if (key != "words") event[key] = value;
    if (given.contains("words")) {
      Json evidence{{"text", given["words"]}, {"because", "invented"}};
      put_words(evidence, text, given["words"].get<std::string>());
      event["evidence"].push_back(std::move(evidence));
    }
    for (const char* field : {"actor", "recipient", "where", "how_many"})
      for (Json& item : event[field])
        if (!item.contains("begin")) put_words(item, text, item.value("text", std::string()));
    line["events"].push_back(std::move(event));
  }
  return {.raw = "raw of " + filed + text, .line = line.dump(), .source = "invented.jsonl", .model = "invented-1", .lexicon = "words-1"};
}

namespace {

FiledReport invent(std::uint64_t number, bool is_newer) {
  const std::uint64_t told = number % 7 == 6 ? number - 1 : number;  // of a wire copy: the report that it copies
  Dice dice(told);
  const std::uint64_t events = 1 + dice.roll(4);
  const Date day = add_days(Date(std::chrono::year(2015), std::chrono::January, std::chrono::day(1)), static_cast<int>(dice.roll(2500)));
  std::string text = fmt::format("{} news of the day\n\n", invent_name(dice.roll(1700)));
  if (told != number) text = "From the wire\n\n" + text;
  std::vector<Json> told_events;
  for (std::uint64_t i = 0; i < events; ++i) {
    const Kind& kind = kinds[dice.roll(kinds.size())];
    const std::uint64_t town = dice.roll(400), party = dice.roll(120), toll = 1 + dice.roll(90), hedge = dice.roll(4);
    const std::string name = invent_name(town + 7), group = invent_name(party * 3 + 200) + " Front", victims = fmt::format("{} people", toll);
    const std::string sentence = fmt::format("{} {} {}{} in {} on day {}, the {} office said.", group, kind.verb, hedge == 0 ? "at least " : "", victims, name, told * 10 + i,
                                             invent_name(party + 31));
    text += sentence + "\n";
    const double lat = -60 + static_cast<double>(town % 20) * 6, lon = -170 + static_cast<double>(town / 20) * 17;
    Json event = make_event(kind.type, fmt::format("{} {}", kind.verb, (hedge == 0 ? "at least " : "") + victims));
    event["mode"] = {kind.mode};
    if (dice.roll(3) == 0) event["context"] = {"legal"};
    event["certainty"] = dice.roll(5) == 0 ? "alleged" : "stated";
    event["background"] = dice.roll(6) == 0;
    event["actor"] = {{{"text", group}, {"name", group}, {"kind", "group"}, {"country", countries[party % 3]}, {"sector", {kind.sector}}, {"because", "invented"}}};
    event["recipient"] = {{{"text", victims}, {"kind", "group"}, {"sector", {"CVL"}}, {"because", "invented"}}};
    if (dice.roll(40) == 0) event["recipient"][0]["minor"] = true;
    if (dice.roll(8) != 0) {
      const std::string date = write_date(add_days(day, -static_cast<int>(dice.roll(4))));
      const std::uint64_t way = dice.roll(5);
      event["when"] = {{"precision", "day"}, {"basis", way == 0 ? "filing" : "relative"}, {"because", "invented"}};
      if (way != 0) event["when"]["earliest"] = date;
      if (way != 1) event["when"]["latest"] = way == 2 ? write_date(add_days(*read_date(date), 5)) : date;
    }
    if (dice.roll(10) != 0)
      event["where"] = {{{"text", name}, {"name", name}, {"country", countries[town % 3]}, {"admin1", fmt::format("{:02}", town % 20)}, {"geonameid", 900000 + town},
                         {"lat", lat}, {"lon", lon}, {"precision", town % 11 == 0 ? "admin1" : "city"}, {"because", "invented"}}};
    Json figure{{"id", fmt::format("f{}", i + 1)}, {"what", kind.what}, {"unit", "people"}, {"value", toll}, {"bound", hedge == 0 ? "at_least" : "exact"}, {"low", toll}};
    if (hedge != 0) figure["high"] = toll;
    figure["text"] = (hedge == 0 ? "at least " : "") + victims;
    figure["because"] = "invented";
    event["how_many"] = {figure};
    event["says_who"] = {{{"speaker", fmt::format("the {} office", invent_name(party + 31))}, {"kind", "government"}, {"manner", "says"}, {"because", "invented"}}};
    event["confidence"] = 0.5 + static_cast<double>(dice.roll(5000)) / 10000;
    if (is_newer) {
      event["confidence"] = std::min(1.0, event["confidence"].get<double>() + 0.01);
      event["words"] = fmt::format("{} {}", kind.verb, (hedge == 0 ? "at least " : "") + victims + " in " + name);
      if ((told + i) % 9 == 0) continue;  // not found any more
      if ((told + i) % 11 == 0) event["actor"].push_back({{"text", invent_name(party + 31) + " office"}, {"kind", "state_body"}, {"because", "invented"}});
    }
    told_events.push_back(std::move(event));
  }
  FiledReport report = make_report(text, write_date(day) + fmt::format("T{:02}:00", told % 24), told_events);
  report.raw = fmt::format("{} {}", number, text);
  report.source = fmt::format("invented.jsonl:{}", number + 1);
  Json line = Json::parse(report.line);
  line["report"]["outlet"] = fmt::format("{} Gazette", invent_name(number % 50));
  line["report"]["source_id"] = fmt::format("invented {}", number);
  report.line = line.dump();
  if (is_newer) report.model = "invented-2";
  return report;
}

}  // namespace

FiledReport invent_report(std::uint64_t number) { return invent(number, false); }
FiledReport invent_newer_reading(std::uint64_t number) { return invent(number, true); }

}  // namespace nutgraf::store
