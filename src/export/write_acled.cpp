// One row an event, day and place in ACLED's 31 columns (the order since 2023). Deaths told for several places are split evenly, the
// odd one to the first, and the notes say so; rows of one report with the same day, place and sides are one row; a total whose parts
// have rows of their own has none. The rows are shaped like ACLED's and are not its data: ids start with NUT.

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "base/utf8.h"
#include "engine/weights.h"
#include "export/acled_rules.h"

namespace nutgraf::export_ {

namespace {

// A row before it is written.
struct AcledRow {
  const Json* event = nullptr;
  const Json* place = nullptr;
  std::size_t place_number = 0;
  AcledDay day;
  std::string disorder_type, event_type, sub_event_type;
  AcledSide first, second;
  int deaths = 0;
  std::string crowd;  // the words for the size of a demonstration
  std::vector<std::string> notes;
};

// What takes in what: a battle the shelling, a riot the protest, force the mere presence of police.
int rank_of(const AcledRow& row) {
  static const std::vector<std::string> ranks = {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"};
  static const std::map<std::string, int, std::less<>> types = {
      {"Strategic developments", 1}, {"Protests", 10}, {"Riots", 20}, {"Violence against civilians", 30}, {"Explosions/Remote violence", 40}, {"Battles", 50}};
  const auto type = types.find(row.event_type);
  const auto sub = std::ranges::find(ranks, row.sub_event_type);
  return (type == types.end() ? 0 : type->second) + static_cast<int>(sub == ranks.end() ? 0 : sub - ranks.begin());
}

// What makes two rows of a report one; protests have one side that counts.
std::string key_of(const AcledRow& row) {
  const bool is_protest = row.event_type == "Protests" || row.event_type == "Riots";
  std::vector<std::string> sides = {row.first.name, row.second.name};
  std::ranges::sort(sides);
  return fmt::format("{}|{}|{}|{}", write_date(row.day.day), text_at(*row.place, "name"), number_at(*row.place, "lat"),
                     row.event_type == "Strategic developments" ? row.sub_event_type + sides[0] + sides[1] : is_protest ? "protest" : sides[0] + "|" + sides[1]);
}

std::optional<int> read_number(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc()) return std::nullopt;
  return number;
}

// Seconds since 1970 of "2021-03-07T18:40+02:00"; empty when it is no time.
std::string unix_time(const std::string& time) {
  const auto day = read_date(time);
  if (!day) return "";
  std::int64_t seconds = std::int64_t{86400} * std::chrono::sys_days(*day).time_since_epoch().count();
  if (time.size() >= 16) seconds += 3600 * read_number(time.substr(11, 2)).value_or(0) + 60 * read_number(time.substr(14, 2)).value_or(0);
  if (time.size() >= 22) {
    const int offset = 3600 * read_number(time.substr(17, 2)).value_or(0) + 60 * read_number(time.substr(20, 2)).value_or(0);
    seconds -= time[16] == '-' ? -offset : offset;
  }
  return std::to_string(seconds);
}

std::string interaction_of(const AcledSide& first, const AcledSide& second) {
  if (first.sort.empty()) return second.sort;
  return second.sort.empty() ? first.sort + " only" : first.sort + "-" + second.sort;
}

std::string geo_precision_of(const std::string& precision) {
  return precision == "city" || precision == "spot" ? "1" : precision == "district" ? "2" : "3";
}

class Acled : public FormatWriter {
 public:
  explicit Acled(const Codebook& book) : book_(book), table_(book.columns_of("acled", "acled"), Separator::comma) {}

  void add(const Json& line, Export& out) override {
    open(out);
    std::vector<AcledRow> rows;
    for (const Json& event : list_at(line, "events")) {
      const std::string reason = add_event(rows, line["report"], event);
      if (!reason.empty()) leave_out(out, book_, event, reason);
    }
    drop_wholes(rows, line, out);
    join_rows(rows, out);
    for (const AcledRow& row : rows) {
      out.parts[0].bytes += table_.row(write_row(row, line["report"]));
      ++out.parts[0].rows;
    }
  }

  void finish(Export& out) override { open(out); }

 private:
  void open(Export& out) const {
    if (out.parts.empty()) out.parts.push_back({"acled.csv", table_.header(), 0});
  }

  // Adds the rows of an event; returns the reason when there is none.
  std::string add_event(std::vector<AcledRow>& rows, const Json& report, const Json& event) const {
    if (is_rejected(event)) return "rejected";
    if (text_at(event, "status") != "happened") return "not_happened";
    const AcledType* type = find_acled_type(event, book_);
    if (!type) return "no_such_type";
    if (!type->left_out.empty()) return type->left_out;
    const auto day = find_acled_day(event, report);
    if (!day) return "date_too_vague";
    const std::vector<const Json*> places = distinct_places(event);
    if (places.empty()) return list_at(event, "where").empty() ? "no_place" : "place_too_vague";
    const std::string precision = text_at(*places[0], "precision");
    // Of events told for a whole country only arrests and the like are coded, at the capital.
    if (precision == "region" || (precision == "country" && type->event_type != "Strategic developments")) return "place_too_vague";
    const AcledDeaths deaths = count_acled_deaths(event, book_);
    const int count = static_cast<int>(places.size());
    for (int i = 0; i < count; ++i) {
      AcledRow row{.event = &event, .place = places[static_cast<std::size_t>(i)], .place_number = static_cast<std::size_t>(i), .day = *day};
      row.disorder_type = type->disorder_type;
      row.event_type = type->event_type;
      row.sub_event_type = type->sub_event_type;
      row.deaths = deaths.number / count + (i == 0 ? deaths.number % count : 0);
      if (!deaths.note.empty()) row.notes.push_back(deaths.note);
      if (count > 1 && deaths.number > 0) row.notes.push_back(fmt::format("{} deaths split evenly over {} places", deaths.number, count));
      if (!day->note.empty()) row.notes.push_back("date: " + day->note);
      if (row.deaths > 0 && row.sub_event_type == "Protest with intervention") {
        row.disorder_type = "Political violence; Demonstrations";
        row.sub_event_type = "Excessive force against protesters";
      }
      for (const Json& figure : list_at(event, "how_many"))
        if (row.crowd.empty() && text_at(figure, "what") == "participants") row.crowd = text_at(figure, "text");
      name_sides(row);
      rows.push_back(std::move(row));
    }
    return "";
  }

  void name_sides(AcledRow& row) const {
    const Json& event = *row.event;
    const std::string country = text_at(*row.place, "country");
    const bool is_riot = row.event_type == "Riots";
    const auto name = [&](const char* role) {
      std::vector<AcledSide> sides;
      for (const Json& party : list_at(event, role)) {
        if (text_at(party, "kind") == "object") continue;
        AcledSide side = name_acled_side(party, event, country, is_riot, book_);
        const auto same = std::ranges::find(sides, side.name, &AcledSide::name);
        if (same == sides.end()) sides.push_back(std::move(side));
        else same->associated.insert(same->associated.end(), side.associated.begin(), side.associated.end());
      }
      return sides;
    };
    std::vector<AcledSide> actors = name("actor"), recipients = name("recipient");
    const bool is_demonstration = row.event_type == "Protests" || is_riot;
    if (is_demonstration && text_at(event, "event") == "PROTEST") {
      recipients.clear();  // the target of a protest is no side of it
      const Country* at = book_.country(country);
      const std::string where = at ? at->name : "Unknown";
      AcledSide crowd{is_riot ? "Rioters (" + where + ")" : "Protesters (" + where + ")", is_riot ? "Rioters" : "Protesters", {}};
      for (const AcledSide& side : actors)
        for (const std::string& group : side.associated.empty() && side.sort != "Civilians" && side.name != crowd.name ? std::vector{side.name} : side.associated)
          crowd.associated.push_back(group);
      actors = {crowd};
    }
    if (actors.size() > 1 && recipients.empty() && row.event_type == "Battles") {
      recipients.assign(actors.begin() + 1, actors.end());
      actors.resize(1);
    }
    // Whoever commits political violence is no civilian: he is only not known.
    if (row.disorder_type == "Political violence" && !is_riot) std::erase_if(actors, [](const AcledSide& side) { return side.sort == "Civilians"; });
    if (actors.empty() && row.disorder_type == "Political violence") {
      const Country* at = book_.country(country);
      const std::string where = at ? " (" + at->name + ")" : "";
      if (row.sub_event_type == "Air/drone strike") actors.push_back({"Unidentified Military Forces" + where, "External/Other forces", {}});
      else actors.push_back({"Unidentified Armed Group" + where, "Political militia", {}});
    }
    if (row.event_type == "Protests" && !recipients.empty()) {
      for (AcledSide& side : recipients)  // whoever the police disperse is a protester
        if (side.sort == "Civilians") side = {"Protesters" + side.name.substr(side.name.find(" (")), "Protesters", std::move(side.associated)};
    }
    row.first = take_side(std::move(actors));
    row.second = take_side(std::move(recipients));
  }

  // The first side with the others as associated ones.
  static AcledSide take_side(std::vector<AcledSide> sides) {
    if (sides.empty()) return {};
    AcledSide main = std::move(sides[0]);
    for (std::size_t i = 1; i < sides.size(); ++i) {
      main.associated.push_back(sides[i].name);
      main.associated.insert(main.associated.end(), sides[i].associated.begin(), sides[i].associated.end());
    }
    std::ranges::sort(main.associated);
    main.associated.erase(std::unique(main.associated.begin(), main.associated.end()), main.associated.end());
    std::erase(main.associated, main.name);
    return main;
  }

  // A whole whose parts have rows elsewhere is told by these.
  void drop_wholes(std::vector<AcledRow>& rows, const Json& line, Export& out) const {
    for (const Json& event : list_at(line, "events")) {
      const std::string id = text_at(event, "id");
      const auto is_own = [&](const AcledRow& row) { return row.event == &event; };
      const auto is_part_elsewhere = [&](const AcledRow& row) {
        return text_at(*row.event, "part_of") == id && std::ranges::none_of(rows, [&](const AcledRow& own) {
                 return is_own(own) && number_at(*own.place, "lat") == number_at(*row.place, "lat") && std::ranges::count_if(rows, is_own) == 1;
               });
      };
      if (std::ranges::none_of(rows, is_own) || std::ranges::none_of(rows, is_part_elsewhere)) continue;
      std::erase_if(rows, is_own);
      leave_out(out, book_, event, "told_by_parts");
    }
  }

  void join_rows(std::vector<AcledRow>& rows, Export& out) const {
    std::map<std::string, std::size_t> by_key;
    std::vector<AcledRow> kept;
    std::vector<const Json*> gone;
    for (AcledRow& row : rows) {
      const auto [known, is_new] = by_key.try_emplace(key_of(row), kept.size());
      if (is_new) {
        kept.push_back(std::move(row));
        continue;
      }
      AcledRow& other = kept[known->second];
      const bool takes_over = rank_of(row) > rank_of(other);
      const int deaths = std::max(row.deaths, other.deaths);
      const std::string crowd = other.crowd.empty() ? row.crowd : other.crowd;
      const Json* lost = takes_over ? other.event : row.event;
      if (takes_over) std::swap(row, other);
      other.deaths = deaths;
      other.crowd = crowd;
      if (lost != other.event) gone.push_back(lost);
    }
    rows = std::move(kept);
    for (const Json* event : gone)
      if (std::ranges::none_of(rows, [&](const AcledRow& row) { return row.event == event; })) leave_out(out, book_, *event, "told_by_other_row");
  }

  std::string write_notes(const AcledRow& row) const {
    const Json& event = *row.event;
    const auto phrases = [&](const char* role) {
      std::vector<std::string> texts;
      for (const Json& party : list_at(event, role)) texts.push_back((holds(party, "suspected") ? "suspected: " : "") + text_at(party, "text"));
      return join(texts, ", ");
    };
    std::string notes = text_at(event, "event");
    if (!list_at(event, "mode").empty()) notes += " (" + join(texts_at(event, "mode"), ", ") + ")";
    if (const std::string actors = phrases("actor"); !actors.empty()) notes += " by " + actors;
    if (const std::string recipients = phrases("recipient"); !recipients.empty()) notes += ", to " + recipients;
    notes += ".";
    for (const Json& figure : list_at(event, "how_many")) {
      const std::string speaker = text_at(object_at(figure, "says_who"), "speaker");
      notes += fmt::format(" [{}: {}{}]", text_at(figure, "what"), text_at(figure, "text"), speaker.empty() ? "" : ", says " + speaker);
    }
    if (text_at(event, "certainty") != "stated") notes += " [told as " + text_at(event, "certainty") + "]";
    for (const std::string& note : row.notes) notes += " [" + note + "]";
    return notes;
  }

  // ACLED's tag of demonstrations; "crowd size=no report" when none is told.
  static std::string crowd_size(const AcledRow& row) {
    if (row.event_type != "Protests" && row.event_type != "Riots") return "";
    return "crowd size=" + (row.crowd.empty() ? "no report" : row.crowd);
  }

  std::vector<std::string> write_row(const AcledRow& row, const Json& report) const {
    const Json& place = *row.place;
    const std::string alpha3 = text_at(place, "country"), precision = text_at(place, "precision");
    const Country* country = book_.country(alpha3);
    const bool is_capital = precision == "country" && country && !country->lat.empty();
    const std::string number = engine::sha256(text_at(*row.event, "id") + "|" + std::to_string(row.place_number)).substr(0, 12);
    const auto degrees = [&](const char* key) { return place[key].is_number() ? fmt::format("{:.4f}", place[key].get<double>()) : std::string(); };
    std::vector<std::string> sources;
    for (const char* key : {"outlet", "agency"})
      if (const std::string source = text_at(report, key); !source.empty() && std::ranges::find(sources, source) == sources.end()) sources.push_back(source);
    const bool is_world = std::ranges::any_of(sources, [&](const std::string& source) { return book_.world_agencies.contains(fold(source)); });
    const bool hits_civilians = row.event_type == "Violence against civilians" || row.sub_event_type == "Excessive force against protesters" ||
                                (row.event_type == "Explosions/Remote violence" && row.second.sort == "Civilians");
    return {fmt::format("NUT{}{}", alpha3, std::stoull(number, nullptr, 16)),
            write_date(row.day.day),
            std::to_string(static_cast<int>(row.day.day.year())),
            std::to_string(row.day.precision),
            row.disorder_type,
            row.event_type,
            row.sub_event_type,
            row.first.name,
            join(row.first.associated, "; "),
            row.first.sort,
            row.second.name,
            join(row.second.associated, "; "),
            row.second.sort,
            interaction_of(row.first, row.second),
            hits_civilians ? "Civilians targeted" : "",
            country ? std::to_string(read_number(country->iso_numeric).value_or(0)) : "",
            country ? country->acled_region : "",
            country ? country->name : "",
            text_at(place, "admin1"),
            "",
            "",
            is_capital ? country->capital : text_at(place, "name"),
            is_capital ? country->lat : degrees("lat"),
            is_capital ? country->lon : degrees("lon"),
            geo_precision_of(precision),
            join(sources, "; "),
            is_world ? "International" : "",
            write_notes(row),
            std::to_string(row.deaths),
            crowd_size(row),
            unix_time(text_at(report, report.contains("updated") ? "updated" : "filed"))};
  }

  const Codebook& book_;
  TableText table_;
};

}  // namespace

std::unique_ptr<FormatWriter> make_acled(const Codebook& book) { return std::make_unique<Acled>(book); }

}  // namespace nutgraf::export_
