// The words for every closed list in the outputs, as event-record.md spells them.

#include "export/names.h"

namespace nutgraf::export_ {

std::string_view name_of(when::Type type) {
  switch (type) {
    case when::Type::date: return "DATE";
    case when::Type::time: return "TIME";
    case when::Type::duration: return "DURATION";
    case when::Type::set: return "SET";
  }
  return "";
}

std::string_view name_of(when::Precision precision) {
  switch (precision) {
    case when::Precision::hour: return "hour";
    case when::Precision::part_of_day: return "part_of_day";
    case when::Precision::day: return "day";
    case when::Precision::week: return "week";
    case when::Precision::month: return "month";
    case when::Precision::season: return "season";
    case when::Precision::quarter: return "quarter";
    case when::Precision::year: return "year";
    case when::Precision::decade: return "decade";
    case when::Precision::century: return "century";
    case when::Precision::vague: return "vague";
  }
  return "";
}

std::string_view name_of(when::Basis basis) {
  switch (basis) {
    case when::Basis::stated: return "stated";
    case when::Basis::relative: return "relative";
    case when::Basis::unresolved: return "unresolved";
  }
  return "";
}

std::string_view name_of(where::Kind kind) {
  switch (kind) {
    case where::Kind::place: return "place";
    case where::Kind::demonym: return "demonym";
    case where::Kind::metonym: return "metonym";
    case where::Kind::part_of_name: return "part_of_name";
  }
  return "";
}

std::string_view name_of(where::Precision precision) {
  switch (precision) {
    case where::Precision::spot: return "spot";
    case where::Precision::city: return "city";
    case where::Precision::district: return "district";
    case where::Precision::admin1: return "admin1";
    case where::Precision::country: return "country";
    case where::Precision::region: return "region";
  }
  return "";
}

std::string_view name_of(what::StatusHint hint) {
  switch (hint) {
    case what::StatusHint::none: return "none";
    case what::StatusHint::planned: return "planned";
    case what::StatusHint::foiled: return "foiled";
    case what::StatusHint::negated: return "negated";
    case what::StatusHint::hypothetical: return "hypothetical";
  }
  return "none";
}

std::string_view name_of(who::Kind kind) {
  switch (kind) {
    case who::Kind::person: return "person";
    case who::Kind::group: return "group";
    case who::Kind::organisation: return "organisation";
    case who::Kind::state_body: return "state_body";
    case who::Kind::crowd: return "crowd";
    case who::Kind::object: return "object";
  }
  return "";
}

std::string_view name_of(who::Link link) {
  switch (link) {
    case who::Link::none: return "none";
    case who::Link::same_name: return "same_name";
    case who::Link::alias: return "alias";
    case who::Link::acronym: return "acronym";
    case who::Link::description: return "description";
    case who::Link::pronoun: return "pronoun";
  }
  return "";
}

std::string_view name_of(how_many::Kind kind) {
  switch (kind) {
    case how_many::Kind::count: return "count";
    case how_many::Kind::share: return "share";
    case how_many::Kind::percent: return "percent";
    case how_many::Kind::money: return "money";
    case how_many::Kind::age: return "age";
    case how_many::Kind::distance: return "distance";
    case how_many::Kind::duration: return "duration";
    case how_many::Kind::area: return "area";
    case how_many::Kind::weight: return "weight";
    case how_many::Kind::volume: return "volume";
    case how_many::Kind::speed: return "speed";
    case how_many::Kind::temperature: return "temperature";
    case how_many::Kind::rate: return "rate";
    case how_many::Kind::power: return "power";
    case how_many::Kind::size: return "size";
    case how_many::Kind::other: return "other";
  }
  return "";
}

std::string_view name_of(how_many::Bound bound) {
  switch (bound) {
    case how_many::Bound::exact: return "exact";
    case how_many::Bound::at_least: return "at_least";
    case how_many::Bound::more_than: return "more_than";
    case how_many::Bound::about: return "about";
    case how_many::Bound::at_most: return "at_most";
    case how_many::Bound::less_than: return "less_than";
    case how_many::Bound::range: return "range";
    case how_many::Bound::vague: return "vague";
  }
  return "";
}

std::string_view name_of(says_who::Kind kind) {
  switch (kind) {
    case says_who::Kind::direct: return "direct";
    case says_who::Kind::indirect: return "indirect";
    case says_who::Kind::mixed: return "mixed";
  }
  return "";
}

std::string_view name_of(says_who::Manner manner) {
  switch (manner) {
    case says_who::Manner::reports: return "reports";
    case says_who::Manner::says: return "says";
    case says_who::Manner::claims_responsibility: return "claims_responsibility";
    case says_who::Manner::denies: return "denies";
    case says_who::Manner::alleges: return "alleges";
    case says_who::Manner::confirms: return "confirms";
  }
  return "";
}

std::string_view name_of(says_who::Polarity polarity) {
  switch (polarity) {
    case says_who::Polarity::positive: return "positive";
    case says_who::Polarity::negative: return "negative";
  }
  return "";
}

std::string_view name_of(says_who::Certainty certainty) {
  switch (certainty) {
    case says_who::Certainty::certain: return "certain";
    case says_who::Certainty::probable: return "probable";
    case says_who::Certainty::possible: return "possible";
    case says_who::Certainty::hypothetical: return "hypothetical";
  }
  return "";
}

std::string_view name_of(says_who::Time time) {
  switch (time) {
    case says_who::Time::past: return "past";
    case says_who::Time::present: return "present";
    case says_who::Time::future: return "future";
    case says_who::Time::none: return "none";
  }
  return "";
}

std::string_view name_of(what::Role role) {
  switch (role) {
    case what::Role::actor: return "actor";
    case what::Role::recipient: return "recipient";
    case what::Role::instrument: return "instrument";
    case what::Role::place: return "place";
    case what::Role::figure: return "figure";
    case what::Role::target: return "target";
  }
  return "";
}

std::string_view name_of(event::Status status) {
  switch (status) {
    case event::Status::happened: return "happened";
    case event::Status::planned: return "planned";
    case event::Status::foiled: return "foiled";
    case event::Status::negated: return "negated";
    case event::Status::hypothetical: return "hypothetical";
  }
  return "";
}

std::string_view name_of(event::Certainty certainty) {
  switch (certainty) {
    case event::Certainty::stated: return "stated";
    case event::Certainty::alleged: return "alleged";
    case event::Certainty::claimed: return "claimed";
    case event::Certainty::disputed: return "disputed";
  }
  return "";
}

std::string_view name_of(event::TimeBasis basis) {
  switch (basis) {
    case event::TimeBasis::stated: return "stated";
    case event::TimeBasis::relative: return "relative";
    case event::TimeBasis::filing: return "filing";
  }
  return "";
}

std::string_view name_of(event::SpeakerKind kind) {
  switch (kind) {
    case event::SpeakerKind::news_agency: return "news_agency";
    case event::SpeakerKind::media: return "media";
    case event::SpeakerKind::police: return "police";
    case event::SpeakerKind::military: return "military";
    case event::SpeakerKind::government: return "government";
    case event::SpeakerKind::court: return "court";
    case event::SpeakerKind::armed_group: return "armed_group";
    case event::SpeakerKind::ngo: return "ngo";
    case event::SpeakerKind::witness: return "witness";
    case event::SpeakerKind::victim: return "victim";
    case event::SpeakerKind::suspect: return "suspect";
    case event::SpeakerKind::document: return "document";
    case event::SpeakerKind::social_media: return "social_media";
    case event::SpeakerKind::other: return "other";
  }
  return "";
}

std::string_view name_of(event::Sums sums) {
  switch (sums) {
    case event::Sums::agree: return "agree";
    case event::Sums::parts_below_total: return "parts_below_total";
    case event::Sums::parts_above_total: return "parts_above_total";
  }
  return "";
}

}  // namespace nutgraf::export_
