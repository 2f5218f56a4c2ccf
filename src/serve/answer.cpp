// Writes answers and refusals: every error is JSON with a code that programs read and a message that people read.

#include "serve/answer.h"

#include <nlohmann/json.hpp>

namespace nutgraf::serve {

using Json = nlohmann::ordered_json;

std::string Request::get(std::string_view name, std::string_view otherwise) const {
  const auto found = query.find(std::string(name));
  return found == query.end() ? std::string(otherwise) : found->second;
}

std::string quote_json(std::string_view text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Answer write_refusal(const Refusal& refusal) {
  Json error{{"code", refusal.code}, {"message", refusal.message}};
  if (!refusal.field.empty()) error["field"] = refusal.field;
  Answer answer;
  answer.status = refusal.status;
  answer.body = Json{{"error", std::move(error)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
  return answer;
}

Answer json_answer(std::string body, int status) {
  Answer answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

}  // namespace nutgraf::serve
