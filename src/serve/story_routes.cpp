// Routes about stories: the same event as several reports tell it; merging and splitting by hand.

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "serve/desk.h"
#include "serve/json_answers.h"
#include "serve/route.h"

namespace nutgraf::serve {

namespace {

using Json = nlohmann::json;

std::string write_figure(const store::StoryFigure& figure) {
  std::string body = fmt::format(R"({{"what":{})", quote_json(figure.what));
  if (figure.low) body += fmt::format(R"(,"low":{})", *figure.low);
  if (figure.high) body += fmt::format(R"(,"high":{})", *figure.high);
  if (figure.best) body += fmt::format(R"(,"best":{})", *figure.best);
  return body += '}';
}

std::string write_story(const store::StorySummary& story) {
  std::string body = fmt::format(R"({{"id":{},"title":{},"type":{})", quote_json(story.id), quote_json(story.title), quote_json(story.type));
  const auto put = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) body += fmt::format(R"(,"{}":{})", key, quote_json(value));
  };
  put("status", story.status);
  put("earliest", story.earliest);
  put("latest", story.latest);
  put("place", story.place);
  return body += fmt::format(R"(,"events":{},"reports":{},"sources":{},"disagrees":{},"figures":{}}})", story.events, story.reports, story.sources, story.disagrees,
                             write_list(story.figures, write_figure));
}

Answer list_stories(Desk& desk, const Request& request) {
  const auto filters = read_filters(request);
  if (!filters) return write_refusal(filters.error());
  const auto sort = store::find_story_sort(request.get("sort", "-when"));
  if (!sort) return write_refusal({400, "bad_parameter", "sort: stories are sorted by -when, when, events or reports", "sort"});
  const auto page = desk.project().list_stories(*filters, *sort, read_page(request));
  if (!page) return write_failure(page.error());
  return answer_page(*page, write_story);
}

Answer find_story(Desk& desk, const Request& request) {
  auto story = desk.project().story_json(request.path_values[0]);
  return story ? json_answer(*std::move(story)) : write_failure(story.error());
}

Answer answer_made(const Result<std::string>& story) {
  return story ? json_answer(fmt::format(R"({{"story":{}}})", quote_json(*story))) : write_failure(story.error(), 400);
}

Answer merge_stories(Desk& desk, const Request& request) {
  const Json body = Json::parse(request.body);
  return answer_made(desk.project().merge_stories(body["stories"], body["reason"], body["who"], write_now()));
}

Answer split_story(Desk& desk, const Request& request) {
  const Json body = Json::parse(request.body);
  return answer_made(desk.project().split_story(request.path_values[0], body["events"], body["reason"], body["who"], write_now()));
}

}  // namespace

std::vector<Route> story_routes() {
  return {
      {.method = "GET", .path = "/api/stories", .summary = "Stories with events that fit the filters, page by page", .keep = Keep::until_changed, .effort = Effort::many_events,
       .query = {"filters", "sort", "limit", "cursor"}, .answer = "StoryPage", .handle = list_stories},
      {.method = "GET", .path = "/api/stories/{id}", .summary = "One story: who said what when, field by field", .keep = Keep::until_changed,
       .answer = "Story", .handle = find_story},
      {.method = "POST", .path = "/api/stories/merge", .summary = "Makes several stories one", .access = Access::write,
       .body = "MergeRequest", .answer = "StoryMade", .handle = merge_stories},
      {.method = "POST", .path = "/api/stories/{id}/split", .summary = "Makes events of a story a story of their own", .access = Access::write,
       .body = "SplitRequest", .answer = "StoryMade", .handle = split_story},
  };
}

}  // namespace nutgraf::serve
