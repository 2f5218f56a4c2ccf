// Prints readings as CoNLL-U: ten columns a word, multiword tokens as "3-4" lines, names in MISC as Name=B-PER.

#include <fmt/format.h>

#include <iterator>

#include "reading/conllu.h"

namespace nutgraf::reading {

namespace {

// MISC without earlier names, as "A=b|C=d"; empty when nothing is left.
std::string without_names(std::string_view misc) {
  std::string left;
  for (std::size_t from = 0; from <= misc.size();) {
    const std::size_t end = std::min(misc.find('|', from), misc.size());
    const std::string_view one = misc.substr(from, end - from);
    if (!one.empty() && one != "_" && !one.starts_with("Name=")) {
      if (!left.empty()) left.push_back('|');
      left.append(one);
    }
    from = end + 1;
  }
  return left;
}

std::string misc_of(const Reading& reading, std::int32_t index, std::string misc) {
  const Token& token = reading[index];
  if (token.name >= 0) {
    const Name& name = reading.names[static_cast<std::size_t>(token.name)];
    const std::string mark = fmt::format("Name={}-{}", name.tokens.first == index ? 'B' : 'I', name_of(name.kind));
    misc = misc.empty() ? mark : mark + "|" + misc;
  }
  return misc.empty() ? "_" : misc;
}

void write_word(std::string& out, const Reading& reading, std::int32_t index, std::int32_t first, std::string misc) {
  const Token& token = reading[index];
  const std::int32_t head = token.head == no_token ? 0 : token.head - first + 1;
  fmt::format_to(std::back_inserter(out), "{}\t{}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{}\n", index - first + 1, token.form,
                 token.lemma.empty() ? "_" : token.lemma, name_of(token.upos), token.morph.empty() ? "_" : token.morph,
                 head, name_of(token.deprel), misc_of(reading, index, std::move(misc)));
}

// Text on one line: every blank run as one space.
void append_plain(std::string& out, std::string_view text) {
  bool was_blank = false;
  for (const char c : text) {
    const bool is_blank = static_cast<unsigned char>(c) <= 0x20;
    if (!is_blank) out.push_back(c);
    if (is_blank && !was_blank) out.push_back(' ');
    was_blank = is_blank;
  }
}

class RawWriter {
 public:
  RawWriter(std::string_view text, const Reading& reading) : text_(text), reading_(reading) {}

  std::string write() {
    std::int32_t block = -1;
    int number = 0;
    for (const Sentence& sentence : reading_.sentences) {
      if (sentence.block != block) out_ += "# newpar\n";
      block = sentence.block;
      fmt::format_to(std::back_inserter(out_), "# sent_id = {}\n# text = ", ++number);
      append_plain(out_, words_of(text_, sentence.span));
      out_.push_back('\n');
      write_sentence(sentence);
      out_.push_back('\n');
    }
    return std::move(out_);
  }

 private:
  bool touches_next(std::int32_t i) const {
    return i + 1 < reading_.size() && reading_[i].span.end == reading_[i + 1].span.begin;
  }

  void write_sentence(const Sentence& sentence) {
    for (std::int32_t i = sentence.tokens.first; i < sentence.tokens.last; ++i) {
      if (reading_[i].starts_multiword) write_multiword(sentence, i);
      const bool is_inside = reading_[i].starts_multiword || reading_[i].continues_multiword;
      write_word(out_, reading_, i, sentence.tokens.first, !is_inside && touches_next(i) ? "SpaceAfter=No" : "");
    }
  }

  void write_multiword(const Sentence& sentence, std::int32_t first) {
    std::int32_t last = first;
    while (last + 1 < sentence.tokens.last && reading_[last + 1].continues_multiword) ++last;
    const Span span = span_of(reading_, {first, last + 1});
    fmt::format_to(std::back_inserter(out_), "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}\n", first - sentence.tokens.first + 1,
                   last - sentence.tokens.first + 1, words_of(text_, span), touches_next(last) ? "SpaceAfter=No" : "_");
  }

  std::string_view text_;
  const Reading& reading_;
  std::string out_;
};

}  // namespace

std::string write_conllu(std::string_view text, const Reading& reading) { return RawWriter(text, reading).write(); }

std::string write_conllu(const ConlluFile& file) {
  std::string out;
  for (std::size_t s = 0; s < file.lines.size(); ++s) {
    for (const ConlluLine& line : file.lines[s]) {
      if (line.token == no_token)
        out.append(line.kept).push_back('\n');
      else
        write_word(out, file.reading, line.token, file.reading.sentences[s].tokens.first, without_names(line.kept));
    }
    out.push_back('\n');
  }
  return out;
}

}  // namespace nutgraf::reading
