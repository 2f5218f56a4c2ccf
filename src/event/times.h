#pragma once

#include "event/same_event.h"

namespace nutgraf::event {

// The time of an event as its record tells it, from a time expression of one of its mentions; never past the filing day
// for what is over.
When make_when(const Mention& mention, const when::TimeExpression& time, const Context& context);

// The time of an event of which none is told: up to the day of filing, from it on when the event is planned; nothing without such a day.
std::optional<When> bounded_by_filing(const Report& report, Status status);

// How closely a time pins the event down: the higher the better.
int narrowness(const when::TimeExpression& time);

// True when the time opens an interval that goes on: "since taking power in 2013", "the offensive, which began in October".
bool opens_interval(const Mention& mention, const when::TimeExpression& time, const Reading& reading);

// "On Friday, two days after police raided the camp": the raid was on Wednesday. Gives the mentions of such clauses their day.
void reckon_times(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers);

// The time expression with the days of the one that it is told as one stretch with: "from 5 to 7 June", "on 12 and 13 May".
when::TimeExpression with_its_pair(const std::vector<when::TimeExpression>& times, std::size_t index, const Reading& reading);

}  // namespace nutgraf::event
