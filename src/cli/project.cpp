// `nutgraf project log | replay | check`: what people did in a project, a project made anew from it, and whether one is whole.

#include "cli/project.h"

#include <cstdio>

#include <fmt/format.h>

#include "base/date.h"
#include "store/project.h"

namespace nutgraf::cli {

namespace {

int complain(const Error& error, int status) {
  fmt::print(stderr, "nutgraf: {}\n", error.message);
  return status;
}

int print_log(const store::Project& project) {
  std::int64_t since = 0;
  while (true) {
    const auto edits = project.edits(since, 1000);
    if (!edits) return complain(edits.error(), 2);
    if (edits->empty()) return 0;
    for (const store::Edit& edit : *edits) fmt::print("{}\n", store::write_edit(edit));
    since = edits->back().id;
  }
}

int replay(const store::Project& project, const std::string& out) {
  if (const auto replayed = project.replay(out); !replayed) return complain(replayed.error(), 2);
  const auto made = store::Project::open(out, {});
  if (!made) return complain(made.error(), 2);
  const auto before = project.fingerprint(), after = (*made)->fingerprint();
  if (!before) return complain(before.error(), 2);
  if (!after) return complain(after.error(), 2);
  if (*before != *after) return complain({fmt::format("{}: is not what {} holds; \"nutgraf project check\" says more", out, project.path())}, 1);
  fmt::print("{}: made from the reports and edits of {}; the same to the byte\n", out, project.path());
  return 0;
}

int check(const store::Project& project) {
  const auto counts = project.counts();
  if (!counts) return complain(counts.error(), 2);
  const auto faults = project.check();
  if (!faults) return complain(faults.error(), 2);
  for (const std::string& fault : *faults) fmt::print("{}\n", fault);
  if (!faults->empty()) return complain({fmt::format("{}: {} faults", project.path(), faults->size())}, 1);
  fmt::print("{}: whole; {} reports, {} events, {} stories, {} edits\n", project.path(), counts->reports, counts->events, counts->stories, counts->edits);
  return 0;
}

int relink(const std::string& path) {
  const auto project = store::Project::open(path, {.access = store::Access::write, .as = "nutgraf project relink"});
  if (!project) return complain(project.error(), 2);
  const auto before = (*project)->counts();
  const auto relinked = (*project)->relink(write_now());
  if (!relinked) return complain(relinked.error(), 2);
  const auto after = (*project)->counts();
  if (!before || !after) return complain(before ? after.error() : before.error(), 2);
  fmt::print("{}: {} stories, {} before; {} events are in another story, {} reports are copies of another wire story\n", path, after->stories, before->stories,
             relinked->events, relinked->reports);
  return 0;
}

}  // namespace

int run_project(const ProjectOptions& options) {
  if (options.action == ProjectAction::relink) return relink(options.project);
  auto project = store::Project::open(options.project, {});
  if (!project) {  // an older one is brought up to date by whoever may write it
    auto writable = store::Project::open(options.project, {.access = store::Access::write, .as = "nutgraf project"});
    if (!writable) return complain(project.error(), 2);
    project = std::move(writable);
  }
  switch (options.action) {
    case ProjectAction::log: return print_log(**project);
    case ProjectAction::replay: return replay(**project, options.out);
    case ProjectAction::check: return check(**project);
    case ProjectAction::relink: break;
  }
  return 2;
}

}  // namespace nutgraf::cli
