// Proposes what may be a place name: runs of words that the gazetteer knows, with a following "Province" or "River",
// short forms of states, and what the reading marks as a location. Proposals overlap and many are wrong ("Reading",
// "Jackson"); recognise.cpp chooses.

#include "where/mention.h"

#include <algorithm>

#include "base/utf8.h"
#include "where/place_name.h"

namespace nutgraf::where {

namespace {

constexpr std::int32_t longest_name = 6;

CaseMode mode_of_sentence(const Reading& reading, const std::vector<WordView>& words, TokenRange tokens) {
  int letters = 0, upper = 0, lower = 0, long_words = 0, long_capitalised = 0;
  for (std::int32_t t = tokens.first; t < tokens.last; ++t) {
    const WordView& word = words[static_cast<std::size_t>(t)];
    if (word.squeezed.empty() || is_digit(static_cast<unsigned char>(word.squeezed[0]))) continue;
    ++letters;
    upper += word.is_upper;
    lower += !word.is_capitalised;
    if (reading[t].form.size() >= 4) {
      ++long_words;
      long_capitalised += word.is_capitalised;
    }
  }
  if (letters >= 3 && upper * 20 >= letters * 17) return CaseMode::all_upper;
  if (letters >= 3 && lower == letters) return CaseMode::all_lower;
  if (long_words >= 4 && long_capitalised * 10 >= long_words * 9) return CaseMode::title;
  return CaseMode::mixed;
}

bool is_joiner(const WordView& word, std::string_view form) {
  if (word.squeezed.empty()) return form == "-" || form == "'" || form == "." || form == "’" || form == "–";
  return true;
}

// Words in small letters that may stand inside a name: "Rio de Janeiro", "Isle of Man", "Cox's Bazar", "Ceamurlia de Jos".
bool may_be_small(const WordView& word) {
  static constexpr std::string_view small[] = {"de", "del", "la", "le", "les", "du", "des", "da", "do", "dos", "di", "of", "the",
                                               "and", "el", "al", "ul", "e", "i", "y", "on", "upon", "sur", "en", "am", "an",
                                               "der", "den", "aux", "s", "d", "kwa", "wa", "ez", "ash", "as", "ar", "in", "under", "au",
                                               "by", "san", "us", "old", "van", "bei", "l", "bin", "ed", "et", "a"};
  return std::ranges::find(small, word.squeezed) != std::end(small);
}

Level level_of(const Page& page, std::int32_t near, std::int32_t token) {
  const std::pair<Cue, Level> levels[] = {{Cue::admin1, Level::admin1}, {Cue::admin2, Level::admin2}, {Cue::town, Level::town},
                                          {Cue::water, Level::water},   {Cue::land, Level::land},     {Cue::site, Level::site}};
  for (const auto& [cue, level] : levels)
    if (page.is_cue(near, token, cue)) return level;
  return Level::untold;
}

bool fits(const PlaceView& place, Level level) {
  switch (level) {
    case Level::untold: return true;
    case Level::admin1: return place.kind == PlaceClass::admin1 || (place.row && place.kind == PlaceClass::region);
    case Level::admin2: return place.kind == PlaceClass::admin2 || place.kind == PlaceClass::lower_admin || place.kind == PlaceClass::admin1;
    case Level::town: return place.kind >= PlaceClass::capital && place.kind <= PlaceClass::section;
    case Level::water: return place.kind == PlaceClass::water;
    case Level::land: return place.kind == PlaceClass::mountain || place.kind == PlaceClass::island || place.kind == PlaceClass::region;
    case Level::site: return place.kind == PlaceClass::airport || (place.kind >= PlaceClass::base && place.kind <= PlaceClass::landmark);
  }
  return true;
}

class Proposer {
 public:
  explicit Proposer(const Page& page) : page_(page) {}

  std::vector<Mention> propose() {
    for (const Sentence& sentence : page_.reading.sentences)
      for (std::int32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) propose_at(t, sentence.tokens);
    propose_names();
    for (std::int32_t t = 0; t < page_.reading.size(); ++t) {
      propose_beside_level(t);
      propose_water_or_land(t);
    }
    std::ranges::sort(found_, {}, [](const Mention& m) { return std::pair(m.tokens.first, m.tokens.last); });
    return std::move(found_);
  }

 private:
  bool may_start(std::int32_t t) const {
    const WordView& word = page_[t];
    if (word.squeezed.size() < 2 && !word.is_upper) return false;
    if (is_digit(static_cast<unsigned char>(word.squeezed.empty() ? '0' : word.squeezed[0]))) return false;
    if (page_.mode_of(t) == CaseMode::mixed || page_.mode_of(t) == CaseMode::title) return word.is_capitalised || word.word == "al" || word.word == "el" || word.word == "sub";
    return word.squeezed.size() > 2 && !page_.gazetteer.cues().is(word.word, Cue::in) && !page_.gazetteer.cues().is(word.word, Cue::from) && word.word != "the";
  }

  bool may_end(std::int32_t t) const {
    if (page_[t].squeezed.empty()) return false;
    if (page_.mode_of(t) == CaseMode::mixed) return page_[t].is_capitalised || is_digit(static_cast<unsigned char>(page_[t].squeezed[0])) ||
                                                    page_.gazetteer.cues().is(page_[t].word, Cue::site) || page_[t].word == "zone" ||
                                                    page_[t].word == "camp" || page_[t].squeezed.size() > 3;
    return true;
  }

  void propose_at(std::int32_t first, TokenRange sentence) {
    if (!may_start(first)) return;
    if (const std::uint32_t division = short_form_at(first); division != no_place) {
      add({.tokens = {first, first + 1}, .squeezed = page_[first].squeezed, .postings = {{division, alternate_name}},
           .level = Level::admin1, .is_short_form = true});
      return;
    }
    std::string squeezed;
    bool has_small = false;
    for (std::int32_t last = first + 1; last <= sentence.last && last <= first + longest_name; ++last) {
      const WordView& word = page_[last - 1];
      if (!is_joiner(word, page_.reading[last - 1].form)) break;
      if (last > first + 1 && !word.is_capitalised && page_.mode_of(first) == CaseMode::mixed && !word.squeezed.empty() && !may_be_small(word)) has_small = true;
      squeezed += word.squeezed;
      if (!may_end(last - 1)) continue;
      propose_run({first, last}, squeezed, has_small);
      if (has_small) break;
    }
  }

  std::uint32_t short_form_at(std::int32_t t) const {
    const std::string& form = page_.reading[t].form;
    const bool lost_its_stop = form.size() == 3 && form[1] == '.' && page_.is_form(t, t + 1, ".");  // "Nashua, N.H."
    const std::uint32_t division = page_.gazetteer.short_form(lost_its_stop ? form + '.' : form);
    if (division == no_place) return no_place;
    if (form.ends_with('.')) return form.size() > 3 || page_.is_form(t, t - 1, ",") || form.find('.') + 1 < form.size() ? division : no_place;
    return page_.is_form(t, t - 1, ",") && page_.is_beside(t, t - 2) && page_[t - 2].is_capitalised ? division : no_place;
  }

  void propose_run(TokenRange tokens, const std::string& squeezed, bool has_small) {
    auto postings = page_.gazetteer.find(squeezed);
    const bool is_upper = std::ranges::all_of(page_.text_of(tokens), [](char c) { return !(c >= 'a' && c <= 'z'); });
    if (!is_upper && page_.mode_of(tokens.first) != CaseMode::all_lower)
      std::erase_if(postings, [](const Posting& p) { return p.flags & needs_upper_case; });
    if (has_small)  // "Rafah crossing": in our own tables or an airport
      std::erase_if(postings, [&](const Posting& p) { const PlaceView view = page_.gazetteer.place(p.place); return !view.row && view.kind != PlaceClass::airport; });
    if (postings.empty() && tokens.size() == 1) return;
    if (tokens.size() == 1 && (is_demonym_only(squeezed, postings) || is_before_initial(tokens.last))) return;
    if (!postings.empty()) add({.tokens = tokens, .squeezed = squeezed, .postings = postings});
    if (!postings.empty() && !has_small) propose_extended(tokens, squeezed, postings);
  }

  // "Chechen": a place of that name is only another spelling somewhere.
  bool is_demonym_only(const std::string& squeezed, const std::vector<Posting>& postings) const {
    return page_.gazetteer.demonym(squeezed) && std::ranges::all_of(postings, [&](const Posting& p) {
      return (p.flags & alternate_name) && !page_.gazetteer.place(p.place).row;
    });
  }

  // "Virginia K. Adams" is a person.
  bool is_before_initial(std::int32_t next) const {
    if (!page_.is_beside(next - 1, next) || !page_.is_beside(next - 1, next + 1)) return false;
    const std::string& form = page_.reading[next].form;
    return form.size() == 2 && form[1] == '.' && page_[next].is_upper && page_[next + 1].is_capitalised;
  }

  // "Nyanza Province", "Congo River" where the gazetteer knows Nyanza and Congo only.
  void propose_extended(TokenRange tokens, const std::string& squeezed, const std::vector<Posting>& postings) {
    const std::int32_t next = tokens.last;
    if (!page_.is_beside(tokens.first, next) || !page_[next].is_capitalised || page_.mode_of(next) == CaseMode::all_upper) return;
    const Level level = level_of(page_, tokens.first, next);
    if (level == Level::untold || level == Level::site) return;
    const std::string whole = squeezed + page_[next].squeezed;
    if (!page_.gazetteer.find(whole).empty()) return;  // comes by itself
    Mention mention{.tokens = {tokens.first, next + 1}, .squeezed = whole, .level = level, .is_extended = true};
    for (const Posting& posting : postings)
      if (fits(page_.gazetteer.place(posting.place), level)) mention.postings.push_back(posting);
    if (mention.postings.empty()) mention.postings = postings;
    add(std::move(mention));
  }

  void propose_names() {
    for (const Name& name : page_.reading.names) {
      if (name.kind != NameKind::location) continue;
      TokenRange tokens = name.tokens;
      while (tokens.size() > 1 && (page_[tokens.first].word == "the" || page_[tokens.first].squeezed.empty() ||
                                   (!page_[tokens.first].is_capitalised && page_.is_cue(tokens.first, tokens.first, Cue::direction))))
        ++tokens.first;
      while (tokens.size() > 1 && page_[tokens.last - 1].squeezed.empty()) --tokens.last;
      if (page_[tokens.first].squeezed.empty()) continue;
      const bool is_known = std::ranges::any_of(found_, [&](const Mention& m) { return m.tokens == tokens; });
      if (is_known) continue;
      Mention mention{.tokens = tokens, .squeezed = page_.squeeze_range(tokens), .is_from_names = true};
      mention.postings = page_.gazetteer.find(mention.squeezed);
      if (mention.postings.empty()) mention.postings = page_.gazetteer.find(squeeze_without_article(page_.text_of(tokens)));
      if (mention.postings.empty() && tokens.size() > 1) {
        const Level level = level_of(page_, tokens.first, tokens.last - 1);
        if (level != Level::untold) mention.level = level;
      }
      add(std::move(mention));
    }
  }

  // Names, also those that no table has, beside a word that tells what they are: "Julan neighbourhood", "the villages of Kessab and Tell Rifaat".
  void propose_beside_level(std::int32_t word) {
    static constexpr std::string_view levels[] = {"district", "districts", "province", "provinces", "county", "governorate", "village", "villages", "town",
                                                  "towns", "township", "suburb", "neighborhood", "neighbourhood", "neighborhoods", "neighbourhoods",
                                                  "municipality", "subdistrict", "hamlet"};
    if (page_[word].is_capitalised || std::ranges::find(levels, page_[word].word) == std::end(levels)) return;
    if (page_.mode_of(word) != CaseMode::mixed || page_.reading[word].deprel == Deprel::compound) return;
    const auto is_part = [&](std::int32_t t) { return page_.is_beside(word, t) && (may_be_unknown_place(t) || page_.reading[t].form == "-"); };
    TokenRange before{word, word};
    while (is_part(before.first - 1) && (page_.reading[before.first - 1].upos == Upos::propn || page_.reading[before.first - 1].form == "-")) --before.first;
    add_unknown(before);
    if (!page_.is_form(word, word + 1, "of")) return;
    TokenRange after{word + 2, word + 2};
    while (is_part(after.last)) ++after.last;
    add_unknown(after);
    if (!page_.is_form(word, after.last, "and")) return;
    TokenRange second{after.last + 1, after.last + 1};
    while (is_part(second.last)) ++second.last;
    add_unknown(second);
  }

  // "Geary Lake", "Tamur Valley": a name whose last word tells that it is a water or a stretch of land.
  void propose_water_or_land(std::int32_t word) {
    const Level level = page_[word].is_capitalised && page_.mode_of(word) == CaseMode::mixed ? level_of(page_, word, word) : Level::untold;
    const bool goes_on = page_.is_beside(word, word + 1) && (page_[word + 1].is_capitalised || page_[word + 1].word == "-" || page_[word + 1].word == "'s");
    if ((level != Level::water && level != Level::land) || goes_on || page_.reading[word].upos != Upos::propn) return;
    TokenRange tokens{word, word + 1};
    while (page_.is_beside(word, tokens.first - 1) && page_.reading[tokens.first - 1].upos == Upos::propn && may_be_unknown_place(tokens.first - 1)) --tokens.first;
    if (tokens.size() < 2 || tokens.size() > 3 || is_of_party(tokens)) return;
    const auto known = std::ranges::find(found_, tokens, &Mention::tokens);
    if (known != found_.end()) known->is_told_by_level = true;
    else add({.tokens = tokens, .squeezed = page_.squeeze_range(tokens), .level = level, .is_told_by_level = true});
  }

  bool is_of_party(TokenRange tokens) const {
    for (std::int32_t t = tokens.first; t < tokens.last; ++t) {
      const std::int32_t name = page_.reading[t].name;
      if (name >= 0 && page_.reading.names[static_cast<std::size_t>(name)].kind != NameKind::location) return true;
    }
    return false;
  }

  bool may_be_unknown_place(std::int32_t t) const {
    const WordView& word = page_[t];
    return (word.is_capitalised || word.word == "al" || word.word == "el") && !page_.gazetteer.demonym(word.squeezed) && !page_.is_cue(t, t, Cue::direction) && word.word.find('.') == std::string::npos;
  }

  void add_unknown(TokenRange tokens) {
    while (tokens.size() > 0 && page_[tokens.first].squeezed.empty()) ++tokens.first;
    while (tokens.size() > 0 && page_[tokens.last - 1].squeezed.empty()) --tokens.last;
    if (tokens.size() == 0 || tokens.size() > longest_name || page_[tokens.first].squeezed.size() < 3) return;
    const auto known = std::ranges::find(found_, tokens, &Mention::tokens);
    if (known != found_.end()) {
      known->is_told_by_level = true;
      return;
    }
    if (tokens.size() == 1 && page_.gazetteer.cues().is(page_[tokens.first].word, Trap::common)) return;
    add({.tokens = tokens, .squeezed = page_.squeeze_range(tokens), .is_told_by_level = true});
  }

  void add(Mention mention) {
    if (mention.level == Level::untold) mention.level = level_around(mention.tokens);
    found_.push_back(std::move(mention));
  }

  // "Helmand province", "the city of Aden", "the villages of Kessab and Azaz".
  Level level_around(TokenRange tokens) const {
    if (page_.is_beside(tokens.first, tokens.last) && !page_[tokens.last].squeezed.empty()) {
      const Level after = level_of(page_, tokens.first, tokens.last);
      if (after != Level::untold && after != Level::site) return after;
    }
    const std::int32_t before = tokens.first - 1;
    if (page_.is_form(tokens.first, before, "of")) {
      const Level level = level_of(page_, tokens.first, before - 1);
      if (level != Level::untold) return level;
    }
    if (page_.is_cue(tokens.first, before, Cue::town) && !page_[before].is_capitalised) return Level::town;
    return Level::untold;
  }

  const Page& page_;
  std::vector<Mention> found_;
};

}  // namespace

Page::Page(const Report& report, const Reading& reading, const Gazetteer& gazetteer)
    : report(report), reading(reading), gazetteer(gazetteer) {
  words.reserve(reading.tokens.size());
  for (const Token& token : reading.tokens) {
    WordView word{.squeezed = squeeze(token.form), .word = token.lower, .is_capitalised = is_capitalised(token.form),
                  .is_upper = is_all_upper(token.form)};
    while (word.word.size() > 1 && word.word.back() == '.') word.word.pop_back();
    word.cues = gazetteer.cues().cues_of(word.word);
    words.push_back(std::move(word));
  }
  for (const Sentence& sentence : reading.sentences) {
    modes.push_back(mode_of_sentence(reading, words, sentence.tokens));
    bool is_first = true;
    for (std::int32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
      WordView& word = words[static_cast<std::size_t>(t)];
      if (word.squeezed.empty()) continue;
      word.begins_sentence = is_first;
      is_first = false;
    }
  }
  std::unordered_set<std::string_view> capitalised;
  for (const WordView& word : words)
    if (word.is_capitalised) capitalised.insert(word.squeezed);
  for (std::int32_t t = 0; t < reading.size(); ++t) {
    const WordView& word = (*this)[t];
    if (!word.is_capitalised && word.squeezed.size() > 1 && mode_of(t) == CaseMode::mixed && capitalised.contains(word.squeezed))
      small_letter_words.insert(word.squeezed);
  }
}

CaseMode Page::mode_of(std::int32_t token) const { return modes[static_cast<std::size_t>(reading[token].sentence)]; }

TokenRange Page::sentence_of(std::int32_t token) const {
  return reading.sentences[static_cast<std::size_t>(reading[token].sentence)].tokens;
}

bool Page::is_beside(std::int32_t near, std::int32_t token) const { return sentence_of(near).contains(token); }

bool Page::is_cue(std::int32_t near, std::int32_t token, Cue cue) const {
  return is_beside(near, token) && ((*this)[token].cues >> static_cast<unsigned>(cue) & 1);
}

bool Page::is_form(std::int32_t near, std::int32_t token, std::string_view form) const {
  return is_beside(near, token) && (*this)[token].word == form;
}

std::string Page::squeeze_range(TokenRange tokens) const {
  std::string squeezed;
  for (std::int32_t t = tokens.first; t < tokens.last; ++t) squeezed += (*this)[t].squeezed;
  return squeezed;
}

std::string_view Page::text_of(TokenRange tokens) const { return words_of(report.text, span_of(reading, tokens)); }

std::vector<Mention> propose_mentions(const Page& page) { return Proposer(page).propose(); }

}  // namespace nutgraf::where
