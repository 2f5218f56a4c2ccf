// Opens a model and lets it label readings: sentences too long for it are cut into pieces of whole words, pieces are
// read in batches, and what the model says becomes the tokens' fields.

#include "reading/model.h"

#include <fmt/format.h>

#include <algorithm>

#include "reading/features.h"

namespace nutgraf::reading {

Result<LoadedModel> load_model(std::shared_ptr<const engine::WeightFile> file, std::string_view name,
                               engine::Precision precision) {
  if (file->model() != name)
    return fail(fmt::format("{}: holds the model \"{}\" where \"{}\" is wanted", file->path(), file->model(), name));
  const bool is_fast = name == "fast";
  const std::string known(is_fast ? fast_features() : accurate_features());
  if (file->features() != known)
    return fail(
        fmt::format("{}: trained on features {} ({}); this program computes {} ({}); use the weights that came with it",
                    file->path(), file->fingerprint(), file->features(), engine::sha256(known), known));
  LoadedModel loaded;
  loaded.model = is_fast ? make_fast_model(*file, precision) : make_accurate_model(*file, precision);
  if (std::string fault = file->fault(); !fault.empty()) return fail(std::move(fault));
  if (!loaded.model) return fail(fmt::format("{}: its sizes are not those of such a model", file->path()));
  auto meanings = read_meanings(loaded.model->heads().labels());
  if (!meanings) return fail(fmt::format("{}: {}", file->path(), meanings.error().message));
  loaded.meanings = std::move(*meanings);
  loaded.file = std::move(file);
  return loaded;
}

namespace {

// Whole words as long as there is room for them.
std::vector<TokenRange> cut_to_room(const Reading& reading, TokenRange sentence, const Model& model) {
  std::vector<TokenRange> pieces;
  std::size_t taken = 0;
  std::int32_t first = sentence.first;
  for (std::int32_t i = sentence.first; i < sentence.last; ++i) {
    const std::size_t size = model.size_of(reading[i].form);
    if (taken + size > model.room() && i > first) {
      pieces.push_back({first, i});
      first = i;
      taken = 0;
    }
    taken += size;
  }
  if (first < sentence.last) pieces.push_back({first, sentence.last});
  return pieces;
}

class Labeller {
 public:
  Labeller(Reading& reading, const LoadedModel& model)
      : reading_(reading), model_(model), words_at_once_(static_cast<std::int32_t>(model.model->words_at_once())) {}

  void run() {
    for (const Sentence& sentence : reading_.sentences)
      for (const TokenRange piece : cut_to_room(reading_, sentence.tokens, *model_.model)) add_piece(piece);
    read_batch();
    join_pieces();
  }

 private:
  const Token& token(std::int32_t i) const { return reading_[i]; }
  Token& token(std::int32_t i) { return reading_.tokens[static_cast<std::size_t>(i)]; }

  void add_piece(TokenRange piece) {
    if (!pieces_.empty() && words_ + piece.size() > words_at_once_) read_batch();
    pieces_.push_back(piece);
    words_ += piece.size();
  }

  void read_batch() {
    if (pieces_.empty()) return;
    static thread_local std::vector<float> states;
    std::vector<std::string_view> forms;
    std::vector<std::size_t> ends;
    for (const TokenRange piece : pieces_) {
      for (std::int32_t i = piece.first; i < piece.last; ++i) forms.push_back(token(i).form);
      ends.push_back(forms.size());
    }
    model_.model->encode(forms, ends, states);
    const std::vector<WordLabels> labels = model_.model->heads().read(states.data(), ends);
    std::size_t at = 0;
    for (const TokenRange piece : pieces_) {
      take_labels(piece, &labels[at]);
      take_names(piece, &labels[at]);
      at += static_cast<std::size_t>(piece.size());
    }
    pieces_.clear();
    words_ = 0;
  }

  void take_labels(TokenRange piece, const WordLabels* labels) {
    const Meanings& meanings = model_.meanings;
    for (std::int32_t i = piece.first; i < piece.last; ++i, ++labels) {
      Token& word = token(i);
      const Morphology& morphology = meanings.morph[labels->morph];
      word.upos = meanings.upos[labels->upos];
      word.deprel = meanings.deprel[labels->deprel];
      word.head = labels->head == 0 ? no_token : piece.first + static_cast<std::int32_t>(labels->head) - 1;
      word.lemma = meanings.lemma[labels->lemma].apply(word.form, word.lower);
      if (word.lemma.empty()) word.lemma = word.lower;
      word.morph = morphology.features;
      word.number = morphology.number;
      word.tense = morphology.tense;
      word.verb_form = morphology.verb_form;
      word.voice = morphology.voice;
      word.mood = morphology.mood;
    }
  }

  void take_names(TokenRange piece, const WordLabels* labels) {
    for (std::int32_t i = piece.first; i < piece.last; ++i, ++labels) {
      const NameLabel& label = model_.meanings.name[labels->name];
      if (!label.is_name) continue;
      if (label.begins) reading_.names.push_back({{i, i}, {}, label.kind, 1.0f});
      Name& name = reading_.names.back();
      name.tokens.last = i + 1;
      name.span = span_of(reading_, name.tokens);
      name.confidence = std::min(name.confidence, labels->name_probability);
      token(i).name = static_cast<std::int32_t>(reading_.names.size()) - 1;
    }
  }

  // A sentence that was read in pieces has one root: those of later pieces hang on the first.
  void join_pieces() {
    for (const Sentence& sentence : reading_.sentences) {
      std::int32_t root = no_token;
      for (std::int32_t i = sentence.tokens.first; i < sentence.tokens.last; ++i) {
        if (token(i).head != no_token) continue;
        if (root == no_token) {
          root = i;
        } else {
          token(i).head = root;
          token(i).deprel = Deprel::parataxis;
        }
      }
    }
  }

  Reading& reading_;
  const LoadedModel& model_;
  std::vector<TokenRange> pieces_;
  std::int32_t words_at_once_;
  std::int32_t words_ = 0;  // in pieces_
};

}  // namespace

void label_reading(Reading& reading, const LoadedModel& model) { Labeller(reading, model).run(); }

std::vector<float> read_states(const Reading& reading, const std::vector<std::int32_t>& sentences, std::size_t layers,
                               const LoadedModel& model) {
  std::vector<float> all, states;
  for (const std::int32_t sentence : sentences)
    for (const TokenRange piece :
         cut_to_room(reading, reading.sentences[static_cast<std::size_t>(sentence)].tokens, *model.model)) {
      std::vector<std::string_view> forms;
      for (std::int32_t i = piece.first; i < piece.last; ++i) forms.push_back(reading[i].form);
      model.model->encode_lower(forms, {forms.size()}, layers, states);
      all.insert(all.end(), states.begin(), states.end());
    }
  return all;
}

}  // namespace nutgraf::reading
