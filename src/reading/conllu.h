#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reading/reader.h"

namespace nutgraf::reading {

// One line of a sentence in CoNLL-U: a word of the reading, or a line that is kept as it is (a remark, a multiword
// line, an empty node).
struct ConlluLine {
  std::int32_t token = no_token;  // the word, or no_token
  std::string kept;               // the whole line, or a word's last column (MISC)
};

// A CoNLL-U file whose words are given: their forms strung together as the text, and the lines to print them back.
struct ConlluFile {
  std::string text;
  Reading reading;                             // tokens and sentences only
  std::vector<std::vector<ConlluLine>> lines;  // one list a sentence
};

// Reads CoNLL-U. Errors name file and line: not ten columns, ids out of order, an empty form, a multiword range that no
// words follow.
Result<ConlluFile> read_conllu(const std::string& path, std::string_view content);

// The file's lines with tags, heads, relations and names filled in from its (by now labelled) reading. Earlier values
// of these columns, enhanced dependencies and empty nodes are dropped.
std::string write_conllu(const ConlluFile& file);

// A reading of raw text as CoNLL-U, with `# newpar`, `# sent_id`, `# text`, multiword lines and SpaceAfter=No.
std::string write_conllu(std::string_view text, const Reading& reading);

}  // namespace nutgraf::reading
