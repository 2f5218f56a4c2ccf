#pragma once

#include <string_view>

#include "event/event.h"

// How enums are spelt in JSON and tables: the words of the event record.
namespace nutgraf::export_ {

std::string_view name_of(when::Type type);
std::string_view name_of(when::Precision precision);
std::string_view name_of(when::Basis basis);
std::string_view name_of(where::Kind kind);
std::string_view name_of(where::Precision precision);
std::string_view name_of(what::StatusHint hint);
std::string_view name_of(who::Kind kind);
std::string_view name_of(who::Link link);
std::string_view name_of(how_many::Kind kind);
std::string_view name_of(how_many::Bound bound);
std::string_view name_of(says_who::Kind kind);
std::string_view name_of(says_who::Manner manner);
std::string_view name_of(says_who::Polarity polarity);
std::string_view name_of(says_who::Certainty certainty);
std::string_view name_of(says_who::Time time);
std::string_view name_of(what::Role role);
std::string_view name_of(event::Status status);
std::string_view name_of(event::Certainty certainty);
std::string_view name_of(event::TimeBasis basis);
std::string_view name_of(event::SpeakerKind kind);
std::string_view name_of(event::Sums sums);

}  // namespace nutgraf::export_
