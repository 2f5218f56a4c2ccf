// Turns ranked mentions into answers: how a candidate is shown, and what a place word is when it is not simply a place:
// "Ankara said" (a government), "the border with Syria" (tells where something else is), "Bank of Cyprus" (part of a name).

#include "where/answer.h"

#include <algorithm>

#include "base/utf8.h"
#include "where/place_name.h"

namespace nutgraf::where {

namespace {

Precision precision_of(const PlaceView& place) {
  if (place.row) return place.row->precision;
  switch (place.kind) {
    case PlaceClass::country: return Precision::country;
    case PlaceClass::admin1: return Precision::admin1;
    case PlaceClass::admin2: case PlaceClass::lower_admin: case PlaceClass::section: return Precision::district;
    case PlaceClass::airport: case PlaceClass::base: case PlaceClass::camp: case PlaceClass::landmark: return Precision::spot;
    case PlaceClass::region: case PlaceClass::water: case PlaceClass::mountain: case PlaceClass::island: case PlaceClass::historic:
      return Precision::region;
    case PlaceClass::capital: case PlaceClass::seat1: case PlaceClass::seat2: case PlaceClass::seat3: case PlaceClass::seat4:
    case PlaceClass::town: case PlaceClass::gone: return Precision::city;
  }
  return Precision::city;
}

std::int32_t head_of(const Page& page, TokenRange tokens) {
  for (std::int32_t t = tokens.first; t < tokens.last; ++t)
    if (!tokens.contains(page.reading[t].head)) return t;
  return tokens.last - 1;
}

bool has_case(const Page& page, std::int32_t token, std::string_view word) {
  for (const std::int32_t child : children_of(page.reading, token))
    if (page.reading[child].deprel == Deprel::case_ && page.reading[child].lower == word) return true;
  return false;
}

bool is_in_organisation(const Page& page, TokenRange tokens) {
  const std::int32_t name = page.reading[tokens.first].name;
  if (name < 0) return false;
  const Name& whole = page.reading.names[static_cast<std::size_t>(name)];
  return whole.kind == NameKind::organisation && whole.tokens != tokens && whole.tokens.contains(tokens.last - 1);
}

// "Ankara said", "Moscow has rejected": the subject of a verb of saying or deciding, with no preposition.
bool speaks(const Page& page, TokenRange tokens) {
  const std::int32_t head = head_of(page, tokens), verb = page.reading[head].head;
  const bool is_subject = page.reading[head].deprel == Deprel::nsubj && verb != no_token;
  if (is_subject && (page.is_cue(tokens.first, verb, Cue::says) || page.gazetteer.cues().is(page.reading[verb].lemma, Cue::says))) return true;
  const bool has_tree = page.reading[head].deprel != Deprel::dep || page.reading[head].head != no_token;
  const bool is_after_preposition = page.is_cue(tokens.first, tokens.first - 1, Cue::in) || page.is_cue(tokens.first, tokens.first - 1, Cue::from);
  return !has_tree && !is_after_preposition && page.is_cue(tokens.first, tokens.last, Cue::says);
}

// "a man from Ohio", "the border with Syria", "president of Chad": the word that the place qualifies.
bool qualifies_noun(const Page& page, TokenRange tokens) {
  const std::int32_t before = tokens.first - 1;
  const std::int32_t head = head_of(page, tokens), noun = page.reading[head].head;
  if (page.is_form(tokens.first, before, "with") && page.is_cue(tokens.first, before - 1, Cue::qualifies)) return true;
  if (page.is_form(tokens.first, before, "from") && page.is_cue(tokens.first, before - 1, Cue::person_origin)) return true;
  if (page.is_form(tokens.first, before, "of") && page.is_cue(tokens.first, before - 1, Cue::title)) return true;
  if (page.is_form(tokens.first, before, "of") && page.is_cue(tokens.first, before - 1, Cue::person_origin)) return true;
  if (noun == no_token || page.reading[head].deprel != Deprel::nmod) return false;
  const std::string& word = page.reading[noun].lemma.empty() ? page.reading[noun].lower : page.reading[noun].lemma;
  const Cues& cues = page.gazetteer.cues();
  if (has_case(page, head, "with")) return cues.is(word, Cue::qualifies);
  if (has_case(page, head, "from")) return cues.is(word, Cue::person_origin) || cues.is(word, Cue::title);
  if (has_case(page, head, "of")) return cues.is(word, Cue::title) || cues.is(word, Cue::government) || cues.is(word, Cue::person_origin);
  return false;
}

}  // namespace

Candidate show_place(const Gazetteer& gazetteer, const PlaceView& place, double score) {
  Candidate shown{.name = std::string(place.name), .country = std::string(place.country), .admin1 = {}, .geonameid = place.geonameid,
                  .lat = place.lat, .lon = place.lon, .precision = precision_of(place), .score = score};
  if (place.kind == PlaceClass::admin1) shown.admin1 = shown.name;
  else if (place.admin1 != no_place) shown.admin1 = gazetteer.place(place.admin1).name;
  return shown;
}

std::vector<DemonymMention> find_demonyms(const Page& page, const std::vector<Mention>& mentions) {
  std::vector<bool> is_taken(page.words.size());
  for (const Mention& mention : mentions)
    for (std::int32_t t = mention.tokens.first; t < mention.tokens.last; ++t) is_taken[static_cast<std::size_t>(t)] = true;
  std::vector<DemonymMention> found;
  for (std::int32_t t = 0; t < page.reading.size(); ++t) {
    const CaseMode mode = page.mode_of(t);
    if (is_taken[static_cast<std::size_t>(t)] || page[t].squeezed.size() < 2) continue;
    if (mode != CaseMode::all_lower && !page[t].is_capitalised) continue;
    const std::int32_t name = page.reading[t].name;
    if (name >= 0 && page.reading.names[static_cast<std::size_t>(name)].kind == NameKind::person &&
        page.reading.names[static_cast<std::size_t>(name)].tokens.size() > 1) continue;
    const TokenRange sentence = page.sentence_of(t);
    std::string squeezed;
    const Demonym* longest = nullptr;
    std::int32_t end = t;
    for (std::int32_t last = t; last < sentence.last && last < t + 4 && !is_taken[static_cast<std::size_t>(last)]; ++last) {
      squeezed += page[last].squeezed;
      if (page[last].squeezed.empty() && page.reading[last].form != "-") break;
      if (page[last].squeezed.empty()) continue;
      if (const Demonym* demonym = page.gazetteer.demonym(squeezed)) {
        longest = demonym;
        end = last + 1;
      }
    }
    if (!longest) continue;
    found.push_back({.tokens = {t, end}, .places = longest->places});
    t = end - 1;
  }
  return found;
}

void set_kind(const Page& page, const Resolved& resolved, Place& place) {
  const TokenRange tokens = place.tokens;
  const std::int32_t after = tokens.last;
  if (is_in_organisation(page, tokens)) {
    const Name& whole = page.reading.names[static_cast<std::size_t>(page.reading[tokens.first].name)];
    place.kind = whole.tokens.first == tokens.first ? Kind::metonym : Kind::part_of_name;  // "Dallas Police Department"
    place.only_qualifies = true;
    place.because += "; inside the name of an organisation";
    return;
  }
  const bool is_followed = page.is_beside(tokens.first, after);
  if (is_followed && page.is_cue(tokens.first, after, Cue::government) && !page[after].is_capitalised &&
      !page.is_cue(tokens.first, tokens.first - 1, Cue::in)) {
    place.kind = Kind::metonym;
    place.only_qualifies = true;
    place.because += "; where.its_government";
    return;
  }
  if (is_followed && page.is_cue(tokens.first, after, Cue::person_origin) && !page[after].is_capitalised) {
    place.only_qualifies = true;
    place.because += "; where.origin";
    return;
  }
  if (is_followed && page[after].word == "-" && page.is_beside(tokens.first, after + 1) && !page[after + 1].is_capitalised) {
    place.only_qualifies = true;
    const std::string& word = page[after + 1].word;
    if (word.starts_with("back") || word == "led" || word == "sponsored" || word.starts_with("support") || word == "funded" || word == "allied" || word == "brokered")
      place.kind = Kind::metonym;
    place.because += "; where.hyphen";
    return;
  }
  if (qualifies_noun(page, tokens)) {
    place.only_qualifies = true;
    place.because += "; where.qualifies";
    return;
  }
  const bool may_speak = !resolved.options.empty() && (resolved.options[0].place.kind <= PlaceClass::seat1 || resolved.options[0].place.kind == PlaceClass::landmark ||
                                                       resolved.options[0].place.kind == PlaceClass::region);
  if (may_speak && speaks(page, tokens)) {
    place.kind = Kind::metonym;
    place.only_qualifies = true;
    place.because += "; where.speaks";
  }
}

bool owns_state_body(const Page& page, TokenRange tokens) {
  static constexpr std::string_view bodies[] = {"ministry", "department", "army", "police", "navy", "congress", "senate", "parliament",
                                                "supreme", "attorney", "military", "defense", "defence", "state", "secretary",
                                                "centers", "customs", "border", "coast", "national", "district", "county", "court",
                                                "government", "health", "justice", "marine", "marines", "agency", "embassy"};
  const std::int32_t next = page.is_form(tokens.first, tokens.last, "'s") ? tokens.last + 1 : tokens.last;
  const std::int32_t name = page.reading[tokens.first].name;
  return name >= 0 && page.reading.names[static_cast<std::size_t>(name)].tokens.first == tokens.first &&
         page.is_beside(tokens.first, next) && std::ranges::find(bodies, page[next].word) != std::end(bodies);
}

std::vector<Mention> find_parts_of_names(const Page& page, const std::vector<Mention>& proposals, const std::vector<Mention>& chosen) {
  std::vector<Mention> parts;
  for (const Mention& proposal : proposals) {
    if (proposal.postings.empty() || !is_in_organisation(page, proposal.tokens)) continue;
    const bool overlaps = [&](const std::vector<Mention>& others) {
      return std::ranges::any_of(others, [&](const Mention& m) {
        return m.tokens.first < proposal.tokens.last && proposal.tokens.first < m.tokens.last;
      });
    }(chosen) || std::ranges::any_of(parts, [&](const Mention& m) { return m.tokens.first < proposal.tokens.last && proposal.tokens.first < m.tokens.last; });
    const std::string& word = page[proposal.tokens.first].word;
    const bool is_everyday = proposal.tokens.size() == 1 && (page.gazetteer.cues().is(word, Trap::common) || page.gazetteer.cues().is(word, Cue::organisation));
    if (overlaps || is_everyday) continue;
    const bool is_prominent = std::ranges::any_of(proposal.postings, [&](const Posting& p) {
      const PlaceView place = page.gazetteer.place(p.place);
      return place.row || place.kind == PlaceClass::admin1 || place.kind == PlaceClass::capital || (place.log_population > 16 && !(p.flags & alternate_name));
    });
    if (is_prominent) parts.push_back(proposal);
  }
  return parts;
}

}  // namespace nutgraf::where
