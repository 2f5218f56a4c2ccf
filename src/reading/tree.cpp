// From scores to trees: each word takes its best head; when that makes no tree, Chu-Liu and Edmonds' algorithm finds
// the best one, with a heavy fine on every root arc so that one word alone hangs on the root.

#include "reading/tree.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

namespace nutgraf::reading {

namespace {

constexpr double root_fine = 1e4;
constexpr double never = -std::numeric_limits<double>::infinity();

// A square of scores: at(d, h) for node d with head h; node 0 is the root.
struct Square {
  explicit Square(std::size_t n) : size(n), numbers(n * n, never) {}
  double& at(std::size_t d, std::size_t h) { return numbers[d * size + h]; }
  double at(std::size_t d, std::size_t h) const { return numbers[d * size + h]; }
  std::size_t size;
  std::vector<double> numbers;
};

// The nodes of a cycle among heads (heads[0] is not looked at), in walking order; nothing when there is none.
std::optional<std::vector<std::size_t>> find_cycle(const std::vector<std::size_t>& heads) {
  enum State : char { unseen, open, done };
  std::vector<State> states(heads.size(), unseen);
  states[0] = done;
  std::vector<std::size_t> path;
  for (std::size_t start = 1; start < heads.size(); ++start) {
    path.clear();
    std::size_t at = start;
    while (states[at] == unseen) {
      states[at] = open;
      path.push_back(at);
      at = heads[at];
    }
    if (states[at] == open) return std::vector(std::ranges::find(path, at), path.end());
    for (const std::size_t node : path) states[node] = done;
  }
  return std::nullopt;
}

std::size_t best_head(const Square& scores, std::size_t d) {
  std::size_t best = 0;
  for (std::size_t h = 1; h < scores.size; ++h)
    if (h != d && scores.at(d, h) > scores.at(d, best)) best = h;
  return best;
}

// What stands for a cycle while the smaller problem is solved.
struct Contraction {
  std::vector<std::size_t> outside;  // nodes that are not on the cycle
  std::vector<std::size_t> enter;    // for outside node a: the cycle's node through which an arc from a enters
  std::vector<std::size_t> leave;    // for outside node a: the cycle's node that is its best head there
  Square scores;                     // outside nodes, then the cycle as the last
};

Contraction contract(const Square& scores, const std::vector<std::size_t>& heads,
                     const std::vector<std::size_t>& cycle) {
  std::vector<char> is_inside(scores.size, 0);
  double cycle_score = 0;
  for (const std::size_t d : cycle) {
    is_inside[d] = 1;
    cycle_score += scores.at(d, heads[d]);
  }
  std::vector<std::size_t> outside;
  for (std::size_t node = 0; node < scores.size; ++node)
    if (!is_inside[node]) outside.push_back(node);
  const std::size_t m = outside.size();
  Contraction small{outside, std::vector<std::size_t>(m, cycle[0]), std::vector<std::size_t>(m, cycle[0]),
                    Square(m + 1)};
  for (std::size_t a = 0; a < m; ++a) {
    for (std::size_t b = 0; b < m; ++b) small.scores.at(a, b) = scores.at(outside[a], outside[b]);
    double& in = small.scores.at(m, a);
    double& out = small.scores.at(a, m);
    for (const std::size_t d : cycle) {
      const double gain = scores.at(d, outside[a]) - scores.at(d, heads[d]) + cycle_score;
      if (gain > in) in = gain, small.enter[a] = d;
      if (scores.at(outside[a], d) > out) out = scores.at(outside[a], d), small.leave[a] = d;
    }
  }
  return small;
}

// The best heads in the smaller problem. An outside node keeps its own: nothing that it could hang on got better.
std::vector<std::size_t> best_heads_after(const Contraction& small, const std::vector<std::size_t>& heads) {
  const std::size_t m = small.outside.size();
  std::vector<std::size_t> place(heads.size(),
                                 m);  // of an old node among the new ones; those of the cycle are the last
  for (std::size_t a = 0; a < m; ++a) place[small.outside[a]] = a;
  std::vector<std::size_t> best(m + 1, 0);
  for (std::size_t a = 1; a < m; ++a) best[a] = place[heads[small.outside[a]]];
  best[m] = best_head(small.scores, m);
  return best;
}

// Heads of all nodes (that of node 0 means nothing), given the best head of each.
std::vector<std::size_t> spanning_tree(const Square& scores, std::vector<std::size_t> heads) {
  const auto cycle = find_cycle(heads);
  if (!cycle) return heads;
  const Contraction small = contract(scores, heads, *cycle);
  const std::vector<std::size_t> chosen = spanning_tree(small.scores, best_heads_after(small, heads));
  const std::size_t m = small.outside.size();
  for (std::size_t a = 1; a < m; ++a)
    heads[small.outside[a]] = chosen[a] == m ? small.leave[a] : small.outside[chosen[a]];
  heads[small.enter[chosen[m]]] = small.outside[chosen[m]];
  return heads;
}

}  // namespace

std::vector<std::size_t> decode_heads(const ArcScores& arcs) {
  std::vector<std::size_t> nodes(arcs.words + 1, 0);
  std::size_t roots = 0;
  for (std::size_t i = 0; i < arcs.words; ++i) {
    std::size_t best = 0;
    for (std::size_t h = 1; h <= arcs.words; ++h)
      if (h != i + 1 && arcs.at(i, h) > arcs.at(i, best)) best = h;
    nodes[i + 1] = best;
    roots += best == 0;
  }
  if (roots != 1 || find_cycle(nodes)) {
    Square scores(arcs.words + 1);
    for (std::size_t i = 0; i < arcs.words; ++i)
      for (std::size_t h = 0; h <= arcs.words; ++h)
        if (h != i + 1) scores.at(i + 1, h) = static_cast<double>(arcs.at(i, h)) - (h == 0 ? root_fine : 0);
    for (std::size_t d = 1; d < nodes.size(); ++d)
      if (nodes[d] == 0) nodes[d] = best_head(scores, d);
    nodes = spanning_tree(scores, std::move(nodes));
  }
  return {nodes.begin() + 1, nodes.end()};
}

}  // namespace nutgraf::reading
