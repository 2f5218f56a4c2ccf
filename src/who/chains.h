#pragma once

#include <string>
#include <vector>

#include "who/mention.h"

namespace nutgraf::who {

// Which mentions are the same party, and why: a forest whose trees are the parties.
class Chains {
 public:
  explicit Chains(std::size_t size) : parent_(size, -1), earlier_(size, -1), link_(size, Link::none), because_(size) {}

  // Says that `later` stands for `earlier`; does nothing when they are joined already.
  void join(std::int32_t later, std::int32_t earlier, Link link, std::string because);
  bool are_joined(std::int32_t a, std::int32_t b) const { return root(a) == root(b); }
  std::int32_t root(std::int32_t i) const;
  bool is_linked(std::int32_t i) const { return earlier_[static_cast<std::size_t>(i)] >= 0; }
  std::int32_t earlier(std::int32_t i) const { return earlier_[static_cast<std::size_t>(i)]; }
  Link link(std::int32_t i) const { return link_[static_cast<std::size_t>(i)]; }
  const std::string& because(std::int32_t i) const { return because_[static_cast<std::size_t>(i)]; }
  std::size_t size() const { return parent_.size(); }

 private:
  std::vector<std::int32_t> parent_, earlier_;
  std::vector<Link> link_;
  std::vector<std::string> because_;
};

// Two genders or numbers that may belong to one party.
bool may_agree(const Mention& a, const Mention& b);

// Each adds the links that it is sure of; run in this order.
void join_names(const Page& page, std::vector<Mention>& mentions, Chains& chains);
void join_appositions(const Page& page, std::vector<Mention>& mentions, Chains& chains);
void join_descriptions(const Page& page, std::vector<Mention>& mentions, Chains& chains);
void join_pronouns(const Page& page, std::vector<Mention>& mentions, Chains& chains);

}  // namespace nutgraf::who
