// Who tells an event? Each speaker once in whose statements a telling of it or one of its figures stands. Who only thinks or plans
// something tells nothing. A speaker who accuses or threatens speaks for himself; then only who relays him is told.

#include "event/attribution.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.h"
#include "event/claims.h"
#include "event/speakers.h"

namespace nutgraf::event {

namespace {

bool holds(const std::vector<std::size_t>& list, std::size_t item) { return std::ranges::find(list, item) != list.end(); }

class Attributing {
 public:
  Attributing(Record& record, const std::vector<Mention>& mentions, const Cluster& cluster, const Context& context)
      : record_(record), context_(context) {
    for (const std::size_t i : cluster) mentions_.push_back(&mentions[i]);
    has_own_voice_ = std::ranges::any_of(mentions_, [&](const Mention* m) { return is_own_voice(*m); });
  }

  void attribute(const std::vector<Account>& accounts) {
    for (const Account& account : accounts) add(account);
    for (const Mention* mention : mentions_)
      if (mention->claimed_by != no_token) add_claimant(mention->claimed_by);
    for (const Mention* mention : mentions_)
      for (const std::int32_t head : mention->speakers) add_teller(head);
    // What others tell too rests on more than the claim.
    const auto is_other = [](const Attribution& a) { return a.manner != says_who::Manner::claims_responsibility; };
    if (record_.certainty == Certainty::claimed && std::ranges::any_of(record_.says_who, is_other)) record_.certainty = Certainty::stated;
  }

 private:
  const says_who::Statement& at(std::size_t statement) const { return context_.answers.says_who.statements[statement]; }

  bool is_claim(std::size_t statement) const {
    return std::ranges::any_of(mentions_, [&](const Mention* m) { return holds(m->claims, statement); });
  }

  bool tells(std::size_t statement) const {
    if (!at(statement).is_speech || demands(statement)) return false;
    const bool looks_back = at(statement).manner == says_who::Manner::says || at(statement).manner == says_who::Manner::reports;
    if (std::ranges::any_of(mentions_, [&](const Mention* m) {
          if (!holds(m->statements, statement)) return false;
          return is_proposed(*m, at(statement).speaker_head) || (!judges(statement) && !(looks_back && has_own_voice_ && only_names(*m)));
        }))
      return true;
    return !judges(statement) && std::ranges::any_of(record_.how_many, [&](const Figure& figure) {
      return figure.source.span && std::ranges::any_of(at(statement).content, [&](Span span) {
               return span.begin <= figure.source.span->begin && figure.source.span->end <= span.end;
             });
    });
  }

  template <std::size_t N>
  bool is_cue_among(std::size_t statement, const std::array<std::string_view, N>& verbs) const {
    return std::ranges::find(verbs, context_.reading[at(statement).cue_head].lemma) != verbs.end();
  }

  // What is asked for is not told.
  bool demands(std::size_t statement) const {
    static constexpr std::array<std::string_view, 16> asking = {"ask", "urge", "demand", "request", "beg", "invite", "encourage", "instruct",
                                                                "press", "command", "direct", "implore", "appeal", "plead", "push", "campaign"};
    return is_cue_among(statement, asking);
  }

  // Nor, by its words alone, what is judged, ordered or promised: "condemned the attack", "called the strike a crime", "ordered the arrest".
  bool judges(std::size_t statement) const {
    static constexpr std::array<std::string_view, 11> judging = {"call", "condemn", "denounce", "deplore", "decry", "welcome", "order", "promise", "pledge", "vow", "agree"};
    return at(statement).manner != says_who::Manner::denies && is_cue_among(statement, judging);
  }

  // "The attack was a message": a noun that looks back to what is told elsewhere.
  bool only_names(const Mention& mention) const {
    const what::Happening& happening = context_.answers.what[mention.happening];
    if (!happening.is_noun) return false;
    return happening.is_presupposed || std::ranges::any_of(children_of(context_.reading, mention.trigger), [&](std::int32_t child) {
             const std::string& word = context_.reading[child].lower;
             return context_.reading[child].deprel == Deprel::nmod_poss || word == "the" || word == "this" || word == "that" || word == "these" || word == "those";
           });
  }

  // The report tells it in its own words.
  bool is_own_voice(const Mention& mention) const {
    return !mention.is_in_headline && !only_names(mention) && std::ranges::none_of(mention.statements, [&](std::size_t i) { return at(i).speaker.has_value(); });
  }

  void add(const Account& account) {
    const auto claim = std::ranges::find_if(account.statements, [&](std::size_t i) { return is_claim(i); });
    const auto telling = std::ranges::find_if(account.statements, [&](std::size_t i) { return tells(i); });
    const bool claims = claim != account.statements.end();
    if (!claims && telling == account.statements.end()) return;
    const says_who::Statement& statement = at(claims ? *claim : *telling);
    Attribution attribution = account.attribution;
    attribution.manner = claims ? says_who::Manner::claims_responsibility : manner_of(statement, attribution.kind);
    attribution.source.because = statement.because;
    attribution.via = statement.via ? std::optional(std::string(words_of(context_.report.text, *statement.via))) : std::nullopt;
    if (claims) take_as_actor(attribution.head);
    if (std::ranges::any_of(account.statements, [&](std::size_t i) { return tells(i) && at(i).manner == says_who::Manner::denies && !denies_own_part(at(i), context_.reading); }))
      record_.certainty = Certainty::disputed;
    if (speaks_for_itself(account)) return add_relayer(statement);
    record_.says_who.push_back(std::move(attribution));
  }

  static says_who::Manner manner_of(const says_who::Statement& statement, SpeakerKind kind) {
    const bool is_outlet = kind == SpeakerKind::news_agency || kind == SpeakerKind::media;
    return statement.manner == says_who::Manner::says && is_outlet ? says_who::Manner::reports : statement.manner;
  }

  void take_as_actor(std::int32_t head) {
    if (record_.certainty == Certainty::stated) record_.certainty = Certainty::claimed;
    if (!record_.actors.empty() || head == no_token) return;
    if (auto actor = context_.parties.make_party(head, "claims responsibility")) record_.actors.push_back(*std::move(actor));
  }

  bool speaks_for_itself(const Account& account) const { return speaks_for_itself(account.attribution.speaker, account.identity); }

  bool speaks_for_itself(const std::string& speaker, const std::string& identity) const {
    if (record_.type != "ACCUSE" && record_.type != "THREATEN") return false;
    return std::ranges::any_of(record_.actors, [&](const Party& party) { return party.text == speaker || (!identity.empty() && context_.parties.identity_of(party.head) == identity); });
  }

  void add_relayer(const says_who::Statement& statement) {
    if (!statement.via) return;
    Attribution relayer{.speaker = std::string(words_of(context_.report.text, *statement.via)), .kind = SpeakerKind::media,
                        .manner = says_who::Manner::reports, .source = {.span = statement.via, .because = statement.because}};
    add_new(std::move(relayer));
  }

  void add_claimant(std::int32_t head) {
    const auto party = context_.parties.make_party(head, "claims the deed");
    if (!party) return;
    take_as_actor(head);
    add_speaker(*party, says_who::Manner::claims_responsibility);
  }

  // Who tells the event by the report network's word.
  void add_teller(std::int32_t head) {
    const auto party = context_.parties.make_party(head, std::string(what::by_network));
    const std::string identity = context_.parties.identity_of(head);
    const auto is_told = [&](const Attribution& other) { return other.head != no_token && context_.parties.identity_of(other.head) == identity; };
    if (party && !speaks_for_itself(party->text, identity) && std::ranges::none_of(record_.says_who, is_told)) add_speaker(*party, says_who::Manner::says);
  }

  void add_speaker(const Party& party, says_who::Manner manner) {
    who::Party unknown;
    const auto mention = context_.parties.mention_at(party.head);
    add_new({.speaker = party.text, .kind = speaker_kind(mention ? context_.answers.who[*mention] : unknown, party.text), .manner = manner, .source = party.source, .head = party.head});
  }

  void add_new(Attribution attribution) {
    const auto is_told = [&](const Attribution& other) { return fold(other.speaker) == fold(attribution.speaker); };
    if (std::ranges::none_of(record_.says_who, is_told)) record_.says_who.push_back(std::move(attribution));
  }

  Record& record_;
  const Context& context_;
  std::vector<const Mention*> mentions_;
  bool has_own_voice_ = false;
};

}  // namespace

void attribute(Record& record, const std::vector<Mention>& mentions, const Cluster& cluster, const std::vector<Account>& accounts,
               const Context& context) {
  Attributing(record, mentions, cluster, context).attribute(accounts);
}

}  // namespace nutgraf::event
