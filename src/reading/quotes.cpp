// Finds quotations by their marks: “curly”, "straight", ‘single’ and «angled». Newspapers open a long quotation again
// at the start of each paragraph and close it in the last; such a quotation is one. A mark inside a quotation of
// another kind ("he said ‘no’") opens nothing.

#include <optional>

#include "base/utf8.h"
#include "reading/marks.h"

namespace nutgraf::reading {

namespace {

enum class Mark {
  none,
  double_curly_open,
  double_curly_close,
  double_straight,
  single_open,
  single_close,
  single_straight,
  angled_open,
  angled_close
};

Mark mark_of(std::string_view form) {
  if (form == "“" || form == "``" || form == "„" || form == "‘‘") return Mark::double_curly_open;
  if (form == "”" || form == "’’") return Mark::double_curly_close;
  if (form == "\"" || form == "''") return Mark::double_straight;
  if (form == "‘" || form == "`") return Mark::single_open;
  if (form == "’") return Mark::single_close;
  if (form == "'") return Mark::single_straight;
  if (form == "«") return Mark::angled_open;
  if (form == "»") return Mark::angled_close;
  return Mark::none;
}

class QuoteFinder {
 public:
  explicit QuoteFinder(Reading& reading) : reading_(reading) {}

  std::vector<Quote> find() {
    for (std::int32_t i = 0; i < reading_.size(); ++i) {
      if (starts_block(i)) pass_block_start(i);
      read_mark(i);
    }
    if (open_) close_without_mark(reading_.size());
    for (std::size_t q = 0; q < quotes_.size(); ++q)
      for (std::int32_t i = quotes_[q].tokens.first; i < quotes_[q].tokens.last; ++i)
        reading_.tokens[static_cast<std::size_t>(i)].quote = static_cast<std::int32_t>(q);
    return std::move(quotes_);
  }

 private:
  struct Open {
    std::int32_t token;  // the mark
    Mark mark;
    std::int32_t block_first;  // first token of the paragraph in which it was opened last
  };

  std::int32_t block_of(std::int32_t i) const {
    return reading_.sentences[static_cast<std::size_t>(reading_[i].sentence)].block;
  }
  bool starts_block(std::int32_t i) const { return i == 0 || block_of(i) != block_of(i - 1); }
  bool ends_block(std::int32_t i) const { return i + 1 >= reading_.size() || block_of(i) != block_of(i + 1); }
  bool touches_before(std::int32_t i) const {
    return !starts_block(i) && reading_[i - 1].span.end == reading_[i].span.begin;
  }
  bool touches_after(std::int32_t i) const {
    return !ends_block(i) && reading_[i].span.end == reading_[i + 1].span.begin;
  }

  static bool opens(Mark mark) {
    return mark == Mark::double_curly_open || mark == Mark::double_straight || mark == Mark::single_open ||
           mark == Mark::single_straight || mark == Mark::angled_open;
  }
  static bool closes(Mark open, Mark mark) {
    switch (open) {
      case Mark::double_curly_open:
        return mark == Mark::double_curly_close || mark == Mark::double_straight;
      case Mark::double_straight:
        return mark == Mark::double_straight || mark == Mark::double_curly_close;
      case Mark::single_open:
        return mark == Mark::single_close || mark == Mark::single_straight;
      case Mark::single_straight:
        return mark == Mark::single_straight || mark == Mark::single_close;
      case Mark::angled_open:
        return mark == Mark::angled_close;
      case Mark::none:
      case Mark::double_curly_close:
      case Mark::single_close:
      case Mark::angled_close:
        return false;
    }
    return false;
  }

  // A quotation still open where a paragraph starts goes on when the paragraph opens it again.
  void pass_block_start(std::int32_t i) {
    if (!open_) return;
    const Mark mark = mark_of(reading_[i].form);
    if (mark == open_->mark) {
      open_->block_first = i;
      return;
    }
    close_without_mark(i);
  }

  void read_mark(std::int32_t i) {
    const Mark mark = mark_of(reading_[i].form);
    if (mark == Mark::none) return;
    if (open_) {
      if (open_->block_first != i && closes(open_->mark, mark) && may_close(i, mark)) close_at(i);
      return;
    }
    if (opens(mark) && may_open(i, mark)) open_ = Open{i, mark, i};
  }

  bool may_open(std::int32_t i, Mark mark) {
    if (ends_block(i)) return false;
    if (mark == Mark::single_straight || mark == Mark::single_open)
      return touches_after(i) && !touches_before_word(i) && has_closing(i, mark);
    if (mark == Mark::double_straight && touches_before_word(i) && !touches_after(i)) return false;  // inches
    return true;
  }
  bool touches_before_word(std::int32_t i) const {
    if (!touches_before(i)) return false;
    const char32_t c = read_character(reading_[i - 1].form, 0).code_point;
    return is_letter(c) || is_digit(c);
  }
  bool may_close(std::int32_t i, Mark mark) const {
    if (mark != Mark::single_close && mark != Mark::single_straight) return true;
    return touches_before(i) && !reading_[i].continues_multiword;
  }

  // Single marks are too like apostrophes to trust one that is not closed in its paragraph.
  bool has_closing(std::int32_t i, Mark mark) {
    if (i < unclosed_until_) return false;
    std::int32_t j = i + 2;
    for (; j < reading_.size() && !starts_block(j); ++j) {
      const Mark other = mark_of(reading_[j].form);
      if (closes(mark, other) && may_close(j, other)) return true;
    }
    unclosed_until_ = j;
    return false;
  }

  void close_at(std::int32_t i) {
    const TokenRange inside{open_->token + 1, i};
    if (inside.size() > 0) quotes_.push_back({inside, {reading_[open_->token].span.begin, reading_[i].span.end}});
    open_.reset();
  }

  // No closing mark: the quotation ends with its paragraph, unless it is too short to be more than a stray mark.
  void close_without_mark(std::int32_t end) {
    const TokenRange inside{open_->token + 1, end};
    const bool is_stray = open_->mark == Mark::double_straight && touches_before(open_->token);
    if (inside.size() >= 3 && !is_stray)
      quotes_.push_back({inside, {reading_[open_->token].span.begin, reading_[end - 1].span.end}});
    open_.reset();
  }

  Reading& reading_;
  std::optional<Open> open_;
  std::int32_t unclosed_until_ = 0;  // no single mark closes before this token, as far as has been looked
  std::vector<Quote> quotes_;
};

}  // namespace

std::vector<Quote> find_quotes(Reading& reading) { return QuoteFinder(reading).find(); }

}  // namespace nutgraf::reading
