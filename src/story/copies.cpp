// Which reports are one wire story printed by several outlets: they share most runs of five words, though cut, retitled or with other
// figures. Sketches estimate the share without the texts; a band of equal values finds the candidates, so that a
// million reports need no pairwise look.

#include "story/copies.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "story/stories.h"

namespace nutgraf::story {

namespace {

constexpr std::size_t run_length = 5;
constexpr std::size_t sketch_size = 48;
constexpr std::size_t band_size = 3;

std::uint64_t mix(std::uint64_t value) {
  value ^= value >> 33;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33;
  value *= 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33);
}

std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const unsigned char c : word) hash = (hash ^ c) * 0x100000001b3ULL;
  return hash;
}

// Groups of numbers joined pair by pair.
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t find(std::size_t one) {
    while (parent_[one] != one) one = parent_[one] = parent_[parent_[one]];
    return one;
  }
  void join(std::size_t a, std::size_t b) {
    a = find(a), b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

std::vector<std::uint32_t> sketch_shingles(std::string_view text) {
  const auto words = words_of(text);
  if (words.size() < run_length) return {};
  std::vector<std::uint32_t> sketch(sketch_size, ~std::uint32_t{0});
  for (std::size_t first = 0; first + run_length <= words.size(); ++first) {
    std::uint64_t run = 0;
    for (std::size_t i = 0; i < run_length; ++i) run = mix(run + hash_of(words[first + i]));
    for (std::size_t i = 0; i < sketch_size; ++i)
      sketch[i] = std::min(sketch[i], static_cast<std::uint32_t>(mix(run + i * 0x9e3779b97f4a7c15ULL)));
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

std::vector<std::vector<std::string>> find_wire_copies(const std::vector<Telling>& tellings) {
  std::map<std::string, const Telling*> by_report;
  for (const Telling& telling : tellings) by_report.emplace(telling.report, &telling);
  std::vector<const Telling*> reports;
  for (const auto& [report, telling] : by_report) reports.push_back(telling);
  std::ranges::stable_sort(reports, {}, [](const Telling* one) { return std::tuple(!one->filed, one->filed.value_or(Date{}), one->report); });

  Groups groups(reports.size());
  std::map<std::tuple<std::size_t, std::uint32_t, std::uint32_t, std::uint32_t>, std::vector<std::size_t>> bands;
  for (std::size_t i = 0; i < reports.size(); ++i)
    for (std::size_t at = 0; at + band_size <= reports[i]->shingles.size(); at += band_size) {
      const auto& sketch = reports[i]->shingles;
      auto& band = bands[{at, sketch[at], sketch[at + 1], sketch[at + 2]}];
      for (const std::size_t other : band)
        if (share_of_shingles(*reports[i], *reports[other]) >= wire_copy_share) groups.join(i, other);
      band.push_back(i);
    }
  std::map<std::size_t, std::vector<std::string>> members;
  for (std::size_t i = 0; i < reports.size(); ++i) members[groups.find(i)].push_back(reports[i]->report);
  std::vector<std::vector<std::string>> copies;
  for (auto& [first, group] : members)
    if (group.size() > 1) copies.push_back(std::move(group));
  return copies;
}

}  // namespace nutgraf::story
