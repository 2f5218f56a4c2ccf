// Opens weight files without copying their tensors, and refuses damaged or foreign ones with the reason.

#include "engine/weights.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cstring>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>

namespace nutgraf::engine {

namespace {

constexpr std::string_view magic{"NUTGRAF\0", 8};
constexpr std::uint32_t known_version = 1;
constexpr std::size_t prelude = 24;

struct Tensor {
  std::string dtype;
  std::vector<std::int64_t> shape;
  std::string_view bytes;
};

template <typename Number>
Number read_number(std::string_view bytes, std::size_t at) {
  Number number;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

std::size_t size_of(std::string_view dtype) {
  if (dtype == "f32" || dtype == "i32") return 4;
  if (dtype == "f16" || dtype == "u16") return 2;
  return dtype == "i8" || dtype == "u8" ? 1 : 0;
}

std::string write_shape(const std::vector<std::int64_t>& shape) { return fmt::format("[{}]", fmt::join(shape, ",")); }

std::uint32_t crc_of(std::string_view bytes) {
  uLong crc = crc32(0, nullptr, 0);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t piece = std::min<std::size_t>(bytes.size() - at, std::size_t{1} << 30);
    crc = crc32(crc, reinterpret_cast<const Bytef*>(bytes.data() + at), static_cast<uInt>(piece));
    at += piece;
  }
  return static_cast<std::uint32_t>(crc);
}

}  // namespace

struct WeightFile::Contents {
  std::string path, model, features, fingerprint;
  nlohmann::json config, labels;
  std::map<std::string, Tensor, std::less<>> tensors;
  void* mapped = nullptr;
  std::size_t mapped_size = 0;
  mutable std::mutex fault_lock;
  mutable std::string fault;
};

namespace {

using Json = nlohmann::json;

// Why the bytes before the header are not those of a good file; empty when they are.
std::string explain_prelude(std::string_view bytes) {
  if (bytes.size() < prelude || bytes.substr(0, 8) != magic) return "not a weight file";
  const auto version = read_number<std::uint32_t>(bytes, 8);
  if (version != known_version)
    return fmt::format("weight file version {}; this program reads version {}", version, known_version);
  const auto header = read_number<std::uint64_t>(bytes, 16);
  if (header > bytes.size() - prelude) return "damaged: the header runs past the end of the file";
  const auto crc = read_number<std::uint32_t>(bytes, 12);
  if (crc_of(bytes.substr(prelude)) != crc) return "damaged: the checksum does not match; copy the file again";
  return {};
}

std::string read_tensors(const Json& table, std::string_view bytes,
                         std::map<std::string, Tensor, std::less<>>& tensors) {
  for (const auto& [name, entry] : table.items()) {
    Tensor tensor;
    tensor.dtype = entry.at("dtype").get<std::string>();
    tensor.shape = entry.at("shape").get<std::vector<std::int64_t>>();
    const auto offset = entry.at("offset").get<std::uint64_t>(), size = entry.at("bytes").get<std::uint64_t>();
    std::uint64_t expected = size_of(tensor.dtype);
    for (const std::int64_t extent : tensor.shape) {
      if (extent < 0 || extent > (std::int64_t{1} << 32)) return fmt::format("tensor {} has an impossible shape", name);
      expected *= static_cast<std::uint64_t>(extent);
    }
    if (expected == 0 || expected != size || offset % 64 != 0 || offset > bytes.size() || size > bytes.size() - offset)
      return fmt::format("tensor {} does not lie inside the file as its shape {} {} says", name, tensor.dtype,
                         write_shape(tensor.shape));
    tensor.bytes = bytes.substr(offset, size);
    tensors.emplace(name, std::move(tensor));
  }
  return {};
}

}  // namespace

WeightFile::WeightFile(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}

WeightFile::~WeightFile() {
  if (contents_->mapped) munmap(contents_->mapped, contents_->mapped_size);
}

Result<std::shared_ptr<const WeightFile>> WeightFile::read(const std::string& path, std::string_view bytes) {
  if (std::string wrong = explain_prelude(bytes); !wrong.empty()) return fail(fmt::format("{}: {}", path, wrong));
  auto contents = std::make_unique<Contents>();
  contents->path = path;
  try {
    const Json header = Json::parse(bytes.substr(prelude, read_number<std::uint64_t>(bytes, 16)));
    contents->model = header.at("model").get<std::string>();
    contents->fingerprint = header.at("fingerprint").get<std::string>();
    contents->features = header.at("features").dump(-1, ' ', true);
    contents->config = header.at("config");
    contents->labels = header.at("labels");
    if (std::string wrong = read_tensors(header.at("tensors"), bytes, contents->tensors); !wrong.empty())
      return fail(fmt::format("{}: {}", path, wrong));
  } catch (const Json::exception& error) {
    return fail(fmt::format("{}: the header cannot be read: {}", path, error.what()));
  }
  if (sha256(contents->features) != contents->fingerprint)
    return fail(fmt::format("{}: the fingerprint is not that of the features it lists", path));
  return std::shared_ptr<const WeightFile>(new WeightFile(std::move(contents)));
}

Result<std::shared_ptr<const WeightFile>> WeightFile::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(fmt::format("{}: cannot be opened ({})", path, std::strerror(errno)));
  struct stat status = {};
  const bool is_plain = fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
  const auto size = is_plain ? static_cast<std::size_t>(status.st_size) : 0;
  void* mapped = is_plain ? mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  ::close(file);
  if (mapped == MAP_FAILED) return fail(fmt::format("{}: not a weight file (empty or no plain file)", path));
  auto read = WeightFile::read(path, {static_cast<const char*>(mapped), size});
  if (!read) {
    munmap(mapped, size);
    return read;
  }
  (*read)->contents_->mapped = mapped;
  (*read)->contents_->mapped_size = size;
  return read;
}

const std::string& WeightFile::path() const { return contents_->path; }
const std::string& WeightFile::model() const { return contents_->model; }
const std::string& WeightFile::features() const { return contents_->features; }
const std::string& WeightFile::fingerprint() const { return contents_->fingerprint; }

double WeightFile::config_number(std::string_view key) const {
  const auto found = contents_->config.find(std::string(key));
  return found != contents_->config.end() && found->is_number() ? found->get<double>() : 0;
}

std::vector<std::string> WeightFile::config_names(std::string_view key) const {
  std::vector<std::string> names;
  const auto found = contents_->config.find(std::string(key));
  if (found == contents_->config.end() || !found->is_array()) return names;
  for (const Json& name : *found) names.push_back(name.is_string() ? name.get<std::string>() : "");
  return names;
}

std::vector<std::string> WeightFile::labels(std::string_view key) const {
  std::vector<std::string> labels;
  const auto found = contents_->labels.find(std::string(key));
  if (found == contents_->labels.end() || !found->is_array()) return labels;
  for (const Json& label : *found) labels.push_back(label.is_string() ? label.get<std::string>() : "");
  return labels;
}

const void* WeightFile::find(std::string_view name, std::string_view dtype,
                             const std::vector<std::int64_t>& shape) const {
  const auto found = contents_->tensors.find(name);
  std::string wrong;
  if (found == contents_->tensors.end())
    wrong = fmt::format("{}: tensor {} is missing", path(), name);
  else if (found->second.dtype != dtype || (!shape.empty() && found->second.shape != shape))
    wrong = fmt::format("{}: tensor {} is {} {}; {} {} is needed", path(), name, found->second.dtype,
                        write_shape(found->second.shape), dtype, write_shape(shape));
  if (wrong.empty()) return found->second.bytes.data();
  const std::scoped_lock lock(contents_->fault_lock);
  if (contents_->fault.empty()) contents_->fault = std::move(wrong);
  return nullptr;
}

const float* WeightFile::floats(std::string_view name, std::vector<std::int64_t> shape) const {
  return static_cast<const float*>(find(name, "f32", shape));
}

const std::int8_t* WeightFile::bytes(std::string_view name, std::vector<std::int64_t> shape) const {
  return static_cast<const std::int8_t*>(find(name, "i8", shape));
}

std::string_view WeightFile::characters(std::string_view name) const {
  if (!find(name, "u8", {})) return {};
  return contents_->tensors.find(name)->second.bytes;
}

std::vector<std::int64_t> WeightFile::shape(std::string_view name) const {
  const auto found = contents_->tensors.find(name);
  return found == contents_->tensors.end() ? std::vector<std::int64_t>{} : found->second.shape;
}

std::string WeightFile::fault() const {
  const std::scoped_lock lock(contents_->fault_lock);
  return contents_->fault;
}

}  // namespace nutgraf::engine
