#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

namespace nutgraf::serve {

// Lets so many at a time do what keeps a core busy; the others wait in the order in which they came. Fifty requests that share two cores all
// take as long as fifty; one after another the first of them are soon done and the last no later.
class Turns {
 public:
  explicit Turns(unsigned at_a_time) : free_(at_a_time) {}

  // A turn, held as long as this lives.
  class Turn {
   public:
    explicit Turn(Turns& turns) : turns_(turns) { turns_.wait(); }
    ~Turn() { turns_.end(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Turns& turns_;
  };

  std::size_t waiting() {
    const std::lock_guard lock(mutex_);
    return waiters_.size();
  }

 private:
  struct Waiter {
    std::condition_variable called;
    bool is_called = false;
  };
  void wait();
  void end();

  std::mutex mutex_;
  unsigned free_;
  std::deque<Waiter*> waiters_;
};

}  // namespace nutgraf::serve
