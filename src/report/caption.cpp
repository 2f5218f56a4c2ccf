// Tells a caption from prose by its photo credit ("(Jane Doe/AP)", "via Getty Images") or by its opening ("FILE -", "In this photo").

#include "report/caption.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"

namespace nutgraf::report {

namespace {

bool contains_word(std::string_view folded, std::string_view word) {
  for (std::size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
    const bool starts = at == 0 || !is_letter(static_cast<unsigned char>(folded[at - 1]));
    const std::size_t end = at + word.size();
    if (starts && (end == folded.size() || !is_letter(static_cast<unsigned char>(folded[end])))) return true;
  }
  return false;
}

bool has_picture_word(std::string_view folded) {
  constexpr std::array<std::string_view, 17> picture_words = {"photo", "photos", "photograph", "photographs", "photographer", "image", "images", "picture", "getty",
                                                              "shutterstock", "handout", "istock", "alamy", "epa", "screengrab", "screenshot", "photoshot"};
  return std::ranges::any_of(picture_words, [&](std::string_view word) { return contains_word(folded, word); });
}

// "Jane Doe/AP", "AP Photo/Jane Doe", "Photo: Jane Doe", "Dha-Depo Photos via AP", "Courtesy of the governor's office".
bool is_credit(std::string_view words, const Lexicon& lexicon) {
  if (words.empty() || words.size() > 110) return false;
  const std::string folded = fold(words);
  if (has_picture_word(folded) && words.find(". ") == std::string_view::npos) return true;
  if (folded.starts_with("courtesy") || folded.starts_with("credit") || folded.starts_with("file/") || folded == "file" || folded.starts_with("via ")) return true;
  if (const std::size_t slash = words.find('/'); slash != std::string_view::npos && words.find("://") == std::string_view::npos) {
    const auto part = [&](std::size_t from, std::size_t end) {
      while (from < end && words[from] == ' ') ++from;
      while (end > from && words[end - 1] == ' ') --end;
      return words.substr(from, end - from);
    };
    const std::size_t last = words.rfind('/');
    if (lexicon.find_agency(part(0, slash)) || lexicon.find_agency(part(last + 1, words.size())) || lexicon.find_outlet(part(last + 1, words.size()), {})) return true;
  }
  if (const std::size_t via = folded.find(" via "); via != std::string::npos) return lexicon.find_agency(folded.substr(via + 5)) != nullptr;
  return false;
}

bool opens_like_caption(std::string_view folded) {
  constexpr std::array<std::string_view, 22> openings = {"file - ", "file-", "file: ", "file photo", "file picture", "file image", "photo: ", "photo by ", "photo credit",
                                                         "photo courtesy", "image: ", "image caption", "image source", "image copyright", "image credit", "media caption",
                                                         "caption: ", "picture: ", "credit: ", "getty images", "in this photo", "in this image"};
  if (std::ranges::any_of(openings, [&](std::string_view opening) { return folded.starts_with(opening); })) return true;
  // "In this Feb. 5, 2017 photo", "In this frame grab".
  if (folded.starts_with("in this ") || folded.starts_with("this ")) {
    const std::string_view opening = std::string_view(folded).substr(0, 60);
    return opening.find(" photo ") != std::string_view::npos || opening.find(" photo,") != std::string_view::npos || opening.find("file photo") != std::string_view::npos ||
           opening.find("frame grab") != std::string_view::npos || opening.find("image made from") != std::string_view::npos ||
           opening.find("image taken from") != std::string_view::npos;
  }
  return false;
}

}  // namespace

bool is_caption(std::string_view words, const Lexicon& lexicon) {
  if (words.size() < 4 || words.size() > 900) return false;
  const std::string folded = fold(words);
  if (opens_like_caption(folded)) return true;
  // The credit in brackets at the end.
  std::string_view body = words;
  if (body.ends_with('.')) body.remove_suffix(1);
  if (body.ends_with(')') || body.ends_with(']')) {
    const std::size_t open = body.rfind(body.back() == ')' ? '(' : '[');
    if (open != std::string_view::npos) {
      const std::string_view inside = body.substr(open + 1, body.size() - open - 2);
      if (is_credit(inside, lexicon)) return true;
      // "... during a raid in Aksu on Monday (Reuters)": an agency alone is a credit when the words before have no full stop.
      const std::string_view before = body.substr(0, open);
      const std::size_t last = before.find_last_not_of(' ');
      if (lexicon.find_agency(inside) && last != std::string_view::npos && before[last] != '.' && before[last] != '"' && before.size() > 20) return true;
    }
  }
  // The credit without brackets: "... Photograph: Jane Doe/AP", "... | AP Photo", "REUTERS/Jane Doe".
  const bool may_have_mark = folded.find("pic") != std::string::npos || folded.find("photo") != std::string::npos || folded.find("image") != std::string::npos ||
                             folded.find("credit") != std::string::npos;
  for (const std::string_view mark : {"photograph: ", "photo: ", "picture: ", "image: ", "photo by ", "photograph by ", "credit: ", "pic: ", "photos: "})
    if (const std::size_t at = may_have_mark ? folded.rfind(mark) : std::string::npos; at != std::string::npos && folded.size() - at < 80 && folded.find(". ", at) == std::string::npos) return true;
  if (const std::size_t at = words.rfind("REUTERS/"); at != std::string_view::npos && words.size() - at < 60) return true;
  if (const std::size_t at = words.rfind("AP Photo"); at != std::string_view::npos && words.size() - at < 60) return true;
  const std::string_view ending = std::string_view(folded).substr(folded.size() - std::min<std::size_t>(folded.size(), 14));
  return folded.size() < 400 && (ending.ends_with("getty images") || ending.ends_with("/getty") || ending.ends_with("via getty") || ending.ends_with("via ap") ||
                                 ending.ends_with("via reuters") || ending.ends_with("via afp"));
}

}  // namespace nutgraf::report
