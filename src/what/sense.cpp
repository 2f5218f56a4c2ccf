// Weighs whether a matched trigger tells something that happened: "the shooting" in a list of crime rates, "if convicted",
// "agreed to fight corruption" look like happenings and are none. The weights are learned from reports with gold events;
// features are words of the tables, the form of the clause, what fills the roles and where in the report it stands.

#include "what/sense.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "what/fill.h"
#include "what/lexicon.h"

namespace nutgraf::what {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// Hands out each feature as its parts, so that a text need only be made when it is printed.
class Features {
 public:
  Features(const Report& report, const Reading& reading, const Lexicon& lexicon, const std::vector<Happening>& all, TopicSet topics, std::size_t index)
      : report_(report), reading_(reading), lexicon_(lexicon), all_(all), one_(all[index]), index_(index), token_(reading[one_.trigger]), topics_(topics) {}

  template <typename Take>
  void give(Take&& take) const {
    take("bias", "", "");
    take("type", one_.type, "");
    for (const std::string& mode : one_.modes) take("mode", one_.type, mode);
    take("pos", one_.type, one_.is_noun ? "noun" : "verb");
    take("word", one_.type, token_.lower);
    take("relation", one_.is_noun ? "noun" : "verb", name_of(token_.deprel));
    if (one_.is_presupposed) take("presupposed", one_.type, "");
    give_form(take);
    give_governor(take);
    give_roles(take);
    give_place(take);
    give_neighbours(take);
  }

 private:
  template <typename Take>
  void give_form(Take&& take) const {
    take("status", one_.is_noun ? "noun" : "verb", hint());
    if (one_.is_noun) {
      std::string_view determiner = "none";
      for (const std::int32_t child : children_of(reading_, one_.trigger)) {
        const Token& token = reading_[child];
        if (token.deprel == Deprel::det) determiner = is_one_of(token.lower, {"the", "a", "an", "this", "that", "no", "any", "another"}) ? std::string_view(token.lower) : "other";
        if (token.deprel == Deprel::nmod_poss) determiner = "possessor";
        if (token.deprel == Deprel::nummod) take("counted", one_.type, "");
        if (token.deprel == Deprel::amod) take("before", token.lower, "");
      }
      take("det", determiner, token_.number == Number::plural ? "plural" : "singular");
      take("det_type", one_.type, determiner);
    } else {
      std::string_view form = "other";
      switch (token_.verb_form) {
        case VerbForm::none: form = "none"; break;
        case VerbForm::finite: form = token_.tense == Tense::past ? "past" : "present"; break;
        case VerbForm::infinitive: form = "infinitive"; break;
        case VerbForm::participle: form = token_.tense == Tense::past ? "past participle" : "present participle"; break;
        case VerbForm::gerund: form = "gerund"; break;
      }
      take("form", form, one_.type);
      for (const std::int32_t child : children_of(reading_, one_.trigger)) {
        const Token& token = reading_[child];
        if (token.deprel == Deprel::aux || token.deprel == Deprel::aux_pass) take("aux", token.lower, "");
        if (token.deprel == Deprel::mark) take("mark", token.lower, "");
        if (token.deprel == Deprel::advmod && is_one_of(token.lower, {"not", "never", "n't", "often", "also", "usually", "always"})) take("adverb", token.lower, "");
      }
    }
    for (const std::int32_t child : children_of(reading_, one_.trigger))
      if (tells_time(reading_[child])) take("has time", one_.is_noun ? "noun" : "verb", "");
  }

  template <typename Take>
  void give_governor(Take&& take) const {
    if (token_.head != no_token) {
      const Token& head = reading_[token_.head];
      take("governor", name_of(token_.deprel), head.lower);
      if (token_.deprel == Deprel::conj && head.head != no_token) take("governor above", reading_[head.head].lower, "");
    }
    for (const std::int32_t child : children_of(reading_, one_.trigger))
      if (reading_[child].deprel == Deprel::case_) take("preposition", reading_[child].lower, "");
    if (one_.trigger + 1 < reading_.size()) take("next", reading_[one_.trigger + 1].lower, "");
    if (one_.trigger > 0) take("previous", reading_[one_.trigger - 1].lower, "");
  }

  template <typename Take>
  void give_roles(Take&& take) const {
    std::array<bool, 6> filled{};
    const std::vector<std::string>& names = lexicon_.classes().names();
    for (const Filler& filler : one_.fillers) {
      const auto role = static_cast<std::size_t>(filler.role);
      filled[role] = true;
      const Token& head = reading_[filler.head];
      const std::string_view role_name = role_names[role];
      if (head.upos == Upos::pron) take(role_name, "pronoun", head.lower);
      if (head.name >= 0) take(role_name, "name", name_of(reading_.names[static_cast<std::size_t>(head.name)].kind));
      const ClassSet classes = head.upos == Upos::pron ? 0 : lexicon_.classes().of_token(reading_, filler.head);
      for (std::size_t c = 0; c < names.size(); ++c)
        if (classes >> c & 1) take(role_name, one_.type, names[c]);
      if (head.number == Number::plural && child_of(filler.head, Deprel::det) == no_token && child_of(filler.head, Deprel::nummod) == no_token)
        take(role_name, "bare plural", one_.type);
    }
    for (std::size_t role = 0; role < filled.size(); ++role)
      if (filled[role]) take("filled", role_names[role], one_.type);
    if (!filled[0] && !filled[1]) take("no party", one_.type, one_.is_noun ? "noun" : "verb");
  }

  template <typename Take>
  void give_place(Take&& take) const {
    const auto sentence = static_cast<std::size_t>(token_.sentence);
    take("sentence", sentence == 0 ? "first" : sentence < 4 ? "early" : sentence < 12 ? "middle" : "late", "");
    const std::size_t block = static_cast<std::size_t>(reading_.sentences[sentence].block);
    if (block < report_.blocks.size()) take("block", block_name(report_.blocks[block].kind), "");
    if (token_.quote >= 0) take("quoted", one_.type, "");
    bool names = false, numbers = false, time = false;
    for (std::int32_t t = reading_.sentences[sentence].tokens.first; t < reading_.sentences[sentence].tokens.last; ++t) {
      const Token& token = reading_[t];
      names |= token.name >= 0 && reading_.names[static_cast<std::size_t>(token.name)].kind == NameKind::location;
      numbers |= token.upos == Upos::num;
      time |= tells_time(token);
      if (is_one_of(token.lower, {"i", "you", "we", "my", "your"})) take("person", token.lower, "");
    }
    take("sentence has", names ? "place" : "no place", time ? "time" : "no time");
    if (numbers) take("sentence has number", "", "");
  }

  template <typename Take>
  void give_neighbours(Take&& take) const {
    std::size_t before = 0, same_sentence = 0, of_type = 0;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (i == index_) continue;
      if (all_[i].type == one_.type) ++of_type;
      if (all_[i].type == one_.type && i < index_) ++before;
      if (reading_[all_[i].trigger].sentence == token_.sentence) {
        ++same_sentence;
        take("with", one_.type, all_[i].type);
      }
    }
    const auto amount = [](std::size_t count) -> std::string_view { return count == 0 ? "0" : count == 1 ? "1" : count < 4 ? "few" : count < 10 ? "many" : "very many"; };
    take("same type before", amount(before), one_.type);
    take("same type in all", amount(of_type), one_.type);
    take("in sentence", amount(same_sentence), "");
    const double share = 100.0 * static_cast<double>(all_.size()) / static_cast<double>(std::max<std::int32_t>(reading_.size(), 1));
    take("density", share < 0.5 ? "calm" : share < 1.5 ? "some" : share < 3 ? "dense" : "very dense", "");
    for (const std::string_view topic : {"sport", "market", "film", "disease", "science", "accident", "cyber", "labor", "war", "disaster", "business", "product", "election"})
      if (topics_ & lexicon_.topics().named(topic)) take("topic", topic, one_.type);
  }

  std::int32_t child_of(std::int32_t token, Deprel relation) const { return child_with(reading_, token, relation); }

  std::string_view hint() const {
    switch (one_.status_hint) {
      case StatusHint::none: return "none";
      case StatusHint::planned: return "planned";
      case StatusHint::foiled: return "foiled";
      case StatusHint::negated: return "negated";
      case StatusHint::hypothetical: return "hypothetical";
    }
    return "none";
  }

  static std::string_view block_name(BlockKind kind) {
    switch (kind) {
      case BlockKind::headline: return "headline";
      case BlockKind::caption: return "caption";
      default: return "other";
    }
  }

  static constexpr std::array<std::string_view, 6> role_names = {"actor", "recipient", "instrument", "place", "figure", "target"};
  const Report& report_;
  const Reading& reading_;
  const Lexicon& lexicon_;
  const std::vector<Happening>& all_;
  const Happening& one_;
  std::size_t index_;
  const Token& token_;
  TopicSet topics_;
};

std::uint64_t hash_of(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return hash;
}

std::uint64_t hash_of_feature(std::string_view name, std::string_view first, std::string_view second) {
  std::uint64_t hash = hash_of(0xcbf29ce484222325ull, name);
  hash = hash_of(hash, "=");
  hash = hash_of(hash, first);
  hash = hash_of(hash, "/");
  return hash_of(hash, second);
}

}  // namespace

std::vector<std::string> features_of(const Report& report, const Reading& reading, const Lexicon& lexicon,
                                     const std::vector<Happening>& happenings, TopicSet topics, std::size_t index) {
  std::vector<std::string> features;
  Features(report, reading, lexicon, happenings, topics, index).give([&](std::string_view name, std::string_view first, std::string_view second) {
    features.push_back(fmt::format("{}={}/{}", name, first, second));
  });
  std::ranges::sort(features);
  const auto extra = std::ranges::unique(features);
  features.erase(extra.begin(), extra.end());
  return features;
}

Result<SenseModel> SenseModel::load(const TableSource& tables) {
  SenseModel model;
  const auto table = tables.read("lexicon/what/sense.tsv", {.columns = {"feature", "weight"}, .key = {"feature"}, .required = {"feature", "weight"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    double weight = 0;
    const std::string& cell = row.cells[1];
    if (std::from_chars(cell.data(), cell.data() + cell.size(), weight).ec != std::errc{})
      return fail(fmt::format("{}: weight \"{}\" is no number", table->place_of(row), cell));
    model.weights_.emplace(hash_of(0xcbf29ce484222325ull, row.cells[0]), static_cast<float>(weight));
  }
  return model;
}

double SenseModel::confidence(const Report& report, const Reading& reading, const Lexicon& lexicon, const std::vector<Happening>& happenings,
                              TopicSet topics, std::size_t index) const {
  std::vector<std::uint64_t> seen;
  double sum = 0;
  Features(report, reading, lexicon, happenings, topics, index).give([&](std::string_view name, std::string_view first, std::string_view second) {
    const std::uint64_t hash = hash_of_feature(name, first, second);
    if (std::ranges::find(seen, hash) != seen.end()) return;
    seen.push_back(hash);
    if (const auto weight = weights_.find(hash); weight != weights_.end()) sum += weight->second;
  });
  return 1 / (1 + std::exp(-sum));
}

}  // namespace nutgraf::what
