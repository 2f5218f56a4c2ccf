// What the models see of a word besides its neighbours: a normal form, how it is written, hashed pieces. "QAIM'S" is
// qaim's, all capitals. Training computes the same; the fingerprint in the weight file says by which rules.

#include "reading/features.h"

#include <utf8proc.h>

#include <algorithm>

#include "base/utf8.h"

namespace nutgraf::reading {

namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Characters that stand for plain ones; 0 when the character stands for itself.
char plain_form(char32_t c) {
  if (c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0x201B || c == 0x02BC || c == '`' || c == 0xB4) return '\'';
  if ((c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB) return '"';
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
  return c == 0xA0 ? ' ' : '\0';
}

void append_normalised(std::string& normal, char32_t c) {
  if (const char plain = plain_form(c)) {
    normal.push_back(plain);
    return;
  }
  if (c == 0x2026) {
    normal.append("...");
    return;
  }
  utf8proc_int32_t parts[32];
  int last_class = UTF8PROC_BOUNDCLASS_START;
  const auto count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 32, UTF8PROC_DECOMPOSE, &last_class);
  for (utf8proc_ssize_t i = 0; i < std::min<utf8proc_ssize_t>(count, 32); ++i)
    if (utf8proc_category(parts[i]) != UTF8PROC_CATEGORY_MN)
      append_character(normal, static_cast<char32_t>(utf8proc_tolower(parts[i])));
}

// How many letters and digits of each kind a word has.
struct Letters {
  std::uint32_t upper = 0, lower = 0, other = 0, digits = 0;
  bool first_is_upper = false;
};

Letters count_letters(std::string_view word) {
  Letters counts;
  bool any = false;
  const auto count_letter = [&](std::uint32_t& kind, bool is_upper) {
    ++kind;
    if (!any) counts.first_is_upper = is_upper;
    any = true;
  };
  for (std::size_t at = 0; at < word.size();) {
    const Character c = read_character(word, at);
    at += c.bytes;
    if (c.code_point < 0x80) {
      if (c.code_point >= 'a' && c.code_point <= 'z') count_letter(counts.lower, false);
      if (c.code_point >= 'A' && c.code_point <= 'Z') count_letter(counts.upper, true);
      if (c.code_point >= '0' && c.code_point <= '9') ++counts.digits;
      continue;
    }
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c.code_point))) {
      case UTF8PROC_CATEGORY_LU:
      case UTF8PROC_CATEGORY_LT:
        count_letter(counts.upper, true);
        break;
      case UTF8PROC_CATEGORY_LL:
        count_letter(counts.lower, false);
        break;
      case UTF8PROC_CATEGORY_LO:
      case UTF8PROC_CATEGORY_LM:
        count_letter(counts.other, false);
        break;
      case UTF8PROC_CATEGORY_ND:
        ++counts.digits;
        break;
      default:
        break;
    }
  }
  return counts;
}

enum CaseClass : std::uint8_t { none, digit, alnum, lower, one, upper, title, mixed, first_title, class_count };

CaseClass class_of(const Letters& c) {
  if (c.upper + c.lower + c.other == 0) return c.digits > 0 ? digit : none;
  if (c.digits > 0) return alnum;
  if (c.upper == 0) return lower;
  if (c.upper == 1 && c.lower == 0 && c.other == 0) return one;
  if (c.lower == 0 && c.other == 0) return upper;
  return c.upper == 1 && c.first_is_upper ? title : mixed;
}

enum CaseMode : std::uint8_t { as_usual, all_lower, all_upper, headline };

CaseMode mode_of(const std::vector<Letters>& words) {
  std::uint32_t uppers = 0, lowers = 0, longs = 0, titles = 0;
  for (const Letters& word : words) {
    uppers += word.upper;
    lowers += word.lower;
    if (word.other > 0 || word.digits > 0 || word.upper + word.lower < 4) continue;
    ++longs;
    titles += word.first_is_upper;
  }
  if (uppers == 0 && lowers > 0) return all_lower;
  if (uppers >= 2 && 20 * lowers <= uppers) return all_upper;
  return longs >= 4 && 10 * titles >= 9 * longs ? headline : as_usual;
}

// FNV-1a over a kind and some bytes, to which more bytes can be added.
class Hash {
 public:
  explicit Hash(std::uint8_t kind) { add(static_cast<char>(kind)); }
  void add(char byte) { value_ = (value_ ^ static_cast<unsigned char>(byte)) * 1099511628211ULL; }
  void add(std::string_view bytes) {
    for (const char byte : bytes) add(byte);
  }
  std::uint64_t finish() const {
    std::uint64_t h = value_;
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdULL;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53ULL;
    return h ^ (h >> 33);
  }

 private:
  std::uint64_t value_ = 14695981039346656037ULL;
};

constexpr std::size_t longest_affixed = 24;

std::uint32_t low_row(std::uint64_t hash, std::uint32_t rows) { return static_cast<std::uint32_t>(hash) % rows; }

// Where each code point of the UTF-8 text starts, and its end.
void find_starts(std::string_view text, std::vector<std::uint32_t>& starts) {
  starts.clear();
  for (std::size_t at = 0; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) starts.push_back(static_cast<std::uint32_t>(at));
  starts.push_back(static_cast<std::uint32_t>(text.size()));
}

std::uint64_t hash_of(std::uint8_t kind, std::string_view bytes) {
  Hash hash(kind);
  hash.add(bytes);
  return hash.finish();
}

}  // namespace

std::string normalise(std::string_view word) {
  std::string normal;
  normal.reserve(word.size());
  if (is_ascii(word)) {
    for (const char c : word) normal.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '`' ? '\'' : c);
    return normal;
  }
  for (std::size_t at = 0; at < word.size();) {
    const Character c = read_character(word, at);
    append_normalised(normal, c.code_point);
    at += c.bytes;
  }
  return normal;
}

std::vector<std::uint8_t> case_ids(const std::vector<std::string_view>& words) {
  std::vector<Letters> letters;
  letters.reserve(words.size());
  for (const std::string_view word : words) letters.push_back(count_letters(word));
  const CaseMode mode = mode_of(letters);
  std::vector<std::uint8_t> ids;
  ids.reserve(words.size());
  bool is_first = true;
  for (const Letters& word : letters) {
    CaseClass kind = class_of(word);
    if (is_first && kind == title) kind = first_title;
    if (kind >= alnum) is_first = false;
    ids.push_back(static_cast<std::uint8_t>(std::uint8_t{mode} * std::uint8_t{class_count} + std::uint8_t{kind}));
  }
  return ids;
}

std::u32string decode(std::string_view text) {
  std::u32string decoded;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = read_character(text, at);
    decoded.push_back(c.code_point);
    at += c.bytes;
  }
  return decoded;
}

void hash_rows(std::string_view word, const HashSizes& sizes, HashedRows& rows) {
  std::string normal = normalise(word);
  for (char& c : normal)
    if (c >= '0' && c <= '9') c = '0';
  const std::uint64_t whole = hash_of(1, normal);
  rows.word[0] = low_row(whole, sizes.word);
  rows.word[1] = static_cast<std::uint32_t>(whole >> 32) % sizes.word;

  static thread_local std::vector<std::uint32_t> starts;
  find_starts(normal, starts);
  const std::size_t length = std::min(starts.size() - 1, longest_affixed);
  const std::string_view w = std::string_view(normal).substr(0, starts[length]);
  for (std::uint8_t n = 1; n <= 3; ++n)
    rows.piece[n - 1] = low_row(
        hash_of(static_cast<std::uint8_t>(1 + n), w.substr(0, starts[std::min<std::size_t>(n, length)])), sizes.piece);
  for (std::uint8_t n = 1; n <= 4; ++n)
    rows.piece[2 + n] =
        low_row(hash_of(static_cast<std::uint8_t>(4 + n), w.substr(starts[length - std::min<std::size_t>(n, length)])),
                sizes.piece);

  // Runs of code points of "<word>"; edges are where its code points start.
  rows.gram.clear();
  std::string edged = "<";
  edged.append(w).push_back('>');
  std::vector<std::uint32_t>& edges = starts;
  edges.resize(length + 1);
  for (std::uint32_t& e : edges) ++e;
  edges.insert(edges.begin(), 0);
  edges.push_back(static_cast<std::uint32_t>(edged.size()));
  for (std::uint8_t n = 3; n <= 5; ++n)
    for (std::size_t i = 0; i + n < edges.size(); ++i)
      rows.gram.push_back(low_row(
          hash_of(static_cast<std::uint8_t>(6 + n), std::string_view(edged).substr(edges[i], edges[i + n] - edges[i])),
          sizes.gram));
}

std::string_view fast_features() {
  return R"({"case_classes":["none","digit","alnum","lower","one","upper","title","mixed","first_title"],)"
         R"("case_modes":["normal","all_lower","all_upper","headline"],"digits":"0-9 -> 0",)"
         R"("grams":{"edges":"<>","kinds":[9,10,11],"lengths":[3,4,5],"pool":"mean"},)"
         R"("hash":"fnv1a64(kind byte, utf8) then fmix64; lo = low 32 bits, hi = high 32 bits; modulo rows",)"
         R"("max_characters":24,"norm":"map quotes and dashes, NFD, drop Mn, simple lower",)"
         R"("prefix":{"kinds":[2,3,4],"lengths":[1,2,3]},)"
         R"("rows":{"case":36,"gram":10240,"piece":4096,"word":12288},)"
         R"("suffix":{"kinds":[5,6,7,8],"lengths":[1,2,3,4]},"version":1,"word":{"kind":1,"probes":["lo","hi"]}})";
}

std::string_view accurate_features() {
  return R"({"case_classes":["none","digit","alnum","lower","one","upper","title","mixed","first_title"],)"
         R"("case_modes":["normal","all_lower","all_upper","headline"],)"
         R"("norm":"map quotes and dashes, NFD, drop Mn, simple lower","version":1,)"
         R"("wordpiece":{"continuation":"##","max_characters":100,"max_pieces":8}})";
}

}  // namespace nutgraf::reading
