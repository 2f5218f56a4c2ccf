// Puts a reading together: blocks into sentences and tokens, and heads into child lists.

#include "reading/assemble.h"

#include "base/utf8.h"
#include "reading/sentences.h"

namespace nutgraf::reading {

void add_token(Reading& reading, std::string_view text, const Word& word) {
  Token token;
  token.span = word.span;
  token.form = words_of(text, word.span);
  token.lower = lower_case(token.form);
  token.lemma = token.lower;
  token.sentence = static_cast<std::int32_t>(reading.sentences.size()) - 1;
  token.starts_multiword = word.starts_multiword;
  token.continues_multiword = word.continues_multiword;
  reading.tokens.push_back(std::move(token));
}

void add_block(Reading& reading, std::string_view text, Span block, std::int32_t block_index, const WordRules& rules) {
  std::vector<Word> words = split_words(text, block, rules);
  std::size_t first = 0;
  for (const std::size_t end : split_sentences(text, words, rules)) {
    const std::int32_t first_token = reading.size();
    Sentence sentence;
    sentence.block = block_index;
    sentence.span = {words[first].span.begin, words[end - 1].span.end};
    sentence.tokens = {first_token, first_token + static_cast<std::int32_t>(end - first)};
    reading.sentences.push_back(sentence);
    for (std::size_t i = first; i < end; ++i) add_token(reading, text, words[i]);
    first = end;
  }
}

void link_tree(Reading& reading) {
  const auto size = static_cast<std::size_t>(reading.size());
  reading.child_start.assign(size + 1, 0);
  reading.children.clear();
  for (const Token& token : reading.tokens)
    if (token.head != no_token) ++reading.child_start[static_cast<std::size_t>(token.head) + 1];
  for (std::size_t i = 0; i < size; ++i) reading.child_start[i + 1] += reading.child_start[i];
  reading.children.resize(static_cast<std::size_t>(reading.child_start[size]));
  std::vector<std::int32_t> next(reading.child_start.begin(), reading.child_start.end() - 1);
  for (std::size_t i = 0; i < size; ++i) {
    const std::int32_t head = reading.tokens[i].head;
    if (head != no_token)
      reading.children[static_cast<std::size_t>(next[static_cast<std::size_t>(head)]++)] = static_cast<std::int32_t>(i);
  }
  for (Sentence& sentence : reading.sentences)
    for (std::int32_t i = sentence.tokens.first; i < sentence.tokens.last && sentence.root == no_token; ++i)
      if (reading[i].deprel == Deprel::root && reading[i].head == no_token) sentence.root = i;
}

}  // namespace nutgraf::reading
