// The modes of an attack by the means told beside it, wherever they stand: the weapon as subject ("a mine killed two"), in a
// compound ("suicide bomb attack"), after "with", "by" or "in" ("died in a drone strike").

#include "what/modes.h"

#include <algorithm>

#include "what/tree.h"

namespace nutgraf::what {

namespace {

class Means {
 public:
  Means(const Reading& reading, const Lexicon& lexicon, Happening& happening) : reading_(reading), lexicon_(lexicon), happening_(happening) {}

  void from_word(std::int32_t token) {
    const Token& word = reading_[token];
    add(lexicon_.modes_of_instrument(word.lemma));
    add(lexicon_.modes_of_instrument(word.lower));
    std::string_view rest = word.lower;
    while (rest.find('-') != std::string_view::npos) {
      add(lexicon_.modes_of_instrument(rest.substr(0, rest.find('-'))));
      rest.remove_prefix(rest.find('-') + 1);
      add(lexicon_.modes_of_instrument(rest));
    }
  }

  // The head of a phrase, the words before it, and the nouns joined to it.
  void from_phrase(std::int32_t head, int depth = 0) {
    from_word(head);
    for (const std::int32_t child : children(reading_, head)) {
      switch (reading_[child].deprel) {
        case Deprel::compound:
        case Deprel::amod:
        case Deprel::nmod_desc: from_word(child); break;
        case Deprel::conj:
          if (depth < 2 && reading_[child].upos == Upos::noun) from_phrase(child, depth + 1);
          break;
        default: break;
      }
    }
  }

 private:
  void add(const std::vector<std::string>& modes) {
    for (const std::string& mode : modes)
      if (std::ranges::find(happening_.modes, mode) == happening_.modes.end()) happening_.modes.push_back(mode);
  }

  const Reading& reading_;
  const Lexicon& lexicon_;
  Happening& happening_;
};

bool has(const std::vector<std::string>& modes, std::string_view mode) { return std::ranges::find(modes, mode) != modes.end(); }

}  // namespace

void add_modes_of_means(const Reading& reading, const Lexicon& lexicon, const Arguments& arguments, Happening& happening) {
  if (happening.type != "ASSAULT") return;
  const auto told = happening.modes;
  // A mode by the act itself leaves room for the weapon only where the act names none.
  const bool is_open = told.empty() || has(told, "targeted") || has(told, "explosives") || has(told, "destroy") || has(told, "abduct");
  if (!is_open) return;
  Happening found = happening;
  found.modes.clear();
  Means means(reading, lexicon, found);
  for (const Filler& filler : happening.fillers)
    if (filler.role == Role::instrument) means.from_phrase(filler.head);
  for (const Argument& argument : arguments.all) {
    switch (argument.slot) {
      case Slot::subject:
      case Slot::with:
      case Slot::by:
      case Slot::in:
      case Slot::from:
      case Slot::during: means.from_phrase(argument.head); break;
      case Slot::of:
        if (happening.is_noun && argument.because != "nmod") means.from_phrase(argument.head);
        break;
      case Slot::compound:
      case Slot::amod: means.from_word(argument.head); break;
      default: break;
    }
  }
  if (has(told, "abduct")) return;
  for (const std::string& mode : found.modes) {
    if (has(told, "destroy") && mode == "primitive") continue;
    if (!has(happening.modes, mode)) happening.modes.push_back(mode);
  }
  // Bombs from aircraft are aerial, not explosives; a suicide attack is one with explosives unless another means is told.
  if ((has(happening.modes, "aerial") || has(happening.modes, "drone")) && has(happening.modes, "explosives")) std::erase(happening.modes, "explosives");
  if (has(happening.modes, "drone")) std::erase(happening.modes, "aerial");
  if (has(happening.modes, "suicide-attack") && happening.modes.size() == 1) happening.modes.emplace_back("explosives");
}

}  // namespace nutgraf::what
