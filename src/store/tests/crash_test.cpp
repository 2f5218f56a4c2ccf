// kill -9 while a project is written, at many random moments: nothing but the report in hand is ever lost, nothing is ever damaged, and
// the import that goes on ends at the same state. Also: who may write, and who may read meanwhile.

#include <gtest/gtest.h>

#include <csignal>
#include <random>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/tests/invented.h"

namespace nutgraf::store {
namespace {

constexpr std::uint64_t reports_in_all = 40;

// What the child tells before it dies.
struct Progress {
  volatile std::uint64_t saved = 0, begun = 0;
};

// Reads all reports that are not there yet, with a person's edit after every fifth; never returns.
[[noreturn]] void import_until_killed(const std::string& path, Progress* progress) {
  auto project = Project::open(path, {.access = Access::write, .creates = true});
  if (!project) _exit(3);
  const auto import = (*project)->start_import("invented.jsonl", 0, noon);
  if (!import) _exit(4);
  for (std::uint64_t i = 0; i < reports_in_all; ++i) {
    const FiledReport report = invent_report(i);
    if ((*project)->has_read(report.raw, report.model, report.lexicon).value_or(false)) continue;
    progress->begun = progress->begun + 1;
    const auto saved = (*project)->save_report(report, *import, noon);
    if (!saved) _exit(5);
    progress->saved = progress->saved + 1;
  }
  _exit(0);
}

TEST(Crash, a_killed_import_loses_at_most_the_report_in_hand) {
  const TemporaryProject whole_file("whole");
  std::string whole;
  {
    auto project = whole_file.open();
    for (std::uint64_t i = 0; i < reports_in_all; ++i) project->save_report(invent_report(i), 0, noon).value();
    whole = project->fingerprint().value();
  }
  auto* progress = static_cast<Progress*>(mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  ASSERT_NE(progress, MAP_FAILED);
  std::mt19937 dice(4711);
  int kills = 0, ended = 0;
  for (int round = 0; round < 4; ++round) {
    const TemporaryProject file("killed");
    progress->saved = 0;
    progress->begun = 0;
    for (bool is_whole = false; !is_whole;) {
      const std::uint64_t goal = progress->begun + dice() % 8;
      const auto wait_microseconds = static_cast<useconds_t>(dice() % 3000);
      const pid_t child = fork();
      ASSERT_GE(child, 0);
      if (child == 0) import_until_killed(file.path(), progress);
      int status = 0;
      bool has_ended = false;
      // A random number of reports, then a random time into the next one.
      while (progress->begun <= goal && !(has_ended = waitpid(child, &status, WNOHANG) == child)) usleep(100);
      if (!has_ended) {
        usleep(wait_microseconds);
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
      }
      if (WIFSIGNALED(status)) {
        ++kills;
      } else {
        ASSERT_EQ(WEXITSTATUS(status), 0);
        ++ended;
        is_whole = true;
      }
      const auto project = Project::open(file.path(), {.access = Access::write, .creates = true});
      ASSERT_TRUE(project) << project.error().message;
      const auto counts = (*project)->counts().value();
      EXPECT_GE(counts.reports, progress->saved) << "a report that was saved is gone";
      EXPECT_LE(counts.reports, progress->begun);
      progress->saved = counts.reports;
      progress->begun = counts.reports;
      if (kills % 4 == 0 || is_whole) {
        EXPECT_EQ((*project)->check().value(), std::vector<std::string>{});
      }
      for (const Import& import : taken((*project)->imports())) EXPECT_NE(import.state, ImportState::running) << "its process is gone";
      if (is_whole) {
        EXPECT_EQ((*project)->fingerprint().value(), whole);
      }
    }
  }
  munmap(progress, sizeof(Progress));
  EXPECT_GT(kills, 8);
  EXPECT_EQ(ended, 4);
}

TEST(Crash, a_killed_edit_is_there_or_not) {
  const TemporaryProject file("killed-edit");
  std::string event;
  {
    auto project = file.open();
    event = project->save_report(invent_report(1), 0, noon)->report + "-e1";
  }
  auto* progress = static_cast<Progress*>(mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  ASSERT_NE(progress, MAP_FAILED);
  std::mt19937 dice(99);
  for (int round = 0; round < 8; ++round) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto project = Project::open(file.path(), {.access = Access::write});
      if (!project) _exit(3);
      for (int i = 0;; ++i) {
        if (!(*project)->review({.action = Action::set, .target = event, .path = "how_many/f1/value", .value = std::to_string(i), .who = "Ines", .at = noon})) _exit(4);
        progress->saved = progress->saved + 1;
      }
    }
    const std::uint64_t goal = progress->saved + 1 + dice() % 4;
    const auto wait_microseconds = static_cast<useconds_t>(dice() % 3000);
    int status = 0;
    bool has_ended = false;
    while (progress->saved < goal && !(has_ended = waitpid(child, &status, WNOHANG) == child)) usleep(100);
    ASSERT_FALSE(has_ended) << WEXITSTATUS(status);
    usleep(wait_microseconds);
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    auto project = file.open();
    const auto edits = project->history(event).value();
    EXPECT_GE(edits.size(), progress->saved) << "an edit that was made is gone";
    EXPECT_LE(edits.size(), progress->saved + 1);
    progress->saved = edits.size();
    EXPECT_EQ(Json::parse(project->find_event(event)->json)["how_many"][0]["value"].dump(), edits.back().value);
    EXPECT_EQ(project->check().value(), std::vector<std::string>{});
  }
  munmap(progress, sizeof(Progress));
}

TEST(Two, a_second_writer_is_told_who_writes) {
  const TemporaryProject file("two");
  auto writer = Project::open(file.path(), {.access = Access::write, .creates = true, .as = "nutgraf import"}).value();
  const auto second = Project::open(file.path(), {.access = Access::write, .as = "nutgraf serve"});
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message.find("is being written by nutgraf import (process " + std::to_string(getpid()) + ")"), std::string::npos) << second.error().message;
  writer.reset();
  EXPECT_TRUE(Project::open(file.path(), {.access = Access::write})) << "the right to write goes with its holder";
}

TEST(Two, another_process_reads_on_while_one_writes) {
  const TemporaryProject file("readers");
  auto writer = file.open();
  writer->save_report(invent_report(0), 0, noon).value();
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {  // sees more and more, always whole
    const auto reader = Project::open(file.path(), {});
    if (!reader || !(*reader)->is_read_only()) _exit(3);
    if ((*reader)->review({.action = Action::accept, .target = "x", .who = "x", .at = noon})) _exit(4);
    std::uint64_t last = 0;
    while (last < 40) {
      const auto page = (*reader)->list_events({}, EventSort::filed, {.limit = 500});
      const auto counts = (*reader)->counts();
      if (!page || !counts || page->total > counts->events || page->items.size() != std::min<std::uint64_t>(page->total, 500)) _exit(5);
      if (page->total < last) _exit(6);
      last = page->total;
    }
    _exit(0);
  }
  for (std::uint64_t i = 1; i < 40; ++i) writer->save_report(invent_report(i), 0, noon).value();
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace nutgraf::store
