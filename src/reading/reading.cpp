// Walking the tree of a reading, and the names of UD's tags and relations.

#include "reading/reading.h"

#include <algorithm>
#include <array>

namespace nutgraf {

std::vector<std::int32_t> children_of(const Reading& reading, std::int32_t token) {
  const auto at = static_cast<std::size_t>(token);
  return {reading.children.begin() + reading.child_start[at], reading.children.begin() + reading.child_start[at + 1]};
}

std::int32_t child_with(const Reading& reading, std::int32_t token, Deprel relation) {
  const auto at = static_cast<std::size_t>(token);
  for (std::int32_t i = reading.child_start[at]; i < reading.child_start[at + 1]; ++i) {
    const std::int32_t child = reading.children[static_cast<std::size_t>(i)];
    if (reading[child].deprel == relation) return child;
  }
  return no_token;
}

TokenRange subtree_of(const Reading& reading, std::int32_t token) {
  TokenRange range{token, token + 1};
  std::vector<std::int32_t> open{token};
  while (!open.empty()) {
    const std::int32_t next = open.back();
    open.pop_back();
    range.first = std::min(range.first, next);
    range.last = std::max(range.last, next + 1);
    for (const std::int32_t child : children_of(reading, next)) open.push_back(child);
  }
  return range;
}

bool is_under(const Reading& reading, std::int32_t token, std::int32_t ancestor) {
  for (; token != no_token; token = reading[token].head)
    if (token == ancestor) return true;
  return false;
}

Span span_of(const Reading& reading, TokenRange tokens) {
  if (tokens.size() <= 0) return {};
  return {reading[tokens.first].span.begin, reading[tokens.last - 1].span.end};
}

TokenRange tokens_in(const Reading& reading, Span span) {
  const auto first =
      std::ranges::lower_bound(reading.tokens, span.begin, {}, [](const Token& t) { return t.span.begin; });
  auto last = first;
  while (last != reading.tokens.end() && last->span.end <= span.end) ++last;
  const auto begin = reading.tokens.begin();
  return {static_cast<std::int32_t>(first - begin), static_cast<std::int32_t>(last - begin)};
}

namespace {

constexpr std::array<std::string_view, 17> upos_names = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                         "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                         "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, 51> deprel_names = {
    "acl",        "acl:relcl", "advcl",       "advcl:relcl",   "advmod",   "amod",        "appos",        "aux",
    "aux:pass",   "case",      "cc",          "cc:preconj",    "ccomp",    "compound",    "compound:prt", "conj",
    "cop",        "csubj",     "csubj:outer", "csubj:pass",    "dep",      "det",         "det:predet",   "discourse",
    "dislocated", "expl",      "fixed",       "flat",          "goeswith", "iobj",        "list",         "mark",
    "nmod",       "nmod:desc", "nmod:poss",   "nmod:unmarked", "nsubj",    "nsubj:outer", "nsubj:pass",   "nummod",
    "obj",        "obl",       "obl:agent",   "obl:unmarked",  "orphan",   "parataxis",   "punct",        "reparandum",
    "root",       "vocative",  "xcomp"};

}  // namespace

std::string_view name_of(Upos upos) { return upos_names[static_cast<std::size_t>(upos)]; }

std::string_view name_of(Deprel deprel) { return deprel_names[static_cast<std::size_t>(deprel)]; }

std::string_view name_of(NameKind kind) {
  switch (kind) {
    case NameKind::person:
      return "PER";
    case NameKind::organisation:
      return "ORG";
    case NameKind::location:
      return "LOC";
  }
  return "";
}

std::optional<Upos> upos_named(std::string_view name) {
  const auto found = std::ranges::find(upos_names, name);
  if (found == upos_names.end()) return std::nullopt;
  return static_cast<Upos>(found - upos_names.begin());
}

std::optional<Deprel> deprel_named(std::string_view name) {
  const auto found = std::ranges::find(deprel_names, name);
  if (found != deprel_names.end()) return static_cast<Deprel>(found - deprel_names.begin());
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return deprel_named(name.substr(0, colon));
}

}  // namespace nutgraf
