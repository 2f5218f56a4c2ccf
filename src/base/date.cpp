// Civil days as YYYY-MM-DD, and the arithmetic that everybody needs.

#include "base/date.h"

#include <charconv>
#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace nutgraf {

std::string write_date(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<Date> read_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t size) -> int {
    int value = -1;
    const char* end = text.data() + from + size;
    const auto read = std::from_chars(text.data() + from, end, value);
    return read.ptr == end ? value : -1;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 0 || month < 1 || day < 1) return std::nullopt;
  const Date date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return date;
}

Date add_days(Date date, int days) { return Date(std::chrono::sys_days(date) + std::chrono::days(days)); }

int days_between(Date from, Date to) { return (std::chrono::sys_days(to) - std::chrono::sys_days(from)).count(); }

std::string write_now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

}  // namespace nutgraf
