#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/weights.h"
#include "reading/heads.h"
#include "reading/meanings.h"

namespace nutgraf::reading {

// A reading model: words of a sentence in, labels out. Not changed after loading; safe to share.
class Model {
 public:
  virtual ~Model() = default;

  // The states of all words of several sentences, one row after another; sentences end where `ends` says. Each sentence
  // must fit (see `room_for`).
  virtual void encode(const std::vector<std::string_view>& words, const std::vector<std::size_t>& ends,
                      std::vector<float>& states) const = 0;
  // The states after the first `layers` layers only (at least one); none for a model that is not built of such layers.
  virtual void encode_lower(const std::vector<std::string_view>& words, const std::vector<std::size_t>& ends,
                            std::size_t layers, std::vector<float>& states) const = 0;
  // How much of the room for one sentence a word takes, and how much room there is.
  virtual std::size_t size_of(std::string_view word) const = 0;
  virtual std::size_t room() const = 0;
  virtual std::size_t width() const = 0;
  // How many words a batch should have, so that what is computed of them stays in the processor's cache.
  virtual std::size_t words_at_once() const = 0;

  virtual const Heads& heads() const = 0;
};

// Each takes what it needs from the file; faults show in file.fault(). The file must outlive the model.
std::unique_ptr<const Model> make_fast_model(const engine::WeightFile& file, engine::Precision precision);
std::unique_ptr<const Model> make_accurate_model(const engine::WeightFile& file, engine::Precision precision);

// A model with the file that its weights lie in and the meaning of its labels.
struct LoadedModel {
  std::shared_ptr<const engine::WeightFile> file;
  std::unique_ptr<const Model> model;
  Meanings meanings;
};

// Builds the model that a weight file holds. Errors: another model than `name`, features that this program does not
// compute, missing or misshapen tensors, labels that it does not know.
Result<LoadedModel> load_model(std::shared_ptr<const engine::WeightFile> file, std::string_view name,
                               engine::Precision precision = engine::Precision::rounded);

// Fills tags, lemmas, heads, relations and names of a reading that has tokens and sentences.
void label_reading(Reading& reading, const LoadedModel& model);

// The states of the words of these sentences after the first `layers` layers, one row after another; empty for a model
// that has no such layers.
std::vector<float> read_states(const Reading& reading, const std::vector<std::int32_t>& sentences, std::size_t layers,
                               const LoadedModel& model);

}  // namespace nutgraf::reading
