// Who says so: the speaker of the statement that an event is told in, with "it" and "he" resolved, and what kind of
// speaker that is ("the interior ministry" is government, "Anadolu Agency" a news agency).

#include "event/speakers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"

namespace nutgraf::event {

namespace {

struct WordKind {
  std::string_view word;
  SpeakerKind kind;
};

// Words in a speaker's phrase that tell its kind where the sector does not.
constexpr std::array<WordKind, 44> word_kinds = {{
    {"agency", SpeakerKind::news_agency}, {"reuters", SpeakerKind::news_agency}, {"anadolu", SpeakerKind::news_agency},
    {"xinhua", SpeakerKind::news_agency}, {"interfax", SpeakerKind::news_agency}, {"tass", SpeakerKind::news_agency},
    {"newspaper", SpeakerKind::media}, {"television", SpeakerKind::media}, {"tv", SpeakerKind::media},
    {"radio", SpeakerKind::media}, {"media", SpeakerKind::media}, {"daily", SpeakerKind::media},
    {"journalist", SpeakerKind::media}, {"reporter", SpeakerKind::media}, {"broadcaster", SpeakerKind::media},
    {"police", SpeakerKind::police}, {"sheriff", SpeakerKind::police}, {"detective", SpeakerKind::police},
    {"investigators", SpeakerKind::police}, {"detectives", SpeakerKind::police},
    {"army", SpeakerKind::military}, {"military", SpeakerKind::military}, {"pentagon", SpeakerKind::military},
    {"court", SpeakerKind::court}, {"judge", SpeakerKind::court}, {"prosecutor", SpeakerKind::court},
    {"prosecutors", SpeakerKind::court}, {"attorney", SpeakerKind::court},
    {"ministry", SpeakerKind::government}, {"minister", SpeakerKind::government}, {"officials", SpeakerKind::government},
    {"official", SpeakerKind::government}, {"authorities", SpeakerKind::government}, {"government", SpeakerKind::government},
    {"witness", SpeakerKind::witness}, {"witnesses", SpeakerKind::witness}, {"residents", SpeakerKind::witness},
    {"resident", SpeakerKind::witness}, {"activists", SpeakerKind::ngo}, {"observatory", SpeakerKind::ngo},
    {"report", SpeakerKind::document}, {"statement", SpeakerKind::document}, {"affidavit", SpeakerKind::document},
    {"documents", SpeakerKind::document},
}};

std::optional<SpeakerKind> kind_by_sector(const who::Party& party) {
  for (const std::string& sector : party.sectors) {
    if (sector == "COP") return SpeakerKind::police;
    if (sector == "MIL") return SpeakerKind::military;
    if (sector == "JUD") return SpeakerKind::court;
    if (sector == "JRN") return SpeakerKind::media;
    if (sector == "GOV" || sector == "LEG" || sector == "IGO" || sector == "UNO" || sector == "EUR" || sector == "SPY")
      return SpeakerKind::government;
    if (sector == "REB" || sector == "IMG" || sector == "PRM" || sector == "UAF") return SpeakerKind::armed_group;
    if (sector == "NGO" || sector == "SOC" || sector == "ISM") return SpeakerKind::ngo;
  }
  return std::nullopt;
}

}  // namespace

SpeakerKind speaker_kind(const who::Party& party, std::string_view words) {
  const std::string folded = " " + fold(words) + " ";
  for (const WordKind& row : word_kinds) {
    const std::size_t at = folded.find(row.word);
    if (at != std::string::npos && !is_letter(static_cast<unsigned char>(folded[at - 1])) &&
        !is_letter(static_cast<unsigned char>(folded[at + row.word.size()])))
      return row.kind;
  }
  if (party.is_suspected) return SpeakerKind::suspect;
  return kind_by_sector(party).value_or(SpeakerKind::other);
}

namespace {

bool is_paper(const Token& word) {
  static constexpr std::array<std::string_view, 15> papers = {"estimate", "statement", "communique", "communiqu\u00e9", "report", "release", "tweet", "post", "letter",
                                                             "message", "bulletin", "announcement", "dispatch", "leaflet", "video"};
  return std::ranges::find(papers, word.lemma) != papers.end() || std::ranges::find(papers, word.lower) != papers.end();
}

bool is_issuing(std::string_view lemma) {
  static constexpr std::array<std::string_view, 6> verbs = {"issue", "release", "publish", "send", "post", "distribute"};
  return std::ranges::find(verbs, lemma) != verbs.end();
}

// Whose paper it is: "the army's statement", "the army statement", "a report by the army", "a statement released by the army". No
// token when nobody is named or when the word is no paper.
std::int32_t author_of(std::int32_t head, const Context& context) {
  const Reading& reading = context.reading;
  if (!is_paper(reading[head])) return no_token;
  std::int32_t author = no_token;
  const auto take = [&](std::int32_t token) {
    if (author == no_token && token != no_token && context.parties.mention_at(token)) author = token;
  };
  for (const std::int32_t child : children_of(reading, head)) {
    const std::int32_t preposition = child_with(reading, child, Deprel::case_);
    const std::string_view word = preposition == no_token ? "" : std::string_view(reading[preposition].lower);
    switch (reading[child].deprel) {
      case Deprel::nmod_poss: case Deprel::compound: take(child); break;
      case Deprel::nmod:
        if (word == "by" || word == "from") take(child);
        break;
      case Deprel::acl: case Deprel::acl_relcl:
        take(child_with(reading, child, Deprel::obl_agent));
        for (const std::int32_t agent : children_of(reading, child)) {
          const std::int32_t by = child_with(reading, agent, Deprel::case_);
          if (by != no_token && reading[by].lower == "by") take(agent);
        }
        break;
      default: break;
    }
  }
  // "issued a statement saying ...".
  const std::int32_t verb = reading[head].head;
  if (reading[head].deprel == Deprel::obj && verb != no_token && is_issuing(reading[verb].lemma)) take(child_with(reading, verb, Deprel::nsubj));
  return author;
}

// The speaker at one head token; `phrase` is what the statement gives as the words of the speaker.
std::optional<Attribution> speaker_at(std::int32_t head, Span phrase, const Context& context) {
  Attribution attribution{.speaker = std::string(words_of(context.report.text, phrase)), .source = {.span = phrase}, .head = head};
  who::Party unknown;
  const who::Party* party = &unknown;
  if (head != no_token) {
    if (context.parties.is_nobody(head)) return std::nullopt;
    const bool is_pronoun = context.reading[head].upos == Upos::pron;
    const auto mention = context.parties.mention_at(head);
    if (!mention && is_pronoun) return std::nullopt;
    if (mention) {
      party = &context.answers.who[*mention];
      if (is_pronoun || party->link == who::Link::description) {
        const who::Party& told = context.answers.who[context.parties.best_mention(*mention)];
        if (is_pronoun && (told.head == no_token || context.reading[told.head].upos == Upos::pron)) return std::nullopt;
        party = &told;
        attribution.speaker = std::string(words_of(context.report.text, told.span));
        attribution.source.span = told.span;
      }
    }
  }
  attribution.kind = speaker_kind(*party, attribution.speaker);
  return attribution;
}

// Heads and phrases of the speakers that "and" joins in a phrase.
std::vector<std::pair<std::int32_t, Span>> speakers_in(const says_who::Statement& statement, const Context& context) {
  const std::int32_t head = statement.speaker_head;
  if (head == no_token) return {{head, *statement.speaker}};
  if (const std::int32_t author = author_of(head, context); author != no_token)
    return {{author, context.answers.who[*context.parties.mention_at(author)].span}};
  std::vector<std::pair<std::int32_t, Span>> speakers{{head, *statement.speaker}};
  if (context.reading[head].upos == Upos::pron) return speakers;
  for (const std::int32_t child : children_of(context.reading, head)) {
    const Token& joined = context.reading[child];
    if (joined.deprel != Deprel::conj || (joined.upos != Upos::noun && joined.upos != Upos::propn)) continue;
    const auto mention = context.parties.mention_at(child);
    if (mention && context.answers.who[*mention].tokens.contains(head)) continue;
    std::int32_t first = mention ? context.answers.who[*mention].tokens.first : child;
    std::int32_t opening = first;
    for (const std::int32_t part : children_of(context.reading, child)) {
      if (context.reading[part].deprel == Deprel::cc) opening = std::min(opening, part);
      else if (!mention && part < first && context.reading[part].upos != Upos::punct) first = std::min(first, subtree_of(context.reading, part).first);
    }
    if (opening >= first) continue;  // joined by no "and": a list or an apposition
    Span& before = speakers.back().second;
    const std::uint32_t end = context.reading[opening - 1].span.end;
    if (end <= before.begin || end >= before.end) continue;
    const Span after{context.reading[first].span.begin, before.end};
    before.end = end;
    speakers.emplace_back(child, after);
  }
  return speakers;
}

}  // namespace

std::vector<Attribution> attributions_of(const says_who::Statement& statement, const Context& context) {
  std::vector<Attribution> attributions;
  if (!statement.speaker) return attributions;
  for (const auto& [head, phrase] : speakers_in(statement, context)) {
    auto attribution = speaker_at(head, phrase, context);
    if (!attribution) continue;
    attribution->manner = statement.manner;
    attribution->source.because = statement.because;
    if (attribution->manner == says_who::Manner::says &&
        (attribution->kind == SpeakerKind::news_agency || attribution->kind == SpeakerKind::media))
      attribution->manner = says_who::Manner::reports;
    if (statement.via) attribution->via = std::string(words_of(context.report.text, *statement.via));
    attributions.push_back(*std::move(attribution));
  }
  return attributions;
}

std::optional<Attribution> attribution_of(const says_who::Statement& statement, const Context& context) {
  auto attributions = attributions_of(statement, context);
  return attributions.empty() ? std::nullopt : std::optional(std::move(attributions.front()));
}

}  // namespace nutgraf::event
