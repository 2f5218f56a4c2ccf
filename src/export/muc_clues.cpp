// Who and what in a report may fill a slot of a MUC template, and the clues by which to decide: the noun and its modifiers, what
// it depends on ("kidnap nsubj:pass"), its role in the happenings and event records, what sort of party it is, and the words
// around. The clues are words; learned weights (muc_model.h) say what they are worth.

#include "export/muc_clues.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include "export/names.h"

namespace nutgraf::export_ {

namespace {

constexpr int far_away = 999;
constexpr std::size_t layers_asked = 3;  // the lower layers still know words and places best

bool is_noun(const Token& token) { return token.upos == Upos::noun || token.upos == Upos::propn; }

// Names are not learned by heart: all of one kind look the same.
std::string word_of(const Reading& reading, std::int32_t token) {
  const Token& t = reading[token];
  if (t.upos == Upos::num) return "NUM";
  if (t.name >= 0) return fmt::format("NAME-{}", name_of(reading.names[static_cast<std::size_t>(t.name)].kind));
  if (t.upos == Upos::propn) return "NAME";
  std::string word = t.lemma;
  std::ranges::transform(word, word.begin(), [](unsigned char c) { return std::tolower(c); });
  return word;
}

std::string plain(std::string_view words) {
  std::string text;
  for (const char c : words) {
    if (std::isspace(static_cast<unsigned char>(c))) {
      if (!text.empty() && text.back() != ' ') text += ' ';
    } else {
      text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return text;
}

std::string bucket(int n) { return n == 0 ? "0" : n == 1 ? "1" : n < 4 ? "2-3" : n < 8 ? "4-7" : "8+"; }

// The first of several joined by "and", which has their common governor.
std::int32_t first_of_list(const Reading& reading, std::int32_t token) {
  for (int steps = 0; steps < 8 && reading[token].deprel == Deprel::conj && reading[token].head != no_token; ++steps)
    token = reading[token].head;
  return token;
}

std::string preposition(const Reading& reading, std::int32_t token) {
  const std::int32_t word = child_with(reading, token, Deprel::case_);
  return word == no_token ? "" : ":" + reading[word].lower;
}

class Finder {
 public:
  Finder(const ReportRead& read, const MucWords& words, const Reader& reader)
      : read_(read), reading_(read.reading), words_(words), reader_(reader) {}

  MucClues find() {
    find_anchors();
    read_near_states();
    note_roles();
    read_report_clues();
    clues_.state = mean_anchor_state();
    for (std::int32_t token = 0; token < reading_.size(); ++token)
      if (may_fill(token)) clues_.candidates.push_back(make(token));
    return std::move(clues_);
  }

 private:
  void find_anchors() {
    for (std::int32_t token = 0; token < reading_.size(); ++token)
      if (const int type = words_.type_of(reading_[token]); type >= 0) clues_.anchors.emplace_back(token, type);
    anchor_sentences_.assign(reading_.sentences.size(), false);
    for (const auto& [token, type] : clues_.anchors) anchor_sentences_[static_cast<std::size_t>(reading_[token].sentence)] = true;
  }

  bool is_near_anchor(std::size_t sentence) const {
    return anchor_sentences_[sentence] || (sentence > 0 && anchor_sentences_[sentence - 1]) ||
           (sentence + 1 < anchor_sentences_.size() && anchor_sentences_[sentence + 1]);
  }

  void read_near_states() {
    std::vector<std::int32_t> near;
    state_row_.assign(reading_.tokens.size(), 0);
    std::size_t rows = 0;
    for (std::size_t sentence = 0; sentence < reading_.sentences.size(); ++sentence) {
      if (!is_near_anchor(sentence)) continue;
      near.push_back(static_cast<std::int32_t>(sentence));
      const TokenRange tokens = reading_.sentences[sentence].tokens;
      for (std::int32_t token = tokens.first; token < tokens.last; ++token) state_row_[static_cast<std::size_t>(token)] = rows++;
    }
    states_ = word_states(reading_, near, layers_asked, reader_);
  }

  std::vector<float> state_of(std::int32_t token) const {
    const auto first = states_.begin() + static_cast<std::ptrdiff_t>(state_row_[static_cast<std::size_t>(token)] * states_width);
    return {first, first + states_width};
  }

  std::vector<float> mean_anchor_state() const {
    if (clues_.anchors.empty()) return {};
    std::vector<float> mean(states_width, 0);
    for (const auto& [token, type] : clues_.anchors) {
      const std::vector<float> state = state_of(token);
      for (std::size_t i = 0; i < states_width; ++i) mean[i] += state[i] / static_cast<float>(clues_.anchors.size());
    }
    return mean;
  }

  void note_roles() {
    roles_.resize(reading_.tokens.size());
    party_at_.assign(reading_.tokens.size(), -1);
    const auto& who = read_.answers.who;
    for (std::size_t i = 0; i < who.size(); ++i)
      if (who[i].head >= 0) party_at_[static_cast<std::size_t>(who[i].head)] = static_cast<std::int32_t>(i);
    for (const auto& happening : read_.answers.what)
      for (const auto& filler : happening.fillers) {
        if (filler.head < 0) continue;
        const std::string mode = happening.modes.empty() ? "" : "/" + happening.modes.front();
        note(filler.head, fmt::format("what {} {}", happening.type, name_of(filler.role)));
        note(filler.head, fmt::format("what {}{} {} {}", happening.type, mode, name_of(filler.role), name_of(happening.status_hint)));
        if (happening.trigger >= 0) {
          const int type = words_.type_of(reading_[happening.trigger]);
          note(filler.head, fmt::format("what word {} {}", word_of(reading_, happening.trigger), name_of(filler.role)));
          if (type >= 0) note(filler.head, fmt::format("what muc {} {}", muc_types[static_cast<std::size_t>(type)], name_of(filler.role)));
        }
      }
    for (const auto& record : read_.events) {
      const auto note_party = [&](const event::Party& party, std::string_view role) {
        if (party.head < 0) return;
        note(party.head, fmt::format("record {} {}", record.type, role));
        note(party.head, fmt::format("record {} {} {}{}", record.type, role, name_of(record.status), record.is_background ? " background" : ""));
        note(party.head, fmt::format("record {} {} age {}", record.type, role, age_of(record)));
        for (const auto& other : role == "actor" ? record.recipients : record.actors)
          note(party.head, fmt::format("record {} {} {} with {}", record.type, role, sort_of(party), sort_of(other)));
      };
      for (const auto& party : record.actors) note_party(party, "actor");
      for (const auto& party : record.recipients) note_party(party, "recipient");
    }
    for (const auto& statement : read_.answers.says_who.statements)
      if (statement.speaker_head >= 0) note(statement.speaker_head, fmt::format("says {}", name_of(statement.manner)));
  }

  void note(std::int32_t token, std::string clue) { roles_[static_cast<std::size_t>(token)].push_back(std::move(clue)); }

  void read_report_clues() {
    std::set<std::string> clues;
    std::vector<int> counts(muc_types.size(), 0);
    for (const auto& [token, type] : clues_.anchors) {
      ++counts[static_cast<std::size_t>(type)];
      clues.insert(fmt::format("{} at {}", muc_types[static_cast<std::size_t>(type)], bucket(reading_[token].sentence)));
      const std::string word = word_of(reading_, token);
      for (const std::int32_t child : children_of(reading_, token))
        if (is_noun(reading_[child])) clues.insert(fmt::format("{} {} {}", word, name_of(reading_[child].deprel), sort_of(child)));
    }
    for (std::size_t type = 0; type < counts.size(); ++type)
      clues.insert(fmt::format("{} times {}", muc_types[type], bucket(counts[type])));
    for (std::int32_t token = 0; token < reading_.size(); ++token) {
      const Token& t = reading_[token];
      if (t.upos != Upos::noun && t.upos != Upos::verb && t.upos != Upos::adj) continue;
      if (t.name >= 0) continue;
      clues.insert("w " + word_of(reading_, token));
      if (t.sentence < 3) clues.insert("lead " + word_of(reading_, token));
    }
    for (const auto& record : read_.events) {
      clues.insert(fmt::format("record {} {} {}", record.type, record.modes.empty() ? "" : record.modes.front(), name_of(record.status)));
      if (record.type != "ASSAULT" && record.type != "COERCE") continue;
      clues.insert(fmt::format("record {} age {}", record.type, age_of(record)));
      for (const auto& where : record.where) clues.insert(fmt::format("record {} in {}", record.type, where.is_resolved ? where.place.country : "?"));
      for (const auto& party : record.actors) {
        clues.insert(fmt::format("record {} by {}", record.type, sort_of(party)));
        for (const auto& other : record.recipients) clues.insert(fmt::format("record {} by {} of {}", record.type, sort_of(party), sort_of(other)));
      }
      for (const auto& party : record.recipients) clues.insert(fmt::format("record {} of {}", record.type, sort_of(party)));
    }
    clues_.of_report.assign(clues.begin(), clues.end());
  }

  // How long before the report: MUC wants news, not history.
  std::string age_of(const event::Record& record) const {
    if (!record.when || !record.when->latest || !read_.report.filed) return "?";
    const int days = days_between(*record.when->latest, read_.report.filed->date);
    return days < 0 ? "ahead" : days < 3 ? "days" : days < 15 ? "weeks" : days < 92 ? "months" : "long";
  }

  static std::string sort_of(const event::Party& party) {
    return fmt::format("{}{}", name_of(party.kind), party.sectors.empty() ? "" : "/" + party.sectors.front());
  }

  // What sort of party or name a noun is: "group/REB", "name ORG".
  std::string sort_of(std::int32_t token) const {
    if (const std::int32_t i = party_at_[static_cast<std::size_t>(token)]; i >= 0) {
      const auto& party = read_.answers.who[static_cast<std::size_t>(i)];
      return fmt::format("{}{}", name_of(party.kind), party.sectors.empty() ? "" : "/" + party.sectors.front());
    }
    if (const std::int32_t name = reading_[token].name; name >= 0)
      return fmt::format("name {}", name_of(reading_.names[static_cast<std::size_t>(name)].kind));
    return "none";
  }

  bool may_fill(std::int32_t token) const {
    const Token& t = reading_[token];
    const bool is_party = party_at_[static_cast<std::size_t>(token)] >= 0;
    if (!is_noun(t) && !(is_party && t.upos != Upos::pron)) return false;
    const bool is_common_modifier = t.deprel == Deprel::compound && t.upos == Upos::noun && t.name < 0;  // "mortar attack"
    const bool is_inside = t.deprel == Deprel::compound || t.deprel == Deprel::flat || t.deprel == Deprel::fixed;
    if (is_inside && !is_party && !is_common_modifier) return false;
    return is_near_anchor(static_cast<std::size_t>(t.sentence));
  }

  MucCandidate make(std::int32_t head) const {
    MucCandidate candidate{.head = head, .clues = {}, .wordings = {}, .renames = reading_[head].deprel == Deprel::appos ? reading_[head].head : no_token,
                           .party = party_at_[static_cast<std::size_t>(head)], .state = state_of(head), .nearest = {}};
    std::set<std::string> clues;
    add_noun_clues(head, clues);
    add_tree_clues(head, clues);
    add_surroundings(head, clues, candidate);
    for (const std::string& role : roles_[static_cast<std::size_t>(head)]) clues.insert(role);
    if (const std::int32_t party = candidate.party; party >= 0) {
      const auto& who = read_.answers.who;
      const std::int32_t chain = who[static_cast<std::size_t>(party)].chain;
      for (std::size_t i = 0; chain >= 0 && i < who.size(); ++i)
        if (who[i].chain == chain && who[i].head >= 0 && who[i].head != head)
          for (const std::string& role : roles_[static_cast<std::size_t>(who[i].head)]) clues.insert("elsewhere " + role);
    }
    if (const std::int32_t first = first_of_list(reading_, head); first != head)
      for (const std::string& role : roles_[static_cast<std::size_t>(first)]) clues.insert(role);
    candidate.clues.assign(clues.begin(), clues.end());
    candidate.wordings = find_wordings(head);
    return candidate;
  }

  void add_noun_clues(std::int32_t head, std::set<std::string>& clues) const {
    const Token& t = reading_[head];
    clues.insert("head " + word_of(reading_, head));
    clues.insert(fmt::format("pos {}{}", name_of(t.upos), t.number == Number::plural ? " plural" : ""));
    clues.insert("sort " + sort_of(head));
    for (const std::int32_t child : children_of(reading_, head)) {
      const Deprel relation = reading_[child].deprel;
      if (relation == Deprel::amod || relation == Deprel::compound || relation == Deprel::det || relation == Deprel::nmod_poss || relation == Deprel::nummod)
        clues.insert(fmt::format("mod {}", word_of(reading_, child)));
      else if (relation == Deprel::nmod || relation == Deprel::appos || relation == Deprel::acl_relcl)
        clues.insert(fmt::format("below {}{} {}", name_of(relation), preposition(reading_, child), word_of(reading_, child)));
    }
    if (const std::int32_t i = party_at_[static_cast<std::size_t>(head)]; i >= 0) {
      const auto& party = read_.answers.who[static_cast<std::size_t>(i)];
      if (party.name) clues.insert("party named");
      if (party.group) clues.insert("party in group");
      if (party.is_suspected) clues.insert("party suspected");
      if (party.chain >= 0) clues.insert("party told again");
      clues.insert(fmt::format("party {}{}", name_of(party.kind), party.country ? " of a country" : ""));
    }
  }

  void add_tree_clues(std::int32_t head, std::set<std::string>& clues) const {
    std::int32_t at = first_of_list(reading_, head);
    std::string path;
    for (int steps = 0; steps < 3; ++steps) {
      const Token& t = reading_[at];
      path += fmt::format("{}{}", name_of(t.deprel), preposition(reading_, at));
      const std::int32_t above = t.head;
      if (above == no_token) {
        clues.insert("up root " + path);
        return;
      }
      clues.insert(fmt::format("up {} {}", path, word_of(reading_, above)));
      if (const int type = words_.type_of(reading_[above]); type >= 0)
        clues.insert(fmt::format("up {} muc {}", path, muc_types[static_cast<std::size_t>(type)]));
      if (steps == 0) {
        clues.insert("up " + path);
        clues.insert(fmt::format("up {} {} sort {}", path, word_of(reading_, above), sort_of(head)));
        clues.insert(fmt::format("up {} sort {}", path, sort_of(head)));
      }
      path += ">";
      at = above;
    }
  }

  void add_surroundings(std::int32_t head, std::set<std::string>& clues, MucCandidate& candidate) const {
    candidate.nearest.assign(muc_types.size(), far_away);
    const std::int32_t sentence = reading_[head].sentence;
    for (const auto& [token, type] : clues_.anchors) {
      if (token == head || std::abs(reading_[token].sentence - sentence) > 1) continue;
      const int apart = std::abs(token - head) + 20 * std::abs(reading_[token].sentence - sentence);
      int& nearest = candidate.nearest[static_cast<std::size_t>(type)];
      nearest = std::min(nearest, apart);
      if (reading_[token].sentence == sentence)
        clues.insert(fmt::format("{} {}", token < head ? "after" : "before", word_of(reading_, token)));
      else
        clues.insert(fmt::format("next {}", muc_types[static_cast<std::size_t>(type)]));
    }
    for (std::size_t type = 0; type < muc_types.size(); ++type)
      if (const int n = candidate.nearest[type]; n < far_away)
        clues.insert(fmt::format("near {} {}", muc_types[type], n < 4 ? "4" : n < 8 ? "8" : n < 16 ? "16" : n < 32 ? "32" : "more"));
    clues.insert("sentence " + bucket(sentence));
    if (reading_[head].quote >= 0) clues.insert("in quote");
    const TokenRange words = reading_.sentences[static_cast<std::size_t>(sentence)].tokens;
    for (std::int32_t token = words.first; token < words.last; ++token) {
      const Token& t = reading_[token];
      if (token == head || t.name >= 0 || (t.upos != Upos::noun && t.upos != Upos::verb)) continue;
      clues.insert("with " + word_of(reading_, token));
    }
    if (head > words.first) clues.insert("word before " + word_of(reading_, head - 1));
    if (head + 1 < words.last) clues.insert("word after " + word_of(reading_, head + 1));
  }

  // After the noun and what belongs to its name, without what hangs on it.
  std::int32_t end_of_noun(std::int32_t noun) const {
    std::int32_t end = noun + 1;
    for (const std::int32_t child : children_of(reading_, noun))
      if (child == end && (reading_[child].deprel == Deprel::flat || reading_[child].deprel == Deprel::compound || reading_[child].deprel == Deprel::appos))
        end = subtree_of(reading_, child).last;
    return end;
  }

  std::vector<MucWording> find_wordings(std::int32_t head) const {
    std::vector<MucWording> wordings;
    const auto add = [&](TokenRange tokens, std::string_view way) {
      while (tokens.first < tokens.last && (reading_[tokens.first].deprel == Deprel::det || reading_[tokens.first].upos == Upos::punct)) ++tokens.first;
      if (tokens.size() < 1 || tokens.size() > 12) return;
      const std::string text = plain(words_of(read_.report.text, span_of(reading_, tokens)));
      auto known = std::ranges::find(wordings, text, &MucWording::text);
      if (known == wordings.end()) {
        const Token& begin = reading_[tokens.first];
        const Token& end = reading_[tokens.last - 1];
        known = wordings.insert(wordings.end(), {text,
                                                 {fmt::format("words {}", std::min(tokens.size(), 6)), "begins " + word_of(reading_, tokens.first),
                                                  fmt::format("begins {} ends {}", name_of(begin.upos), name_of(end.upos))}});
      }
      known->clues.push_back(fmt::format("as {}", way));
      known->clues.push_back(fmt::format("as {} {}", way, sort_of(head)));
      if (way != "head") known->clues.push_back(fmt::format("as {} {}", way, word_of(reading_, tokens.first)));
    };
    std::int32_t first = head, without_number = head, last = head + 1;
    for (const std::int32_t child : children_of(reading_, head)) {
      const Deprel relation = reading_[child].deprel;
      const bool is_modifier = relation == Deprel::amod || relation == Deprel::compound || relation == Deprel::nmod_poss || relation == Deprel::nummod;
      const TokenRange below = subtree_of(reading_, child);
      if (is_modifier && child < head) {
        first = std::min(first, below.first);
        if (relation != Deprel::nummod) without_number = std::min(without_number, below.first);
      }
      if (relation == Deprel::flat || (relation == Deprel::compound && child > head)) last = std::max(last, below.last);
    }
    add({head, last}, "head");
    add({without_number, last}, "core");
    add({first, last}, "counted");
    for (std::int32_t token = without_number + 1; token < head; ++token) add({token, last}, "tail");  // "urban guerrillas"
    for (const std::int32_t child : children_of(reading_, head)) {  // "offices of the lawyer Ono", "men in uniform", "men who wore masks"
      const Deprel relation = reading_[child].deprel;
      if (child < last || (relation != Deprel::nmod && relation != Deprel::acl && relation != Deprel::acl_relcl)) continue;
      const std::string what_follows = relation == Deprel::nmod ? (preposition(reading_, child) == ":of" ? "of" : "in") : "clause";
      for (const auto& [end, size] : {std::pair(subtree_of(reading_, child).last, ""), std::pair(end_of_noun(child), " short")}) {
        add({head, end}, fmt::format("head {}{}", what_follows, size));
        add({without_number, end}, fmt::format("core {}{}", what_follows, size));
        add({first, end}, fmt::format("counted {}{}", what_follows, size));
      }
    }
    if (const std::int32_t name = reading_[head].name; name >= 0) add(reading_.names[static_cast<std::size_t>(name)].tokens, "name");
    if (const std::int32_t party = party_at_[static_cast<std::size_t>(head)]; party >= 0) add(read_.answers.who[static_cast<std::size_t>(party)].tokens, "party");
    add(subtree_of(reading_, head), "all");
    return wordings;
  }

  const ReportRead& read_;
  const Reading& reading_;
  const MucWords& words_;
  const Reader& reader_;
  MucClues clues_;
  std::vector<float> states_;           // of the words of the sentences near incident words
  std::vector<std::size_t> state_row_;  // by token
  std::vector<bool> anchor_sentences_;
  std::vector<std::vector<std::string>> roles_;  // by token
  std::vector<std::int32_t> party_at_;           // by head token
};

}  // namespace

Result<MucWords> MucWords::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/export/muc_incidents.tsv",
                                 {.columns = {"word", "pos", "type"}, .key = {"word", "pos"}, .required = {"word", "pos", "type"}});
  if (!table) return std::unexpected(table.error());
  MucWords words;
  for (const Row& row : table->rows) {
    if (const std::string wrong = explain_unknown(*table, row, "pos", row.cells[1], {"noun", "verb"}); !wrong.empty()) return fail(wrong);
    if (const std::string wrong = explain_unknown(*table, row, "type", row.cells[2], muc_types); !wrong.empty()) return fail(wrong);
    words.types_[{row.cells[0], row.cells[1] == "verb"}] = static_cast<int>(std::ranges::find(muc_types, row.cells[2]) - muc_types.begin());
  }
  return words;
}

int MucWords::type_of(const Token& token) const {
  const bool is_verb = token.upos == Upos::verb;
  if (!is_verb && token.upos != Upos::noun) return -1;
  const auto found = types_.find({token.lemma, is_verb});
  return found == types_.end() ? -1 : found->second;
}

MucClues find_muc_clues(const ReportRead& read, const MucWords& words, const Reader& reader) {
  return Finder(read, words, reader).find();
}

}  // namespace nutgraf::export_
