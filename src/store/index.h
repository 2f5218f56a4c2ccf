#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/database.h"
#include "store/filters.h"

namespace nutgraf::store {

using Slot = std::uint32_t;  // of an event in the index
using Term = std::uint32_t;  // of a field's value

// A set of slots.
class SlotSet {
 public:
  explicit SlotSet(std::size_t slots = 0) : words_((slots + 63) / 64) {}
  void add(Slot slot) {
    if (slot / 64 >= words_.size()) words_.resize(slot / 64 + 1);
    words_[slot / 64] |= std::uint64_t{1} << slot % 64;
  }
  void remove(Slot slot) {
    if (slot / 64 < words_.size()) words_[slot / 64] &= ~(std::uint64_t{1} << slot % 64);
  }
  bool has(Slot slot) const { return slot / 64 < words_.size() && (words_[slot / 64] >> slot % 64 & 1) != 0; }
  void keep(const SlotSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= i < other.words_.size() ? other.words_[i] : 0;
  }
  void leave_out(const SlotSet& other) {
    for (std::size_t i = 0; i < std::min(words_.size(), other.words_.size()); ++i) words_[i] &= ~other.words_[i];
  }
  std::uint64_t size() const {
    std::uint64_t size = 0;
    for (const std::uint64_t word : words_) size += static_cast<std::uint64_t>(__builtin_popcountll(word));
    return size;
  }
  // How many slots both have.
  std::uint64_t size_with(const SlotSet& other) const {
    std::uint64_t size = 0;
    for (std::size_t i = 0; i < std::min(words_.size(), other.words_.size()); ++i)
      size += static_cast<std::uint64_t>(__builtin_popcountll(words_[i] & other.words_[i]));
    return size;
  }
  template <typename Take>
  void each(const Take& take) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) take(static_cast<Slot>(i * 64 + static_cast<std::size_t>(__builtin_ctzll(word))));
  }

 private:
  std::vector<std::uint64_t> words_;
};

// Which events fit, filter by filter, so that a facet can leave its own filter out.
struct Selection {
  SlotSet live;
  std::vector<std::pair<std::string, SlotSet>> parts;  // by the filter's key

  SlotSet all() const { return without({}); }
  SlotSet without(std::string_view key) const;
};

// What lists, facets, map and timeline need of every event, in memory: a column a value, and for every value of a field the
// events that have it. Follows the project through its change feed. Not to be changed while it is being read.
class Index {
 public:
  struct Place {
    std::string geonameid, name, country, admin1, precision;
    double lat = 0, lon = 0;
    std::uint64_t events = 0;
    std::string folded;  // the name, for looking it up
  };
  struct Figure {
    Term what = 0;
    double low = 0, high = 0;  // minus and plus infinity for what is not told
  };
  struct Event {
    std::int64_t number = 0;
    std::optional<std::int32_t> earliest, latest;  // days since 1970
    std::int64_t filed = 0;                        // minutes since 1970; INT64_MIN: not told
    float confidence = 0, doubt = 0;
    std::uint32_t report = 0, story = 0;  // 0: no story
    Term type = 0;
    std::vector<Term> terms;              // sorted
    std::vector<std::uint32_t> places;    // the most precise ones that have coordinates
    std::vector<Figure> figures;

    bool is_dated() const { return earliest || latest; }
  };

  // Up to the last change that the database shows. Errors stay in the database.
  void refresh(Database& database);
  std::int64_t seq() const { return seq_; }
  // Grows when all is loaded anew, so that slots and places have other numbers.
  std::int64_t generation() const { return generation_; }

  // The slots that came, went or changed after this number of the change feed; nothing when too many did or the number is too old.
  std::optional<std::vector<Slot>> touched_since(std::int64_t seq) const;
  bool is_live(Slot slot) const { return live_.has(slot); }

  // Full text is looked up in the database, which must show the same state.
  Result<Selection> select(const Filters& filters, Database& database) const;

  Selection everything() const { return {.live = live_, .parts = {}}; }

  const Event& event(Slot slot) const { return events_[slot]; }
  std::size_t slots() const { return events_.size(); }
  std::uint64_t size() const { return size_; }
  std::string id_of(Slot slot) const;
  const std::string& report_of(Slot slot) const { return reports_[events_[slot].report].id; }
  std::size_t report_count() const { return reports_.size(); }
  std::size_t story_count() const { return stories_.size(); }
  const std::string& story(std::uint32_t story) const { return stories_[story]; }

  const std::vector<Place>& places() const { return places_; }
  // Columns of their own, for passes over all events: the events with a day, those with a place, and everybody's report and story.
  const SlotSet& dated() const { return dated_; }
  const SlotSet& placed() const { return placed_; }
  std::uint32_t report_number(Slot slot) const { return report_numbers_[slot]; }
  std::uint32_t story_number(Slot slot) const { return story_numbers_[slot]; }
  Term type(Slot slot) const { return types_[slot]; }
  // The days of a dated event; an end that was not told is that of time.
  struct Days {
    std::int32_t first = std::numeric_limits<std::int32_t>::min(), last = std::numeric_limits<std::int32_t>::max();
  };
  const Days& days(Slot slot) const { return days_[slot]; }
  // The most precise places of an event, by their number.
  template <typename Take>
  void each_place(Slot slot, const Take& take) const {
    if (only_places_[slot] == no_place) return;
    if (only_places_[slot] != several_places) return take(only_places_[slot]);
    for (const std::uint32_t place : events_[slot].places) take(place);
  }
  // What a map needs of a place, in a row in memory.
  struct Point {
    double lat = 0, lon = 0;
    std::uint32_t rank = 0;  // of its precision, the most precise first
  };
  const std::vector<Point>& points() const { return points_; }

  std::size_t term_count() const { return terms_.size(); }
  const std::vector<Term>& terms_of(std::string_view field) const;  // all values of a field
  const std::vector<Slot>& slots_of(Term term) const { return terms_[term].slots; }
  std::string_view field_of(Term term) const { return fields_[terms_[term].field]; }
  const std::string& value_of(Term term) const { return terms_[term].value; }
  std::uint64_t count_of(Term term) const { return terms_[term].slots.size(); }
  std::optional<Term> find_term(std::string_view field, std::string_view value) const;

 private:
  struct TermEntry {
    std::uint8_t field = 0;
    std::string value;
    std::vector<Slot> slots;  // sorted
  };
  struct ReportEntry {
    std::string id;
    std::vector<Slot> slots;
  };

  void load_all(Database& database);
  void load_report(Database& database, const std::string& id, std::vector<Slot>& touched);
  void note_touched(std::vector<Slot> slots);
  void load_events(Database& database, Query& events, const std::map<std::int64_t, Slot>& before);
  void load_places(Query& places);
  void load_figures(Query& figures);
  void put_event(Slot slot, Event event);
  void drop_event(Slot slot);
  Slot new_slot();
  Term term(std::string_view field, std::string_view value);
  std::uint32_t number_report(const std::string& id);
  std::uint32_t number_story(const std::string& id);
  std::uint32_t number_place(Place place);
  SlotSet any_of(std::string_view field, const std::vector<std::string>& values) const;
  SlotSet figures_between(const Filters& filters, bool with_roles) const;
  SlotSet words(const std::string& q, Database& database) const;

  // What a refresh changed: the change feed's number before it, and the slots.
  struct Touched {
    std::int64_t seq_before = 0;
    std::vector<Slot> slots;
  };

  std::int64_t seq_ = -1, generation_ = 0;
  std::deque<Touched> touched_;  // the last refreshes, oldest first
  std::size_t touched_slots_ = 0;
  std::uint64_t size_ = 0;
  std::vector<Event> events_;
  SlotSet live_, dated_, placed_;
  static constexpr std::uint32_t no_place = ~std::uint32_t{0}, several_places = no_place - 1;
  std::vector<std::uint32_t> report_numbers_, story_numbers_, only_places_;  // by slot
  std::vector<Term> types_;                                                  // by slot
  std::vector<Days> days_;                                                   // by slot
  // Between the least low end and the greatest high end of an event's figures; nothing lies between those of one without figures.
  struct Reach {
    double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  };
  std::vector<Reach> reaches_;  // by slot
  std::vector<Point> points_;                                                // by place
  std::vector<Slot> free_;
  std::unordered_map<std::int64_t, Slot> slot_of_;
  std::vector<std::string> fields_;
  std::vector<std::vector<Term>> terms_by_field_;
  std::vector<TermEntry> terms_;
  std::unordered_map<std::string, Term> term_of_;  // "field\tvalue"
  std::vector<ReportEntry> reports_;
  std::unordered_map<std::string, std::uint32_t> report_of_;
  static constexpr std::uint32_t no_report = ~std::uint32_t{0};
  std::vector<std::uint32_t> report_by_number_;  // in the database
  std::vector<std::string> stories_{""};
  std::unordered_map<std::string, std::uint32_t> story_of_;
  std::vector<Place> places_;
  std::unordered_map<std::string, std::uint32_t> place_of_;
};

// A user's words as a query of full text: all of them must be there; "quoted words" together, word* by its start, -word not.
// Empty when no word can be looked for.
std::string write_match(std::string_view q);

}  // namespace nutgraf::store
