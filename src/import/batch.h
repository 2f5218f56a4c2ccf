#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "report/report.h"

namespace nutgraf::import_ {

// What became of a batch.
struct BatchCount {
  std::uint64_t reports = 0;
  std::uint64_t failed = 0;
  std::uint64_t bytes = 0;
  std::uint64_t events = 0;
};

// What one report gives: its printed form, and how many events it has.
struct Printed {
  std::string text;
  std::uint64_t events = 0;
};

struct Batch {
  std::function<std::optional<Result<Report>>()> next;      // the next report or error; nothing at the end; called by one thread
  std::function<Result<Printed>(Report)> read;              // called by many threads
  std::function<void(const std::string&)> print;            // in the order of `next`
  std::function<void(const Error&)> complain;               // what `next` or `read` failed with, in the order of `next`
  std::function<void(const BatchCount&)> show_progress;     // now and then; may be empty
  unsigned reports_in_flight_per_thread = 8;                // read or waiting to be printed
};

// Reads a batch on `threads` threads (at least one), printing in input order. Only a bounded number of reports is in memory.
BatchCount run_batch(const Batch& batch, unsigned threads);

}  // namespace nutgraf::import_
