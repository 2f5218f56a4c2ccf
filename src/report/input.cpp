// Turns files into reports, one at a time: a text or a page is one report, every line of JSON Lines is one. What cannot be read
// is told with its place and left behind; the rest goes on.

#include "report/input.h"

#include <algorithm>
#include <deque>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "report/encoding.h"
#include "report/json_report.h"
#include "report/page.h"

namespace nutgraf::report {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character c = read_character(text, at);
    if (!is_space(c.code_point) && c.code_point != 0xFEFF) return false;
    at += c.bytes;
  }
  return true;
}

std::string_view skip_blanks(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

bool is_utf16(std::string_view start) { return start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF"); }

std::string say_too_large(std::size_t limit, std::string_view what) {
  return fmt::format("{} is larger than {} MB, as no report is; split it", what, limit >> 20);
}

// One item of a list, whose bytes cannot be told apart from its neighbours': all that it tells, each part with its length.
std::string write_told(const ToldReport& told) {
  const ReportFields& f = told.fields;
  std::string all;
  for (const std::string* part : {&told.text, &f.source_id, &f.headline, &f.filed, &f.outlet, &f.url, &f.byline, &f.updated, &f.section})
    all += fmt::format("{}:{}", part->size(), *part);
  return all;
}

}  // namespace

SourceKind tell_kind(std::string_view start) {
  start = skip_blanks(start);
  if (start.starts_with('{')) return SourceKind::json_lines;
  if (start.starts_with("[{") || (start.starts_with('[') && skip_blanks(start.substr(1)).starts_with('{'))) return SourceKind::json;
  const std::string lower = lower_case(start.substr(0, 512));
  if (lower.starts_with("<!doctype html") || lower.starts_with("<html") || lower.starts_with("<head") || lower.starts_with("<?xml") ||
      (lower.starts_with('<') && (lower.find("<html") != std::string::npos || lower.find("<body") != std::string::npos)))
    return SourceKind::page;
  return SourceKind::text;
}

struct Intake::State {
  std::vector<Source> sources;
  InputLimits limits;
  std::size_t next_source = 0;
  std::optional<ByteStream> stream;      // of the JSON Lines that are being read
  const Source* source = nullptr;        // theirs
  std::size_t line = 0;
  struct Waiting {
    Result<Report> report;
    Taken taken;
  };
  std::deque<Waiting> waiting;           // of a JSON array
  Taken taken;
  std::uint64_t taken_before = 0;
  JsonReader json;
  std::string buffer;

  static std::unexpected<Error> fail_at(const Source& at, std::size_t line, const std::string& what) {
    return fail(line > 0 ? fmt::format("{}:{}: {}", at.path, line, what) : fmt::format("{}: {}", at.path, what));
  }

  static Report finish(ToldReport told, std::string fallback_id) {
    if (told.fields.source_id.empty()) told.fields.source_id = std::move(fallback_id);
    return make_report(std::move(told.text), told.fields);
  }

  void close_stream() {
    taken_before += stream->bytes_taken();
    stream.reset();
  }

  // The next report of the JSON Lines at hand; nothing at their end.
  std::optional<Result<Report>> read_next_line() {
    while (true) {
      buffer.clear();
      const auto end = stream->read_line(buffer, limits.text_bytes);
      ++line;
      taken = {.raw = {}, .file = source->name, .line = line};
      if (!end) {
        close_stream();
        return fail_at(*source, line, end.error().message);
      }
      if (*end == ByteStream::LineEnd::end_of_input) {
        close_stream();
        return std::nullopt;
      }
      if (*end == ByteStream::LineEnd::too_long) return fail_at(*source, line, say_too_large(limits.text_bytes, "the line"));
      if (line == 1 && buffer.starts_with(byte_order_mark)) buffer.erase(0, byte_order_mark.size());
      if (is_blank(buffer)) continue;
      taken.raw = buffer;
      auto told = json.read_object(buffer);
      if (!told) return fail_at(*source, line, told.error().message);
      return finish(std::move(*told), fmt::format("{}:{}", source->name, line));
    }
  }

  // A whole file that is one JSON value, or lines of them.
  void read_json(const Source& from, std::string all) {
    if (is_utf16(all)) {
      if (auto decoded = decode(std::move(all), {})) all = std::move(decoded->text);
    }
    if (all.starts_with(byte_order_mark)) all.erase(0, byte_order_mark.size());
    const auto add_failure = [&](std::size_t at, const std::string& what) { waiting.push_back({fail_at(from, at, what), {{}, from.name, at}}); };
    if (is_blank(all)) return add_failure(0, "the file is empty; leave it out");
    auto value = json.read_value(all);
    if (!value) {
      if (all.find('\n') != std::string::npos && skip_blanks(all).starts_with('{')) return read_lines_of(from, all);
      return add_failure(1, value.error().message);
    }
    std::size_t item = 0;
    for (auto& told : *value) {
      ++item;
      const std::string place = value->size() > 1 ? fmt::format("item {}: ", item) : std::string();
      if (!told) {
        add_failure(1, place + told.error().message);
        continue;
      }
      Taken from_here{write_told(*told), from.name, 0};
      waiting.push_back({finish(std::move(*told), value->size() > 1 ? fmt::format("{}:{}", from.name, item) : from.name), std::move(from_here)});
    }
    if (value->empty()) add_failure(1, "the list is empty; leave the file out");
  }

  void read_lines_of(const Source& from, const std::string& all) {
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < all.size();) {
      const std::size_t end = std::min(all.find('\n', begin), all.size());
      std::string one = all.substr(begin, end - begin);
      begin = end + 1;
      ++number;
      if (is_blank(one)) continue;
      Taken from_here{one, from.name, number};
      auto told = json.read_object(one);
      if (told)
        waiting.push_back({finish(std::move(*told), fmt::format("{}:{}", from.name, number)), std::move(from_here)});
      else
        waiting.push_back({fail_at(from, number, told.error().message), std::move(from_here)});
    }
  }

  static Result<Report> read_text(const Source& from, std::string bytes) {
    if (bytes.empty()) return fail_at(from, 0, "the file is empty; leave it out");
    auto decoded = decode(std::move(bytes), {});
    if (!decoded) return fail_at(from, 0, decoded.error().message);
    if (is_blank(decoded->text)) return fail_at(from, 0, "the file holds nothing but blanks; leave it out");
    return make_report(std::move(decoded->text), {.source_id = from.name, .replaced_bytes = decoded->replaced_bytes});
  }

  static Result<Report> read_page_of(const Source& from, std::string bytes) {
    if (bytes.empty()) return fail_at(from, 0, "the file is empty; leave it out");
    auto told = read_page(std::move(bytes));
    if (!told) return fail_at(from, 0, told.error().message);
    return finish(std::move(*told), from.name);
  }

  // Opens the next source: one report or failure, or nothing when it is one of many reports (then `stream` or `waiting` has them).
  std::optional<Result<Report>> open_next() {
    const Source& from = sources[next_source++];
    taken = {.raw = {}, .file = from.name, .line = 0};
    auto opened = ByteStream::open(from.path, limits);
    if (!opened) return fail_at(from, 0, opened.error().message);
    const auto start = opened->peek(4096);
    if (!start) return fail_at(from, from.kind == SourceKind::json_lines ? 1 : 0, start.error().message);
    SourceKind kind = from.kind == SourceKind::unknown ? tell_kind(*start) : from.kind;
    if (kind == SourceKind::json_lines && is_utf16(*start)) kind = SourceKind::json;
    if (kind == SourceKind::json_lines) {
      if (start->empty()) return fail_at(from, 0, "the file is empty; leave it out");
      stream = std::move(*opened);
      source = &from;
      line = 0;
      return std::nullopt;
    }
    const std::size_t limit = kind == SourceKind::json ? limits.json_bytes : limits.text_bytes;
    auto all = opened->read_all(limit);
    taken_before += opened->bytes_taken();
    if (!all) return fail_at(from, 0, all.error().message);
    if (all->size() > limit) return fail_at(from, 1, say_too_large(limit, kind == SourceKind::page ? "the page" : "the text"));
    if (kind != SourceKind::json) taken.raw = *all;
    switch (kind) {
      case SourceKind::page: return read_page_of(from, std::move(*all));
      case SourceKind::json: read_json(from, std::move(*all)); return std::nullopt;
      case SourceKind::text:
      case SourceKind::json_lines:
      case SourceKind::unknown: return read_text(from, std::move(*all));
    }
    return std::nullopt;
  }
};

Intake::Intake(std::vector<Source> sources, InputLimits limits) : state_(std::make_unique<State>()) {
  state_->sources = std::move(sources);
  state_->limits = limits;
}
Intake::~Intake() = default;

std::optional<Result<Report>> Intake::next() {
  State& s = *state_;
  while (true) {
    if (!s.waiting.empty()) {
      Result<Report> first = std::move(s.waiting.front().report);
      s.taken = std::move(s.waiting.front().taken);
      s.waiting.pop_front();
      return first;
    }
    if (s.stream) {
      if (auto one = s.read_next_line()) return one;
      continue;
    }
    if (s.next_source == s.sources.size()) return std::nullopt;
    if (auto one = s.open_next()) return one;
  }
}

const Taken& Intake::taken() const { return state_->taken; }

std::uint64_t Intake::bytes_taken() const { return state_->taken_before + (state_->stream ? state_->stream->bytes_taken() : 0); }

}  // namespace nutgraf::report
