// From scores to trees: each word takes its best head; when that makes no tree, Chu-Liu and Edmonds' algorithm finds
// the best one, with a heavy fine on every root arc so that one word alone hangs on the root.

#include "reading/tree.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

#include "engine/vector.h"

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

// The nodes of a cycle among `nodes` and their heads (heads[0] is not looked at), in walking order; nothing when there is none.
std::optional<std::vector<std::size_t>> find_cycle(const std::vector<std::size_t>& heads, const std::vector<std::size_t>& nodes) {
  enum State : char { unseen, open, done };
  std::vector<State> states(heads.size(), unseen);
  states[0] = done;
  std::vector<std::size_t> path;
  for (const std::size_t start : nodes) {
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

// The best of `heads`, of which the root is the first; the first of equals.
std::size_t best_head(const Square& scores, std::size_t d, const std::vector<std::size_t>& heads) {
  std::size_t best = 0;
  for (const std::size_t h : heads)
    if (h != d && scores.at(d, h) > scores.at(d, best)) best = h;
  return best;
}

// The best head of a word besides itself; the first of equals.
std::size_t best_head_of_word(const ArcScores& arcs, std::size_t word) {
  const float* const row = arcs.scores + word * arcs.stride;
  const std::size_t before = engine::index_of_largest(row, word + 1);
  if (word + 1 == arcs.words) return before;
  const std::size_t after = word + 2 + engine::index_of_largest(row + word + 2, arcs.words - word - 1);
  return row[after] > row[before] ? after : before;
}

// The maximum spanning tree, worked out in place: a cycle is contracted into its first node, whose arcs become the best of
// the cycle's, and the other nodes sleep. Each contraction costs the nodes awake times the size of the cycle, so the whole
// costs the square of the words, whatever the scores.
class SpanningTree {
 public:
  // Takes the best head of each node, in order of nodes.
  SpanningTree(Square& scores, std::vector<std::size_t> heads, std::vector<std::size_t> nodes)
      : scores_(scores), heads_(std::move(heads)), awake_(std::move(nodes)) {}

  // Heads of all nodes; that of node 0 means nothing.
  std::vector<std::size_t> find() {
    while (auto cycle = find_cycle(heads_, awake_)) contract(std::move(*cycle));
    for (auto last = contractions_.rbegin(); last != contractions_.rend(); ++last) undo(*last);
    return std::move(heads_);
  }

 private:
  struct Contraction {
    std::vector<std::size_t> cycle;    // the first stands for all
    std::vector<std::size_t> outside;  // nodes awake that are not on it
    std::vector<std::size_t> enter;    // for each of outside: the cycle's node through which an arc from there enters
    std::vector<std::size_t> leave;    // for each of outside: the cycle's node that is its best head there
    std::size_t head_of_first;         // before it stood for all
  };

  void contract(std::vector<std::size_t> cycle) {
    const std::size_t first = cycle[0];
    Contraction made{std::move(cycle), {}, {}, {}, heads_[first]};
    std::vector<char> is_inside(scores_.size, 0);
    for (const std::size_t d : made.cycle) is_inside[d] = 1;
    for (const std::size_t a : awake_)
      if (!is_inside[a]) made.outside.push_back(a);
    std::vector<double> held;  // by each of the cycle
    for (const std::size_t d : made.cycle) held.push_back(scores_.at(d, heads_[d]));
    for (const std::size_t a : made.outside) {
      double in = never, out = never;
      std::size_t enter = first, leave = first;
      for (std::size_t i = 0; i < made.cycle.size(); ++i) {
        const std::size_t d = made.cycle[i];
        const double gain = scores_.at(d, a) - held[i];
        if (gain > in) in = gain, enter = d;
        if (scores_.at(a, d) > out) out = scores_.at(a, d), leave = d;
      }
      scores_.at(first, a) = in;
      scores_.at(a, first) = out;
      made.enter.push_back(enter);
      made.leave.push_back(leave);
      if (a != 0 && is_inside[heads_[a]]) heads_[a] = first;
    }
    awake_ = made.outside;
    awake_.insert(std::ranges::upper_bound(awake_, first), first);
    heads_[first] = best_head(scores_, first, awake_);
    contractions_.push_back(std::move(made));
  }

  // The arc that was chosen for the whole cycle takes the place of one of its own.
  void undo(const Contraction& made) {
    const std::size_t first = made.cycle[0], above = heads_[first];
    heads_[first] = made.head_of_first;
    for (std::size_t i = 0; i < made.outside.size(); ++i) {
      const std::size_t a = made.outside[i];
      if (a != 0 && heads_[a] == first) heads_[a] = made.leave[i];
      if (a == above) heads_[made.enter[i]] = above;
    }
  }

  Square& scores_;
  std::vector<std::size_t> heads_;
  std::vector<std::size_t> awake_;  // in order
  std::vector<Contraction> contractions_;
};

}  // namespace

std::vector<std::size_t> decode_heads(const ArcScores& arcs) {
  std::vector<std::size_t> heads(arcs.words + 1, 0);  // of all nodes
  std::size_t roots = 0;
  for (std::size_t i = 0; i < arcs.words; ++i) {
    heads[i + 1] = best_head_of_word(arcs, i);
    roots += heads[i + 1] == 0;
  }
  std::vector<std::size_t> all(heads.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (roots != 1 || find_cycle(heads, all)) {
    Square scores(heads.size());
    for (std::size_t i = 0; i < arcs.words; ++i) {
      for (std::size_t h = 0; h <= arcs.words; ++h) scores.at(i + 1, h) = static_cast<double>(arcs.at(i, h));
      scores.at(i + 1, 0) -= root_fine;
      scores.at(i + 1, i + 1) = never;
    }
    for (std::size_t d = 1; d < heads.size(); ++d)
      if (heads[d] == 0) heads[d] = best_head(scores, d, all);
    heads = SpanningTree(scores, std::move(heads), std::move(all)).find();
  }
  return {heads.begin() + 1, heads.end()};
}

}  // namespace nutgraf::reading
