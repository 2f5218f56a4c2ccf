#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include "serve/answer.h"
#include "store/project.h"

// How what the store answers is written on the wire. Whole records pass through as they are kept.
namespace nutgraf::serve {

std::string write_events(const std::vector<store::Event>& events);  // [..]
std::string write_event_page(const store::Page<store::Event>& page);
std::string write_next(const std::string& cursor);  // a string, or null

// [..] of what `write` makes of each item.
template <typename Items, typename Write>
std::string write_list(const Items& items, Write write) {
  std::string list = "[";
  for (const auto& item : items) {
    if (list.size() > 1) list += ',';
    list += write(item);
  }
  return list += ']';
}

// A page of anything: {"items", "next", "total"}.
template <typename Item, typename Write>
Answer answer_page(const store::Page<Item>& page, Write write) {
  return json_answer(fmt::format(R"({{"items":{},"next":{},"total":{}}})", write_list(page.items, write), write_next(page.next), page.total));
}

std::string write_edits(const std::vector<store::Edit>& edits);  // [..]

// A failure of the store: 404 for "no such ..."; 400 with the key for "key: what is wrong"; else `status` (500: a fault of ours).
Answer write_failure(const Error& error, int status = 500);

// The filters, page and number of a query; they were checked against serve/parameters.h before.
Checked<store::Filters> read_filters(const Request& request);
store::PageRequest read_page(const Request& request);
std::uint32_t read_limit(const Request& request, std::uint32_t otherwise);

}  // namespace nutgraf::serve
