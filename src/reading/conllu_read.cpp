// Reads CoNLL-U with given words: sentences, multiword lines and words are kept, everything else is to be filled in.

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/utf8.h"
#include "reading/conllu.h"

namespace nutgraf::reading {

namespace {

std::vector<std::string_view> split_columns(std::string_view line) {
  std::vector<std::string_view> columns;
  for (std::size_t from = 0;;) {
    const std::size_t end = line.find('\t', from);
    columns.push_back(line.substr(from, end == std::string_view::npos ? end : end - from));
    if (end == std::string_view::npos) return columns;
    from = end + 1;
  }
}

std::optional<std::int32_t> read_id(std::string_view text) {
  std::int32_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

bool has_space_after(std::string_view misc) { return misc.find("SpaceAfter=No") == std::string_view::npos; }

class ConlluReader {
 public:
  ConlluReader(const std::string& path, std::string_view content) : path_(path), content_(content) {}

  Result<ConlluFile> read() {
    if (content_.starts_with("\xEF\xBB\xBF")) content_.remove_prefix(3);
    for (std::size_t from = 0; from < content_.size();) {
      ++line_number_;
      const std::size_t end = std::min(content_.find('\n', from), content_.size());
      std::string_view line = content_.substr(from, end - from);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (auto wrong = read_line(line)) return fail(fmt::format("{}:{}: {}", path_, line_number_, *wrong));
      from = end + 1;
    }
    if (auto wrong = end_sentence()) return fail(fmt::format("{}:{}: {}", path_, line_number_, *wrong));
    return std::move(file_);
  }

 private:
  using Wrong = std::optional<std::string>;  // what is wrong with a line

  Wrong read_line(std::string_view line) {
    if (line.find_first_not_of(" \t") == std::string_view::npos) return end_sentence();
    if (line.front() == '#') {
      lines_.push_back({no_token, std::string(line)});
      return std::nullopt;
    }
    const auto columns = split_columns(line);
    if (columns.size() != 10) return fmt::format("{} columns where CoNLL-U has 10, parted by tabs", columns.size());
    if (columns[0].find('.') != std::string_view::npos) return std::nullopt;  // an empty node
    if (columns[1].empty()) return "the form (second column) is empty";
    if (const std::size_t dash = columns[0].find('-'); dash != std::string_view::npos)
      return read_multiword(columns, line, dash);
    return read_word(columns);
  }

  Wrong read_multiword(const std::vector<std::string_view>& columns, std::string_view line, std::size_t dash) {
    const auto first = read_id(columns[0].substr(0, dash)), last = read_id(columns[0].substr(dash + 1));
    if (!first || !last || *last <= *first || *first != words_ + 1 || words_ < multiword_last_)
      return fmt::format("multiword range \"{}\" does not start at the next word, {}", columns[0], words_ + 1);
    multiword_last_ = *last;
    multiword_first_ = *first;
    surface_ = append(columns[1]);
    surface_at_ = surface_.begin;
    if (has_space_after(columns[9])) is_space_due_ = true;
    lines_.push_back({no_token, std::string(line)});
    return std::nullopt;
  }

  Span append(std::string_view form) {
    if (is_space_due_) file_.text.push_back(' ');
    is_space_due_ = false;
    const auto begin = static_cast<std::uint32_t>(file_.text.size());
    file_.text.append(form);
    return {begin, static_cast<std::uint32_t>(file_.text.size())};
  }

  // The part of a multiword's surface that is one of its words: the word itself when it stands there, else all of it.
  Span place_in_surface(std::string_view form) {
    if (words_of(file_.text, {surface_at_, surface_.end}).starts_with(form)) {
      const Span span{surface_at_, surface_at_ + static_cast<std::uint32_t>(form.size())};
      surface_at_ = span.end;
      return span;
    }
    return surface_;
  }

  Wrong read_word(const std::vector<std::string_view>& columns) {
    const auto id = read_id(columns[0]);
    if (!id || *id != words_ + 1) return fmt::format("word id \"{}\" where {} comes next", columns[0], words_ + 1);
    ++words_;
    if (words_ == 1) start_sentence();
    const bool is_inside = words_ <= multiword_last_;
    Token token;
    token.span = is_inside ? place_in_surface(columns[1]) : append(columns[1]);
    token.form = columns[1];
    token.lower = lower_case(token.form);
    token.lemma = token.lower;
    token.sentence = static_cast<std::int32_t>(file_.reading.sentences.size()) - 1;
    token.starts_multiword = is_inside && words_ == multiword_first_;
    token.continues_multiword = is_inside && words_ > multiword_first_;
    if (!is_inside && has_space_after(columns[9])) is_space_due_ = true;
    lines_.push_back({file_.reading.size(), std::string(columns[9])});
    file_.reading.tokens.push_back(std::move(token));
    return std::nullopt;
  }

  void start_sentence() {
    Sentence sentence;
    sentence.tokens = {file_.reading.size(), file_.reading.size()};
    file_.reading.sentences.push_back(sentence);
  }

  Wrong end_sentence() {
    if (words_ < multiword_last_)
      return fmt::format("the sentence ends before word {} of a multiword range", multiword_last_);
    if (words_ > 0) {
      Sentence& sentence = file_.reading.sentences.back();
      sentence.tokens.last = file_.reading.size();
      sentence.span = span_of(file_.reading, sentence.tokens);
      file_.lines.push_back(std::move(lines_));
      is_space_due_ = true;
      lines_.clear();
    }
    words_ = multiword_last_ = multiword_first_ = 0;
    return std::nullopt;
  }

  const std::string& path_;
  std::string_view content_;
  ConlluFile file_;
  std::vector<ConlluLine> lines_;  // of the sentence being read
  std::size_t line_number_ = 0;
  std::int32_t words_ = 0;  // read so far in the sentence
  std::int32_t multiword_first_ = 0, multiword_last_ = 0;
  Span surface_;  // of the multiword being read
  std::uint32_t surface_at_ = 0;
  bool is_space_due_ = false;
};

}  // namespace

Result<ConlluFile> read_conllu(const std::string& path, std::string_view content) {
  return ConlluReader(path, content).read();
}

}  // namespace nutgraf::reading
