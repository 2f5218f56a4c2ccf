#include "serve/turns.h"

namespace nutgraf::serve {

void Turns::wait() {
  std::unique_lock lock(mutex_);
  if (free_ > 0) {
    --free_;
    return;
  }
  Waiter waiter;
  waiters_.push_back(&waiter);
  waiter.called.wait(lock, [&] { return waiter.is_called; });
}

// Hands the turn on to who has waited longest.
void Turns::end() {
  const std::lock_guard lock(mutex_);
  if (waiters_.empty()) {
    ++free_;
    return;
  }
  waiters_.front()->is_called = true;
  waiters_.front()->called.notify_one();
  waiters_.pop_front();
}

}  // namespace nutgraf::serve
