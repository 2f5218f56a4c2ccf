#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/linear.h"

namespace nutgraf::reading {

// Sequences of word pieces, one after another, with their embeddings' sums as rows.
struct PieceBatch {
  std::vector<float> rows;                             // of all pieces; what encoding makes of the asked ones afterwards
  std::vector<std::size_t> ends;                       // of each sequence's pieces
  std::vector<std::vector<std::size_t>> first_pieces;  // of each sequence's words whose states are asked for, counted from its first piece
  std::vector<std::size_t> word_rows;                  // the same, counted from the batch's first piece
};

// The transformer layers of a small BERT: rows of pieces in, a state for each word asked for out, which is that of its first piece.
class PieceEncoder {
 public:
  PieceEncoder() = default;
  // Takes embed.position, embed.case, embed.norm and layers.* from the file; faults show in file.fault(). `token` is the table of word pieces,
  // which may lie in another file.
  PieceEncoder(const engine::WeightFile& file, engine::Table token, engine::Products& products, engine::Precision precision);

  bool is_usable() const { return is_usable_; }
  std::size_t width() const { return width_; }
  std::size_t room() const { return room_; }  // pieces of a sequence, with those that open and close it
  std::size_t layers() const { return layers_.size(); }

  // Adds a piece to the batch's last, unfinished sequence.
  void add_piece(std::int32_t id, std::size_t position, std::size_t case_id, PieceBatch& batch) const;

  // Runs the first `layers` layers (at least one). Afterwards `batch.rows` has the states of the words asked for, one row after another.
  void encode(PieceBatch& batch, std::size_t layers) const;

 private:
  struct Layer {
    engine::Linear qkv, out, up, down;
    engine::LayerNorm norm1, norm2;
  };
  void feed_forward(const Layer& layer, std::size_t count, float* inner, float* x) const;
  void attend(const float* qkv, const PieceBatch& batch, const std::vector<std::vector<std::size_t>>& asked, float* out) const;
  void attend_everywhere(const float* qkv, const PieceBatch& batch, float* out) const;

  static constexpr std::size_t rows_at_once = 64;  // in the feed-forward layers
  std::size_t width_ = 0, head_count_ = 0, feed_width_ = 0, room_ = 0;
  bool is_usable_ = false;
  engine::Table token_, position_, case_;
  engine::LayerNorm norm_;
  std::vector<Layer> layers_;
};

}  // namespace nutgraf::reading
