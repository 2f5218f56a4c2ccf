// Says what each line or paragraph of a report is. The head (headline, byline, times, section) ends at the first paragraph of
// prose; captions may stand anywhere, and a sub-heading is a short line without full stop between paragraphs that have them.

#include "report/blocks.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.h"
#include "report/caption.h"
#include "report/dateline.h"
#include "report/layout.h"
#include "report/split_head.h"

namespace nutgraf::report {

namespace {

constexpr std::size_t most_headline_words = 30;

std::size_t count_words(std::string_view words) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : words) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    count += !blank && !inside;
    inside = !blank;
  }
  return count;
}

// True when the words close like a sentence; "U.S." and "Calif." do not count at the end of a short line.
bool ends_with_stop(std::string_view words) {
  if (words.ends_with(')')) {  // "... police said. (PTI)"
    const std::size_t open = words.rfind('(');
    if (open != std::string_view::npos && open > 2 && words.size() - open < 30) words = words.substr(0, open);
  }
  while (!words.empty() && (words.back() == '"' || words.back() == '\'' || words.back() == ')' || words.back() == ' ')) words.remove_suffix(1);
  while (words.ends_with("”") || words.ends_with("’")) words.remove_suffix(std::string_view("”").size());
  while (!words.empty() && (words.back() == '\'' || words.back() == ' ')) words.remove_suffix(1);
  if (words.ends_with("...")) return false;
  if (words.ends_with('.') && words.size() > 3 && words[words.size() - 3] == '.') return false;
  return words.ends_with('.') || words.ends_with(':') || words.ends_with(';') || words.ends_with(',');
}

bool is_address(std::string_view words) {
  const std::string lower = lower_case(words.substr(0, 16));
  const bool opens = lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.") || lower.starts_with("http : / /") ||
                     lower.starts_with("https : / /") || lower.starts_with("www . ");
  return opens && (words.find(' ') == std::string_view::npos || words.find(" / ") != std::string_view::npos || words.find(" . ") != std::string_view::npos);
}

// Lines of a page's furniture that scrapers leave in a text.
bool is_furniture(std::string_view normal) {
  constexpr std::array<std::string_view, 30> lines = {"advertisement", "share", "share this", "share this article", "share on facebook", "share on twitter", "tweet", "print",
                                                      "email", "email this", "comments", "comment", "read more", "read more:", "related", "related articles", "related stories",
                                                      "more on this story", "follow us", "sign up", "subscribe", "listen to this article", "skip advertisement",
                                                      "story continues below", "article continues below", "save", "copy link", "facebook", "twitter", "listen"};
  return std::ranges::find(lines, normal) != lines.end();
}

bool is_time_label_word(std::string_view lower) {
  constexpr std::array<std::string_view, 34> labels = {"updated", "update", "last", "published", "posted", "first", "filed", "modified", "on", "at", "created", "issued",
                                                       "date", "article", "found", "added", "edited", "released", "time", "of", "publication", "story", "the", "and",
                                                       "in", "hours", "hrs", "local", "gmt", "am", "pm", "was", "this", "by"};
  return std::ranges::find(labels, lower) != labels.end();
}

struct LineTimes {
  std::optional<FilingTime> filed, updated;
  bool label_is_update = false;  // the line ends with "Updated:" and no time
};

bool means_update(std::string_view words) {
  const std::string lower = lower_case(words);
  return lower.find("updat") != std::string::npos || lower.find("modif") != std::string::npos || lower.find("edited") != std::string::npos;
}

struct Leftover {
  std::size_t strange_words = 0;
  std::size_t label_words = 0;
};

Leftover count_leftover(std::string_view words) {
  Leftover left;
  for (std::size_t at = 0; at < words.size();) {
    while (at < words.size() && !is_letter(read_character(words, at).code_point) && !is_digit(read_character(words, at).code_point))
      at += read_character(words, at).bytes;
    const std::size_t begin = at;
    while (at < words.size() && (is_letter(read_character(words, at).code_point) || is_digit(read_character(words, at).code_point)))
      at += read_character(words, at).bytes;
    if (at == begin) break;
    const std::string lower = lower_case(words.substr(begin, at - begin));
    if (is_time_label_word(lower) || is_weekday(lower))
      ++left.label_words;
    else
      ++left.strange_words;
  }
  return left;
}

FilingTime placed(const FoundTime& found, std::uint32_t base) {
  FilingTime time = found.time;
  time.span = Span{base + static_cast<std::uint32_t>(found.begin), base + static_cast<std::uint32_t>(found.end)};
  return time;
}

// The times that a line tells, whatever else it holds.
LineTimes read_times(std::string_view text, Span block, bool after_update_label, const TimeRules& rules, Leftover& left) {
  LineTimes times;
  const std::string_view words = words_of(text, block);
  bool is_update = after_update_label;
  std::size_t from = 0;
  while (const auto found = find_time(words, from, rules)) {
    const std::string_view before = words.substr(from, found->begin - from);
    const Leftover part = count_leftover(before);
    left.strange_words += part.strange_words;
    left.label_words += part.label_words;
    if (means_update(before)) is_update = true;
    else if (part.label_words > 0) is_update = false;
    auto& slot = is_update ? times.updated : times.filed;
    if (!slot) slot = placed(*found, block.begin);
    from = found->end;
  }
  const Leftover rest = count_leftover(words.substr(from));
  left.strange_words += rest.strange_words;
  left.label_words += rest.label_words;
  times.label_is_update = !times.filed && !times.updated && means_update(words);
  return times;
}

// A line that holds times and little else, or a label without its time ("Updated:", "Updated 4:08 p.m. ET").
std::optional<LineTimes> read_time_line(std::string_view text, Span block, bool after_update_label, const TimeRules& rules) {
  const std::string_view words = words_of(text, block);
  if (words.size() > 140) return std::nullopt;
  Leftover left;
  const LineTimes times = read_times(text, block, after_update_label, rules, left);
  if (times.filed || times.updated) {
    const bool prose_stop = words.ends_with('.') && left.strange_words > 0;
    return left.strange_words <= 3 && !prose_stop ? std::optional(times) : std::nullopt;
  }
  const std::string lower = lower_case(words);
  const bool opens = lower.starts_with("updated") || lower.starts_with("last updated") || lower.starts_with("published") || lower.starts_with("posted") ||
                     lower.starts_with("first published") || lower.starts_with("last modified");
  const bool bare = left.strange_words == 0 && left.label_words > 0;
  const bool ago = lower.ends_with(" ago") && count_words(words) <= 6;
  if ((opens && (bare || left.strange_words <= 4) && !words.ends_with('.')) || ago) return times;
  return std::nullopt;
}

bool is_title_case(std::string_view words) {
  std::size_t long_words = 0, capitalised = 0;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string_view word = words.substr(at, end - at);
    at = end + 1;
    if (word.size() < 4 || !is_letter(read_character(word, 0).code_point)) continue;
    ++long_words;
    capitalised += is_capitalised(word);
  }
  return long_words >= 2 && capitalised * 10 >= long_words * 7;
}

// What the blocks before have told, and what the whole text is like.
struct State {
  bool in_head = true;
  bool has_headline = false;
  bool after_update_label = false;
  bool lines_have_stops = true;  // most longer lines close with a full stop
};

class Classifier {
 public:
  Classifier(std::string_view text, std::string_view headline, const TimeRules& rules, const std::vector<Span>& spans)
      : text_(text), headline_(normalise(headline)), rules_(rules), spans_(spans) {
    std::size_t longer = 0, stopped = 0;
    for (const Span span : spans) {
      if (span.size() < 80) continue;
      ++longer;
      stopped += ends_with_stop(words_of(text, span));
    }
    state_.lines_have_stops = stopped * 2 >= longer;
  }

  FoundBlocks run() {
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      const BlockKind kind = classify(i);
      if (kind != BlockKind::timestamp) state_.after_update_label = false;
      else if (label_pending_) state_.after_update_label = true;
      label_pending_ = false;
      if (kind == BlockKind::headline) state_.has_headline = true;
      if (kind == BlockKind::paragraph) state_.in_head = false;
      found_.blocks.push_back({.kind = kind, .span = spans_[i], .repeats = {}});
    }
    return std::move(found_);
  }

 private:
  BlockKind classify(std::size_t i) {
    const std::string_view words = words_of(text_, spans_[i]);
    const std::string normal = normalise(words.substr(0, std::min<std::size_t>(words.size(), 400)));
    if (is_address(words) || is_furniture(normal)) return BlockKind::metadata;
    if (!headline_.empty() && normal == headline_) return BlockKind::headline;
    if (const auto first = first_copies_.find(normal); first != first_copies_.end() && normal.size() > 8) return first->second;
    const BlockKind kind = classify_new(i, words, normal);
    first_copies_.emplace(normal, kind);
    return kind;
  }

  BlockKind classify_new(std::size_t i, std::string_view words, const std::string& normal) {
    if (is_caption(words, rules_.lexicon)) return BlockKind::caption;
    const bool at_edge = state_.in_head || i + 3 >= spans_.size();
    if (at_edge && take_byline(i)) return BlockKind::byline;
    if (state_.in_head && state_.has_headline && !found_.byline && take_bare_name(i)) return BlockKind::byline;
    if (at_edge && take_times(i)) return BlockKind::timestamp;
    if (state_.in_head && rules_.lexicon.sections.contains(normal) && (i + 1 < spans_.size() || state_.has_headline)) {
      if (!found_.section) found_.section = Told{std::string(words), spans_[i]};
      return BlockKind::section;
    }
    if (state_.in_head && !state_.has_headline && looks_like_headline(i)) return BlockKind::headline;
    if (state_.in_head && state_.has_headline && looks_like_deck(i)) return BlockKind::headline;
    if (!state_.in_head && looks_like_sub_heading(i)) return BlockKind::section;
    return BlockKind::paragraph;
  }

  bool take_byline(std::size_t i) {
    const auto byline = read_byline(text_, spans_[i], rules_.lexicon);
    if (!byline) return false;
    // A headline may start with a name beside an agency's ("Reuters"); it is one when nothing of the head came before.
    if (i == 0 && !byline->byline && spans_.size() > 1 && spans_[i].size() > 40) return false;
    Leftover left;
    const LineTimes times = read_times(text_, spans_[i], false, rules_, left);
    keep_times(times);
    if (!found_.byline) {
      found_.byline = byline;
    } else {
      if (!found_.byline->byline && state_.in_head) found_.byline->byline = byline->byline;
      if (!found_.byline->agency) found_.byline->agency = byline->agency;
    }
    return true;
  }

  // "Anna Weiss in Karlsbrück", or a name alone above the time: a byline without "By".
  bool take_bare_name(std::size_t i) {
    const std::string_view words = words_of(text_, spans_[i]);
    const std::string_view name = words.substr(0, std::min(words.find(" in "), words.size()));
    if (words.size() > 60 || count_words(name) < 2 || count_words(name) > 4 || !is_name_like(words.size() == name.size() ? words : name)) return false;
    if (words.find_first_of("0123456789:;!?") != std::string_view::npos || ends_with_stop(words)) return false;
    const auto next = next_of(i);
    const bool has_place = name.size() < words.size() && is_name_like(words.substr(name.size() + 4));
    const bool above_time = next && read_time_line(text_, *next, false, rules_);
    if (!(has_place || (above_time && name.size() == words.size()))) return false;
    const Span span{spans_[i].begin, spans_[i].begin + static_cast<std::uint32_t>(name.size())};
    found_.byline = FoundByline{Told{std::string(name), span}, {}};
    return true;
  }

  bool take_times(std::size_t i) {
    const auto times = read_time_line(text_, spans_[i], state_.after_update_label, rules_);
    if (!times) return false;
    label_pending_ = times->label_is_update;
    if (const auto agency = find_agency_phrase(text_, spans_[i], rules_.lexicon); agency && agency->size() > 2) {
      if (!found_.byline) found_.byline.emplace();
      if (!found_.byline->agency) found_.byline->agency = Told{std::string(words_of(text_, *agency)), *agency};
    }
    keep_times(*times);
    return true;
  }

  void keep_times(const LineTimes& times) {
    if (!found_.filed) found_.filed = times.filed;
    if (!found_.updated) found_.updated = times.updated;
  }

  // The block after `i` that is no picture's, or nothing.
  std::optional<Span> next_of(std::size_t i) const {
    for (std::size_t next = i + 1; next < spans_.size(); ++next)
      if (!is_caption(words_of(text_, spans_[next]), rules_.lexicon)) return spans_[next];
    return std::nullopt;
  }

  bool has_plain_dateline(Span span) const {
    const auto dateline = read_dateline(text_, span, rules_.lexicon);
    return dateline && dateline->is_plain;
  }

  bool is_head_line(Span span) const {
    return read_byline(text_, span, rules_.lexicon) || read_time_line(text_, span, false, rules_) || has_plain_dateline(span) ||
           rules_.lexicon.sections.contains(normalise(words_of(text_, span)));
  }

  bool looks_like_headline(std::size_t i) const {
    const std::string_view words = words_of(text_, spans_[i]);
    const auto next = next_of(i);
    if (!next || words.size() > 240 || count_words(words) > most_headline_words || count_words(words) < 2) return false;
    if (ends_with_stop(words) || has_plain_dateline(spans_[i])) return false;
    if (words.find(". ") != std::string_view::npos && count_words(words) > 20) return false;
    if (normalise(words) == normalise(words_of(text_, *next)) || is_head_line(*next) || is_title_case(words)) return true;
    if (i + 2 < spans_.size() && next->size() < 100 && is_head_line(spans_[i + 2])) return true;
    if (!state_.lines_have_stops) return words.size() < 110 && next->size() > 2 * words.size();
    return ends_with_stop(words_of(text_, *next)) || next->size() > words.size();
  }

  // A second headline line ("Interior minister resigns"), told by the byline, time or dateline that follows it.
  bool looks_like_deck(std::size_t i) const {
    const std::string_view words = words_of(text_, spans_[i]);
    if (words.size() > 200 || ends_with_stop(words) || has_plain_dateline(spans_[i])) return false;
    const auto next = next_of(i);
    return next && is_head_line(*next) && !found_.byline;
  }

  bool looks_like_sub_heading(std::size_t i) const {
    const std::string_view words = words_of(text_, spans_[i]);
    if (!state_.lines_have_stops || i + 1 >= spans_.size() || words.size() > 60 || count_words(words) > 7) return false;
    if (ends_with_stop(words) || words.ends_with('?') || words.ends_with('!') || !is_capitalised(words)) return false;
    const char32_t first = read_character(words, 0).code_point;
    if (!is_letter(first) && !is_digit(first)) return false;
    return ends_with_stop(words_of(text_, spans_[i - 1])) && words_of(text_, spans_[i + 1]).size() > 60;
  }

  std::string_view text_;
  std::string headline_;
  const TimeRules& rules_;
  const std::vector<Span>& spans_;
  State state_;
  bool label_pending_ = false;
  std::map<std::string, BlockKind> first_copies_;
  FoundBlocks found_;
};

// Two printings of one thing: the same words, or a headline with the site's name behind it.
bool repeats_headline(std::string_view normal, std::string_view headline) {
  if (!normal.starts_with(headline)) return false;
  const std::string_view rest = normal.substr(headline.size());
  return rest.starts_with(" - ") || rest.starts_with(" | ") || rest.starts_with(" « ");
}

void mark_repeats(std::string_view text, std::vector<Block>& blocks) {
  std::map<std::string, std::size_t> first;
  std::optional<std::pair<std::string, std::size_t>> headline;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::string normal = normalise(words_of(text, blocks[i].span));
    if (blocks[i].kind == BlockKind::paragraph && normal.size() < 16) continue;
    const auto [copy, is_new] = first.emplace(normal, i);
    if (!is_new) blocks[i].repeats = copy->second;
    else if (blocks[i].kind == BlockKind::headline && headline && repeats_headline(normal, headline->first)) blocks[i].repeats = headline->second;
    if (!headline && blocks[i].kind == BlockKind::headline) headline.emplace(normal, i);
  }
}

}  // namespace

std::string normalise(std::string_view words) {
  std::string normal;
  for (const char c : fold(words)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank)
      normal.push_back(c);
    else if (!normal.empty() && normal.back() != ' ')
      normal.push_back(' ');
  }
  if (!normal.empty() && normal.back() == ' ') normal.pop_back();
  return normal;
}

FoundBlocks find_blocks(std::string_view text, std::string_view headline, const TimeRules& rules) {
  const std::vector<Span> spans = split_head(text, find_paragraphs(text), headline, rules.lexicon);
  FoundBlocks found = Classifier(text, headline, rules, spans).run();
  mark_repeats(text, found.blocks);
  return found;
}

}  // namespace nutgraf::report
