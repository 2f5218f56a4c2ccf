// How long the service takes to answer when many ask at once: a project of synthetic reports, a desk on a free port, and clients
// that keep their connections and ask what a screen asks, each as soon as it has its last answer (or after a pause).
//
//   serve_bench [--events 100000] [--clients 50] [--seconds 20] [--pause MS] [--project FILE] [--no-keep]
//   serve_bench --processor [--each 200] [--project FILE]
//
// With --processor nothing goes over the network: each kind of request is asked one after another in one thread, no answer is kept, and what is
// told is the time that the processor worked on it, which other work on the machine hardly changes.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "serve/desk.h"
#include "serve/dispatch.h"
#include "serve/server.h"

namespace {

using namespace nutgraf;
using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;
using Random = std::mt19937;

struct Options {
  std::size_t events = 100000;
  std::size_t clients = 50;
  double seconds = 20;
  int pause_ms = 0;
  bool keeps_answers = true;
  bool tells_processor_time = false;
  std::size_t each = 200;
  std::string project = "serve_bench.nutgraf";
};

template <typename T>
const T& pick(Random& random, const std::vector<T>& from) {
  return from[random() % from.size()];
}

struct Town {
  std::string name, country, admin1;
  int geonameid;
  double lat, lon;
};
const std::vector<Town> towns = {
    {"Izmir", "TUR", "Izmir", 311046, 38.41, 27.14},   {"Ankara", "TUR", "Ankara", 323786, 39.92, 32.85},  {"Kano", "NGA", "Kano", 2335204, 12.0, 8.52},
    {"Lagos", "NGA", "Lagos", 2332459, 6.45, 3.39},    {"Lyon", "FRA", "Auvergne", 2996944, 45.75, 4.85},  {"Lille", "FRA", "Hauts", 2998324, 50.63, 3.06},
    {"Quetta", "PAK", "Balochistan", 1167528, 30.2, 67.0}, {"Lahore", "PAK", "Punjab", 1172451, 31.56, 74.35}, {"Cali", "COL", "Valle", 3687925, 3.44, -76.52},
    {"Davao", "PHL", "Davao", 1715348, 7.07, 125.61},  {"Mosul", "IRQ", "Nineveh", 99072, 36.34, 43.12},   {"Basra", "IRQ", "Basra", 99532, 30.5, 47.8}};
const std::vector<std::string> types = {"ACCUSE", "AGREE", "AID", "ASSAULT", "ASSAULT", "ASSAULT", "COERCE", "COERCE", "COERCE", "CONSULT", "MOBILIZE", "PROTEST", "PROTEST", "REQUEST", "RETREAT", "SANCTION"};
const std::vector<std::string> outlets = {"Northern Post", "Evening Courier", "Southern Star", "Harbour Gazette", "The Lantern", "River Daily", "Plain Observer"};
const std::vector<std::string> sectors = {"COP", "GOV", "MIL", "REB", "CVL", "CRM", "JUD", "OPP"};
const std::vector<std::string> actors = {"Police", "Soldiers", "Gunmen", "Prosecutors", "Protesters", "Rebels", "The ministry", "Customs officers"};
const std::vector<std::string> roles = {"killed", "injured", "detained", "displaced", "seized"};
const std::vector<std::string> words = {"harbour", "market", "bridge", "ministry", "valley", "convoy", "station", "village", "court", "strike", "border", "school", "governor", "checkpoint", "river", "warehouse"};

// A word of a made-up vocabulary of some thousands, common ones far more often than rare ones, as in any text.
std::string draw_word(Random& random) {
  static const std::vector<std::string> syllables = {"ba", "ko", "ri", "den", "mar", "tu", "sel", "vo", "lan", "pi", "gor", "nes", "hal", "fen", "cu", "tor"};
  const double chance = static_cast<double>(random() % 1000000 + 1) / 1000001;
  std::size_t rank = static_cast<std::size_t>(std::pow(6000, chance)) - 1;
  std::string word = syllables[rank % 16];
  for (rank /= 16; rank > 0; rank /= 16) word += syllables[rank % 16];
  return word;
}

std::string write_day(Random& random) {
  return write_date(add_days(Date{std::chrono::year{2015}, std::chrono::January, std::chrono::day{1}}, static_cast<int>(random() % 3650)));
}

Json make_event(Random& random, const std::string& id, const std::string& day, std::size_t begin) {
  const Town& town = pick(random, towns);
  const std::string actor = pick(random, actors), place = town.name;
  const int figure = 1 + static_cast<int>(random() % 200);
  const double jitter = static_cast<double>(random() % 200) / 100 - 1;
  Json where{{"text", place}, {"name", place + " " + std::to_string(random() % 60)}, {"country", town.country}, {"admin1", town.admin1},
             {"geonameid", town.geonameid * 100 + static_cast<int>(random() % 60)}, {"lat", town.lat + jitter}, {"lon", town.lon + jitter},
             {"precision", pick(random, std::vector<std::string>{"city", "city", "spot", "admin1"})}, {"begin", begin}, {"end", begin + 6}, {"because", "where.gazetteer"}};
  Json event{{"id", id}, {"event", pick(random, types)}, {"mode", Json::array()}, {"context", {"crime"}}, {"quad_code", "4"}, {"event_scale", -7.0},
             {"status", random() % 10 == 0 ? "planned" : "happened"}, {"background", random() % 6 == 0}, {"certainty", random() % 4 == 0 ? "alleged" : "stated"},
             {"actor", {{{"text", actor}, {"kind", "state_body"}, {"country", town.country}, {"sector", {pick(random, sectors)}}, {"begin", begin}, {"end", begin + 6}, {"because", "actor; lexicon/who/agents.tsv:12"}}}},
             {"recipient", {{{"text", fmt::format("{} people", figure)}, {"kind", "group"}, {"sector", {"CVL"}}, {"begin", begin}, {"end", begin + 9}, {"because", "recipient; lexicon/who/agents.tsv:3058"}}}},
             {"where", {where}},
             {"how_many", {{{"id", "f" + id.substr(1)}, {"what", pick(random, roles)}, {"unit", "people"}, {"value", figure}, {"low", figure}, {"high", figure}, {"bound", "exact"}, {"text", fmt::format("{} people", figure)}, {"begin", begin}, {"end", begin + 9}, {"because", "how_many.number"}}}},
             {"says_who", {{{"speaker", "the governor"}, {"kind", "government"}, {"manner", "says"}, {"begin", begin}, {"end", begin + 9}, {"because", "lexicon/says_who/cues.tsv:6"}}}},
             {"evidence", {{{"begin", begin}, {"end", begin + 20}, {"text", fmt::format("{} stopped {} people", actor, figure)}, {"because", "lexicon/what/verbs.tsv:530"}}}},
             {"confidence", 0.5 + static_cast<double>(random() % 50) / 100}};
  if (random() % 12 != 0)
    event["when"] = {{"earliest", day}, {"latest", day}, {"precision", "day"}, {"basis", "stated"}, {"text", "Monday"}, {"begin", begin}, {"end", begin + 6}, {"because", "when.weekday"}};
  return event;
}

std::string make_line(Random& random, std::size_t number, std::size_t events) {
  const std::string day = write_day(random);
  std::string text = fmt::format("Report {}\n\n", number);
  Json list = Json::array();
  for (std::size_t i = 0; i < events; ++i) {
    const std::size_t begin = text.size();
    for (int w = 0; w < 60; ++w) text += (w % 20 == 0 ? pick(random, words) : draw_word(random)) + (w % 12 == 11 ? ". " : " ");
    list.push_back(make_event(random, "e" + std::to_string(i + 1), day, begin));
  }
  const std::string id = fmt::format("r{}", number);
  for (Json& event : list) event["report"] = id;
  const Json line{{"report", {{"source_id", id}, {"headline", fmt::format("The {} at the {}", pick(random, words), pick(random, words))}, {"outlet", pick(random, outlets)}, {"filed", day}, {"text", text}, {"blocks", Json::array()}}},
                  {"answers", {{"when", Json::array()}, {"where", Json::array()}, {"who", Json::array()}, {"how_many", Json::array()}, {"says_who", Json::array()}, {"factuality", Json::array()}, {"what", Json::array()}}},
                  {"events", list}};
  return line.dump();
}

// Fills a project up to so many events, four a report.
bool fill(const Options& options) {
  auto project = store::Project::open(options.project, {.access = store::Access::write, .creates = true, .as = "serve_bench"});
  if (!project) return fmt::print(stderr, "{}\n", project.error().message), false;
  const auto counts = (*project)->counts();
  constexpr std::size_t events_a_report = 4;
  const std::size_t reports = options.events / events_a_report;
  const std::size_t from = counts ? counts->reports : 0;
  const auto start = Clock::now();
  for (std::size_t i = from; i < reports; ++i) {
    Random random(static_cast<unsigned>(i));
    const std::string line = make_line(random, i, events_a_report);
    const auto saved = (*project)->save_report({.raw = line, .line = line, .source = "synthetic", .model = "none", .lexicon = "none"}, 0, "2026-01-01T00:00:00Z");
    if (!saved) return fmt::print(stderr, "{}\n", saved.error().message), false;
    if (i % 1000 == 0) fmt::print(stderr, "\r{} reports", i);
  }
  if (from < reports)
    fmt::print("filled with {} reports in {:.1f} s\n", reports - from, std::chrono::duration<double>(Clock::now() - start).count());
  return true;
}

struct Ask {
  std::string kind, path;
};

// What a screen asks, with filters drawn at random.
Ask draw(Random& random, const std::vector<std::string>& ids) {
  const auto filters = [&] {
    std::string query;
    if (random() % 2) query += "&type=" + pick(random, types);
    if (random() % 3 == 0) query += "&country=" + pick(random, towns).country;
    if (random() % 3 == 0) {
      const int year = 2015 + static_cast<int>(random() % 10);
      query += fmt::format("&from={}-01-01&to={}-12-31", year, year);
    }
    if (random() % 8 == 0) query += "&actor_sector=" + pick(random, sectors);
    if (random() % 10 == 0) query += "&what=" + pick(random, roles) + "&min=" + std::to_string(random() % 150);
    return query;
  };
  const unsigned roll = random() % 100;
  if (roll < 35) return {"events", "/api/events?limit=50" + filters()};
  if (roll < 50) return {"facets", "/api/facets?facets=type,status,certainty,country,outlet,actor_sector,what" + filters()};
  if (roll < 60) return {"map", "/api/map?cell=2" + filters()};
  if (roll < 70) return {"timeline", "/api/timeline?unit=month" + filters()};
  if (roll < 85) return {"event", "/api/events/" + pick(random, ids)};
  if (roll < 90) return {"report", "/api/reports/" + pick(random, ids).substr(0, 16)};
  if (roll < 95) return {"search", "/api/search?q=" + draw_word(random) + "+" + draw_word(random)};
  return {"desk", "/api"};
}

class Connection {
 public:
  explicit Connection(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    is_open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~Connection() { ::close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The status, 0 when the connection broke.
  int get(const std::string& path) {
    const std::string request = fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
    if (!is_open_ || ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0) return 0;
    answer_.clear();
    std::size_t whole = std::string::npos;
    char buffer[65536];
    while (answer_.size() < whole) {
      const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
      if (got <= 0) return 0;
      answer_.append(buffer, static_cast<std::size_t>(got));
      const std::size_t head = answer_.find("\r\n\r\n");
      if (whole != std::string::npos || head == std::string::npos) continue;
      const std::size_t length = answer_.find("Content-Length: ");
      if (length == std::string::npos) return 0;
      whole = head + 4 + std::stoul(answer_.substr(length + 16, 20));
    }
    return std::stoi(answer_.substr(9, 3));
  }
  const std::string& answer() const { return answer_; }

 private:
  int socket_;
  bool is_open_ = false;
  std::string answer_;
};

double processor_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double at(const std::vector<double>& sorted, double share) { return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))]; }

void print_times(const std::string& name, std::vector<double> times) {
  std::ranges::sort(times);
  fmt::print("{:<10} {:>8} {:>9.2f} {:>9.2f} {:>9.2f}\n", name, times.size(), at(times, 0.5), at(times, 0.99), times.empty() ? 0 : times.back());
}

void run(const Options& options, int port) {
  std::vector<std::string> ids;
  {
    Connection connection(port);
    for (const char* sort : {"when", "-when", "filed", "type"}) {
      connection.get(fmt::format("/api/events?limit=250&sort={}", sort));
      const std::string& answer = connection.answer();
      const Json page = Json::parse(answer.substr(answer.find("\r\n\r\n") + 4));
      for (const Json& event : page["items"]) ids.push_back(event["id"]);
    }
  }
  std::vector<std::map<std::string, std::vector<double>>> times(options.clients);
  std::atomic<std::size_t> failures = 0;
  const auto until = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.seconds));
  {
    std::vector<std::jthread> clients;
    for (std::size_t c = 0; c < options.clients; ++c)
      clients.emplace_back([&, c] {
        Random random(static_cast<unsigned>(1000 + c));
        Connection connection(port);
        while (Clock::now() < until) {
          const Ask ask = draw(random, ids);
          const auto start = Clock::now();
          if (connection.get(ask.path) != 200) {
            ++failures;
            return;
          }
          times[c][ask.kind].push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
          if (options.pause_ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds(options.pause_ms / 2 + static_cast<int>(random() % static_cast<unsigned>(options.pause_ms))));
        }
      });
  }
  std::map<std::string, std::vector<double>> by_kind;
  std::vector<double> all;
  for (const auto& one : times)
    for (const auto& [kind, list] : one) {
      by_kind[kind].insert(by_kind[kind].end(), list.begin(), list.end());
      all.insert(all.end(), list.begin(), list.end());
    }
  fmt::print("{:<10} {:>8} {:>9} {:>9} {:>9}\n", "reads", "answers", "p50 ms", "p99 ms", "max ms");
  for (const auto& [kind, list] : by_kind) print_times(kind, list);
  print_times("all", all);
  fmt::print("{:.0f} answers a second, {} failures\n", static_cast<double>(all.size()) / options.seconds, failures.load());
}

// A request as it would come over the network.
serve::Request make_request(const std::string& path) {
  serve::Request request;
  request.method = "GET";
  request.host = "localhost";
  request.path = path.substr(0, path.find('?'));
  for (std::size_t begin = request.path.size() + 1; begin < path.size();) {
    const std::size_t end = std::min(path.find('&', begin), path.size()), equals = path.find('=', begin);
    std::string value = path.substr(equals + 1, end - equals - 1);
    std::ranges::replace(value, '+', ' ');
    if (equals < end) request.query.emplace(path.substr(begin, equals - begin), value);
    begin = end + 1;
  }
  return request;
}

// Besides what `draw` asks: what a screen asks now and then.
Ask draw_rarer(Random& random) {
  switch (random() % 8) {
    case 0: return {"stories", "/api/stories?limit=50&sort=" + pick(random, std::vector<std::string>{"-when", "when", "events", "reports"}) + "&type=" + pick(random, types)};
    case 1: return {"queue", "/api/review/queue?limit=50"};
    case 2: return {"reports", "/api/reports?limit=50&sort=-filed"};
    case 3: return {"report words", "/api/reports?limit=50&q=" + draw_word(random)};
    case 4: return {"words", "/api/events?limit=50&q=" + draw_word(random) + "+" + pick(random, words)};
    case 5: return {"places", "/api/places?q=" + pick(random, towns).name.substr(0, 2)};
    case 6: return {"all facets", "/api/facets?type=" + pick(random, types)};
    default: return {"common word", "/api/search?q=" + pick(random, words)};
  }
}

void run_alone(const Options& options, serve::Desk& desk) {
  const Json page = Json::parse(serve::answer_request(desk, make_request("/api/events?limit=500&sort=filed")).body);
  std::vector<std::string> ids;
  for (const Json& event : page["items"]) ids.push_back(event["id"]);
  struct Kind {
    std::vector<double> times;
    std::size_t bytes = 0;
    double slowest = 0;
    std::string slowest_path;
  };
  std::map<std::string, Kind> kinds;
  const auto ask = [&](const Ask& one) {
    Kind& kind = kinds[one.kind];
    if (kind.times.size() == options.each) return;
    const double start = processor_ms();
    const serve::Answer got = serve::answer_request(desk, make_request(one.path));
    const double time = processor_ms() - start;
    if (got.status != 200) fmt::print(stderr, "{}: {}\n", one.path, got.body);
    kind.bytes += got.body.size();
    kind.times.push_back(time);
    if (time > kind.slowest) kind.slowest = time, kind.slowest_path = one.path;
  };
  Random random(7);
  for (std::size_t i = 0; i < options.each * 20; ++i) ask(draw(random, ids));
  for (std::size_t i = 0; i < options.each * 12; ++i) ask(draw_rarer(random));
  fmt::print("{:<13} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8}  slowest\n", "processor ms", "asked", "mean", "p50", "p99", "max", "KB");
  for (auto& [name, kind] : kinds) {
    std::ranges::sort(kind.times);
    double sum = 0;
    for (const double time : kind.times) sum += time;
    const auto count = static_cast<double>(kind.times.size());
    fmt::print("{:<13} {:>6} {:>8.2f} {:>8.2f} {:>8.2f} {:>8.2f} {:>8.1f}  {}\n", name, kind.times.size(), sum / count, at(kind.times, 0.5), at(kind.times, 0.99),
               kind.times.back(), static_cast<double>(kind.bytes) / count / 1000, kind.slowest_path);
  }
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    const auto value = [&] { return i + 1 < argc ? std::string(argv[++i]) : std::string(); };
    if (name == "--events") options.events = std::stoul(value());
    else if (name == "--clients") options.clients = std::stoul(value());
    else if (name == "--seconds") options.seconds = std::stod(value());
    else if (name == "--pause") options.pause_ms = std::stoi(value());
    else if (name == "--project") options.project = value();
    else if (name == "--no-keep") options.keeps_answers = false;
    else if (name == "--processor") options.tells_processor_time = true;
    else if (name == "--each") options.each = std::stoul(value());
    else return fmt::print(stderr, "serve_bench: unknown option {}\n", name), 2;
  }
  if (!fill(options)) return 1;
  auto desk = serve::Desk::open({.project = options.project, .model = ModelName::fast, .keeps_answers = options.keeps_answers && !options.tells_processor_time});
  if (!desk) return fmt::print(stderr, "{}\n", desk.error().message), 1;
  if (!(*desk)->knowledge()) return 1;
  if (options.tells_processor_time) {
    run_alone(options, **desk);
    return 0;
  }
  serve::Server server(**desk);
  const auto port = server.bind("127.0.0.1", 0);
  if (!port) return fmt::print(stderr, "{}\n", port.error().message), 1;
  std::jthread thread([&] { server.run(); });
  fmt::print("{} events, {} clients, pause {} ms, answers {}\n", (*desk)->project().counts()->events, options.clients, options.pause_ms,
             options.keeps_answers ? "kept" : "made anew each time");
  run(options, *port);
  server.stop();
  return 0;
}
