#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "report/report.h"

namespace nutgraf {

// Universal Dependencies v2 part-of-speech tags.
enum class Upos : std::uint8_t {
  adj,
  adp,
  adv,
  aux,
  cconj,
  det,
  intj,
  noun,
  num,
  part,
  pron,
  propn,
  punct,
  sconj,
  sym,
  verb,
  x
};

// Universal Dependencies v2 relations with the subtypes that English treebanks use.
enum class Deprel : std::uint8_t {
  acl,
  acl_relcl,
  advcl,
  advcl_relcl,
  advmod,
  amod,
  appos,
  aux,
  aux_pass,
  case_,
  cc,
  cc_preconj,
  ccomp,
  compound,
  compound_prt,
  conj,
  cop,
  csubj,
  csubj_outer,
  csubj_pass,
  dep,
  det,
  det_predet,
  discourse,
  dislocated,
  expl,
  fixed,
  flat,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nmod_desc,
  nmod_poss,
  nmod_unmarked,
  nsubj,
  nsubj_outer,
  nsubj_pass,
  nummod,
  obj,
  obl,
  obl_agent,
  obl_unmarked,
  orphan,
  parataxis,
  punct,
  reparandum,
  root,
  vocative,
  xcomp
};

enum class Number : std::uint8_t { none, singular, plural };
enum class Tense : std::uint8_t { none, past, present };
enum class VerbForm : std::uint8_t { none, finite, infinitive, participle, gerund };
enum class Voice : std::uint8_t { none, passive };
enum class Mood : std::uint8_t { none, indicative, imperative, subjunctive };
enum class NameKind : std::uint8_t { person, organisation, location };

constexpr std::int32_t no_token = -1;

// One syntactic word ("do" and "n't" of "don't" are two).
struct Token {
  Span span;
  std::string form;   // as printed
  std::string lower;  // lower case
  std::string lemma;  // lower case but for proper nouns
  std::string morph;  // UD features as printed in CoNLL-U, "Number=Plur|Tense=Past"; empty when none
  Upos upos = Upos::x;
  Deprel deprel = Deprel::dep;
  Number number = Number::none;
  Tense tense = Tense::none;
  VerbForm verb_form = VerbForm::none;
  Voice voice = Voice::none;
  Mood mood = Mood::none;
  std::int32_t head = no_token;      // index into Reading::tokens; no_token for a sentence's root
  std::int32_t sentence = 0;         // index into Reading::sentences
  std::int32_t name = -1;            // index into Reading::names, or -1
  std::int32_t quote = -1;           // index into Reading::quotes when inside one, or -1
  bool starts_multiword = false;     // first of several words written as one ("don't")
  bool continues_multiword = false;  // written on to the word before it
};

// Tokens [first, last).
struct TokenRange {
  std::int32_t first = 0;
  std::int32_t last = 0;
  std::int32_t size() const { return last - first; }
  bool contains(std::int32_t token) const { return first <= token && token < last; }
  auto operator<=>(const TokenRange&) const = default;
};

struct Sentence {
  TokenRange tokens;
  Span span;
  std::int32_t block = 0;  // index into Report::blocks
  std::int32_t root = no_token;
};

// A name in the text as the model marks it.
struct Name {
  TokenRange tokens;
  Span span;
  NameKind kind = NameKind::person;
  float confidence = 0;
};

// A number in words or digits: "1.2 million", "forty-five", "a dozen", "20". What it counts is
// how_many's business.
struct NumberWords {
  TokenRange tokens;
  Span span;
  double value = 0;
  bool is_digits = false;   // written in digits ("1,200"), not words
  bool is_ordinal = false;  // "third", "21st"
};

// Words between quotation marks; a quotation that runs over several paragraphs is one.
struct Quote {
  TokenRange tokens;  // the words inside the marks
  Span span;          // with the marks
};

// A report read: words, sentences, trees, names, numbers and quotations. Sentences never cross a
// block; blocks that repeat an earlier one are not read again.
struct Reading {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Name> names;
  std::vector<NumberWords> numbers;
  std::vector<Quote> quotes;
  std::vector<std::int32_t> child_start;  // children of token t: children[child_start[t] .. child_start[t + 1])
  std::vector<std::int32_t> children;     // in text order

  const Token& operator[](std::int32_t token) const { return tokens[static_cast<std::size_t>(token)]; }
  std::int32_t size() const { return static_cast<std::int32_t>(tokens.size()); }
};

// The tokens that hang directly on `token`, in text order.
std::vector<std::int32_t> children_of(const Reading& reading, std::int32_t token);

// The first child with the relation, or no_token.
std::int32_t child_with(const Reading& reading, std::int32_t token, Deprel relation);

// The tokens from the first to the last word of the tree under `token`.
TokenRange subtree_of(const Reading& reading, std::int32_t token);

// True when `ancestor` is `token` itself or stands above it in the tree.
bool is_under(const Reading& reading, std::int32_t token, std::int32_t ancestor);

// The bytes from the first to the last of these tokens; an empty span when the range is empty.
Span span_of(const Reading& reading, TokenRange tokens);

// The tokens that lie in the span; empty range when none does.
TokenRange tokens_in(const Reading& reading, Span span);

std::string_view name_of(Upos upos);      // "NOUN"
std::string_view name_of(Deprel deprel);  // "nsubj:pass"
std::string_view name_of(NameKind kind);  // "PER", "ORG", "LOC"
std::optional<Upos> upos_named(std::string_view name);
std::optional<Deprel> deprel_named(std::string_view name);  // an unknown subtype falls back to its main relation

}  // namespace nutgraf
