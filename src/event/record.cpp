// Fills one record from all the mentions of its event: the union of their parties, the most precise time and places, each
// count once, every speaker, and what the tellings say of its truth.

#include "event/record.h"

#include <algorithm>
#include <map>
#include <array>
#include <cmath>
#include <iterator>
#include <set>

#include "base/utf8.h"
#include "event/attach.h"
#include "event/retold.h"
#include "event/spared.h"
#include "event/speakers.h"
#include "event/times.h"

namespace nutgraf::event {

namespace {

constexpr int days_until_background = 7;

class Filler {
 public:
  Filler(const std::vector<Mention>& mentions, const Cluster& cluster, const Context& context) : context_(context) {
    for (const std::size_t i : cluster) mentions_.push_back(&mentions[i]);
    std::ranges::stable_sort(mentions_, {}, [](const Mention* m) { return -worth_of(*m); });
  }

  Record fill() {
    record_.type = mentions_.front()->type;
    fill_modes();
    fill_parties();
    tell_targets();
    fill_instruments();
    fill_when();
    fill_where();
    fill_figures();
    fill_truth();
    fill_evidence();
    record_.is_background = is_background();
    return std::move(record_);
  }

 private:
  // Body text with parties, time and place tells an event best; headlines and captions tell it in short.
  static double worth_of(const Mention& m) {
    return static_cast<double>(!m.actors.empty()) + static_cast<double>(!m.recipients.empty()) +
           0.5 * static_cast<double>(!m.times.empty()) + 0.5 * static_cast<double>(!m.places.empty()) +
           0.5 * static_cast<double>(!m.figures.empty()) + m.confidence - (m.is_in_headline ? 0.9 : 0) -
           (m.is_in_caption ? 1.2 : 0);
  }

  void fill_modes() {
    for (const Mention* mention : mentions_)
      for (const std::string& mode : mention->modes)
        if (std::ranges::find(record_.modes, mode) == record_.modes.end()) record_.modes.push_back(mode);
  }

  // The parties of one role in all mentions, each party once.
  std::vector<Party> parties_in(std::vector<std::int32_t> Mention::*role, const char* name) const {
    std::vector<ToldParty> told;
    for (const Mention* mention : mentions_)
      for (const std::int32_t head : mention->*role) {
        const std::string identity = context_.parties.identity_of(head);
        const auto party = context_.parties.make_party(head, is_proposed(*mention, head) ? std::string(what::by_network) : name);
        if (!party) continue;
        const auto is_told = [&](const ToldParty& other) {
          return other.party.text == party->text || context_.parties.identity_of(other.party.head) == identity ||
                 fold(other.party.text).find(fold(party->text)) != std::string::npos;
        };
        if (std::ranges::none_of(told, is_told)) told.push_back({*party, mention, (mention->*role).size() == 1});
      }
    return drop_retold(told, context_);
  }

  void fill_parties() {
    record_.actors = parties_in(&Mention::actors, "actor");
    for (const Mention* mention : mentions_)
      for (Party& actor : record_.actors)
        if (std::ranges::find(mention->accused, actor.head) != mention->accused.end()) actor.is_suspected = true;
    record_.recipients = parties_in(&Mention::recipients, "recipient");
  }

  // Whom somebody is likely to have picked out: a person of office, church, press, party or movement.
  static bool is_figure(const Party& party) {
    static constexpr std::array<std::string_view, 10> sectors = {"GOV", "JUD", "LEG", "PTY", "OPP", "REL", "JRN", "LAB", "SOC", "SPY"};
    return party.kind == who::Kind::person && !party.sectors.empty() && std::ranges::find(sectors, party.sectors.front()) != sectors.end();
  }

  bool tells_killing() const {
    return std::ranges::any_of(mentions_, [&](const Mention* m) { return context_.answers.what[m->happening].figure_role == "killed"; });
  }

  // "Targeted" is for victims who were picked out for what they are: the law's word "murder" alone does not say so of a shooting
  // among neighbours, and a judge shot dead was a target though the word is not told.
  void tell_targets() {
    if (record_.type != "ASSAULT") return;
    const auto targeted = std::ranges::find(record_.modes, "targeted");
    const bool has_figure = std::ranges::any_of(record_.recipients, is_figure);
    const bool is_among_civilians = !record_.recipients.empty() && std::ranges::all_of(record_.recipients, [](const Party& p) {
      return p.kind == who::Kind::person && (p.sectors.empty() || p.sectors.front() == "CVL" || p.sectors.front() == "CRM");
    });
    if (targeted != record_.modes.end()) {
      if (is_among_civilians && record_.modes.size() > 1) record_.modes.erase(targeted);
    } else if (has_figure && tells_killing()) {
      record_.modes.push_back("targeted");
    }
  }

  void fill_instruments() {
    std::set<std::string> told;
    for (const Mention* mention : mentions_)
      for (const std::int32_t head : mention->instruments) {
        const Token& token = context_.reading[head];
        if (told.insert(token.lemma).second) record_.instruments.push_back({token.span, "role instrument"});
      }
  }

  void fill_when() {
    std::optional<when::TimeExpression> best;
    const Mention* told_by = nullptr;
    for (const Mention* mention : mentions_)
      for (const std::size_t i : mention->times) {
        when::TimeExpression time = with_its_pair(context_.answers.when, i, context_.reading);
        if (best && narrowness(time) <= narrowness(*best)) continue;
        best = std::move(time);
        told_by = mention;
      }
    for (const Mention* mention : mentions_)
      if (mention->reckoned) best = mention->reckoned, told_by = mention;
    if (best) {
      record_.when = make_when(*told_by, *best, context_);
      if (is_proposed(*told_by, head_of(context_.reading, best->tokens))) record_.when->source.because += "; report network";
      return;
    }
    record_.when = bounded_by_filing(context_.report, record_.status);
  }

  void fill_where() {
    for (const Mention* mention : mentions_)
      for (const std::size_t i : mention->places) {
        const where::Place& place = context_.answers.where[i];
        const TokenRange words = words_of_place(place);
        const bool is_part = place.best && words.first < place.tokens.first && is_direction(context_.reading[place.tokens.first - 1]);
        const Span span = words.first < place.tokens.first ? Span{context_.reading[words.first].span.begin, place.span.end} : place.span;
        const std::string text(words_of(context_.report.text, span));
        const auto is_told = [&](const Where& other) {
          if (without_article(other.text) == without_article(text)) return true;
          if (is_part) return false;
          return place.best && other.is_resolved && place.best->geonameid == other.place.geonameid &&
                 place.best->name == other.place.name;
        };
        if (std::ranges::any_of(record_.where, is_told)) continue;
        Where where{.text = text, .is_resolved = place.best.has_value(), .runners_up = place.runners_up,
                    .source = {.span = span, .because = place.because}};
        if (place.best) where.place = *place.best;
        if (is_part) where.place.precision = where::Precision::region;
        if (is_proposed(*mention, head_of(context_.reading, place.tokens))) where.source.because += "; report network";
        record_.where.push_back(std::move(where));
      }
    add_spots();
    drop_wider_places();
    std::ranges::stable_sort(record_.where, {}, [](const Where& w) { return w.is_resolved || w.place.precision == where::Precision::spot ? w.place.precision : where::Precision::city; });
  }

  static bool is_direction(const Token& word) {
    static constexpr std::array<std::string_view, 9> directions = {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central"};
    std::string stem = word.lower;
    std::erase(stem, '-');
    if (stem.ends_with("ern")) stem.erase(stem.size() - 3);
    return std::ranges::find(directions, stem) != directions.end();
  }

  // A place's name with its article and, before a country or province, the part of it that is meant: "the north-eastern Karvel province", "northern Norrland".
  TokenRange words_of_place(const where::Place& place) const {
    TokenRange words = place.tokens;
    if (words.size() <= 0) return words;
    const std::int32_t start = context_.reading.sentences[static_cast<std::size_t>(context_.reading[words.first].sentence)].tokens.first;
    const bool is_wide = place.best && (place.best->precision == where::Precision::country || place.best->precision == where::Precision::admin1);
    while (is_wide && words.first > start && (is_direction(context_.reading[words.first - 1]) || (context_.reading[words.first - 1].form == "-" && words.first < place.tokens.first))) --words.first;
    if (words.first > start && context_.reading[words.first - 1].lower == "the" && context_.reading[words.first - 1].head != no_token && place.tokens.contains(context_.reading[words.first - 1].head)) --words.first;
    return words;
  }

  static std::string without_article(const std::string& text) {
    const std::string folded = fold(text);
    return folded.starts_with("the ") ? folded.substr(4) : folded;
  }

  // "Cattle Market" of a headline only shortens "a crowded cattle market".
  static bool ends_with_words(const std::string& longer, const std::string& shorter) {
    std::string all = " " + fold(longer), part = fold(shorter);
    for (const std::string_view article : {"a ", "an ", "the "})
      if (part.starts_with(article)) part.erase(0, article.size());
    return all.ends_with(" " + part);
  }

  // A scene without a name lies in the town that the same record tells, else in the one told nearest before it; its
  // coordinates are the town's.
  void add_spots() {
    const auto told = std::ranges::find_if(record_.where, [](const Where& w) { return w.is_resolved && w.place.precision <= where::Precision::district; });
    for (const Mention* mention : mentions_)
      for (const Spot& spot : mention->spots) {
        Where where{.text = std::string(words_of(context_.report.text, spot.span)), .source = {.span = spot.span, .because = std::string(is_proposed(*mention, spot.head) ? what::by_network : "lexicon/event/spots.tsv")}};
        if (std::ranges::any_of(record_.where, [&](const Where& other) { return fold(other.text) == fold(where.text); })) continue;
        if (std::ranges::any_of(spots_, [&](const Where& other) { return ends_with_words(other.text, where.text); })) continue;
        std::erase_if(spots_, [&](const Where& other) { return ends_with_words(where.text, other.text); });
        where.place.precision = where::Precision::spot;
        const where::Candidate* town = told != record_.where.end() ? &told->place : town_by_network();
        if (!town) town = town_around(spot.span);
        if (town) {
          where.place.name = where.text;
          where.place.country = town->country;
          where.place.admin1 = town->admin1;
          where.place.lat = town->lat;
          where.place.lon = town->lon;
          where.is_resolved = true;
          where.source.because += "; coordinates of " + town->name;
        }
        spots_.push_back(std::move(where));
      }
    std::ranges::move(spots_, std::back_inserter(record_.where));
  }

  const where::Candidate* town_by_network() const {
    for (const Mention* mention : mentions_)
      if (mention->town) return &*context_.answers.where[*mention->town].best;
    return nullptr;
  }

  // The town told in the scene's sentence, else the last one told before it, the dateline's among them, in the country that the report names most; nothing when
  // there is none.
  const where::Candidate* town_around(Span scene) const {
    const where::Candidate* before = nullptr;
    const std::string country = main_country();
    for (const where::Place& place : context_.answers.where) {
      if (place.kind != where::Kind::place || !place.best || place.best->precision > where::Precision::district || place.best->country != country) continue;
      if (place.span.begin < scene.begin) before = &*place.best;
      else if (sentence_at(place.span.begin) == sentence_at(scene.begin)) return &*place.best;
    }
    return before;
  }

  std::string main_country() const {
    std::map<std::string, int> named;
    for (const where::Place& place : context_.answers.where)
      if (place.best && !place.best->country.empty()) ++named[place.best->country];
    return named.empty() ? "" : std::ranges::max_element(named, {}, [](const auto& one) { return one.second; })->first;
  }

  std::size_t sentence_at(std::uint32_t byte) const {
    const auto& sentences = context_.reading.sentences;
    const auto after = std::ranges::upper_bound(sentences, byte, {}, [](const Sentence& s) { return s.span.begin; });
    return static_cast<std::size_t>(after - sentences.begin());
  }

  // A town's record holds its province and country already; naming them again tells nothing of where it happened.
  void drop_wider_places() {
    const std::vector<Where> all = record_.where;
    std::erase_if(record_.where, [&](const Where& wide) {
      return wide.is_resolved && std::ranges::any_of(all, [&](const Where& fine) { return fine.is_resolved && holds(wide.place, fine.place); });
    });
  }

  static bool holds(const where::Candidate& wide, const where::Candidate& fine) {
    if (fine.precision >= wide.precision) return false;
    switch (wide.precision) {
      case where::Precision::region: return true;
      case where::Precision::country: return fine.country == wide.country;
      case where::Precision::admin1:
        return fine.country == wide.country && (fine.admin1.empty() || wide.admin1.empty() || fine.admin1 == wide.admin1);
      case where::Precision::spot: case where::Precision::city: case where::Precision::district: return false;
    }
    return false;
  }

  void fill_figures() {
    std::set<std::size_t> told, apart;  // `apart`: counts of one town among several, which are no parts of one another
    for (const Mention* mention : mentions_)
      for (const auto& counted : mention->figures) {
        if (counted.what == "other" && has_role(counted.figure)) continue;
        if (is_harm(counted.what) && is_one_spared(context_.reading, context_.answers.how_many[counted.figure]) && tells_harm()) continue;
        if (!told.insert(counted.figure).second) continue;
        if (mention->is_part) apart.insert(counted.figure);
        const how_many::Figure& figure = context_.answers.how_many[counted.figure];
        const std::string what = outcome_of(counted, *mention);
        if (what != "casualties" || figure.value != 0.0) {
          add_figure(figure, what, *mention, counted.is_share);
          continue;
        }
        add_figure(figure, "killed", *mention, counted.is_share);  // "no casualties": nobody killed, nobody hurt
        add_figure(figure, "injured", *mention, counted.is_share);
      }
    for (const Mention* mention : mentions_)
      for (const auto& counted : mention->figures_of_chain)
        if (!tells_role(counted.what) && told.insert(counted.figure).second)
          add_figure(context_.answers.how_many[counted.figure], counted.what, *mention, false);
    std::erase_if(told, [&](std::size_t figure) { return apart.contains(figure); });
    link_parts(told);
    mark_best();
  }

  // Somebody was hurt or killed, so that one who was not makes no count of none.
  bool tells_harm() const {
    return std::ranges::any_of(mentions_, [&](const Mention* m) {
      return std::ranges::any_of(m->figures, [&](const auto& c) { return (is_harm(c.what) || c.what == "victims") && context_.answers.how_many[c.figure].value != 0.0; });
    });
  }

  // Another mention tells what the figure counts: "two strikes hit a bridge" are "attacks" to the verb, if "other" to the noun.
  bool has_role(std::size_t figure) const {
    return std::ranges::any_of(mentions_, [&](const Mention* m) {
      return std::ranges::any_of(m->figures, [&](const auto& counted) { return counted.figure == figure && counted.what != "other"; });
    });
  }

  // The record counts this role already; the dead and the injured are both those whom an attack was done to.
  bool tells_role(const std::string& what) const {
    return std::ranges::any_of(record_.how_many, [&](const Figure& f) { return f.what == what || (is_harm(f.what) && is_harm(what)); });
  }

  // What became of the people that an attack was done to, when its verb does not say: who is shot is hurt, or killed when
  // another telling says that he, or as many of the same, was.
  std::string outcome_of(const Mention::CountedRole& counted, const Mention& mention) const {
    if (counted.what != "victims" && (counted.what != "other" || mention.type != "ASSAULT")) return counted.what;
    if (counted.is_aimed_at) return "other";
    if (!hurts(record_.modes)) return counted.what == "victims" ? "killed" : "other";
    const how_many::Figure& shot = context_.answers.how_many[counted.figure];
    const auto is_killed = [&](const Mention* other) {
      if (context_.answers.what[other->happening].figure_role != "killed") return false;
      for (const std::int32_t killed : other->recipients)
        for (const std::int32_t victim : mention.recipients)
          if (context_.parties.identity_of(killed) == context_.parties.identity_of(victim)) return true;
      if (std::ranges::any_of(other->figures, [&](const auto& c) { return is_same_count(context_.answers.how_many[c.figure], shot); })) return true;
      return shot.value == 1.0 && other->recipients.size() == 1 && mention.recipients.size() == 1 && is_one_person(other->recipients.front());
    };
    if (std::ranges::any_of(mentions_, is_killed) || is_fatal(shot)) return "killed";
    // "Shot three co-workers, killing two": three were hit, whatever became of them.
    const auto tells_fewer_dead = [&](const Mention* other) {
      return std::ranges::any_of(other->figures, [&](const Mention::CountedRole& c) {
        const how_many::Figure& dead = context_.answers.how_many[c.figure];
        return dead.value && shot.value && *dead.value > 0 && *dead.value < *shot.value && (c.what == "killed" || is_fatal(dead)) && dead.counted != shot.counted;
      });
    };
    return std::ranges::any_of(mentions_, tells_fewer_dead) ? "casualties" : "injured";
  }

  // "Two of them fatally".
  bool is_fatal(const how_many::Figure& figure) const {
    for (std::int32_t token = figure.tokens.first; token < std::min(figure.tokens.last + 2, context_.reading.size()); ++token)
      if (context_.reading[token].lower == "fatally") return true;
    return false;
  }

  static bool is_same_count(const how_many::Figure& a, const how_many::Figure& b) {
    return a.value && a.value == b.value && a.normalized_unit && a.normalized_unit == b.normalized_unit;
  }

  // A name or a noun in the singular.
  bool is_one_person(std::int32_t head) const {
    const Token& token = context_.reading[head];
    return token.upos == Upos::propn || (token.upos == Upos::noun && token.number == Number::singular);
  }

  static bool hurts(const std::vector<std::string>& modes) {
    return std::ranges::any_of(modes, [](const std::string& m) { return m == "firearms" || m == "primitive" || m == "beat"; });
  }

  void add_figure(const how_many::Figure& told, const std::string& what, const Mention& mention, bool is_share) {
    Figure figure{.what = what, .unit = told.unit, .value = told.value, .low = told.low, .high = told.high,
                  .bound = told.bound, .subgroup = told.subgroup,
                  .text = std::string(words_of(context_.report.text, told.span)),
                  .source = {.span = told.span, .because = told.because}};
    if (is_share && !figure.subgroup && told.counted != no_token) figure.subgroup = context_.reading[told.counted].form;
    const bool is_fraction = figure.value && *figure.value > 0 && *figure.value < 1 && told.kind == how_many::Kind::share;
    if (is_fraction) figure.bound = how_many::Bound::vague;  // "half of them"
    if (figure.bound == how_many::Bound::vague) figure.low = figure.high = figure.value = std::nullopt;
    const auto tells_it = [&](std::size_t i) {
      return std::ranges::any_of(context_.answers.says_who.statements[i].content, [&](Span span) { return span.begin <= told.span.begin && told.span.end <= span.end; });
    };
    for (const std::size_t i : mention.statements) {
      if (!tells_it(i)) continue;
      if (const auto speaker = attribution_of(context_.answers.says_who.statements[i], context_)) figure.says_who = *speaker;
    }
    const auto is_equal = [&](const Figure& other) {
      return other.what == figure.what && other.bound == figure.bound && other.value == figure.value &&
             other.low == figure.low && other.high == figure.high && other.subgroup == figure.subgroup &&
             (figure.value || other.text == figure.text);
    };
    // "A soldier and a nurse were killed" counts two; the same number in another telling counts the same people.
    const auto is_told = [&](const Figure& other) {
      const auto index = static_cast<std::size_t>(&other - record_.how_many.data());
      return is_equal(other) && (figures_told_by_[index] != &mention || other.unit == figure.unit || figure.value == 0.0);
    };
    if (std::ranges::any_of(record_.how_many, is_told)) return;
    record_.how_many.push_back(std::move(figure));
    figures_told_by_.push_back(&mention);
  }

  // Inside the record, a part points to its whole by the whole's span until ids are given.
  void link_parts(const std::set<std::size_t>& told) {
    for (const std::size_t i : told) {
      const how_many::Figure& part = context_.answers.how_many[i];
      if (part.of < 0) continue;
      const Span whole = context_.answers.how_many[static_cast<std::size_t>(part.of)].span;
      for (Figure& figure : record_.how_many)
        if (figure.source.span == part.span) figure.of = "@" + std::to_string(whole.begin);
    }
  }

  // Of two tellings of one count by one account the exact and later one is the best. Tellings that cannot both be true
  // stand side by side.
  void mark_best() {
    for (Figure& figure : record_.how_many) {
      if (figure.bound != how_many::Bound::exact || figure.subgroup || figure.of) continue;
      bool has_rival = false, agrees = true;
      for (const Figure& other : record_.how_many) {
        if (&other == &figure || other.what != figure.what || other.subgroup || other.of) continue;
        has_rival = has_rival || other.value != figure.value;
        agrees = agrees && may_be(other, *figure.value);
      }
      figure.is_best = has_rival && agrees;
    }
  }

  static bool may_be(const Figure& hedged, double value) {
    if (hedged.bound == how_many::Bound::exact) return false;
    if (hedged.bound == how_many::Bound::about && hedged.value) return std::abs(*hedged.value - value) <= 0.2 * value;
    return (!hedged.low || value >= *hedged.low) && (!hedged.high || value <= *hedged.high);
  }

  void fill_truth() {
    record_.status = mentions_.front()->status;
    for (const Mention* mention : mentions_)
      if (mention->status == Status::happened) record_.status = Status::happened;
    for (const Mention* mention : mentions_)
      if (mention->status == Status::foiled) record_.status = Status::foiled;
    const bool all_alleged = std::ranges::all_of(mentions_, [](const Mention* m) { return m->certainty == Certainty::alleged; });
    if (all_alleged) record_.certainty = Certainty::alleged;
    if (record_.status == Status::planned && record_.when && record_.when->basis == TimeBasis::filing)
      std::swap(record_.when->earliest, record_.when->latest);
  }

  void fill_evidence() {
    for (const Mention* mention : mentions_) {
      const auto is_told = [&](const Evidence& other) { return other.span == mention->evidence; };
      if (std::ranges::none_of(record_.evidence, is_told)) record_.evidence.push_back({mention->evidence, mention->because});
    }
  }

  bool is_background() const {
    const auto day = reference_day(context_.report, context_.answers);
    if (!record_.when || record_.when->basis == TimeBasis::filing || !record_.when->latest || !day) return false;
    if (record_.status == Status::planned || record_.when->is_ongoing) return false;
    return days_between(*record_.when->latest, *day) > days_until_background;
  }

  const Context& context_;
  std::vector<const Mention*> mentions_;
  std::vector<Where> spots_;
  std::vector<const Mention*> figures_told_by_;  // beside record_.how_many
  Record record_;
};

}  // namespace

std::optional<Date> reference_day(const Report& report, const Answers& answers) {
  if (report.filed) return report.filed->date;
  std::optional<Date> latest;
  for (const when::TimeExpression& time : answers.when)
    if (time.basis == when::Basis::stated && time.latest && time.precision <= when::Precision::day && (!latest || *time.latest > *latest))
      latest = time.latest;
  return latest;
}

Record make_record(const std::vector<Mention>& mentions, const Cluster& cluster, const Context& context) {
  return Filler(mentions, cluster, context).fill();
}

}  // namespace nutgraf::event
