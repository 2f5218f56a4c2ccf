// Who says so: the speaker of the statement that an event is told in, with "it" and "he" resolved, and what kind of
// speaker that is ("the interior ministry" is government, "Anadolu Agency" a news agency).

#include "event/speakers.h"

#include <algorithm>
#include <array>

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

std::optional<Attribution> attribution_of(const says_who::Statement& statement, const Context& context) {
  if (!statement.speaker) return std::nullopt;
  if (statement.speaker_head != no_token && context.parties.is_nobody(statement.speaker_head)) return std::nullopt;
  const Report& report = context.report;
  Attribution attribution{.speaker = std::string(words_of(report.text, *statement.speaker)),
                          .manner = statement.manner,
                          .source = {.span = statement.speaker, .because = statement.because}};
  who::Party unknown;
  const who::Party* party = &unknown;
  if (statement.speaker_head != no_token) {
    const bool is_pronoun = context.reading[statement.speaker_head].upos == Upos::pron;
    const auto mention = context.parties.mention_at(statement.speaker_head);
    if (mention) {
      party = &context.answers.who[*mention];
      if (is_pronoun || party->link == who::Link::description) {
        const who::Party& told = context.answers.who[context.parties.best_mention(*mention)];
        if (is_pronoun && (told.head == no_token || context.reading[told.head].upos == Upos::pron)) return std::nullopt;
        party = &told;
        attribution.speaker = std::string(words_of(report.text, told.span));
        attribution.source.span = told.span;
      }
    } else if (is_pronoun) {
      return std::nullopt;
    }
  }
  attribution.kind = speaker_kind(*party, attribution.speaker);
  if (attribution.manner == says_who::Manner::says &&
      (attribution.kind == SpeakerKind::news_agency || attribution.kind == SpeakerKind::media))
    attribution.manner = says_who::Manner::reports;
  if (statement.via) attribution.via = std::string(words_of(report.text, *statement.via));
  return attribution;
}

}  // namespace nutgraf::event
