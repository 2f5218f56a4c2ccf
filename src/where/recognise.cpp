// Decides which proposals are places. The reading's names, the word's prominence as a place and the words around it are
// weighed by a small learned network: "in Reading" is a town, "Reading the letter" is not; "President Lincoln" is a person.

#include "where/recognise.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.h"

namespace nutgraf::where {

namespace {

// clang-format off
#define NUTGRAF_FEATURES(X) \
  X(words_1) X(words_2) X(words_3) \
  X(loc_exact) X(loc_inside) X(loc_covers) X(loc_partly) X(loc_sure) X(org_exact) X(org_inside) X(org_begins) X(org_ends) X(org_covers) \
  X(per_exact) X(per_inside) X(per_covers) X(no_name) \
  X(all_propn) X(no_propn) X(is_noun) X(is_adj) X(is_verb_or_function) \
  X(unknown) X(country) X(admin1) X(capital) X(seat) X(own_table) X(only_small) X(population) X(best_population_main) X(only_alternate) \
  X(only_short) X(many_bearers) \
  X(demonym) X(trap_common) X(trap_person) X(month) X(small_elsewhere) X(starts_sentence) X(acronym) X(has_small_word) \
  X(mode_upper) X(mode_lower) X(mode_title) \
  X(after_in) X(after_from) X(after_the) X(after_title) X(after_capital) X(after_comma_place) X(after_level) X(after_direction) \
  X(after_conjunction) X(after_hyphen) \
  X(before_capital) X(before_organisation) X(before_site) X(before_level) X(before_comma_place) X(before_says) X(before_possessive) \
  X(before_small_noun) X(before_hyphen) X(before_number) X(before_conjunction) X(before_comma) \
  X(oblique) X(compound) X(flat) X(subject) X(object) X(possessor) X(heads_flat) \
  X(in_dateline) X(byline) X(short_form) X(extended) X(from_names) \
  X(share_loc) X(share_per) X(share_org) X(inside_longer) X(in_and_propn) X(big_and_propn)
// clang-format on

enum Feature : std::size_t {
#define X(name) f_##name,
  NUTGRAF_FEATURES(X)
#undef X
      feature_count
};

constexpr std::array<std::string_view, feature_count> feature_names = {
#define X(name) #name,
    NUTGRAF_FEATURES(X)
#undef X
};

using Row = std::vector<float>;

// How the reading's names lie to a proposal's words.
void describe_names(const Page& page, const Mention& mention, Row& row) {
  const Reading& reading = page.reading;
  bool any = false;
  for (std::int32_t t = mention.tokens.first; t < mention.tokens.last; ++t) {
    if (reading[t].name < 0) continue;
    any = true;
    const Name& name = reading.names[static_cast<std::size_t>(reading[t].name)];
    const bool is_exact = name.tokens == mention.tokens;
    const bool is_inside = !is_exact && name.tokens.first <= mention.tokens.first && mention.tokens.last <= name.tokens.last;
    const bool is_covering = !is_exact && mention.tokens.first <= name.tokens.first && name.tokens.last <= mention.tokens.last;
    switch (name.kind) {
      case NameKind::location:
        row[is_exact ? f_loc_exact : is_inside ? f_loc_inside : is_covering ? f_loc_covers : f_loc_partly] = 1;
        row[f_loc_sure] = std::max(row[f_loc_sure], name.confidence);
        break;
      case NameKind::organisation:
        row[is_exact ? f_org_exact : is_inside ? f_org_inside : f_org_covers] = 1;
        if (is_inside && name.tokens.first == mention.tokens.first) row[f_org_begins] = 1;
        if (is_inside && name.tokens.last == mention.tokens.last) row[f_org_ends] = 1;
        break;
      case NameKind::person: row[is_exact ? f_per_exact : is_inside ? f_per_inside : f_per_covers] = 1; break;
    }
  }
  row[f_no_name] = !any;
}

void describe_tags(const Page& page, const Mention& mention, Row& row) {
  const Reading& reading = page.reading;
  bool all = true, none = true;
  std::int32_t head = mention.tokens.last - 1;
  for (std::int32_t t = mention.tokens.first; t < mention.tokens.last; ++t) {
    const bool is_propn = reading[t].upos == Upos::propn;
    if (!page[t].squeezed.empty()) {
      all = all && is_propn;
      none = none && !is_propn;
    }
    if (!mention.tokens.contains(reading[t].head)) head = t;
  }
  row[f_all_propn] = all;
  row[f_no_propn] = none;
  const Upos upos = reading[head].upos;
  row[f_is_noun] = upos == Upos::noun;
  row[f_is_adj] = upos == Upos::adj;
  row[f_is_verb_or_function] = upos != Upos::noun && upos != Upos::adj && upos != Upos::propn && upos != Upos::x;
  switch (reading[head].deprel) {
    case Deprel::obl: case Deprel::nmod: row[f_oblique] = child_with(reading, head, Deprel::case_) != no_token; break;
    case Deprel::compound: row[f_compound] = 1; break;
    case Deprel::flat: row[f_flat] = 1; break;
    case Deprel::nsubj: case Deprel::nsubj_pass: row[f_subject] = 1; break;
    case Deprel::obj: row[f_object] = 1; break;
    case Deprel::nmod_poss: row[f_possessor] = 1; break;
    default: break;
  }
  const std::int32_t flat = child_with(reading, head, Deprel::flat);
  row[f_heads_flat] = flat != no_token && !mention.tokens.contains(flat);
}

void describe_places(const Page& page, const Mention& mention, Row& row) {
  row[f_unknown] = mention.postings.empty();
  if (mention.postings.empty()) return;
  bool only_alternate = true, only_short = true, only_small = true;
  for (const Posting& posting : mention.postings) {
    const PlaceView place = page.gazetteer.place(posting.place);
    only_alternate = only_alternate && (posting.flags & alternate_name) && !place.row;
    only_short = only_short && (posting.flags & (short_name | without_article));
    row[f_country] = std::max(row[f_country], static_cast<float>(place.kind == PlaceClass::country));
    row[f_admin1] = std::max(row[f_admin1], static_cast<float>(place.kind == PlaceClass::admin1));
    row[f_capital] = std::max(row[f_capital], static_cast<float>(place.kind == PlaceClass::capital));
    row[f_seat] = std::max(row[f_seat], static_cast<float>(place.kind == PlaceClass::seat1));
    row[f_own_table] = std::max(row[f_own_table], static_cast<float>(place.row && place.kind != PlaceClass::country));
    row[f_population] = std::max(row[f_population], place.log_population / 25);
    if ((posting.flags & (alternate_name | without_article)) == 0)
      row[f_best_population_main] = std::max(row[f_best_population_main], place.log_population / 25);
    only_small = only_small && !place.row && place.log_population < 13;
  }
  row[f_only_alternate] = only_alternate;
  row[f_only_short] = only_short;
  row[f_only_small] = only_small;
  row[f_many_bearers] = std::min(1.0f, std::log2(static_cast<float>(mention.postings.size())) / 5);
}

void describe_word(const Page& page, const Mention& mention, Row& row) {
  const std::int32_t size = mention.tokens.size(), first = mention.tokens.first;
  row[f_words_1] = size == 1;
  row[f_words_2] = size == 2;
  row[f_words_3] = size > 2;
  const WordView& word = page[first];
  row[f_demonym] = page.gazetteer.demonym(mention.squeezed) != nullptr;
  if (size == 1) {
    row[f_trap_common] = page.gazetteer.cues().is(word.word, Trap::common);
    row[f_trap_person] = page.gazetteer.cues().is(word.word, Trap::person);
    row[f_month] = page.gazetteer.cues().is(word.word, Cue::month);
    row[f_small_elsewhere] = page.small_letter_words.contains(word.squeezed);
    row[f_acronym] = word.is_upper && word.squeezed.size() <= 5;
  }
  row[f_starts_sentence] = word.begins_sentence;
  for (std::int32_t t = first; t < mention.tokens.last; ++t)
    if (!page[t].is_capitalised && !page[t].squeezed.empty()) row[f_has_small_word] = 1;
  const CaseMode mode = page.mode_of(first);
  row[f_mode_upper] = mode == CaseMode::all_upper;
  row[f_mode_lower] = mode == CaseMode::all_lower;
  row[f_mode_title] = mode == CaseMode::title;
  row[f_short_form] = mention.is_short_form;
  row[f_extended] = mention.is_extended;
  row[f_from_names] = mention.is_from_names;
  const Span span = span_of(page.reading, mention.tokens);
  row[f_in_dateline] = page.report.dateline && page.report.dateline->place.span && page.report.dateline->place.span->contains(span);
  const auto block = static_cast<std::size_t>(page.reading.sentences[static_cast<std::size_t>(page.reading[first].sentence)].block);
  row[f_byline] = block < page.report.blocks.size() && page.report.blocks[block].kind == BlockKind::byline;
}

bool is_big_division(const Page& page, const Mention& mention) {
  return std::ranges::any_of(mention.postings, [&](const Posting& p) {
    const PlaceView place = page.gazetteer.place(p.place);
    return place.kind == PlaceClass::country || place.kind == PlaceClass::admin1;
  });
}

void describe_surroundings(const Page& page, const Mention& mention, Row& row) {
  const std::int32_t first = mention.tokens.first, before = first - 1, after = mention.tokens.last;
  row[f_after_in] = page.is_cue(first, before, Cue::in);
  row[f_after_from] = page.is_cue(first, before, Cue::from);
  row[f_after_the] = page.is_form(first, before, "the");
  row[f_after_title] = page.is_cue(first, before, Cue::title) && page[before].is_capitalised;
  row[f_after_direction] = page.is_cue(first, before, Cue::direction);
  row[f_after_conjunction] = page.is_form(first, before, "and") || page.is_form(first, before, "or");
  row[f_after_hyphen] = page.is_form(first, before, "-");
  row[f_after_capital] = page.is_beside(first, before) && page[before].is_capitalised && !page[before].begins_sentence && row[f_after_title] == 0;
  row[f_after_level] = page.is_form(first, before, "of") && (page.is_cue(first, before - 1, Cue::town) || page.is_cue(first, before - 1, Cue::admin1) ||
                                                             page.is_cue(first, before - 1, Cue::admin2) || page.is_cue(first, before - 1, Cue::land));
  if (!page.is_beside(first, after)) return;
  const WordView& next = page[after];
  row[f_before_capital] = next.is_capitalised && !next.squeezed.empty();
  row[f_before_organisation] = next.is_capitalised && page.is_cue(first, after, Cue::organisation);
  row[f_before_site] = next.is_capitalised && page.is_cue(first, after, Cue::site);
  row[f_before_level] = page.is_cue(first, after, Cue::admin1) || page.is_cue(first, after, Cue::admin2) || page.is_cue(first, after, Cue::town);
  row[f_before_says] = page.is_cue(first, after, Cue::says);
  row[f_before_possessive] = next.word == "'s" || next.word == "’s";
  row[f_before_hyphen] = next.word == "-";
  row[f_before_comma] = next.word == ",";
  row[f_before_number] = !next.squeezed.empty() && is_digit(static_cast<unsigned char>(next.squeezed[0]));
  row[f_before_conjunction] = next.word == "and" || next.word == "or";
  row[f_before_small_noun] = !next.is_capitalised && page.reading[after].upos == Upos::noun;
}

// "Lyme, Connecticut": each speaks for the other.
void describe_pairs(const Page& page, const std::vector<Mention>& mentions, std::vector<Row>& rows) {
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const std::int32_t comma = mentions[i].tokens.last;
    if (!page.is_form(mentions[i].tokens.first, comma, ",")) continue;
    for (std::size_t j = i + 1; j < mentions.size() && mentions[j].tokens.first <= comma + 1; ++j) {
      if (mentions[j].tokens.first != comma + 1 || !page.is_beside(comma, comma + 1)) continue;
      if (is_big_division(page, mentions[j]) || is_big_division(page, mentions[i])) {
        rows[i][f_before_comma_place] = 1;
        rows[j][f_after_comma_place] = 1;
      }
    }
  }
}

// Proposals are in text order, so those that may hold one stand close by.
bool is_inside_longer(const std::vector<Mention>& mentions, std::size_t i) {
  constexpr std::size_t reach = 24;
  const TokenRange inner = mentions[i].tokens;
  for (std::size_t j = i > reach ? i - reach : 0; j < mentions.size() && mentions[j].tokens.first <= inner.first; ++j) {
    const TokenRange outer = mentions[j].tokens;
    if (outer != inner && inner.last <= outer.last && !mentions[j].postings.empty()) return true;
  }
  return false;
}

// How often the same words are marked as location, person or organisation in the whole report.
void describe_report(const std::vector<Mention>& mentions, std::vector<Row>& rows) {
  struct Counts { float loc = 0, per = 0, org = 0, all = 0; };
  std::unordered_map<std::string, Counts> counts;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    Counts& count = counts[mentions[i].squeezed];
    count.all += 1;
    count.loc += rows[i][f_loc_exact];
    count.per += std::max(rows[i][f_per_exact], rows[i][f_per_inside]);
    count.org += std::max(rows[i][f_org_exact], rows[i][f_org_inside]);
  }
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Counts& count = counts[mentions[i].squeezed];
    rows[i][f_share_loc] = count.loc / count.all;
    rows[i][f_share_per] = count.per / count.all;
    rows[i][f_share_org] = count.org / count.all;
    rows[i][f_inside_longer] = is_inside_longer(mentions, i);
  }
}

// Names of our own tables and capitals are known to be places in news; the learned judge saw too few of them to be asked alone.
bool is_known_well(const Row& row) {
  const bool is_of_ours = row[f_own_table] + row[f_country] > 0, is_long = row[f_words_1] == 0;
  const bool is_trap = row[f_trap_common] + row[f_trap_person] + row[f_month] + row[f_demonym] > 0;
  const bool is_odd_text = row[f_mode_lower] + row[f_mode_upper] + row[f_mode_title] > 0;
  bool is_name_of_other = row[f_per_exact] + row[f_per_inside] + row[f_org_inside] + row[f_after_title] + row[f_before_organisation] + row[f_inside_longer] > 0;
  if (!is_long) is_name_of_other = is_name_of_other || row[f_per_covers] + row[f_org_covers] > 0;  // "Cox" of "Cox's Bazar"
  if (row[f_own_table] == 0) is_name_of_other = is_name_of_other || row[f_org_exact] > 0;           // "the Kremlin"
  if (is_trap || is_odd_text || is_name_of_other) return false;
  if (is_of_ours && is_long) return true;
  if (row[f_no_propn] > 0) return false;
  if (row[f_words_3] > 0 && row[f_best_population_main] > 0.6) return true;
  const bool is_alone = row[f_before_capital] + row[f_after_capital] == 0;
  const bool is_named_first = row[f_starts_sentence] > 0;
  return is_alone && !is_named_first && (is_of_ours || row[f_capital] > 0 || (row[f_seat] > 0 && row[f_only_alternate] == 0));
}

// "Freed in Waat": a name that no table has, but the reading takes for a place and the words around it say so too. The learned judge saw hardly any: texts
// with places by hand name few villages.
bool is_told_as_place(const Row& row) {
  const bool is_odd_text = row[f_mode_lower] + row[f_mode_upper] + row[f_mode_title] > 0;
  const bool is_part_of_more = row[f_before_capital] + row[f_before_organisation] + row[f_before_hyphen] + row[f_after_hyphen] + row[f_heads_flat] > 0;
  const bool is_trap = row[f_trap_common] + row[f_trap_person] + row[f_month] + row[f_demonym] + row[f_acronym] > 0;
  if (row[f_unknown] == 0 || is_odd_text || is_part_of_more || is_trap) return false;
  return row[f_loc_exact] > 0 && row[f_after_in] > 0 && row[f_all_propn] > 0 && row[f_oblique] > 0 && row[f_share_per] == 0;
}

}  // namespace

std::span<const std::string_view> recogniser_features() { return feature_names; }

std::vector<std::vector<float>> describe_mentions(const Page& page, const std::vector<Mention>& mentions) {
  std::vector<Row> rows(mentions.size(), Row(feature_count));
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    describe_names(page, mentions[i], rows[i]);
    describe_tags(page, mentions[i], rows[i]);
    describe_places(page, mentions[i], rows[i]);
    describe_word(page, mentions[i], rows[i]);
    describe_surroundings(page, mentions[i], rows[i]);
  }
  describe_pairs(page, mentions, rows);
  describe_report(mentions, rows);
  for (Row& row : rows) {
    row[f_in_and_propn] = row[f_after_in] * row[f_all_propn];
    row[f_big_and_propn] = std::max({row[f_country], row[f_capital], row[f_own_table], row[f_admin1]}) * row[f_all_propn];
  }
  return rows;
}

std::vector<Mention> choose_mentions(const Page& page, std::vector<Mention> mentions) {
  const auto rows = describe_mentions(page, mentions);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    mentions[i].score = page.gazetteer.recogniser().judge(rows[i]);
    if (is_known_well(rows[i]) || is_told_as_place(rows[i]) || mentions[i].is_told_by_level) mentions[i].score = std::max(mentions[i].score, 0.2);
  }
  std::ranges::stable_sort(mentions, std::greater(), &Mention::score);
  std::vector<bool> is_taken(page.words.size());
  std::vector<Mention> chosen;
  for (Mention& mention : mentions) {
    if (mention.score <= 0) break;
    bool is_free = true;
    for (std::int32_t t = mention.tokens.first; t < mention.tokens.last; ++t) is_free = is_free && !is_taken[static_cast<std::size_t>(t)];
    if (!is_free) continue;
    for (std::int32_t t = mention.tokens.first; t < mention.tokens.last; ++t) is_taken[static_cast<std::size_t>(t)] = true;
    chosen.push_back(std::move(mention));
  }
  std::ranges::sort(chosen, {}, [](const Mention& m) { return m.tokens.first; });
  return chosen;
}

}  // namespace nutgraf::where
