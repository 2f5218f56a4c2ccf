// Same names: "Kerem Aydin" and "Aydin", "Verran Transport Union (VTU)" and "VTU", rows of the tables
// under another name; and what stands beside a name and says what it is: "Aydin, a police officer",
// "the gunman, Kerem Aydin", "Aydin was a vendor".

#include <algorithm>
#include <string_view>

#include "base/utf8.h"
#include "who/chains.h"

namespace nutgraf::who {

namespace {

using Words = std::vector<std::string>;

bool is_small_word(std::string_view word) {
  return word == "the" || word == "of" || word == "and" || word == "for" || word == "s" || word == "de" ||
         word == "del" || word == "la" || word == "in" || word == "a";
}

Words without_suffix(Words words) {
  while (words.size() > 1 && (words.back() == "jr" || words.back() == "sr" || words.back() == "ii" ||
                              words.back() == "iii" || words.back() == "iv"))
    words.pop_back();
  return words;
}

bool is_subsequence(const Words& small, const Words& large) {
  std::size_t at = 0;
  for (const std::string& word : large)
    if (at < small.size() && small[at] == word) ++at;
  return at == small.size();
}

// "K. Aydin" and "Kerem Aydin"; "Aydin" and "Kerem Aydin"; not "Kerem Aydin" and "Selim Aydin".
bool is_same_person(const Words& a, const Words& b) {
  const Words& small = a.size() <= b.size() ? a : b;
  const Words& large = a.size() <= b.size() ? b : a;
  if (small.empty()) return false;
  if (small.size() == 1)
    return small[0].size() > 1 &&
           (small[0] == large.back() || std::ranges::find(large.begin() + 1, large.end(), small[0]) != large.end() ||
            small[0] == large.front());
  if (is_subsequence(small, large)) return small.back() == large.back() || small.front() == large.front();
  if (small.back() != large.back()) return false;
  return small.front().size() == 1 ? large.front().starts_with(small.front())
                                   : large.front().size() == 1 && small.front().starts_with(large.front());
}

std::string initials(const Mention& mention, const Reading& reading) {
  std::string letters;
  for (std::int32_t t = mention.name.first; t < mention.name.last; ++t)
    if (is_capitalised(reading[t].form) && !is_small_word(reading[t].lower))
      letters += static_cast<char>(reading[t].lower[0]);
  return letters;
}

bool is_acronym(const Mention& mention, const Reading& reading) {
  if (mention.name.size() != 1) return false;
  const std::string& form = reading[mention.name.first].form;
  return form.size() >= 2 && form.size() <= 8 && is_all_upper(form) && mention.words.size() == 1;
}

bool has_owner_of_its_own(const Mention& mention) { return mention.belongs_to >= 0; }

class NameJoiner {
 public:
  NameJoiner(const Page& page, std::vector<Mention>& mentions, Chains& chains)
      : reading_(page.reading), mentions_(mentions), chains_(chains), bare_(mentions.size()) {}

  void join() {
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(mentions_.size()); ++i) {
      const Mention& mention = mentions_[static_cast<std::size_t>(i)];
      if (mention.form == MentionForm::name) {
        bare_[static_cast<std::size_t>(i)] = without_suffix(mention.words);
        mention.party.kind == Kind::person ? join_person(i) : join_body(i);
        names_.push_back(i);
      } else if (mention.form == MentionForm::noun && mention.party.kind == Kind::state_body && !mention.is_modifier) {
        join_common_body(i);
        bodies_.push_back(i);
      }
    }
  }

 private:
  void join_person(std::int32_t i) {
    const Mention& mention = mentions_[static_cast<std::size_t>(i)];
    const Words& words = bare_[static_cast<std::size_t>(i)];
    std::int32_t found = -1;
    for (auto at = names_.rbegin(); at != names_.rend(); ++at) {
      const Mention& other = mentions_[static_cast<std::size_t>(*at)];
      if (other.party.kind != Kind::person) continue;
      if (mention.gender != Gender::unknown && other.gender != Gender::unknown && mention.gender != other.gender)
        continue;
      const Words& theirs = bare_[static_cast<std::size_t>(*at)];
      const bool is_same = words == theirs || (mention.entry != nullptr && mention.entry == other.entry) ||
                           is_same_person(words, theirs);
      // "Chao ... his daughter Rulan Chao Pian": a fuller name later must end as the short one does.
      if (!is_same || (words.size() > theirs.size() && words.back() != theirs.back() && mention.entry != other.entry))
        continue;
      if (contradicts(words, *at)) continue;
      // A bare word that two persons of the page bear points to neither, unless it is how the nearer one was last
      // called.
      if (found < 0) {
        found = *at;
        if (words.size() > 1 || theirs == words) break;
      } else if (!chains_.are_joined(found, *at)) {
        return;
      }
    }
    if (found < 0) return;
    const bool is_alias = mention.words != mentions_[static_cast<std::size_t>(found)].words &&
                          mention.entry != nullptr &&
                          !is_same_person(words, bare_[static_cast<std::size_t>(found)]);
    chains_.join(i, found, is_alias ? Link::alias : Link::same_name,
                 is_alias ? mention.entry->because : "who.same_name");
  }

  // True when the party of `other` has borne a full name that is not this one's ("Johann" and "Daniel Bernoulli").
  bool contradicts(const Words& words, std::int32_t other) const {
    return std::ranges::any_of(names_, [&](std::int32_t k) {
      if (!chains_.are_joined(k, other) || mentions_[static_cast<std::size_t>(k)].party.kind != Kind::person)
        return false;
      const Words& theirs = bare_[static_cast<std::size_t>(k)];
      return theirs.size() > 1 && words != theirs && !is_same_person(words, theirs) &&
             mentions_[static_cast<std::size_t>(k)].entry == nullptr;
    });
  }

  void join_body(std::int32_t i) {
    const Mention& mention = mentions_[static_cast<std::size_t>(i)];
    const bool is_short = is_acronym(mention, reading_);
    for (auto at = names_.rbegin(); at != names_.rend(); ++at) {
      const Mention& other = mentions_[static_cast<std::size_t>(*at)];
      if (other.party.kind == Kind::person) continue;
      if (mention.words == other.words) return chains_.join(i, *at, Link::same_name, "who.same_name");
      if (mention.entry != nullptr && mention.entry == other.entry)
        return chains_.join(i, *at, is_short ? Link::acronym : Link::alias, mention.entry->because);
      const bool in_brackets = is_short && stands_after_in_brackets(mention.name, other.party.tokens, other.name);
      if (in_brackets || (is_short && mention.entry == nullptr && initials(other, reading_) == mention.words[0] &&
                          other.words.size() > 1)) {
        chains_.join(i, *at, Link::acronym, in_brackets ? "who.acronym_in_brackets" : "who.initials");
        return;
      }
      if (stands_after_in_brackets(mention.name, other.party.tokens, other.name) && is_acronym(other, reading_))
        return chains_.join(i, *at, Link::acronym, "who.acronym_in_brackets");
      if (mention.entry == nullptr && other.entry == nullptr && mention.words.size() >= 2 && other.words.size() >= 2 &&
          mention.party.sectors == other.party.sectors) {
        const Words& small = mention.words.size() < other.words.size() ? mention.words : other.words;
        const Words& large = mention.words.size() < other.words.size() ? other.words : mention.words;
        if (is_subsequence(small, large) && small.front() == large.front())
          return chains_.join(i, *at, Link::same_name, "who.short_name");
      }
    }
  }

  bool stands_after_in_brackets(TokenRange inner, TokenRange phrase, TokenRange name) const {
    const std::int32_t open = inner.first - 1;
    if (open < 0 || (open != phrase.last && open != name.last)) return false;
    const std::string& mark = reading_[open].form;
    if (mark == "(" || mark == "[") return true;
    return mark == "," && inner.last < reading_.size() && reading_[inner.last].form == ",";
  }

  // "police" and "the police": one body a country, unless each has an owner of its own.
  void join_common_body(std::int32_t i) {
    const Mention& mention = mentions_[static_cast<std::size_t>(i)];
    for (auto at = bodies_.rbegin(); at != bodies_.rend(); ++at) {
      const Mention& other = mentions_[static_cast<std::size_t>(*at)];
      if (mention.entry != other.entry) continue;
      if (mention.party.country && other.party.country && mention.party.country != other.party.country) continue;
      if (has_owner_of_its_own(mention) && has_owner_of_its_own(other) && mention.belongs_to != other.belongs_to)
        continue;
      if (mention.is_indefinite && mention.party.tokens.size() > mention.name.size()) return;
      return chains_.join(i, *at, Link::description, "who.same_body");
    }
  }

  const Reading& reading_;
  std::vector<Mention>& mentions_;
  Chains& chains_;
  std::vector<Words> bare_;  // of names: their words without "Jr."
  std::vector<std::int32_t> names_, bodies_;
};

}  // namespace

void join_names(const Page& page, std::vector<Mention>& mentions, Chains& chains) {
  NameJoiner(page, mentions, chains).join();
}

namespace {

bool is_name_of_person(const Mention& mention) { return mention.form == MentionForm::name && mention.party.kind == Kind::person; }

// "The governor of Kadra, Mirte Osk, ...": the tree may hang the name on the place, which nobody can be. The number of the mention that has the place, or -1.
std::int32_t person_with_place(const Reading& reading, const std::vector<Mention>& mentions, const std::vector<std::int32_t>& at, std::int32_t place) {
  if (reading[place].deprel != Deprel::nmod) return -1;
  const std::int32_t other = at[static_cast<std::size_t>(reading[place].head)];
  if (other < 0) return -1;
  const Mention& told = mentions[static_cast<std::size_t>(other)];
  return told.form == MentionForm::noun && told.party.kind == Kind::person ? other : -1;
}

}  // namespace

void join_appositions(const Page& page, std::vector<Mention>& mentions, Chains& chains) {
  const Reading& reading = page.reading;
  std::vector<std::int32_t> at(reading.tokens.size(), -1);
  for (std::size_t i = 0; i < mentions.size(); ++i)
    at[static_cast<std::size_t>(mentions[i].party.head)] = static_cast<std::int32_t>(i);
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(mentions.size()); ++i) {
    const Mention& mention = mentions[static_cast<std::size_t>(i)];
    if (mention.form == MentionForm::pronoun || mention.is_modifier) continue;
    const Token& token = reading[mention.party.head];
    std::int32_t other = -1;
    std::string because;
    if (token.deprel == Deprel::appos && token.head != no_token) {
      other = at[static_cast<std::size_t>(token.head)];
      if (other < 0 && is_name_of_person(mention)) other = person_with_place(reading, mentions, at, token.head);
      because = "who.apposition";
    } else if (const std::int32_t cop = child_with(reading, mention.party.head, Deprel::cop);
               cop != no_token && mention.form == MentionForm::noun) {
      // "Aydin was a vendor": said of the subject, in the plain indicative and without "not".
      const std::int32_t subject = child_with(reading, mention.party.head, Deprel::nsubj);
      bool is_plain = subject != no_token && reading[cop].lower != "be";
      for (const std::int32_t child : children(reading, mention.party.head))
        if (reading[child].lower == "not" || reading[child].lower == "n't" || reading[child].lower == "n’t" ||
            reading[child].lower == "never" || reading[child].deprel == Deprel::aux)
          is_plain = false;
      if (is_plain) other = at[static_cast<std::size_t>(subject)];
      because = "who.copula";
    }
    // "Aydin, a police officer, ...": between commas, also where the tree sees something else.
    if (other < 0 && mention.form == MentionForm::noun && mention.party.kind == Kind::person &&
        mention.party.tokens.first >= 2 && reading[mention.party.tokens.first - 1].form == ",") {
      const std::int32_t before = mention.party.tokens.first - 2;
      const std::int32_t after = mention.party.tokens.last;
      const bool is_closed = after < reading.size() && (reading[after].form == "," || reading[after].form == "." ||
                                                        reading[after].lower == "who");
      const auto name = std::ranges::find_if(mentions, [&](const Mention& m) {
        return m.form == MentionForm::name && m.party.kind == Kind::person && m.name.last == before + 1;
      });
      if (is_closed && name != mentions.end() && mention.party.tokens.first < mention.name.first &&
          reading[mention.party.tokens.first].upos == Upos::det) {
        other = static_cast<std::int32_t>(name - mentions.begin());
        because = "who.between_commas";
      }
    }
    if (other < 0 || other == i) continue;
    const Mention& told = mentions[static_cast<std::size_t>(other)];
    if (told.form == MentionForm::pronoun && because != "who.copula") continue;
    if (told.form == MentionForm::pronoun || !may_agree(mention, told)) continue;
    if (mention.form == MentionForm::name && told.form == MentionForm::name) continue;
    if (chains.is_linked(i) && mention.form == MentionForm::name)
      chains.join(other, i, Link::description, because);
    else
      chains.join(std::max(i, other), std::min(i, other), Link::description, because);
  }
}

}  // namespace nutgraf::who
