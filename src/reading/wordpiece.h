#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace nutgraf::reading {

// Cuts words into the pieces of a BERT vocabulary.
class WordPieces {
 public:
  // The vocabulary in id order, one piece a line; `text` must outlive the result.
  WordPieces(std::string_view text, std::size_t max_pieces);

  bool has_marks() const { return unknown_ >= 0 && first_ >= 0 && last_ >= 0; }
  std::int32_t first() const { return first_; }  // [CLS]
  std::int32_t last() const { return last_; }    // [SEP]
  std::size_t size() const { return size_; }

  // The piece ids of a word, at least one and at most max_pieces, added to `ids`.
  void cut(std::string_view word, std::vector<std::int32_t>& ids) const;

 private:
  std::int32_t find(std::string_view piece, bool goes_on) const;
  void cut_part(std::string_view part, std::size_t characters, std::vector<std::int32_t>& ids) const;

  std::unordered_map<std::string_view, std::int32_t> starts_, continuations_;  // without "##"
  std::size_t longest_ = 0;
  std::size_t max_pieces_;
  std::size_t size_ = 0;
  std::int32_t unknown_ = -1, first_ = -1, last_ = -1;
};

}  // namespace nutgraf::reading
