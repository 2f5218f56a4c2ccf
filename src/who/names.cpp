// Parties with a name: those of the tables, and persons and organisations that the reading marks.
// Where both see a name, the longer one counts; "Police chief John Smith" is one party, whose title
// says what he is. A country or its capital is a party where it acts or is acted upon ("Ankara said",
// "war against Iraq"), not where it is a place.

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "who/mention.h"

namespace nutgraf::who {

namespace {

bool is_before(const Match& a, const Match& b) {
  if (a.tokens.first != b.tokens.first) return a.tokens.first < b.tokens.first;
  return a.tokens.size() > b.tokens.size();
}

class NameFinder {
 public:
  explicit NameFinder(const Page& page) : page_(page), reading_(page.reading), taken_(page.reading.tokens.size(), -1) {}

  std::vector<Mention> find() {
    add_table_names();
    add_marked_names();
    add_countries();
    add_unmarked_names();
    std::ranges::sort(mentions_, {}, [](const Mention& m) { return std::pair(m.name.first, m.name.last); });
    std::ranges::fill(taken_, -1);
    for (std::size_t i = 0; i < mentions_.size(); ++i) mark(mentions_[i].name, static_cast<std::int32_t>(i));
    for (Mention& mention : mentions_)
      if (mention.party.kind == Kind::person && mention.form == MentionForm::name) take_title(mention);
    return std::move(mentions_);
  }

 private:
  // Rows that share the longest match are one mention; the row that fits the report best comes first.
  void add_table_names() {
    std::vector<Match> matches = page_.matches.names;
    std::ranges::stable_sort(matches, is_before);
    for (std::size_t i = 0; i < matches.size();) {
      std::size_t j = i + 1;
      while (j < matches.size() && matches[j].tokens == matches[i].tokens) ++j;
      if (is_free(matches[i].tokens)) {
        Mention mention = named(matches[i].tokens);
        for (std::size_t k = i; k < j; ++k) {
          const Entry* entry = &page_.lexicon.entry_of(page_.lexicon.forms[matches[k].form]);
          if (std::ranges::find(mention.others, entry) == mention.others.end()) mention.others.push_back(entry);
        }
        mention.entry = mention.others.front();
        mention.party.kind = mention.entry->kind;
        keep(std::move(mention));
      }
      i = j;
    }
  }

  void add_marked_names() {
    for (const Name& name : page_.reading.names) {
      if (name.kind == NameKind::location) continue;
      TokenRange tokens = name.tokens;
      while (tokens.size() > 1 &&
             (reading_[tokens.first].deprel == Deprel::det || reading_[tokens.first].lower == "the"))
        ++tokens.first;
      while (tokens.size() > 1 && (reading_[tokens.last - 1].lower == "'s" || reading_[tokens.last - 1].lower == "’s" ||
                                   reading_[tokens.last - 1].upos == Upos::punct))
        --tokens.last;
      if (name.kind == NameKind::organisation && is_name_word_of(tokens)) ++tokens.last;
      const TokenRange bare = without_title(tokens);
      // "Judge Kerem Aydin" is a person, whatever the model took it for.
      const bool is_person = name.kind == NameKind::person || bare != tokens || has_title_before(tokens.first) ||
                             is_surname_of_person(tokens);
      if (is_person) tokens = bare;
      if (tokens.size() == 0 || !has_capital(tokens) || is_common_noun(tokens)) continue;
      const std::vector<std::size_t> overlapping = mentions_over(tokens);
      if (overlapping.empty()) {
        Mention mention = named(tokens);
        mention.party.kind = is_person ? Kind::person : Kind::organisation;
        mention.party.confidence = 0.5 + 0.5 * static_cast<double>(name.confidence);
        if (!is_person)
          read_name_words(mention);
        else if (tokens.size() == 1)
          read_surname(mention);
        keep(std::move(mention));
        continue;
      }
      if (overlapping.size() > 1) continue;
      Mention& held = mentions_[overlapping.front()];
      if (held.name.first < tokens.first || held.name.last > tokens.last || held.name == tokens) continue;
      if (held.party.kind == Kind::person) {
        if (name.kind == NameKind::person) widen(held, tokens);
      } else if (name.kind == NameKind::organisation && tokens.size() - held.name.size() <= 4) {
        // "the Golani Brigade's Third Company": a longer name with a known one in it belongs to it.
        const Entry* inside = held.entry;
        widen(held, tokens);
        held.entry = nullptr;
        held.others.clear();
        read_name_words(held);
        if (held.party.sectors.empty()) held.party.sectors = inside->sectors;
        if (!inside->countries.empty()) held.party.country = inside->countries.front();
        if (held.party.because.empty()) held.party.because = inside->because;
      }
    }
  }

  void add_countries() {
    const std::vector<Match>& places = page_.matches.places;
    for (const Match& match : places) {
      const Form& form = page_.lexicon.forms[match.form];
      const Entry& entry = page_.lexicon.entry_of(form);
      if (entry.source != Source::country || !is_free(match.tokens)) continue;
      const std::int32_t head = head_of(reading_, match.tokens);
      switch (form.kind) {
        case FormKind::name:
        case FormKind::alias:
        case FormKind::acronym:
          if (!acts_as_party(head, true)) continue;
          add_country(match, entry, head);
          break;
        case FormKind::capital:
          if (!acts_as_party(head, false)) continue;
          add_country(match, entry, head);
          break;
        case FormKind::people:
        case FormKind::adjective:
        case FormKind::people_plural:
          add_people(match, form, entry, head);
          break;
        case FormKind::plural:
          break;
      }
    }
  }

  // Proper nouns that the model marks as no name, but that do what people do: "Kerem Aydin was arrested".
  void add_unmarked_names() {
    for (std::int32_t t = 0; t < reading_.size(); ++t) {
      const Token& token = reading_[t];
      if (token.upos != Upos::propn || token.name >= 0 || !is_free({t, t + 1}) ||
          page_.place_at[static_cast<std::size_t>(t)] >= 0)
        continue;
      if (page_.letters[static_cast<std::size_t>(token.sentence)] != Letters::mixed || !is_capitalised(token.form) ||
          token.form.size() < 3)
        continue;
      if (token.deprel != Deprel::nsubj && token.deprel != Deprel::nsubj_pass && token.deprel != Deprel::obl_agent &&
          token.deprel != Deprel::obj)
        continue;
      TokenRange tokens{t, t + 1};
      while (tokens.first > 0 && reading_[tokens.first - 1].sentence == token.sentence &&
             is_capitalised(reading_[tokens.first - 1].form) && is_free({tokens.first - 1, tokens.first}) &&
             (reading_[tokens.first - 1].upos == Upos::propn || reading_[tokens.first - 1].upos == Upos::noun) &&
             reading_[tokens.first - 1].head >= t - 4)
        --tokens.first;
      while (tokens.last < reading_.size() && reading_[tokens.last].deprel == Deprel::flat &&
             reading_[tokens.last].head == t && is_capitalised(reading_[tokens.last].form))
        ++tokens.last;
      tokens = without_title(tokens);
      if (is_common_noun({t, t + 1}) || is_calendar_word(token.lower)) continue;
      const bool has_first_name = tokens.size() > 1 && page_.lexicon.first_names.contains(reading_[tokens.first].lower);
      const std::int32_t verb = token.head;
      const bool acts = verb != no_token && reading_[verb].upos == Upos::verb &&
                        (page_.lexicon.person_verbs.contains(reading_[verb].lemma) || reading_[verb].lemma == "say" ||
                         reading_[verb].lemma == "tell");
      const bool is_body = page_.lexicon.name_words.contains(reading_[tokens.last - 1].lower) && tokens.size() > 1;
      if (!has_first_name && !is_body && !(acts && tokens.size() > 1)) continue;
      Mention mention = named(tokens);
      mention.party.kind = is_body ? Kind::organisation : Kind::person;
      mention.party.confidence = 0.5;
      mention.party.because = "who.proper_noun";
      if (is_body) read_name_words(mention);
      keep(std::move(mention));
    }
  }

  static bool is_calendar_word(std::string_view word) {
    static constexpr std::array<std::string_view, 19> words = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",  "sunday",  "january",  "february", "march",
        "april",  "may",     "june",      "july",     "august", "september", "october", "november", "december"};
    return std::ranges::find(words, word) != words.end();
  }

  void add_country(const Match& match, const Entry& entry, std::int32_t head) {
    Mention mention = named(match.tokens);
    mention.entry = &entry;
    mention.others = {&entry};
    mention.party.head = head;
    mention.party.kind = Kind::state_body;
    mention.party.confidence = 0.7;
    keep(std::move(mention));
  }

  // "two Moroccans", "a Jordanian", "the British": persons, not names.
  void add_people(const Match& match, const Form& form, const Entry& entry, std::int32_t head) {
    const Token& token = reading_[head];
    if (stands_before_noun(reading_, head) || head != match.tokens.last - 1) return;
    if (token.upos != Upos::noun && token.upos != Upos::propn && token.upos != Upos::adj) return;
    const bool has_the = child_with(reading_, head, Deprel::det) != no_token;
    const bool is_plural = form.kind == FormKind::people_plural || token.number == Number::plural;
    if (form.kind == FormKind::adjective && !is_plural && !has_the &&
        child_with(reading_, head, Deprel::nummod) == no_token)
      return;
    if (token.deprel == Deprel::root || token.deprel == Deprel::xcomp) {
      if (!is_plural && !has_the) return;
    }
    Mention mention = named(match.tokens);
    mention.form = MentionForm::noun;
    mention.entry = nullptr;
    mention.others = {&entry};
    mention.noun = token.lower;
    mention.words.clear();
    mention.party.name.reset();
    mention.party.sectors = {"CVL"};
    mention.party.country = entry.countries.front();
    mention.party.because = entry.because;
    const bool is_group = is_plural || (form.kind == FormKind::adjective && has_the &&
                                        reading_[child_with(reading_, head, Deprel::det)].lower == "the" &&
                                        !is_plural && token.number != Number::singular);
    mention.number = is_group ? Number::plural : Number::singular;
    mention.party.kind = is_group ? Kind::group : Kind::person;
    const TokenRange phrase = noun_phrase(reading_, match.tokens, head, false);
    set_span(mention, phrase);
    // "The Russians bombed": the state; "the two Russians", "Russians protested": people.
    if (is_group && phrase.size() == match.tokens.size() + 1 && reading_[phrase.first].lower == "the" &&
        acts_as_party(head, true)) {
      mention.party.kind = Kind::state_body;
      mention.party.sectors = {"GOV"};
    }
    take_quantity(reading_, mention);
    keep(std::move(mention));
  }

  // Where a country stands as somebody: subject, agent, object, or after "with", "against", "by", "between".
  bool acts_as_party(std::int32_t head, bool as_object) const {
    const Token* token = &reading_[head];
    std::int32_t at = head;
    for (int steps = 0; token->deprel == Deprel::conj && token->head != no_token && steps < 4; ++steps) {
      at = token->head;
      token = &reading_[at];
    }
    switch (token->deprel) {
      case Deprel::nsubj:
      case Deprel::nsubj_pass:
        // "Baghdad was hit" is a place; "Iraq was accused" a party. Capitals act only in the active voice.
        return token->head != no_token && reading_[token->head].upos == Upos::verb &&
               (as_object || token->deprel == Deprel::nsubj);
      case Deprel::obl_agent:
        return true;
      case Deprel::obj:
      case Deprel::iobj:
        return as_object;
      case Deprel::obl:
      case Deprel::nmod: {
        if (!as_object) return false;
        const std::int32_t marker = child_with(reading_, at, Deprel::case_);
        if (marker == no_token) return false;
        const std::string& word = reading_[marker].lower;
        return word == "with" || word == "against" || word == "by" || word == "between";
      }
      default:
        return false;
    }
  }

  Mention named(TokenRange tokens) const {
    Mention mention;
    mention.form = MentionForm::name;
    mention.name = tokens;
    mention.party.head = head_of(reading_, tokens);
    mention.sentence = reading_[tokens.first].sentence;
    mention.is_definite = true;
    for (std::int32_t t = tokens.first; t < tokens.last; ++t)
      for (Piece& piece : cut_into_pieces(reading_[t].form)) mention.words.push_back(std::move(piece.word));
    set_span(mention, with_front(tokens, mention.party.head));
    return mention;
  }

  // An organisation's name takes what stands before it ("the Turkish Red Crescent"); a person's does not.
  TokenRange with_front(TokenRange tokens, std::int32_t head) const {
    TokenRange phrase = tokens;
    const TokenRange whole = noun_phrase(reading_, tokens, head, false);
    for (std::int32_t t = tokens.first - 1; t >= whole.first; --t) {
      const Token& token = reading_[t];
      if (token.upos == Upos::propn || token.deprel == Deprel::det || token.deprel == Deprel::amod ||
          token.deprel == Deprel::compound)
        phrase.first = t;
      else
        break;
    }
    return phrase;
  }

  void set_span(Mention& mention, TokenRange tokens) const {
    mention.party.tokens = tokens;
    mention.party.span = span_of(reading_, tokens);
  }

  void widen(Mention& mention, TokenRange tokens) {
    const Entry* entry = mention.entry;
    std::vector<const Entry*> others = std::move(mention.others);
    const Kind kind = mention.party.kind;
    mention = named(tokens);
    mention.entry = entry;
    mention.others = std::move(others);
    mention.party.kind = kind;
    mark(tokens, static_cast<std::int32_t>(&mention - mentions_.data()));
  }

  // "Trump" alone: a leader of that surname, when the page names nobody else so and one leader fits.
  void read_surname(Mention& mention) const {
    const auto found = page_.lexicon.surnames.find(mention.words.empty() ? std::string() : mention.words.back());
    if (found == page_.lexicon.surnames.end()) return;
    const std::string& form = reading_[mention.name.first].lower;
    for (const Name& name : page_.reading.names)
      if (name.kind == NameKind::person && name.tokens.size() > 1 && reading_[name.tokens.last - 1].lower == form)
        return;
    for (const std::uint32_t index : found->second) {
      const Entry* leader = &page_.lexicon.entries[index];
      if (page_.year > 0 && (page_.year < leader->from - 3 || page_.year > leader->until + 8)) continue;
      if (page_.year == 0 && leader->until < 1990) continue;
      if (!mention.others.empty() && mention.others.front()->name != leader->name) {
        mention.others.clear();
        return;
      }
      mention.others.push_back(leader);
    }
    if (!mention.others.empty()) mention.entry = mention.others.front();
  }

  // "Ministry of Works", "Aksu Teachers' Union": what the telling word says.
  void read_name_words(Mention& mention) const {
    const auto& words = mention.words;
    std::size_t last = words.size();
    for (std::size_t i = 1; i < words.size(); ++i)
      if (words[i] == "of" || words[i] == "for") {
        last = i;
        break;
      }
    const std::array<std::size_t, 2> places = {last, words.size()};
    for (const std::size_t place : places) {
      if (place == 0) continue;
      const auto found = page_.lexicon.name_words.find(words[place - 1]);
      if (found == page_.lexicon.name_words.end()) continue;
      mention.party.kind = found->second.kind;
      mention.party.sectors = found->second.sectors;
      mention.party.because = found->second.because;
      return;
    }
  }

  // Takes the title and all that belongs to it into the person's phrase; its row says the sector.
  void take_title(Mention& mention) {
    std::int32_t first = mention.name.first;
    set_span(mention, mention.name);
    std::vector<const Entry*> titles;
    for (int steps = 0; steps < 3; ++steps) {
      const Match* title = match_before(first);
      if (title == nullptr || !is_free(title->tokens)) break;
      titles.push_back(&page_.lexicon.entry_of(page_.lexicon.forms[title->form]));
      first = title->tokens.first;
    }
    if (titles.empty()) return take_plural_title(mention);
    // The modifiers of the outermost title: "former Turkish", "the country's".
    const TokenRange core{first, mention.name.last};
    const std::int32_t head = head_of(reading_, {first, mention.name.first});
    TokenRange phrase = noun_phrase(reading_, {first, mention.name.first}, head, false);
    phrase = {std::min({phrase.first, first}), core.last};
    if (reading_[head].head != no_token && mention.name.contains(reading_[head].head))
      phrase.first = std::min(phrase.first, noun_phrase(reading_, mention.name, mention.party.head, false).first);
    // "Aydin and police chief Demir": the other person and the "and" are not part of the title.
    for (std::int32_t t = first - 1; t >= phrase.first; --t)
      if (is_inside_person(t) || reading_[t].deprel == Deprel::cc || reading_[t].deprel == Deprel::punct) {
        if (reading_[t].form != "-") phrase.first = t + 1;
        break;
      }
    set_span(mention, phrase);
    mark({first, mention.name.last}, static_cast<std::int32_t>(&mention - mentions_.data()));
    for (const Entry* title : titles)
      if (std::ranges::find(mention.others, title) == mention.others.end()) mention.others.push_back(title);
  }

  // "Officers Demir and Kaya": a plural before the first of several names says what each of them is.
  void take_plural_title(const Mention& first) {
    for (const Match& match : page_.matches.agents) {
      const Form& form = page_.lexicon.forms[match.form];
      const Entry& entry = page_.lexicon.entry_of(form);
      if (match.tokens.last != first.name.first || form.kind != FormKind::plural || entry.kind != Kind::person)
        continue;
      for (Mention& mention : mentions_) {
        if (mention.party.kind != Kind::person || mention.form != MentionForm::name) continue;
        const Token& token = reading_[mention.party.head];
        if (&mention == &first || (token.deprel == Deprel::conj && token.head == first.party.head))
          mention.others.push_back(&entry);
      }
      return;
    }
  }

  bool is_inside_person(std::int32_t token) const {
    const std::int32_t index = taken_[static_cast<std::size_t>(token)];
    return index >= 0 && mentions_[static_cast<std::size_t>(index)].party.kind == Kind::person;
  }

  // The title or agent noun that ends right before `token`.
  const Match* match_before(std::int32_t token) const {
    const Match* best = nullptr;
    for (const auto* list : {&page_.matches.titles, &page_.matches.agents})
      for (auto match = std::ranges::lower_bound(*list, token - 5, {}, [](const Match& m) { return m.tokens.first; });
           match != list->end() && match->tokens.first < token; ++match)
        if (match->tokens.last == token &&
            reading_[match->tokens.first].sentence == reading_[token < reading_.size() ? token : token - 1].sentence &&
            page_.lexicon.entry_of(page_.lexicon.forms[match->form]).kind == Kind::person &&
            page_.lexicon.forms[match->form].kind != FormKind::plural && is_noun(match->tokens.last - 1) &&
            (best == nullptr || match->tokens.size() > best->tokens.size()))
          best = &*match;
    return best;
  }

  bool has_title_before(std::int32_t token) const {
    for (const Match& match : page_.matches.titles)
      if (match.tokens.last == token) return true;
    return false;
  }

  // A lone word that the model takes for an organisation, but that ends a person's name elsewhere on the page.
  bool is_surname_of_person(TokenRange tokens) const {
    if (tokens.size() != 1) return false;
    return std::ranges::any_of(page_.reading.names, [&](const Name& name) {
      return name.kind == NameKind::person && name.tokens.size() > 1 &&
             reading_[name.tokens.last - 1].lower == reading_[tokens.first].lower;
    });
  }

  bool is_noun(std::int32_t token) const {
    const Upos upos = reading_[token].upos;
    return upos == Upos::noun || upos == Upos::propn || upos == Upos::x || upos == Upos::adj;
  }

  // "[Sombra] Cartel": the word behind the name belongs to it.
  bool is_name_word_of(TokenRange tokens) const {
    const std::int32_t next = tokens.last;
    return next < reading_.size() && is_capitalised(reading_[next].form) && reading_[next].name < 0 && reading_[next].upos == Upos::propn &&
           reading_[next - 1].head == next && page_.lexicon.name_words.contains(reading_[next].lower);
  }

  TokenRange without_title(TokenRange tokens) const {
    for (const Match& match : page_.matches.titles)
      if (match.tokens.contains(tokens.first) && match.tokens.last < tokens.last) {  // "Sergeant [Major Kerem Aydin]" too
        tokens.first = match.tokens.last;
        return tokens;
      }
    return tokens;
  }

  bool has_capital(TokenRange tokens) const {
    const Letters letters = page_.letters[static_cast<std::size_t>(reading_[tokens.first].sentence)];
    if (letters == Letters::lower || letters == Letters::upper) return true;
    for (std::int32_t t = tokens.first; t < tokens.last; ++t)
      if (is_capitalised(reading_[t].form) ||
          (!reading_[t].form.empty() && is_digit(read_character(reading_[t].form, 0).code_point)))
        return true;
    return false;
  }

  // A one-word "name" that is an agent noun at the start of a sentence ("Police", "Gunmen").
  bool is_common_noun(TokenRange tokens) const {
    for (const Match& match : page_.matches.agents)
      if (match.tokens.first <= tokens.first && match.tokens.last >= tokens.last) return true;
    for (const Match& match : page_.matches.places)
      if (match.tokens.first <= tokens.first && match.tokens.last >= tokens.last) return true;
    return false;
  }

  bool is_free(TokenRange tokens) const {
    for (std::int32_t t = tokens.first; t < tokens.last; ++t)
      if (taken_[static_cast<std::size_t>(t)] >= 0) return false;
    return true;
  }

  std::vector<std::size_t> mentions_over(TokenRange tokens) const {
    std::vector<std::size_t> found;
    for (std::int32_t t = tokens.first; t < tokens.last; ++t) {
      const std::int32_t index = taken_[static_cast<std::size_t>(t)];
      if (index >= 0 && (found.empty() || found.back() != static_cast<std::size_t>(index)))
        found.push_back(static_cast<std::size_t>(index));
    }
    return found;
  }

  void mark(TokenRange tokens, std::int32_t index) {
    for (std::int32_t t = tokens.first; t < tokens.last; ++t) taken_[static_cast<std::size_t>(t)] = index;
  }

  void keep(Mention mention) {
    mark(mention.name, static_cast<std::int32_t>(mentions_.size()));
    mentions_.push_back(std::move(mention));
  }

  const Page& page_;
  const Reading& reading_;
  std::vector<std::int32_t> taken_;
  std::vector<Mention> mentions_;
};

}  // namespace

std::vector<Mention> find_names(const Page& page) { return NameFinder(page).find(); }

}  // namespace nutgraf::who
