#include "engine/weights.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstring>

namespace nutgraf::engine {
namespace {

constexpr std::size_t tensors_at = 512;

// A weight file with one tensor of two floats.
std::string make_file(std::string header) {
  header.resize(tensors_at - 24, ' ');
  std::string body = header;
  const float numbers[2] = {1.5f, -2.0f};
  body.append(reinterpret_cast<const char*>(numbers), sizeof numbers);
  std::string file("NUTGRAF\0", 8);
  const std::uint32_t version = 1;
  const auto crc =
      static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size())));
  const std::uint64_t length = header.size();
  file.append(reinterpret_cast<const char*>(&version), 4);
  file.append(reinterpret_cast<const char*>(&crc), 4);
  file.append(reinterpret_cast<const char*>(&length), 8);
  return file + body;
}

std::string header_with(const std::string& tensor, const std::string& fingerprint) {
  return R"({"model":"toy","fingerprint":")" + fingerprint +
         R"(","features":{"b":1,"a":[2]},"config":{"width":3,"layers":["x"]},)" +
         R"("labels":{"upos":["NOUN"]},"tensors":{"t":)" + tensor + "}}";
}

const std::string good_fingerprint = sha256(R"({"a":[2],"b":1})");
constexpr const char* good_tensor = R"({"dtype":"f32","shape":[2],"offset":512,"bytes":8})";

std::string error_of(const std::string& bytes) {
  const auto file = WeightFile::read("toy.weights", bytes);
  return file ? "" : file.error().message;
}

TEST(Weights, sha256_of_known_texts) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Weights, a_good_file_gives_its_header_and_tensors) {
  const std::string bytes = make_file(header_with(good_tensor, good_fingerprint));
  const auto file = WeightFile::read("toy.weights", bytes);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ((*file)->model(), "toy");
  EXPECT_EQ((*file)->features(), R"({"a":[2],"b":1})");
  EXPECT_EQ((*file)->config_number("width"), 3);
  EXPECT_EQ((*file)->labels("upos"), std::vector<std::string>{"NOUN"});
  const float* const numbers = (*file)->floats("t", {2});
  ASSERT_NE(numbers, nullptr);
  EXPECT_EQ(numbers[1], -2.0f);
  EXPECT_EQ((*file)->floats("t", {3}), nullptr);
  EXPECT_EQ((*file)->fault(), "toy.weights: tensor t is f32 [2]; f32 [3] is needed");
}

TEST(Weights, damaged_and_foreign_files_are_refused_with_the_reason) {
  std::string bytes = make_file(header_with(good_tensor, good_fingerprint));
  EXPECT_EQ(error_of("hello"), "toy.weights: not a weight file");
  EXPECT_EQ(error_of(""), "toy.weights: not a weight file");
  std::string turned = bytes;
  turned[turned.size() - 2] ^= 1;
  EXPECT_EQ(error_of(turned), "toy.weights: damaged: the checksum does not match; copy the file again");
  std::string newer = bytes;
  newer[8] = 2;
  EXPECT_EQ(error_of(newer), "toy.weights: weight file version 2; this program reads version 1");
  EXPECT_EQ(error_of(bytes.substr(0, 40)), "toy.weights: damaged: the header runs past the end of the file");
  std::string huge = bytes;
  std::memset(huge.data() + 16, 0xFF, 8);
  EXPECT_EQ(error_of(huge), "toy.weights: damaged: the header runs past the end of the file");
  EXPECT_EQ(error_of(make_file(header_with(good_tensor, "00"))),
            "toy.weights: the fingerprint is not that of the features it lists");
}

TEST(Weights, tensors_outside_the_file_are_refused) {
  const std::string far = R"({"dtype":"f32","shape":[2],"offset":6400,"bytes":8})";
  const std::string wrong_size = R"({"dtype":"f32","shape":[3],"offset":512,"bytes":8})";
  const std::string negative = R"({"dtype":"f32","shape":[-2],"offset":512,"bytes":8})";
  EXPECT_NE(error_of(make_file(header_with(far, good_fingerprint))).find("does not lie inside the file"),
            std::string::npos);
  EXPECT_NE(error_of(make_file(header_with(wrong_size, good_fingerprint))).find("does not lie inside"),
            std::string::npos);
  EXPECT_NE(error_of(make_file(header_with(negative, good_fingerprint))).find("impossible shape"), std::string::npos);
  EXPECT_NE(error_of(make_file("{\"model\":")).find("the header cannot be read"), std::string::npos);
}

TEST(Weights, a_missing_file_is_told) {
  const auto file = WeightFile::open("/nowhere/fast.weights");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().message, "/nowhere/fast.weights: cannot be opened (No such file or directory)");
}

}  // namespace
}  // namespace nutgraf::engine
