#include "import/run.h"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace nutgraf::import_ {
namespace {

namespace fs = std::filesystem;

constexpr const char* noon = "2021-03-08T12:00:00Z";

// A folder with a project and files to read; "reading" finds one event in every report and fails where the text says so.
class Imported : public testing::Test {
 protected:
  Imported() : folder_(fs::temp_directory_path() / fmt::format("nutgraf-import-run-{}", ::getpid())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    open();
  }
  ~Imported() override {
    project_.reset();
    fs::remove_all(folder_);
  }

  void open() {
    project_.reset();
    project_ = store::Project::open(folder_ / "desk.nutgraf", {.access = store::Access::write, .creates = true, .as = "a test"}).value();
  }
  report::Source put(const std::string& name, const std::string& content) {
    const std::string path = folder_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return {.path = path, .name = name, .kind = report::SourceKind::unknown, .bytes = content.size()};
  }
  store::Import start() { return project_->find_import(project_->start_import("files", 0, noon).value()).value(); }
  import_::Run make_run(std::vector<report::Source> sources, const store::Import& import) { return import_::Run(*project_, {"a model", "a lexicon"}, std::move(sources), import); }

  static Result<std::string> read(const Report& report) {
    if (report.text.find("unreadable") != std::string::npos) return fail("the model gave up");
    return fmt::format(R"({{"report":{{"source_id":"{}","text":"{}"}},"events":[{{"id":"e1","event":"AID","evidence":[],"confidence":0.5}}]}})", report.source_id,
                       report.text.substr(0, report.text.find('\n')));
  }
  static Work work() {
    return {.read = read, .may_go_on = [] { return true; }, .tell = {}, .complain = {}, .threads = 3};
  }

  fs::path folder_;
  std::unique_ptr<store::Project> project_;
};

std::string lines(int from, int to) {
  std::string text;
  for (int i = from; i < to; ++i) text += fmt::format("{{\"id\": \"r{0}\", \"text\": \"Clerks of office {0} went home.\"}}\n", i);
  return text;
}

TEST_F(Imported, all_that_can_be_read_is_saved_in_order_and_the_rest_is_noted) {
  std::vector<report::Source> sources = {put("a.jsonl", lines(0, 20) + "no json\n" + lines(20, 40)), put("b.txt", "This is unreadable.\n"), put("c.txt", "Clerks of no office went home.\n")};
  std::vector<std::string> complaints;
  std::uint64_t told = 0;
  Work with = work();
  with.complain = [&](const Error& error) { complaints.push_back(error.message); };
  with.tell = [&](const Progress& progress) {
    EXPECT_EQ(progress.import.documents, told + 1);
    told = progress.import.documents;
  };
  const auto import = start();
  auto run = make_run(sources, import);
  run.note_failure(Error{"gone.txt: no such file; is it spelt right?"});
  ++told;
  EXPECT_EQ(run.go_on(with), End::all_read);
  ASSERT_TRUE(run.leave(store::ImportState::done, noon));
  EXPECT_EQ(run.import().documents, 44u);
  EXPECT_EQ(run.import().events, 41u);
  EXPECT_EQ(run.import().errors, 3u);
  const auto errors = project_->import_errors(import.id).value();
  ASSERT_EQ(errors.size(), 3u);
  EXPECT_EQ(errors[0].file, "gone.txt");
  EXPECT_EQ(errors[1].file, "a.jsonl");
  EXPECT_EQ(errors[1].line, 21u);
  EXPECT_EQ(errors[1].message.find(folder_), std::string::npos) << errors[1].message;
  EXPECT_EQ(errors[2].message, "the model gave up");
  ASSERT_EQ(complaints.size(), 2u);
  EXPECT_TRUE(complaints[0].starts_with(folder_.string())) << complaints[0];
  const auto reports = project_->list_reports({}, store::ReportSort::imported, {.limit = 500}).value().items;
  ASSERT_EQ(reports.size(), 41u);
  EXPECT_EQ(reports[7].source_id, "r7");
  EXPECT_EQ(project_->check().value(), std::vector<std::string>{});

  auto again = make_run(sources, start());
  EXPECT_EQ(again.go_on(work()), End::all_read);
  EXPECT_EQ(again.import().unchanged, 41u);
  EXPECT_EQ(again.import().events, 0u);
}

TEST_F(Imported, a_stopped_one_goes_on_where_it_was) {
  const auto import = start();
  auto run = make_run({put("a.jsonl", lines(0, 60))}, import);
  Work with = work();
  int asked = 0;
  with.may_go_on = [&] { return ++asked <= 10; };
  EXPECT_EQ(run.go_on(with), End::stopped);
  ASSERT_TRUE(run.leave(store::ImportState::paused, noon));
  EXPECT_EQ(run.import().documents, 10u) << "what was taken is saved";
  EXPECT_EQ(project_->counts()->reports, 10u);
  EXPECT_EQ(run.go_on(work()), End::all_read);
  EXPECT_EQ(run.import().documents, 60u);
  EXPECT_EQ(run.import().unchanged, 0u);
}

TEST_F(Imported, one_that_another_process_began_counts_each_report_once) {
  const auto import = start();
  const auto sources = std::vector{put("a.jsonl", lines(0, 30) + "no json\n" + lines(30, 60))};
  {
    auto other = make_run({put("other.jsonl", lines(50, 55))}, start());
    other.go_on(work());
    auto run = make_run(sources, import);
    Work with = work();
    int asked = 0;
    with.may_go_on = [&] { return ++asked <= 40; };
    run.go_on(with);  // and dies: nothing is left in the ledger but what the reports themselves put there
  }
  open();
  auto run = make_run(sources, project_->find_import(import.id).value());
  ASSERT_TRUE(run.reopen());
  EXPECT_EQ(run.go_on(work()), End::all_read);
  ASSERT_TRUE(run.leave(store::ImportState::done, noon));
  EXPECT_EQ(run.import().documents, 61u);
  EXPECT_EQ(run.import().events, 55u);
  EXPECT_EQ(run.import().unchanged, 5u);
  EXPECT_EQ(run.import().errors, 1u);
  EXPECT_EQ(project_->check().value(), std::vector<std::string>{});
}

}  // namespace
}  // namespace nutgraf::import_
