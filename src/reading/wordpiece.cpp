// WordPiece, as BERT cuts words: in normal form, punctuation and CJK characters alone, each part by the longest piece
// that the vocabulary has, going on from there with "##" pieces. "Tribeca's" -> tribe ##ca ' s.

#include "reading/wordpiece.h"

#include <utf8proc.h>

#include <algorithm>

#include "base/utf8.h"
#include "reading/features.h"

namespace nutgraf::reading {

namespace {

constexpr std::size_t longest_part = 100;  // characters

bool is_cjk(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
         (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B820 && c <= 0x2CEAF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

enum class Kind { inside, alone, blank, dropped };

Kind kind_of(char32_t c) {
  if (c < 0x80) {
    if (c == '\t' || c == '\n' || c == '\r' || c == ' ') return Kind::blank;
    if (c < 0x20 || c == 0x7F) return Kind::dropped;
    return is_punctuation(c) ? Kind::alone : Kind::inside;
  }
  if (c == 0xFFFD) return Kind::dropped;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_ZS:
      return Kind::blank;
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
      return Kind::dropped;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
      return Kind::alone;
    default:
      return is_cjk(c) ? Kind::alone : Kind::inside;
  }
}

}  // namespace

WordPieces::WordPieces(std::string_view text, std::size_t max_pieces) : max_pieces_(max_pieces) {
  std::int32_t id = 0;
  starts_.reserve(text.size() / 8);
  for (std::size_t from = 0; from < text.size(); ++id) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view piece = text.substr(from, end - from);
    if (piece == "[UNK]") unknown_ = id;
    if (piece == "[CLS]") first_ = id;
    if (piece == "[SEP]") last_ = id;
    const bool goes_on = piece.starts_with("##");
    (goes_on ? continuations_ : starts_).emplace(goes_on ? piece.substr(2) : piece, id);
    longest_ = std::max(longest_, piece.size());
    from = end + 1;
  }
  size_ = static_cast<std::size_t>(id);
}

std::int32_t WordPieces::find(std::string_view piece, bool goes_on) const {
  const auto& pieces = goes_on ? continuations_ : starts_;
  const auto found = pieces.find(piece);
  return found == pieces.end() ? -1 : found->second;
}

void WordPieces::cut_part(std::string_view part, std::size_t characters, std::vector<std::int32_t>& ids) const {
  const std::size_t before = ids.size();
  std::size_t begin = characters > longest_part ? part.size() + 1 : 0;
  while (begin < part.size()) {
    std::size_t end = std::min(part.size(), begin + longest_);
    std::int32_t id = -1;
    for (; end > begin; --end) {
      const bool is_inside = end < part.size() && (static_cast<unsigned char>(part[end]) & 0xC0) == 0x80;
      if (!is_inside && (id = find(part.substr(begin, end - begin), begin > 0)) >= 0) break;
    }
    if (id < 0) break;
    ids.push_back(id);
    begin = end;
  }
  if (begin == part.size()) return;
  ids.resize(before);
  ids.push_back(unknown_);
}

void WordPieces::cut(std::string_view word, std::vector<std::int32_t>& ids) const {
  const std::size_t before = ids.size();
  const std::string normal = normalise(word);
  std::string part;
  std::size_t characters = 0;
  const auto end_part = [&] {
    if (!part.empty()) cut_part(part, characters, ids);
    part.clear();
    characters = 0;
  };
  for (std::size_t at = 0; at < normal.size();) {
    const Character c = read_character(normal, at);
    const Kind kind = kind_of(c.code_point);
    if (kind == Kind::alone || kind == Kind::blank) end_part();
    if (kind == Kind::alone || kind == Kind::inside) {
      part.append(normal, at, c.bytes);
      ++characters;
    }
    if (kind == Kind::alone) end_part();
    at += c.bytes;
  }
  end_part();
  if (ids.size() == before) ids.push_back(unknown_);
  if (ids.size() > before + max_pieces_) ids.resize(before + max_pieces_);
}

}  // namespace nutgraf::reading
