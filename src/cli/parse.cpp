// `nutgraf parse FILE|-`: the reading of a text as CoNLL-U, for other tools and for scoring.

#include "cli/parse.h"

#include <fmt/core.h>

#include <cstdio>
#include <memory>

#include "reading/conllu.h"

namespace nutgraf::cli {

namespace {

Result<std::string> read_all(const std::string& path) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(nullptr, &std::fclose);
  std::FILE* file = stdin;
  if (path != "-") {
    opened.reset(std::fopen(path.c_str(), "rb"));
    if (!opened) return fail(fmt::format("{}: cannot be opened; is the path right and may it be read?", path));
    file = opened.get();
  }
  std::string content;
  char piece[1 << 16];
  for (std::size_t got = 0; (got = std::fread(piece, 1, sizeof piece, file)) > 0;) content.append(piece, got);
  if (std::ferror(file)) return fail(fmt::format("{}: cannot be read (a folder?)", path));
  if (content.size() >= (std::size_t{1} << 32) - 16) return fail(fmt::format("{}: longer than 4 GB", path));
  return content;
}

Result<std::string> parse(const ParseOptions& options) {
  auto content = read_all(options.file);
  if (!content) return content;
  const auto reader = load_reader(options.model, options.folder);
  if (!reader) return std::unexpected(reader.error());
  if (options.tokens == GivenTokens::none) return reading::write_conllu(*content, read_paragraphs(*content, **reader));
  auto file = reading::read_conllu(options.file, *content);
  if (!file) return std::unexpected(file.error());
  label_words(file->reading, **reader);
  return reading::write_conllu(*file);
}

}  // namespace

int run_parse(const ParseOptions& options) {
  const auto printed = parse(options);
  if (!printed) {
    fmt::print(stderr, "nutgraf: {}\n", printed.error().message);
    return 1;
  }
  std::fwrite(printed->data(), 1, printed->size(), stdout);
  return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace nutgraf::cli
