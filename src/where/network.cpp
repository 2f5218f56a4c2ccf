// Judges by learned weights: is this span a place, which of these places is meant.

#include "where/network.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

namespace nutgraf::where {

namespace {

constexpr std::size_t most_units = 32;

// tanh to four digits, by its continued fraction.
float squash(float x) {
  if (x > 4.9f) return 1;
  if (x < -4.9f) return -1;
  const float y = x * x;
  return x * (135135 + y * (17325 + y * (378 + y))) / (135135 + y * (62370 + y * (3150 + y * 28)));
}

}  // namespace

Result<Network> Network::load(const TableSource& tables, const std::string& path) {
  TableShape shape{.columns = {"feature"}, .key = {"feature"}};
  for (std::size_t unit = 0; unit < most_units; ++unit) shape.columns.push_back(fmt::format("u{}", unit));
  const auto table = tables.read(path, shape);
  if (!table) return std::unexpected(table.error());
  Network network;
  for (const Row& row : table->rows) {
    std::vector<float> weights;
    for (std::size_t unit = 1; unit < row.cells.size() && !row.cells[unit].empty(); ++unit) {
      char* end = nullptr;
      weights.push_back(std::strtof(row.cells[unit].c_str(), &end));
      if (*end != '\0') return fail(fmt::format("{}: \"{}\" is no number", table->place_of(row), row.cells[unit]));
    }
    if (row.cells[0] == "(bias)") {
      network.bias_ = std::move(weights);
    } else if (row.cells[0] == "(out)") {
      network.out_ = std::move(weights);
    } else if (row.cells[0] == "(out bias)") {
      network.out_bias_ = weights.empty() ? 0 : weights[0];
    } else {
      network.names_.push_back(row.cells[0]);
      network.rows_.push_back(std::move(weights));
    }
  }
  const std::size_t units = network.out_.size();
  const auto fits = [&](const std::vector<float>& row) { return row.size() == units; };
  if (units == 0 || !fits(network.bias_) || !std::ranges::all_of(network.rows_, fits))
    return fail(fmt::format("{}: rows of unequal length, or no (bias) or (out); make it again with training/where/train.py", path));
  return network;
}

void Network::order_features(std::span<const std::string_view> names) {
  ordered_.clear();
  for (const std::string_view name : names) {
    const auto found = std::ranges::find(names_, name);
    ordered_.push_back(found == names_.end() ? std::vector<float>(out_.size()) : rows_[static_cast<std::size_t>(found - names_.begin())]);
  }
}

double Network::judge(std::span<const float> features) const {
  float units[most_units] = {};
  const std::size_t count = out_.size();
  std::copy(bias_.begin(), bias_.end(), units);
  for (std::size_t f = 0; f < features.size() && f < ordered_.size(); ++f) {
    if (features[f] == 0) continue;
    for (std::size_t u = 0; u < count; ++u) units[u] += features[f] * ordered_[f][u];
  }
  double sum = out_bias_;
  for (std::size_t u = 0; u < count; ++u) sum += out_[u] * squash(units[u]);
  return sum;
}

}  // namespace nutgraf::where
