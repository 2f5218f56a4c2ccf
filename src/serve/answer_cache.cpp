// Keeps answers of reading requests until the project changes: a screen asks for the same facets, map and timeline again and
// again while a person reads. One change makes all of them stale, so they are kept under one number and dropped together.

#include "serve/answer_cache.h"

namespace nutgraf::serve {

namespace {

constexpr std::size_t overhead = 256;  // bytes that an entry takes besides its texts

std::size_t size_of(const std::string& request, const std::string& body) { return 2 * request.size() + body.size() + overhead; }

}  // namespace

void AnswerCache::drop_all() {
  places_.clear();
  order_.clear();
  bytes_ = 0;
}

std::shared_ptr<const std::string> AnswerCache::look_up(const std::string& request, std::int64_t state) {
  const std::lock_guard lock(mutex_);
  const auto found = state == state_ ? places_.find(request) : places_.end();
  if (found == places_.end()) return nullptr;
  order_.splice(order_.begin(), order_, found->second);
  return found->second->body;
}

std::shared_ptr<const std::string> AnswerCache::find(const std::string& request, std::int64_t state) {
  auto body = look_up(request, state);
  body ? ++hits_ : ++misses_;
  return body;
}

std::shared_ptr<const std::string> AnswerCache::find_again(const std::string& request, std::int64_t state) {
  auto body = look_up(request, state);
  if (body) {
    --misses_;
    ++hits_;
  }
  return body;
}

void AnswerCache::keep(const std::string& request, std::int64_t state, std::string body) {
  const std::size_t size = size_of(request, body);
  if (size > most_bytes_ / 8) return;
  const std::lock_guard lock(mutex_);
  if (state < state_) return;
  if (state > state_) {
    drop_all();
    state_ = state;
  }
  if (places_.contains(request)) return;
  order_.push_front({request, std::make_shared<const std::string>(std::move(body))});
  places_.emplace(request, order_.begin());
  bytes_ += size;
  while (bytes_ > most_bytes_) {
    const Kept& last = order_.back();
    bytes_ -= size_of(last.request, *last.body);
    places_.erase(last.request);
    order_.pop_back();
  }
}

}  // namespace nutgraf::serve
