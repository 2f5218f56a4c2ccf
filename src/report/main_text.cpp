// Finds the article on a page. Every text block gets a weight: prose counts for its length, links and scraps count against. The article is
// the element whose blocks add up to the most, after what page authors name comments, shares or related links has been struck out.
// Names alone are never enough: an element that holds the bulk of the prose stays, whatever it is called.

#include "report/main_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "report/blocks.h"
#include "report/main_text_filter.h"

namespace nutgraf::report {

namespace {

struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

bool is_heading(Tag tag) { return tag == Tag::heading || tag == Tag::title; }

bool can_hold_article(Tag tag) {
  return tag == Tag::body || tag == Tag::article || tag == Tag::main || tag == Tag::division || tag == Tag::cell || tag == Tag::table;
}

double link_share(const TextBlock& block) {
  return block.characters == 0 ? 0 : static_cast<double>(block.link_characters) / static_cast<double>(block.characters);
}

double weigh(const TextBlock& block, const PageWords& words) {
  const auto length = static_cast<double>(block.characters);
  if (link_share(block) > 0.5) return -0.3 * length - 5;
  if (is_heading(block.tag)) return 0;
  if (is_boilerplate(block, words)) return -10;
  const double unlinked = length - static_cast<double>(block.link_characters);
  if (block.tag == Tag::item) return block.has_stop || length >= 60 ? 0.6 * unlinked : -3;
  if (length >= 80 && block.has_stop) return unlinked;
  if (length >= 140) return 0.8 * unlinked;
  if (length >= 25 && block.has_stop) return 0.7 * unlinked;
  return block.tag == Tag::paragraph && length >= 40 ? 0.3 * unlinked : -6;
}

class Finder {
 public:
  Finder(const PageTree& page, const PageWords& words) : page_(page), dropped_(page.blocks.size(), false) {
    for (const TextBlock& block : page.blocks) weights_.push_back(weigh(block, words));
    strike_out(NameKind::notice);
    strike_out(NameKind::comments);
    for (const NameKind kind : {NameKind::furniture, NameKind::caption, NameKind::byline, NameKind::hidden}) strike_out(kind);
    strike_out_headers();
    strike_out_link_lists();
    strike_out_teasers();
    strike_out_replies();
    add_up();
  }

  // The blocks of the article, in order.
  std::vector<std::uint32_t> find() {
    std::vector<std::uint32_t> chosen;
    std::optional<std::size_t> best = find_best();
    if (!best) return chosen;
    std::vector<Range> ranges;
    ascend(*best, ranges);
    best = descend(*best, ranges);
    const Element& element = page_.elements[*best];
    ranges.push_back({element.first_block, element.end_block});
    std::ranges::sort(ranges, {}, &Range::begin);
    for (const Range range : ranges)
      for (std::uint32_t i = range.begin; i < range.end; ++i)
        if (!dropped_[i] && (chosen.empty() || chosen.back() < i)) chosen.push_back(i);
    return chosen;
  }

 private:
  // What the prose of blocks comes to, dropped ones left out.
  double prose_of(Range range) const {
    double prose = 0;
    for (std::uint32_t i = range.begin; i < range.end; ++i)
      if (!dropped_[i] && weights_[i] > 0) prose += weights_[i];
    return prose;
  }
  static Range range_of(const Element& element) { return {element.first_block, element.end_block}; }

  // True when the element has the article's own marks inside: a body by name, <article>, <main> or the title.
  bool holds_article(std::size_t index, bool title_counts) const {
    const Element& outer = page_.elements[index];
    for (std::size_t i = index + 1; i < page_.elements.size() && page_.elements[i].depth > outer.depth; ++i) {
      const Element& inner = page_.elements[i];
      const bool marked = inner.names == NameKind::body || inner.tag == Tag::article || inner.tag == Tag::main;
      if (marked && prose_of(range_of(inner)) > 200) return true;
      if (title_counts && inner.tag == Tag::title && inner.first_block < inner.end_block && page_.blocks[inner.first_block].text == page_.first_heading) return true;
    }
    return false;
  }

  void drop(Range range) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) dropped_[i] = true;
  }

  void strike_out(NameKind kind) {
    const double all = prose_of({0, static_cast<std::uint32_t>(page_.blocks.size())});
    for (std::size_t i = 0; i < page_.elements.size(); ++i) {
      const Element& element = page_.elements[i];
      if (element.names != kind || element.tag == Tag::body || element.tag == Tag::article || element.tag == Tag::main) continue;
      if (element.first_block == element.end_block) continue;
      const double prose = prose_of(range_of(element));
      if (kind == NameKind::comments || kind == NameKind::notice) {
        if (!holds_article(i, false)) drop(range_of(element));
      } else if (prose <= 0.35 * all && !(prose > 200 && holds_article(i, true))) {
        drop(range_of(element));
      }
    }
  }

  // A <header> holds headline, byline and shares; a standfirst of whole sentences in it stays.
  void strike_out_headers() {
    const double all = prose_of({0, static_cast<std::uint32_t>(page_.blocks.size())});
    for (const Element& element : page_.elements) {
      if (element.tag != Tag::header || prose_of(range_of(element)) > 0.3 * all) continue;
      for (std::uint32_t i = element.first_block; i < element.end_block; ++i) {
        const TextBlock& block = page_.blocks[i];
        const bool standfirst = block.has_stop && block.characters >= 60 && link_share(block) < 0.2;
        if (!standfirst) dropped_[i] = true;
      }
    }
  }

  void strike_out_link_lists() {
    for (const Element& element : page_.elements) {
      if (element.tag != Tag::list) continue;
      double characters = 0, linked = 0, stops = 0, items = 0;
      for (std::uint32_t i = element.first_block; i < element.end_block; ++i) {
        characters += static_cast<double>(page_.blocks[i].characters);
        linked += static_cast<double>(page_.blocks[i].link_characters);
        stops += page_.blocks[i].has_stop;
        ++items;
      }
      if (items == 0) continue;
      const bool mostly_links = linked > 0.5 * characters;
      const bool scraps = characters / items < 25 && linked > 0.25 * characters && stops * 2 < items;
      if (mostly_links || scraps) drop(range_of(element));
    }
  }

  // "Army sends 400 more troops" as a link with a line or two of summary below, in a box of its own.
  void strike_out_teasers() {
    for (const Element& element : page_.elements) {
      if (element.tag != Tag::division && element.tag != Tag::article && element.tag != Tag::item && element.tag != Tag::cell) continue;
      double characters = 0, linked = 0;
      bool has_linked_block = false;
      for (std::uint32_t i = element.first_block; i < element.end_block; ++i) {
        const TextBlock& block = page_.blocks[i];
        characters += static_cast<double>(block.characters);
        linked += static_cast<double>(block.link_characters);
        has_linked_block = has_linked_block || (link_share(block) > 0.9 && block.characters >= 15);
      }
      if (has_linked_block && characters < 450 && linked > 0.25 * characters) drop(range_of(element));
    }
  }

  // A box with a "Reply" in it is a reader's comment, whatever it is called.
  void strike_out_replies() {
    const double all = prose_of({0, static_cast<std::uint32_t>(page_.blocks.size())});
    constexpr std::array<std::string_view, 7> replies = {"reply", "reply report", "reply to this", "antworten", "repondre", "responder", "rispondi"};
    for (std::uint32_t i = 0; i < page_.blocks.size(); ++i) {
      const TextBlock& block = page_.blocks[i];
      if (block.characters > 20 || std::ranges::find(replies, normalise(block.text)) == replies.end()) continue;
      for (std::int32_t at = block.element; at >= 0; at = page_.elements[static_cast<std::size_t>(at)].parent) {
        const Element& box = page_.elements[static_cast<std::size_t>(at)];
        if (box.tag == Tag::body || prose_of(range_of(box)) > std::max(0.3 * all, 60.0)) break;
        if (prose_of(range_of(box)) > 0) {
          drop(range_of(box));
          break;
        }
      }
    }
  }

  void add_up() {
    sums_.assign(page_.blocks.size() + 1, 0);
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) sums_[i + 1] = sums_[i] + (dropped_[i] ? 0 : weights_[i]);
  }
  double sum_of(const Element& element) const { return sums_[element.end_block] - sums_[element.first_block]; }

  static double prior_of(const Element& element) {
    if (element.names == NameKind::body) return 1.3;
    if (element.tag == Tag::article) return 1.12;
    if (element.tag == Tag::main) return 1.06;
    return 1;
  }

  std::optional<std::size_t> find_best() const {
    std::optional<std::size_t> best;
    double best_value = 0;
    for (std::size_t i = 0; i < page_.elements.size(); ++i) {
      const Element& element = page_.elements[i];
      if (!can_hold_article(element.tag)) continue;
      const double value = sum_of(element) * prior_of(element);
      if (value > best_value || (best && value == best_value && value > 0)) {  // of equals the inner one
        best = i;
        best_value = value;
      }
    }
    return best;
  }

  bool stands_in_article(std::size_t index) const {
    for (auto i = static_cast<std::int32_t>(index); i >= 0; i = page_.elements[static_cast<std::size_t>(i)].parent) {
      const Element& element = page_.elements[static_cast<std::size_t>(i)];
      if (element.names == NameKind::body || element.tag == Tag::article || element.tag == Tag::main) return true;
    }
    return false;
  }

  // A part beside the one with the most prose that belongs to the article too.
  bool belongs(const Element& part, const Element& core, bool in_article) const {
    const double sum = sum_of(part);
    if (part.tag == Tag::paragraph || part.tag == Tag::quote || part.tag == Tag::list || is_heading(part.tag)) return sum > 0 || is_heading(part.tag);
    if (sum <= 0) return false;
    if (part.names == NameKind::body || (!part.class_name.empty() && part.class_name == core.class_name)) return true;
    double characters = 0, linked = 0;
    for (std::uint32_t i = part.first_block; i < part.end_block; ++i) {
      if (dropped_[i]) continue;
      characters += static_cast<double>(page_.blocks[i].characters);
      linked += static_cast<double>(page_.blocks[i].link_characters);
    }
    const bool is_clean = linked < 0.12 * characters && sum > 0.6 * characters;
    const bool is_lead = part.end_block <= core.first_block && sum < 0.8 * sum_of(core);
    return is_clean && (in_article || is_lead || sum > 0.25 * sum_of(core));
  }

  // Goes up from an element that its name made the best one: a lead above it, or parts of the same kind beside it, belong to the article.
  void ascend(std::size_t from, std::vector<Range>& extras) const {
    const Element& core = page_.elements[from];
    for (int level = 0; level < 3; ++level) {
      const Element& inner = page_.elements[from];
      if (inner.parent < 0 || inner.tag == Tag::article || inner.tag == Tag::main || inner.tag == Tag::body) return;
      const auto outer = static_cast<std::size_t>(inner.parent);
      if (page_.elements[outer].tag == Tag::body) return;
      for (std::size_t i = outer + 1; i < page_.elements.size() && page_.elements[i].depth > page_.elements[outer].depth; ++i) {
        const Element& part = page_.elements[i];
        if (i == from || part.parent != static_cast<std::int32_t>(outer) || is_heading(part.tag)) continue;
        const bool same_kind = part.names == NameKind::body || (!part.class_name.empty() && part.class_name == core.class_name);
        const bool is_before = part.end_block <= core.first_block && sum_of(part) < 0.8 * sum_of(core);
        if ((same_kind && sum_of(part) > 0) || (is_before && sum_of(part) > 40 && belongs(part, core, true))) extras.push_back(range_of(part));
      }
      from = outer;
    }
  }

  // Goes down as long as one part holds most of the prose; what else belongs to the article at each level is kept.
  std::size_t descend(std::size_t from, std::vector<Range>& extras) const {
    while (true) {
      std::optional<std::size_t> core;
      for (std::size_t i = from + 1; i < page_.elements.size() && page_.elements[i].depth > page_.elements[from].depth; ++i) {
        const Element& element = page_.elements[i];
        if (element.parent != static_cast<std::int32_t>(from) || !can_hold_article(element.tag)) continue;
        if (!core || sum_of(element) > sum_of(page_.elements[*core])) core = i;
      }
      if (!core || sum_of(page_.elements[*core]) < 0.6 * sum_of(page_.elements[from])) return from;
      const bool in_article = stands_in_article(from);
      for (std::size_t i = from + 1; i < page_.elements.size() && page_.elements[i].depth > page_.elements[from].depth; ++i) {
        const Element& part = page_.elements[i];
        if (i != *core && part.parent == static_cast<std::int32_t>(from) && belongs(part, page_.elements[*core], in_article)) extras.push_back(range_of(part));
      }
      for (std::uint32_t i = page_.elements[from].first_block; i < page_.elements[from].end_block; ++i)
        if (page_.blocks[i].element == static_cast<std::int32_t>(from) && weights_[i] > 0) extras.push_back({i, i + 1});
      from = *core;
    }
  }

  const PageTree& page_;
  std::vector<double> weights_;
  std::vector<bool> dropped_;
  std::vector<double> sums_;
};

}  // namespace

std::vector<std::string> find_main_text(const PageTree& page, std::string_view headline, const PageWords& words, const Lexicon& lexicon) {
  std::vector<const TextBlock*> chosen;
  for (const std::uint32_t block : Finder(page, words).find()) chosen.push_back(&page.blocks[block]);
  return filter_blocks(chosen, headline, words, lexicon);
}

}  // namespace nutgraf::report
