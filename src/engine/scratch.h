#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>

namespace nutgraf::engine {

// Numbers for use and re-use by one thread: what `at_least` gives starts at a multiple of 64 bytes and holds whatever
// stood there before.
template <typename Number>
class Scratch {
 public:
  Number* at_least(std::size_t size) {
    if (size > size_) {
      size_ = size + size / 4 + 64;
      numbers_.reset(static_cast<Number*>(std::aligned_alloc(64, (size_ * sizeof(Number) + 63) / 64 * 64)));
    }
    return numbers_.get();
  }
  Number* get() const { return numbers_.get(); }

 private:
  struct Free {
    void operator()(Number* numbers) const { std::free(numbers); }
  };
  std::unique_ptr<Number, Free> numbers_;
  std::size_t size_ = 0;
};

}  // namespace nutgraf::engine
