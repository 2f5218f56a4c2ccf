// Which reports are one wire story printed by several outlets: they share most runs of five words, though cut, retitled or with other
// figures. Sketches estimate the share without the texts; who shares any values with whom is found by the store.

#include "story/copies.h"

#include <algorithm>

#include "base/hash.h"
#include "story/stories.h"

namespace nutgraf::story {

namespace {

constexpr std::size_t run_length = 5;
constexpr std::size_t sketch_size = 48;

}  // namespace

std::vector<std::uint32_t> sketch_shingles(std::string_view text) {
  const auto words = words_of(text);
  if (words.size() < run_length) return {};
  std::vector<std::uint32_t> sketch(sketch_size, ~std::uint32_t{0});
  for (std::size_t first = 0; first + run_length <= words.size(); ++first) {
    std::uint64_t run = 0;
    for (std::size_t i = 0; i < run_length; ++i) run = mix_hash(run + hash_text(words[first + i]));
    for (std::size_t i = 0; i < sketch_size; ++i)
      sketch[i] = std::min(sketch[i], static_cast<std::uint32_t>(mix_hash(run + i * 0x9e3779b97f4a7c15ULL)));
  }
  return sketch;
}

double share_of_sketches(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  if (a.empty() || a.size() != b.size()) return 0;
  std::size_t same = 0;
  for (std::size_t i = 0; i < a.size(); ++i) same += a[i] == b[i];
  return static_cast<double>(same) / static_cast<double>(a.size());
}

double share_of_shingles(const Telling& a, const Telling& b) { return share_of_sketches(a.shingles, b.shingles); }

}  // namespace nutgraf::story
