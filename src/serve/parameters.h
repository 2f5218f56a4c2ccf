#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/answer.h"
#include "serve/route.h"

namespace nutgraf::serve {

enum class ParameterKind { words, number, whole_number, date, yes_no, text };

// A query parameter, the same wherever its name stands.
struct Parameter {
  std::string_view name;
  std::string_view description;
  ParameterKind kind = ParameterKind::text;
  // words: the values it takes, any of them, parted by commas; empty: any value. A value may end in * in none of them.
  std::vector<std::string_view> values;
  double least = 0, most = 0;     // of a number; both 0: no bounds
  bool is_filter = false;         // one of the filters that "filters" stands for
  bool takes_one = false;         // words: one value, not several
};

// All parameters there are.
const std::vector<Parameter>& parameters();
const Parameter* find_parameter(std::string_view name);

// The names of a route's query parameters, with "filters" spelt out.
std::vector<std::string_view> names_of_query(const Route& route);

// What is wrong with a request's query for this route: a parameter that the route has not, one given twice, a value that it does
// not take. Nothing when all is right.
std::optional<Refusal> find_query_fault(const Route& route, const Request& request);

}  // namespace nutgraf::serve
