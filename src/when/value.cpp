// Writes TIMEX3 values of lengths and clock times.

#include "when/value.h"

#include <fmt/format.h>

namespace nutgraf::when {

std::string write_length(std::optional<double> amount, Unit unit) {
  std::string number = "X";
  if (amount) number = fmt::format("{:g}", *amount);
  if (amount && *amount >= 1e6) number = fmt::format("{:.0f}", *amount);
  switch (unit) {
    case Unit::second:
      return fmt::format("PT{}S", number);
    case Unit::minute:
      return fmt::format("PT{}M", number);
    case Unit::hour:
      return fmt::format("PT{}H", number);
    case Unit::day:
      return fmt::format("P{}D", number);
    case Unit::weekend:
      return fmt::format("P{}WE", number);
    case Unit::week:
      return fmt::format("P{}W", number);
    case Unit::month:
      return fmt::format("P{}M", number);
    case Unit::season:
      return fmt::format("P{}SE", number);
    case Unit::quarter:
      return fmt::format("P{}Q", number);
    case Unit::half:
      return fmt::format("P{}H", number);
    case Unit::year:
      return fmt::format("P{}Y", number);
    case Unit::decade:
      return fmt::format("P{}DE", number);
    case Unit::century:
      return fmt::format("P{}CE", number);
    case Unit::millennium:
      return fmt::format("P{}ML", number);
  }
  return {};
}

std::string write_clock(const Clock& clock) {
  std::string text = fmt::format("{:02}", clock.hour);
  if (clock.minute >= 0)
    text += fmt::format(":{:02}", clock.minute);
  else
    text += ":00";
  if (clock.second >= 0) text += fmt::format(":{:02}", clock.second);
  return text;
}

std::string unknown_value(Unit unit) {
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
      return "XXXX-XX-XXTXX:XX";
    case Unit::day:
      return "XXXX-XX-XX";
    case Unit::weekend:
      return "XXXX-WXX-WE";
    case Unit::week:
      return "XXXX-WXX";
    case Unit::month:
      return "XXXX-XX";
    case Unit::season:
      return "XXXX-XX";
    case Unit::quarter:
      return "XXXX-QX";
    case Unit::half:
      return "XXXX-HX";
    case Unit::year:
      return "XXXX";
    case Unit::decade:
      return "XXX";
    case Unit::century:
      return "XX";
    case Unit::millennium:
      return "X";
  }
  return {};
}

Precision precision_of(Unit unit) {
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
      return Precision::hour;
    case Unit::day:
      return Precision::day;
    case Unit::weekend:
    case Unit::week:
      return Precision::week;
    case Unit::month:
      return Precision::month;
    case Unit::season:
      return Precision::season;
    case Unit::quarter:
    case Unit::half:
      return Precision::quarter;
    case Unit::year:
      return Precision::year;
    case Unit::decade:
      return Precision::decade;
    case Unit::century:
      return Precision::century;
    case Unit::millennium:
      return Precision::vague;
  }
  return Precision::vague;
}

}  // namespace nutgraf::when
