// The accurate model: a small BERT over word pieces. A word's state is that of its first piece.

#include "reading/features.h"
#include "reading/model.h"
#include "reading/piece_encoder.h"
#include "reading/wordpiece.h"

namespace nutgraf::reading {

namespace {

class AccurateModel : public Model {
 public:
  AccurateModel(const engine::WeightFile& file, engine::Precision precision)
      : products_(engine::make_products()),
        pieces_(file.characters("vocab"), static_cast<std::size_t>(file.config_number("max_pieces"))),
        encoder_(file, engine::Table(file, "embed.token", pieces_.size(), static_cast<std::size_t>(file.config_number("width"))), *products_, precision) {
    if (is_usable()) heads_ = std::make_unique<const Heads>(file, width(), *products_, precision);
  }

  bool is_usable() const { return encoder_.is_usable() && pieces_.has_marks(); }
  std::size_t room() const override { return encoder_.room() - 2; }
  std::size_t width() const override { return encoder_.width(); }
  std::size_t words_at_once() const override { return 240; }
  const Heads& heads() const override { return *heads_; }

  std::size_t size_of(std::string_view word) const override {
    static thread_local std::vector<std::int32_t> ids;
    ids.clear();
    pieces_.cut(word, ids);
    return ids.size();
  }

  void encode(const std::vector<std::string_view>& words, const std::vector<std::size_t>& ends,
              std::vector<float>& states) const override {
    encode_lower(words, ends, encoder_.layers(), states);
  }

  void encode_lower(const std::vector<std::string_view>& words, const std::vector<std::size_t>& ends,
                    std::size_t layers, std::vector<float>& states) const override {
    PieceBatch batch;
    std::swap(batch.rows, states);  // keeps its memory
    embed(words, ends, batch);
    encoder_.encode(batch, layers);
    std::swap(states, batch.rows);
  }

 private:
  void embed(const std::vector<std::string_view>& words, const std::vector<std::size_t>& ends, PieceBatch& batch) const {
    batch.rows.clear();
    std::size_t first = 0;
    std::vector<std::int32_t> ids;
    for (const std::size_t end : ends) {
      const std::size_t row = batch.rows.size() / width();
      const std::vector<std::string_view> sentence(words.begin() + static_cast<std::ptrdiff_t>(first),
                                                   words.begin() + static_cast<std::ptrdiff_t>(end));
      const std::vector<std::uint8_t> cases = case_ids(sentence);
      std::size_t position = 0;
      encoder_.add_piece(pieces_.first(), position++, case_ids_known, batch);
      batch.first_pieces.emplace_back();
      for (std::size_t i = 0; i < sentence.size(); ++i) {
        batch.first_pieces.back().push_back(position);
        batch.word_rows.push_back(row + position);
        ids.clear();
        pieces_.cut(sentence[i], ids);
        for (const std::int32_t id : ids) encoder_.add_piece(id, position++, cases[i], batch);
      }
      encoder_.add_piece(pieces_.last(), position, case_ids_known, batch);
      batch.ends.push_back(batch.rows.size() / width());
      first = end;
    }
  }

  std::shared_ptr<engine::Products> products_;
  WordPieces pieces_;
  PieceEncoder encoder_;
  std::unique_ptr<const Heads> heads_;
};

}  // namespace

std::unique_ptr<const Model> make_accurate_model(const engine::WeightFile& file, engine::Precision precision) {
  auto model = std::make_unique<AccurateModel>(file, precision);
  if (!model->is_usable()) return nullptr;
  return model;
}

}  // namespace nutgraf::reading
