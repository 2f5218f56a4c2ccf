// How actions and edits are spelt.

#include "store/review.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

namespace nutgraf::store {

namespace {

constexpr auto action_names = std::to_array<std::pair<Action, std::string_view>>({
    {Action::accept, "accept"},
    {Action::reject, "reject"},
    {Action::dispute, "dispute"},
    {Action::reopen, "reopen"},
    {Action::set, "set"},
    {Action::add_item, "add_item"},
    {Action::remove_item, "remove_item"},
    {Action::add_event, "add_event"},
    {Action::comment, "comment"},
    {Action::grade, "grade"},
    {Action::merge_stories, "merge_stories"},
    {Action::split_story, "split_story"},
    {Action::bulk, "bulk"},
    {Action::undo, "undo"},
    {Action::unmask_export, "unmask_export"},
});

}  // namespace

std::string_view name_of(Action action) { return std::ranges::find(action_names, action, &std::pair<Action, std::string_view>::first)->second; }

std::optional<Action> find_action(std::string_view name) {
  const auto found = std::ranges::find(action_names, name, &std::pair<Action, std::string_view>::second);
  return found == action_names.end() ? std::nullopt : std::optional(found->first);
}

std::string write_edit(const Edit& edit) {
  using Json = nlohmann::ordered_json;
  Json object{{"id", edit.id}, {"at", edit.at}, {"who", edit.who}, {"action", name_of(edit.action)}};
  const auto put = [&](const char* key, const std::string& text) {
    if (!text.empty()) object[key] = text;
  };
  const auto put_json = [&](const char* key, const std::string& text) {
    if (!text.empty()) object[key] = Json::parse(text, nullptr, false);
  };
  put("target", edit.target);
  put("path", edit.path);
  put_json("value", edit.value);
  put_json("old", edit.old);
  put("reason", edit.reason);
  if (edit.undone_by) object["undone_by"] = *edit.undone_by;
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace nutgraf::store
