// Finds the tables' phrases in a reading. Capitals decide where they can: "ICE agents" but not "ice
// cream", "Rangers" but not "rangers". A name that is also an ordinary word must not owe its capital to
// the start of the sentence or to a headline, and in a text without case it must stand in brackets.

#include "who/matches.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"

namespace nutgraf::who {

namespace {

enum class List : std::uint8_t { names, agents, titles, places };

List list_of(Source source) {
  switch (source) {
    case Source::agent:
      return List::agents;
    case Source::title:
      return List::titles;
    case Source::country:
    case Source::region:
      return List::places;
    case Source::body:
    case Source::organisation:
    case Source::armed_group:
    case Source::party:
    case Source::leader:
      return List::names;
  }
  return List::names;
}

class Finder {
 public:
  Finder(const Reading& reading, const std::vector<Letters>& letters, const Lexicon& lexicon)
      : reading_(reading), letters_(letters), lexicon_(lexicon), pieces_(cut_reading(reading, lexicon.phrases)) {}

  Matches find() {
    Matches matches;
    for (std::size_t i = 0; i < pieces_.size(); ++i) walk(i, matches);
    return matches;
  }

 private:
  struct Best {
    std::size_t last = 0;  // piece
    std::vector<std::uint32_t> forms;
  };

  void walk(std::size_t first, Matches& matches) {
    std::uint32_t node = lexicon_.phrases.start(pieces_[first].word);
    if (node == Phrases::nowhere || is_inside_token(first)) return;
    std::array<Best, 4> best;
    for (std::size_t last = first;;) {
      if (!is_followed_inside_token(last))
        for (const std::uint32_t value : lexicon_.phrases.values(node)) {
          const Form& form = lexicon_.forms[value];
          if (!is_written_so(form, first, last)) continue;
          Best& one = best[static_cast<std::size_t>(list_of(lexicon_.entry_of(form).source))];
          if (one.last != last || one.forms.empty()) one.forms.clear();
          one.last = last;
          one.forms.push_back(value);
        }
      if (++last == pieces_.size() || pieces_[last].starts_run) break;
      node = lexicon_.phrases.next(node, pieces_[last].word);
      if (node == Phrases::nowhere) break;
    }
    const std::array<std::vector<Match>*, 4> lists = {&matches.names, &matches.agents, &matches.titles,
                                                      &matches.places};
    for (std::size_t list = 0; list < lists.size(); ++list) {
      if (best[list].forms.empty()) continue;
      const TokenRange tokens{pieces_[first].token, pieces_[best[list].last].token + 1};
      // A match inside an earlier, longer one of its list is a part of that one.
      if (!lists[list]->empty() && tokens.last <= lists[list]->back().tokens.last &&
          tokens != lists[list]->back().tokens)
        continue;
      for (const std::uint32_t form : best[list].forms) lists[list]->push_back({tokens, form});
    }
  }

  bool is_inside_token(std::size_t piece) const {
    return piece > 0 && pieces_[piece - 1].token == pieces_[piece].token;
  }
  bool is_followed_inside_token(std::size_t piece) const {
    return piece + 1 < pieces_.size() && pieces_[piece + 1].token == pieces_[piece].token;
  }

  bool is_written_so(const Form& form, std::size_t first, std::size_t last) const {
    const TextPiece& piece = pieces_[first];
    const Token& token = reading_[piece.token];
    const Letters letters = letters_[static_cast<std::size_t>(token.sentence)];
    const bool has_case = letters == Letters::mixed || letters == Letters::headline;
    if (form.is_ordinary && form.capitals != Capitals::any) {
      if (!has_case)
        return stands_in_brackets(piece.token, pieces_[last].token) || token.form.find('.') != std::string::npos;
      if (form.capitals == Capitals::first &&
          (letters == Letters::headline ||
           piece.token == reading_.sentences[static_cast<std::size_t>(token.sentence)].tokens.first))
        return false;
      if (form.capitals == Capitals::first && token.upos != Upos::propn && token.upos != Upos::x) return false;
    }
    if (!has_case) return form.capitals != Capitals::all || piece.word != 0;
    switch (form.capitals) {
      case Capitals::any:
        return !form.ends_capital || pieces_[last].shape != Shape::lower;
      case Capitals::first:
        return piece.shape != Shape::lower && (!form.ends_capital || pieces_[last].shape != Shape::lower);
      case Capitals::all:
        return piece.shape == Shape::upper;
    }
    return false;
  }

  bool stands_in_brackets(std::int32_t first, std::int32_t last) const {
    if (first == 0 || last + 1 >= reading_.size()) return false;
    const std::string& before = reading_[first - 1].form;
    const std::string& after = reading_[last + 1].form;
    return (before == "(" || before == "[") && (after == ")" || after == "]");
  }

  const Reading& reading_;
  const std::vector<Letters>& letters_;
  const Lexicon& lexicon_;
  std::vector<TextPiece> pieces_;
};

}  // namespace

std::vector<Letters> letters_of(const Reading& reading) {
  std::vector<Letters> all;
  for (const Sentence& sentence : reading.sentences) {
    int upper = 0, lower = 0, long_words = 0, titled = 0;
    for (std::int32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
      const std::string& form = reading[t].form;
      const bool starts_upper = is_capitalised(form);
      if (form.size() >= 4 && is_letter(read_character(form, 0).code_point)) {
        ++long_words;
        titled += starts_upper ? 1 : 0;
      }
      for (const char c : form) {
        if (c >= 'A' && c <= 'Z')
          ++upper;
        else if (c >= 'a' && c <= 'z')
          ++lower;
      }
    }
    if (lower * 20 <= upper && upper > 1)
      all.push_back(Letters::upper);
    else if (upper == 0 && lower > 0)
      all.push_back(Letters::lower);
    else if (long_words >= 4 && titled * 10 >= long_words * 9)
      all.push_back(Letters::headline);
    else
      all.push_back(Letters::mixed);
  }
  return all;
}

Matches find_matches(const Reading& reading, const std::vector<Letters>& letters, const Lexicon& lexicon) {
  return Finder(reading, letters, lexicon).find();
}

}  // namespace nutgraf::who
