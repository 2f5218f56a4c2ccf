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
  Finder(const ReportRead& read, const MucWords& words) : read_(read), reading_(read.reading), words_(words) {}

  MucClues find() {
    find_anchors();
    note_roles();
    read_report_clues();
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
      };
      for (const auto& party : record.actors) note_party(party, "actor");
      for (const auto& party : record.recipients) note_party(party, "recipient");
    }
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
      for (const auto& party : record.actors) clues.insert(fmt::format("record {} by {}", record.type, sort_of(party)));
      for (const auto& party : record.recipients) clues.insert(fmt::format("record {} of {}", record.type, sort_of(party)));
    }
    clues_.of_report.assign(clues.begin(), clues.end());
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
    const auto sentence = static_cast<std::size_t>(t.sentence);
    return anchor_sentences_[sentence] || (sentence > 0 && anchor_sentences_[sentence - 1]) ||
           (sentence + 1 < anchor_sentences_.size() && anchor_sentences_[sentence + 1]);
  }

  MucCandidate make(std::int32_t head) const {
    MucCandidate candidate{.head = head, .clues = {}, .wordings = {}, .party = party_at_[static_cast<std::size_t>(head)], .nearest = {}};
    std::set<std::string> clues;
    add_noun_clues(head, clues);
    add_tree_clues(head, clues);
    add_surroundings(head, clues, candidate);
    for (const std::string& role : roles_[static_cast<std::size_t>(head)]) clues.insert(role);
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

  std::vector<MucWording> find_wordings(std::int32_t head) const {
    std::vector<MucWording> wordings;
    const auto add = [&](TokenRange tokens, std::string_view way) {
      while (tokens.first < tokens.last && (reading_[tokens.first].deprel == Deprel::det || reading_[tokens.first].upos == Upos::punct)) ++tokens.first;
      if (tokens.size() < 1 || tokens.size() > 12) return;
      const std::string text = plain(words_of(read_.report.text, span_of(reading_, tokens)));
      auto known = std::ranges::find(wordings, text, &MucWording::text);
      if (known == wordings.end()) known = wordings.insert(wordings.end(), {text, {fmt::format("words {}", std::min(tokens.size(), 6))}});
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
    std::int32_t with_of = last;
    for (const std::int32_t child : children_of(reading_, head))
      if (child > head && reading_[child].deprel == Deprel::nmod && preposition(reading_, child) == ":of") with_of = subtree_of(reading_, child).last;
    if (with_of > last) {
      add({head, with_of}, "head of");
      add({first, with_of}, "counted of");
    }
    if (const std::int32_t name = reading_[head].name; name >= 0) add(reading_.names[static_cast<std::size_t>(name)].tokens, "name");
    if (const std::int32_t party = party_at_[static_cast<std::size_t>(head)]; party >= 0) add(read_.answers.who[static_cast<std::size_t>(party)].tokens, "party");
    add(subtree_of(reading_, head), "all");
    return wordings;
  }

  const ReportRead& read_;
  const Reading& reading_;
  const MucWords& words_;
  MucClues clues_;
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

MucClues find_muc_clues(const ReportRead& read, const MucWords& words) { return Finder(read, words).find(); }

}  // namespace nutgraf::export_
