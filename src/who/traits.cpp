// What a party is: sector, country, the group it belongs to, whether it is only a suspect, whether a
// minor. A name has it from its row; a noun from its own row or, for words that say little alone
// ("fighters", "spokesman"), from what it belongs to: "Hamas fighters", "a spokesman for the army".
// What nothing tells stays unknown, but for a named person with no role, who is read as a civilian
// with low confidence.

#include <algorithm>
#include <array>
#include <set>

#include "who/mention.h"

namespace nutgraf::who {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_armed(const std::vector<std::string>& sectors) {
  return !sectors.empty() && is_one_of(sectors.front(), {"REB", "IMG", "PRM", "CRM", "UAF"});
}

class TraitReader {
 public:
  TraitReader(const Page& page, std::vector<Mention>& mentions)
      : page_(page), reading_(page.reading), mentions_(mentions), at_(page.reading.tokens.size(), -1) {
    for (std::size_t i = 0; i < mentions.size(); ++i)
      for (std::int32_t t = mentions[i].name.first; t < mentions[i].name.last; ++t)
        at_[static_cast<std::size_t>(t)] = static_cast<std::int32_t>(i);
    for (const Mention& mention : mentions) {
      if (mention.entry == nullptr || mention.entry->sectors.empty()) continue;
      police_ += mention.entry->sectors.front() == "COP" ? 1 : 0;
      military_ += mention.entry->sectors.front() == "MIL" ? 1 : 0;
    }
  }

  void read() {
    for (Mention& mention : mentions_)
      if (mention.form == MentionForm::name) read_name(mention);
    for (Mention& mention : mentions_) {
      if (mention.form == MentionForm::pronoun) continue;
      read_modifiers(mention);
      read_owner(mention);
      if (!mention.party.country) read_country(mention);
    }
    for (Mention& mention : mentions_) {
      if (mention.form == MentionForm::pronoun) continue;
      take_from_owner(mention);
      take_from_list(mention);
      fall_back(mention);
      read_verb(mention);
    }
  }

 private:
  void read_name(Mention& mention) {
    Party& party = mention.party;
    if (const Entry* row = choose_row(mention)) {
      mention.entry = row;
      party.name = row->name;
      party.kind = row->kind;
      party.sectors = row->sectors;
      party.because = row->because;
      if (!row->countries.empty() &&
          (row->source != Source::armed_group || row->countries.size() == 1 || row->sectors.front() != "IMG"))
        party.country = row->countries.front();
      if (!row->group.empty()) party.group = row->group;
      if (row->source == Source::leader && row->kind == Kind::person) read_term(mention, *row);
    } else {
      mention.entry = nullptr;
      if (!party.name) party.name = written_name(mention);
      if (party.because.empty()) party.because = "reading.names";
    }
    if (party.kind == Kind::person) {
      mention.number = Number::singular;
      read_titles(mention);
      if (mention.gender == Gender::unknown && !mention.words.empty())
        if (const auto found = page_.lexicon.first_names.find(mention.words.front());
            found != page_.lexicon.first_names.end() && mention.words.size() > 1)
          mention.gender = found->second;
      if (mention.age >= 0) party.is_minor = mention.age < 18;
    }
  }

  std::string written_name(const Mention& mention) const {
    std::string name;
    for (std::int32_t t = mention.name.first; t < mention.name.last; ++t) {
      if (t > mention.name.first && reading_[t].span.begin > reading_[t - 1].span.end) name += ' ';
      name += reading_[t].form;
    }
    return name;
  }

  // The row that fits: of the country that the report is about, and in its time.
  const Entry* choose_row(const Mention& mention) const {
    const Entry* best = nullptr;
    int best_score = -1000;
    for (const Entry* row : mention.others) {
      if (row->source == Source::agent || row->source == Source::title || mention.entry == nullptr) continue;
      int score = 0;
      bool is_told = row->countries.empty();
      if (is_told) score = 11;
      for (const std::string& country : row->countries)
        for (std::size_t i = 0; i < page_.countries.size(); ++i)
          if (page_.countries[i].first == country) {
            score = std::max(score, 20 - static_cast<int>(std::min<std::size_t>(i, 10)));
            is_told = true;
          }
      const int out_of_time = row->source == Source::leader ? 4 : 12;
      if (page_.year > 0 && page_.year < row->from) score -= out_of_time + 1;
      if (page_.year > 0 && page_.year > row->until) score -= out_of_time;
      if (page_.year == 0 && row->source == Source::armed_group && row->until < 2000) score -= 6;
      if (row->source == Source::leader) {
        if (!is_told && !has_office_title(mention)) continue;
        if (page_.year == 0) score += row->from / 400;  // the latest term when nothing tells the time
      }
      if (score > best_score) {
        best = row;
        best_score = score;
      }
    }
    return best;
  }

  static bool has_office_title(const Mention& mention) {
    return std::ranges::any_of(mention.others, [](const Entry* row) {
      return (row->source == Source::title || row->source == Source::agent) && !row->sectors.empty() &&
             row->sectors.front() == "GOV";
    });
  }

  // Before the office a politician, after it one of the former ones.
  void read_term(Mention& mention, const Entry& row) const {
    if (row.sectors.front() != "GOV" || page_.year == 0 || has_office_title(mention)) return;
    if (page_.year < row.from) mention.party.sectors = {"PTY"};
    if (page_.year > row.until) mention.party.sectors = {"ELI"};
  }

  void read_titles(Mention& mention) {
    for (const Entry* row : mention.others) {
      if (row->source != Source::title && row->source != Source::agent) continue;
      if (mention.gender == Gender::unknown) mention.gender = row->gender;
      if (row->source == Source::agent && row->is_minor) mention.party.is_minor = true;
      if (row->source == Source::agent && row->is_suspect) mention.party.is_suspected = true;
      if (mention.entry != nullptr && mention.entry->source == Source::leader) continue;
      if (mention.party.sectors.empty() && !row->sectors.empty()) {
        mention.party.sectors = row->sectors;
        mention.party.because = row->because;
        if (row->source == Source::title && is_rank(row->name) && police_ > 2 * military_)
          mention.party.sectors = {"COP"};
      }
      if (row->source == Source::agent && mention.noun.empty()) mention.noun = row->name;
    }
  }

  // Ranks that police and armies share.
  static bool is_rank(std::string_view title) {
    return is_one_of(title, {"Captain",       "Capt.",
                             "Capt",          "Lieutenant",
                             "Lt.",           "Lt",
                             "Major",         "Maj.",
                             "Maj",           "Colonel",
                             "Col.",          "Col",
                             "Corporal",      "Cpl.",
                             "Cpl",           "Lieutenant Colonel",
                             "Lt. Col.",      "Commander",
                             "Cmdr.",         "General",
                             "Gen.",          "Brigadier General",
                             "Staff Sergeant"});
  }

  void read_modifiers(Mention& mention) {
    Party& party = mention.party;
    const bool is_named_body = mention.form == MentionForm::name && party.kind != Kind::person;
    for (std::int32_t t = party.tokens.first; t < mention.name.first; ++t) {
      const auto found = page_.lexicon.modifiers.find(reading_[t].lower);
      if (found == page_.lexicon.modifiers.end()) continue;
      const Modifier& says = found->second;
      if (says.is_suspected) party.is_suspected = true;
      if (says.is_minor && mention.age < 0) party.is_minor = true;
      if (says.sector.empty() || is_named_body) continue;
      if (t + 1 < reading_.size() && reading_[t + 1].form == "-") continue;
      if (says.sector == "ELI") {
        if (!party.sectors.empty() && is_one_of(party.sectors.front(), {"GOV", "LEG", "PTY"})) party.sectors = {"ELI"};
        continue;
      }
      const bool is_open = party.sectors.empty() || (mention.entry != nullptr && mention.entry->inherits) ||
                           takes_modifier(party.sectors.front(), says.sector);
      if (is_open) {
        party.sectors = {says.sector};
        party.because = says.because;
      }
    }
    // "a man suspected of", "accused of": said of him after the noun.
    for (const std::int32_t child : children(reading_, party.head))
      if (child > party.head && reading_[child].deprel == Deprel::acl &&
          is_one_of(reading_[child].lower,
                    {"suspected", "accused", "alleged", "believed", "charged", "blamed", "thought"}))
        party.is_suspected = true;
  }

  // "Aydin was charged", "prosecutors accused Demir", "Kaya shot him": the verb tells of one of whom nothing else is
  // told.
  void read_verb(Mention& mention) {
    Party& party = mention.party;
    if (party.kind != Kind::person && party.kind != Kind::group) return;
    std::int32_t token = mention.party.head;
    for (int steps = 0; reading_[token].deprel == Deprel::conj && reading_[token].head != no_token && steps < 4;
         ++steps)
      token = reading_[token].head;
    const Deprel relation = reading_[token].deprel;
    const std::int32_t verb = reading_[token].head;
    if (verb == no_token) return;
    const auto found = page_.lexicon.person_verbs.find(reading_[verb].lemma);
    if (found == page_.lexicon.person_verbs.end() || found->second.subject.empty()) return;
    const PersonVerb& says = found->second;
    const bool is_passive =
        child_with(reading_, verb, Deprel::aux_pass) != no_token || reading_[verb].voice == Voice::passive;
    const bool suffers = relation == Deprel::nsubj_pass || (relation == Deprel::obj && !is_passive);
    const bool acts = relation == Deprel::obl_agent || (relation == Deprel::nsubj && !is_passive);
    for (const std::int32_t child : children(reading_, verb))
      if (reading_[child].lower == "not" || reading_[child].lower == "n't" || reading_[child].lower == "n’t") return;
    if (suffers && says.subject == "suspect") {
      party.is_suspected = true;
      mark_criminal(mention, "CRM", says.because);
    } else if (suffers && says.subject == "convict") {
      mark_criminal(mention, "CRM", says.because);
    } else if (acts && says.subject == "attack" && mention.number == Number::singular) {
      mark_criminal(mention, "UAF", says.because);
    }
  }

  void mark_criminal(Mention& mention, const char* sector, const std::string& because) {
    const bool is_plain = mention.form == MentionForm::name
                              ? mention.is_default_sector
                              : mention.entry != nullptr && mention.entry->sectors == std::vector<std::string>{"CVL"};
    if (!is_plain || mention.party.is_minor) return;
    mention.party.sectors = {sector};
    mention.party.because += "; " + because;
    mention.is_default_sector = false;
  }

  // A modifier is told of purpose; it wins over a general row ("rebel commander", "police captain", "armed man").
  static bool takes_modifier(const std::string& row, const std::string& says) {
    if (row == "MIL") return is_one_of(says, {"COP", "REB", "PRM", "SPY", "UAF"});
    if (row == "UAF") return is_one_of(says, {"REB", "PRM", "CRM"});
    if (row == "CVL") return is_one_of(says, {"UAF"});
    if (row == "COP") return is_one_of(says, {"MIL", "SPY"});
    return false;
  }

  // The mention that this one belongs to: "ISIS suspects", "members of the Red Line", "Turkey's police".
  void read_owner(Mention& mention) {
    const std::int32_t self = at_[static_cast<std::size_t>(mention.party.head)];
    std::int32_t owner = -1;
    for (std::int32_t t = mention.party.tokens.first; t < mention.name.first; ++t) {
      const std::int32_t index = at_[static_cast<std::size_t>(t)];
      if (index < 0 || index == self || !can_own(mentions_[static_cast<std::size_t>(index)], mention)) continue;
      const std::int32_t last = mentions_[static_cast<std::size_t>(index)].name.last;
      if (last < reading_.size() && reading_[last].form == "-") continue;
      owner = index;
    }
    if (owner < 0)
      for (const std::int32_t child : children(reading_, mention.party.head)) {
        if (child <= mention.party.head ||
            (reading_[child].deprel != Deprel::nmod && reading_[child].deprel != Deprel::obl))
          continue;
        const std::int32_t marker = child_with(reading_, child, Deprel::case_);
        if (marker == no_token || !is_one_of(reading_[marker].lower, {"of", "from", "for", "in", "with"})) continue;
        if (mention.entry != nullptr && mention.entry->is_collective && reading_[marker].lower != "of") continue;
        const std::int32_t index = at_[static_cast<std::size_t>(child)];
        if (index < 0 || index == self || !can_own(mentions_[static_cast<std::size_t>(index)], mention)) continue;
        if (is_one_of(reading_[marker].lower, {"in", "with"}) &&
            mentions_[static_cast<std::size_t>(index)].party.kind == Kind::person)
          continue;
        owner = index;
        // "Members of the Islamic State of Iraq": the whole name belongs to the phrase that reaches into it.
        const TokenRange name = mentions_[static_cast<std::size_t>(index)].name;
        if (name.contains(mention.party.tokens.last - 1)) {
          mention.party.tokens.last = name.last;
          mention.party.span = span_of(reading_, mention.party.tokens);
        }
        break;
      }
    mention.belongs_to = owner;
  }

  bool can_own(const Mention& owner, const Mention& member) const {
    if (owner.form == MentionForm::pronoun) return false;
    if (owner.form == MentionForm::number) return false;
    return owner.party.kind != Kind::person || (member.entry != nullptr && member.entry->inherits);
  }

  void read_country(Mention& mention) {
    Party& party = mention.party;
    const bool is_person_name = mention.form == MentionForm::name && party.kind == Kind::person;
    // A row of the tables knows better than a country's name inside its own ("Islamic State of Iraq").
    const bool is_known = mention.form == MentionForm::name && mention.entry != nullptr;
    const std::int32_t last = is_person_name || is_known ? mention.name.first : party.tokens.last;
    for (std::int32_t t = party.tokens.first; t < last; ++t) {
      if (const Entry* place = place_at(t)) {
        party.country = place->countries.front();
        if (mention.entry == nullptr && mention.form == MentionForm::name && party.because == "reading.names")
          party.because = place->because;
      }
    }
    if (party.country) return;
    for (const std::int32_t child : children(reading_, party.head)) {
      if (child <= party.head ||
          (reading_[child].deprel != Deprel::nmod && reading_[child].deprel != Deprel::nmod_poss))
        continue;
      const std::int32_t marker = child_with(reading_, child, Deprel::case_);
      if (marker == no_token || !is_one_of(reading_[marker].lower, {"of", "from", "in", "for", "at"})) continue;
      if (const Entry* place = place_at(child)) {
        party.country = place->countries.front();
        return;
      }
    }
  }

  const Entry* place_at(std::int32_t token) const {
    const std::int32_t index = page_.place_at[static_cast<std::size_t>(token)];
    if (index < 0) return nullptr;
    const Match& match = page_.matches.places[static_cast<std::size_t>(index)];
    if (match.tokens.last < reading_.size() && reading_[match.tokens.last].form == "-") return nullptr;
    const std::int32_t mention = at_[static_cast<std::size_t>(token)];
    if (mention >= 0 && mentions_[static_cast<std::size_t>(mention)].party.kind == Kind::person &&
        mentions_[static_cast<std::size_t>(mention)].form == MentionForm::name)
      return nullptr;
    return &page_.lexicon.entry_of(page_.lexicon.forms[match.form]);
  }

  void take_from_owner(Mention& mention) {
    if (mention.belongs_to < 0) return;
    const Mention& owner = mentions_[static_cast<std::size_t>(mention.belongs_to)];
    Party& party = mention.party;
    const bool is_named = owner.form == MentionForm::name && owner.party.kind != Kind::person;
    const bool is_state = owner.entry != nullptr && owner.entry->source == Source::country;
    if (is_named && !is_state && !party.group && owner.party.name) party.group = owner.party.name;
    if (!party.country && owner.party.country) party.country = owner.party.country;
    if (owner.party.sectors.empty()) return;
    const bool inherits = party.sectors.empty() || (mention.entry != nullptr && mention.entry->inherits);
    const bool joins_arms = is_armed(owner.party.sectors) && is_named && !party.sectors.empty() &&
                            (is_one_of(party.sectors.front(), {"UAF", "REB", "MIL", "PRM", "IMG"}) ||
                             (mention.entry != nullptr && mention.entry->is_suspect));
    const std::string_view last_word = std::string_view(mention.noun).substr(mention.noun.rfind(' ') + 1);
    const bool is_staff =
        is_one_of(last_word, {"official", "officer", "agent", "operative", "contractor", "investigator", "worker",
                              "volunteer", "employee", "envoy", "staffer", "reporter", "journalist"});
    const bool speaks_for = is_named && is_staff && mention.form == MentionForm::noun &&
                            !is_one_of(owner.party.sectors.front(), {"GOV", "LEG", "CVL", "BUS"}) &&
                            !is_armed(owner.party.sectors);
    const bool is_open = inherits || joins_arms || speaks_for;
    if (!is_open || (is_state && !inherits)) return;
    // What a modifier told already stays ("military leader of Hamas" is one of Hamas all the same).
    if (inherits && !party.sectors.empty() && !is_armed(owner.party.sectors)) return;
    party.sectors = owner.party.sectors;
    party.because = mention.entry != nullptr ? mention.entry->because : owner.party.because;
  }

  // "Two missionaries, Demir and Kaya": what the plural says holds for each name.
  void take_from_list(Mention& mention) {
    if (!mention.party.sectors.empty() || mention.form != MentionForm::name || mention.party.kind != Kind::person)
      return;
    std::int32_t token = mention.party.head;
    for (int steps = 0; reading_[token].deprel == Deprel::conj && reading_[token].head != no_token && steps < 6;
         ++steps)
      token = reading_[token].head;
    if (reading_[token].deprel != Deprel::appos || reading_[token].head == no_token) return;
    const std::int32_t index = at_[static_cast<std::size_t>(reading_[token].head)];
    if (index < 0) return;
    const Mention& list = mentions_[static_cast<std::size_t>(index)];
    if (list.form != MentionForm::noun || list.number != Number::plural || list.entry == nullptr ||
        list.party.sectors.empty())
      return;
    mention.party.sectors = list.party.sectors;
    mention.party.because += "; " + list.entry->because;
    if (!mention.party.country) mention.party.country = list.party.country;
  }

  void fall_back(Mention& mention) {
    Party& party = mention.party;
    // "Officers" are the police's, but the army's on a page about the army.
    if (mention.noun == "officer" && mention.form == MentionForm::noun && mention.entry != nullptr &&
        party.sectors == mention.entry->sectors && military_ > 2 * police_)
      party.sectors = {"MIL"};
    if (!party.sectors.empty()) return;
    mention.is_default_sector = true;
    if (mention.form == MentionForm::noun) {
      if (is_one_of(mention.noun, {"force", "unit", "detachment", "contingent", "column", "brigade fighter"}))
        party.sectors = {"MIL"};
      else if (party.country && is_one_of(mention.noun, {"leader", "top leader", "senior leader", "delegation",
                                                         "secretary", "spokesman", "spokeswoman", "chief negotiator"}))
        party.sectors = {"GOV"};
      else if (is_one_of(mention.noun, {"member", "supporter", "bodyguard", "guard", "crew", "staff", "personnel",
                                        "figure", "founder"}))
        party.sectors = {"CVL"};
      return;
    }
    if (mention.form == MentionForm::name && party.kind == Kind::person) {
      party.sectors = {"CVL"};
      if ((party.because == "reading.names" || party.because == "who.proper_noun"))
        party.because += "; who.no_role_told";
      party.confidence *= 0.6;
    }
  }

  const Page& page_;
  const Reading& reading_;
  std::vector<Mention>& mentions_;
  std::vector<std::int32_t> at_;  // by token: the mention whose name or noun it is in, or -1
  int police_ = 0, military_ = 0;
};

}  // namespace

void read_traits(const Page& page, std::vector<Mention>& mentions) { TraitReader(page, mentions).read(); }

}  // namespace nutgraf::who
