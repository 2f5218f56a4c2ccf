#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace nutgraf::engine {

// A weight file: a header that names the model, its features, sizes and labels, and tensors that are used where they
// lie in memory. Layout: "NUTGRAF\0", u32 version, u32 CRC-32 of everything from byte 24 on, u64 length of the JSON
// header, the header, then tensors, each at a multiple of 64 bytes.
class WeightFile {
 public:
  // Maps a file; it stays mapped as long as the result lives.
  static Result<std::shared_ptr<const WeightFile>> open(const std::string& path);
  // Uses bytes that outlive the result (a file built into the program). `path` is for messages.
  static Result<std::shared_ptr<const WeightFile>> read(const std::string& path, std::string_view bytes);

  ~WeightFile();
  WeightFile(const WeightFile&) = delete;
  WeightFile& operator=(const WeightFile&) = delete;

  const std::string& path() const;
  const std::string& model() const;
  // The features it was trained with, as canonical JSON (keys sorted, no blanks), and their SHA-256.
  const std::string& features() const;
  const std::string& fingerprint() const;
  // A number or a list of names of the header's `config`; nothing stands there: 0, or an empty list.
  double config_number(std::string_view key) const;
  std::vector<std::string> config_names(std::string_view key) const;
  // A label set ("upos"); empty when there is none.
  std::vector<std::string> labels(std::string_view key) const;

  // Tensors by name. When one is missing or has another shape, the first such fault is kept for `fault` and the result
  // is null; so a model can ask for all that it needs and look once.
  const float* floats(std::string_view name, std::vector<std::int64_t> shape) const;
  const std::int8_t* bytes(std::string_view name, std::vector<std::int64_t> shape) const;
  // A tensor of characters, whole; empty when missing.
  std::string_view characters(std::string_view name) const;
  // The shape of a tensor; empty when missing.
  std::vector<std::int64_t> shape(std::string_view name) const;
  // What was wrong with the first tensor that could not be had; empty when all could.
  std::string fault() const;

 private:
  struct Contents;
  explicit WeightFile(std::unique_ptr<Contents> contents);
  const void* find(std::string_view name, std::string_view dtype, const std::vector<std::int64_t>& shape) const;

  std::unique_ptr<Contents> contents_;
};

// SHA-256 as 64 hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace nutgraf::engine
