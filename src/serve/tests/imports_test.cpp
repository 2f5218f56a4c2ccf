// Imports as a client sees them: progress as it comes, errors by file, pause, resume and cancel, and what is left of them after
// the desk was ended in the middle.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "serve/tests/test_desk.h"

namespace nutgraf::serve::tests {
namespace {

std::int64_t start(const TestDesk& desk, const httplib::MultipartFormDataItems& files) {
  const auto started = desk.client().Post("/api/imports", {{"X-Nutgraf", "desk"}}, files);
  return started && started->status == 200 ? Json::parse(started->body)["id"].get<std::int64_t>() : -1;
}

TEST(Imports, progress_is_told_as_it_comes_and_ends_with_done) {
  TestDesk desk({.is_filled = false});
  const std::int64_t id = start(desk, {{"file", many_lines(60), "lines.jsonl", "application/x-ndjson"}});
  std::string told;
  const auto result = desk.client().Get(fmt::format("/api/imports/{}/stream", id), [&](const char* data, std::size_t size) {
    told.append(data, size);
    return true;
  });
  ASSERT_TRUE(result);
  EXPECT_EQ(result->get_header_value("Content-Type"), "text/event-stream");
  std::vector<Json> steps;
  std::string last;
  for (std::size_t at = 0; at < told.size();) {
    const std::size_t end = told.find("\n\n", at);
    ASSERT_NE(end, std::string::npos) << told;
    const std::string one = told.substr(at, end - at);
    at = end + 2;
    if (one.starts_with(':')) continue;
    last = one.substr(0, one.find('\n'));
    steps.push_back(Json::parse(one.substr(one.find("data: ") + 6)));
  }
  ASSERT_GE(steps.size(), 2u);
  EXPECT_EQ(last, "event: done");
  EXPECT_EQ(steps.back()["state"], "done");
  EXPECT_EQ(steps.back()["documents"], 60);
  EXPECT_EQ(steps.back()["total"], 60);
  EXPECT_EQ(steps.back()["bytes"], steps.back()["total_bytes"]);
  EXPECT_GE(steps.back()["events"], 60);
  EXPECT_TRUE(steps.back()["seconds_left"].is_null());
  for (std::size_t i = 1; i < steps.size(); ++i) EXPECT_GE(steps[i]["documents"], steps[i - 1]["documents"]);
}

TEST(Imports, what_cannot_be_read_is_told_by_file_and_line_and_the_rest_is_read) {
  TestDesk desk({.is_filled = false});
  const std::int64_t id = start(desk, {{"file", "Police arrested two men in Izmir on Monday.\n", "good.txt", "text/plain"},
                                       {"file", "{\"text\": \"Police arrested nine men in Kano.\"}\nno json\n", "lines.jsonl", ""},
                                       {"file", "   \n", "blank.txt", "text/plain"},
                                       {"file", "<html><body><article><p>Rebels freed four engineers near Kano on Sunday, the army said in a statement "
                                                "that it sent to reporters.</p></article></body></html>", "page.html", "text/html"}});
  const Json import = desk.wait_for_import(id);
  EXPECT_EQ(import["state"], "done");
  EXPECT_EQ(import["errors"], 2) << import;
  ASSERT_EQ(import["error_list"].size(), 2u);
  EXPECT_EQ(import["error_list"][0]["file"], "lines.jsonl");
  EXPECT_EQ(import["error_list"][0]["line"], 2);
  EXPECT_EQ(import["error_list"][1]["file"], "blank.txt");
  EXPECT_TRUE(import["error_list"][1]["line"].is_null());
  EXPECT_EQ(import.dump().find(desk.folder()), std::string::npos) << "a path of the machine is told";
  EXPECT_EQ(desk.get("/api").body["counts"]["reports"], 3);
  EXPECT_EQ(desk.get("/api/reports?q=engineers").body["items"][0]["source_id"], "page.html");
}

TEST(Imports, the_same_bytes_change_nothing) {
  TestDesk desk({.is_filled = false});
  const httplib::MultipartFormDataItems files = {{"file", many_lines(5), "lines.jsonl", ""}};
  desk.wait_for_import(start(desk, files));
  const Json before = desk.get("/api").body;
  const Json again = desk.wait_for_import(start(desk, files));
  EXPECT_EQ(again["unchanged"], 5);
  EXPECT_EQ(again["events"], 0);
  EXPECT_EQ(desk.get("/api").body, before);
}

TEST(Imports, a_paused_one_stands_still_until_it_is_resumed) {
  TestDesk desk({.is_filled = false});
  const std::int64_t id = start(desk, {{"file", many_lines(120), "lines.jsonl", ""}});
  const std::string path = fmt::format("/api/imports/{}", id);
  EXPECT_EQ(desk.post(path + "/pause", Json::object()).body["state"], "paused");
  // Another import is not held up by one that is paused.
  const Json other = desk.wait_for_import(start(desk, {{"file", "Police arrested two men in Kano on Monday.\n", "a.txt", ""}}));
  EXPECT_EQ(other["state"], "done");
  const Json paused = desk.get(path).body;
  EXPECT_EQ(paused["state"], "paused");
  EXPECT_LT(paused["documents"], 120);
  EXPECT_TRUE(paused["seconds_left"].is_null());
  EXPECT_EQ(desk.get(path).body["documents"], paused["documents"]);
  EXPECT_EQ(desk.post(path + "/resume", Json::object()).body["state"], "running");
  const Json done = desk.wait_for_import(id);
  EXPECT_EQ(done["state"], "done");
  EXPECT_EQ(done["documents"], 120);
  EXPECT_EQ(done["unchanged"], 0);
  EXPECT_EQ(desk.post(path + "/pause", Json::object()).status, 409);
}

TEST(Imports, a_cancelled_one_keeps_what_was_read) {
  TestDesk desk({.is_filled = false});
  const std::int64_t id = start(desk, {{"file", many_lines(120), "lines.jsonl", ""}});
  const std::string path = fmt::format("/api/imports/{}", id);
  desk.post(path + "/cancel", Json::object());
  const Json cancelled = desk.wait_for_import(id);
  EXPECT_EQ(cancelled["state"], "cancelled");
  EXPECT_EQ(desk.get("/api").body["counts"]["reports"], cancelled["documents"]);
  EXPECT_EQ(desk.post(path + "/resume", Json::object()).status, 409);
  EXPECT_FALSE(std::filesystem::exists(desk.folder() + "/test.nutgraf.imports"));
}

TEST(Imports, one_cut_off_by_the_end_of_the_desk_goes_on_in_the_next) {
  const std::string folder = testing::TempDir() + "nutgraf-cut-off";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const DeskOptions options{.project = folder + "/test.nutgraf", .model = ModelName::fast};
  std::int64_t id = 0;
  {
    auto desk = Desk::open(options);
    ASSERT_TRUE(desk) << desk.error().message;
    id = *(*desk)->imports().start({{"lines.jsonl", many_lines(120)}});
    (*desk)->stop();
  }
  auto desk = Desk::open(options);
  ASSERT_TRUE(desk) << desk.error().message;
  EXPECT_EQ((*desk)->imports().find(id)->import.state, store::ImportState::paused);
  ASSERT_TRUE((*desk)->imports().resume(id));
  for (auto view = (*desk)->imports().find(id); view->import.state != store::ImportState::done; view = (*desk)->imports().find(id))
    (*desk)->imports().wait_for_change(id, view->version);
  EXPECT_EQ((*desk)->project().counts()->reports, 120u);
  const auto ended = (*desk)->imports().find(id)->import;
  EXPECT_EQ(ended.documents, 120u);
  EXPECT_EQ(ended.unchanged, 0u) << "what it had saved itself was not there before";
  EXPECT_EQ(ended.events, (*desk)->project().counts()->events);
  EXPECT_EQ((*desk)->project().check().value(), std::vector<std::string>{});
  desk->reset();
  std::filesystem::remove_all(folder);
}

TEST(Read, a_text_a_page_and_a_file_are_read_and_nothing_is_kept) {
  TestDesk desk({.is_filled = false});
  const Json text = desk.post("/api/read", {{"text", "Police arrested two men in Izmir on Monday."}, {"filed", "2021-03-10"}, {"title", "Two held"}}).body;
  EXPECT_EQ(text["report"]["headline"], "Two held");
  ASSERT_EQ(text["events"].size(), 1u);
  EXPECT_EQ(text["events"][0]["event"], "COERCE");
  EXPECT_EQ(text["events"][0]["when"]["earliest"], "2021-03-08");
  const Json page = desk.post("/api/read", {{"text", "<!DOCTYPE html><html><head><title>x</title></head><body><article><p>Police arrested two men in Izmir on "
                                                     "Monday, and a spokesman said that more arrests would follow.</p></article></body></html>"}}).body;
  EXPECT_EQ(page["report"]["text"].get<std::string>().find('<'), std::string::npos);
  const httplib::MultipartFormDataItems file = {{"file", "Police arrested two men in Izmir on Monday.\n", "held.txt", "text/plain"}};
  const auto sent = desk.client().Post("/api/read", {{"X-Nutgraf", "desk"}}, file);
  EXPECT_EQ(Json::parse(sent->body)["report"]["source_id"], "held.txt");
  const httplib::MultipartFormDataItems lines = {{"file", many_lines(2), "two.jsonl", ""}};
  EXPECT_EQ(Json::parse(desk.client().Post("/api/read", {{"X-Nutgraf", "desk"}}, lines)->body)["error"]["code"], "several_reports");
  EXPECT_EQ(desk.get("/api").body["counts"]["reports"], 0);
}

TEST(Read, the_model_that_is_asked_for_reads) {
  TestDesk desk({.is_filled = false});
  const Json asked{{"text", "Rebels shelled the port of Aden late on Monday and police arrested two men who had fled to Izmir by sea."}, {"filed", "2021-03-10"}};
  const auto read = [&](const char* model) {
    Json with = asked;
    with["model"] = model;
    return desk.post("/api/read", with);
  };
  EXPECT_EQ(read("fast").text, desk.post("/api/read", asked).text) << "the test desk's own";
  EXPECT_NE(read("accurate").text, read("fast").text);
  EXPECT_EQ(read("accurate").status, 200);
  EXPECT_EQ(read("slow").body["error"]["field"], "model");
  const auto send = [&](const char* model) {
    const httplib::MultipartFormDataItems form = {{"model", model, "", ""}, {"file", asked["text"].get<std::string>(), "one.txt", "text/plain"}};
    return desk.client().Post("/api/read", {{"X-Nutgraf", "desk"}}, form);
  };
  EXPECT_NE(send("accurate")->body, send("fast")->body);
  EXPECT_EQ(send("slow")->status, 400);
  EXPECT_EQ(desk.post("/api/imports", {{"text", "x"}, {"model", "fast"}}).status, 400) << "a project is read by one model";
}

}  // namespace
}  // namespace nutgraf::serve::tests
