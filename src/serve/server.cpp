// Carries requests over HTTP with cpp-httplib, which no other file knows. What it leaves to its users is done here:
// - A body is read before anything is answered, or the connection is closed. Bytes left over would be read as the next request
//   of the same connection, so that a foreign page could write a whole request, with our own header, into a body.
// - Lengths are counted while reading, after unpacking: a chunked or packed body says nothing true of its length beforehand.
// - Ranges are not served (a request may ask for the whole body a thousand times over), nor is anything packed: most readers
//   are on this machine, where packing costs more than it saves.

#include "serve/server.h"

#include <httplib.h>

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "serve/desk.h"
#include "serve/dispatch.h"

namespace nutgraf::serve {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_body_bytes = std::size_t{32} << 20;
constexpr std::uint64_t most_drained_bytes = std::uint64_t{256} << 20;  // read and thrown away so that the refusal arrives
constexpr auto most_body_time = std::chrono::seconds(120);
constexpr std::size_t most_parts = 10000;
// More threads than clients: a connection that is kept open holds one, and 50 clients at once are expected.
constexpr std::size_t threads = 160;
constexpr std::size_t requests_a_connection = 100000;
constexpr int keep_alive_seconds = 2, read_seconds = 10, write_seconds = 30;

// The library keeps its listening socket to itself, with a queue of 5 connections; a burst of 50 needs more.
class ListeningServer : public httplib::Server {
 public:
  void lengthen_queue() { ::listen(svr_sock_, 256); }
};

Request take_head(const httplib::Request& from) {
  Request request;
  request.method = from.method;
  request.path = from.path;
  request.query = from.params;
  request.host = from.get_header_value("Host");
  request.origin = from.get_header_value("Origin");
  request.fetch_site = from.get_header_value("Sec-Fetch-Site");
  request.desk_header = from.get_header_value("X-Nutgraf");
  request.authorization = from.get_header_value("Authorization");
  request.cookie = from.get_header_value("Cookie");
  request.content_type = from.get_header_value("Content-Type");
  request.if_none_match = from.get_header_value("If-None-Match");
  return request;
}

void send(httplib::Response& to, Answer answer) {
  to.status = answer.status;
  for (auto& [name, value] : answer.headers) to.set_header(name, value);
  if (answer.stream) {
    to.set_chunked_content_provider(answer.type, [stream = std::move(answer.stream)](std::size_t, httplib::DataSink& sink) {
      bool is_there = true;
      const bool goes_on = stream([&](std::string_view piece) { return is_there = is_there && sink.write(piece.data(), piece.size()); });
      if (!goes_on && is_there) sink.done();
      return is_there;
    });
    return;
  }
  if (!answer.closes_connection) {
    to.set_content(answer.body, answer.type);
    return;
  }
  // A provider that fails after its last byte is how the library is made to close the connection.
  to.set_header("Connection", "close");
  const std::size_t size = answer.body.size();
  to.set_content_provider(size, answer.type, [body = std::move(answer.body)](std::size_t, std::size_t, httplib::DataSink& sink) {
    sink.write(body.data(), body.size());
    return false;
  });
}

void refuse_and_close(httplib::Response& to, const Refusal& refusal) {
  Answer answer = write_refusal(refusal);
  answer.closes_connection = true;
  send(to, std::move(answer));
}

// Whether a body follows the head, and whether the head tells its length in one way.
enum class BodyKind { none, one, unclear };
BodyKind find_body_kind(const httplib::Request& request) {
  const std::size_t lengths = request.get_header_value_count("Content-Length");
  const std::size_t encodings = request.get_header_value_count("Transfer-Encoding");
  if (lengths + encodings > 1) return BodyKind::unclear;
  if (encodings == 1) return request.get_header_value("Transfer-Encoding") == "chunked" ? BodyKind::one : BodyKind::unclear;
  if (lengths == 0) return BodyKind::none;
  const std::string length = request.get_header_value("Content-Length");
  if (length.empty() || length.size() > 18 || length.find_first_not_of("0123456789") != std::string::npos) return BodyKind::unclear;
  return length.find_first_not_of('0') == std::string::npos ? BodyKind::none : BodyKind::one;
}

// Reads a body into a request.
class BodyReader {
 public:
  explicit BodyReader(Request& request) : request_(request) {}

  std::optional<Refusal> read(const httplib::Request& from, const httplib::ContentReader& content) {
    const bool is_form = from.is_multipart_form_data();
    const bool is_whole = is_form ? content([this](const httplib::MultipartFormData& part) { return start_part(part); },
                                            [this](const char* data, std::size_t size) { return take(data, size); })
                                  : content([this](const char* data, std::size_t size) { return take(data, size); });
    if (bytes_ > most_body_bytes)
      return Refusal{413, "too_large", fmt::format("a body may have {} bytes; send several files one by one", most_body_bytes), {}};
    if (Clock::now() > until_) return Refusal{408, "too_slow", "the body took too long to arrive", {}};
    if (is_form && parts_ > most_parts) return Refusal{413, "too_large", fmt::format("a form may have {} parts", most_parts), {}};
    if (!is_whole) return Refusal{400, "bad_body", "the body did not arrive whole", {}};
    return std::nullopt;
  }

 private:
  bool start_part(const httplib::MultipartFormData& part) {
    if (++parts_ > most_parts) return false;
    if (part.filename.empty()) {
      target_ = &request_.fields[part.name];
    } else {
      request_.files.push_back({part.filename, {}});
      target_ = &request_.files.back().content;
    }
    return true;
  }

  bool take(const char* data, std::size_t size) {
    bytes_ += size;
    if (bytes_ <= most_body_bytes) target_->append(data, size);
    return bytes_ <= most_drained_bytes && Clock::now() <= until_;
  }

  Request& request_;
  std::string* target_ = &request_.body;
  std::uint64_t bytes_ = 0;
  std::size_t parts_ = 0;
  const Clock::time_point until_ = Clock::now() + most_body_time;
};

std::string_view code_of(int status) {
  switch (status) {
    case 413: return "too_large";
    case 414: return "address_too_long";
    case 416: return "bad_range";
    case 500: return "internal";
    default: return "bad_request";
  }
}

}  // namespace

struct Server::Carrier {
  explicit Carrier(Desk& the_desk) : desk(the_desk) {
    for (const auto& [name, value] : safety_headers()) headers.emplace(name, value);
    server.set_default_headers(headers);
    server.new_task_queue = [] { return new httplib::ThreadPool(threads); };
    server.set_tcp_nodelay(true);
    // The library's own choice lets a second desk listen at the same port, and each would get some of the requests.
    server.set_socket_options([](socket_t socket) {
      const int on = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
    server.set_keep_alive_max_count(requests_a_connection);
    server.set_keep_alive_timeout(keep_alive_seconds);
    server.set_read_timeout(read_seconds);
    server.set_write_timeout(write_seconds);
    server.set_payload_max_length(most_drained_bytes);
    server.set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) { return answer_head(from, to); });
    const auto with_body = [this](const httplib::Request& from, httplib::Response& to, const httplib::ContentReader& content) {
      answer_with_body(from, to, content);
    };
    constexpr auto any_path = R"([\s\S]*)";
    server.Post(any_path, with_body).Put(any_path, with_body).Patch(any_path, with_body).Delete(any_path, with_body);
    server.set_error_handler([](const httplib::Request&, httplib::Response& to) {
      if (!to.has_header("Content-Type"))
        send(to, write_refusal({to.status, std::string(code_of(to.status)), "this is no request that the desk understands", {}}));
    });
    server.set_exception_handler([](const httplib::Request&, httplib::Response& to, std::exception_ptr) {
      send(to, write_refusal({500, "internal", "the desk made a mistake; its log has more", {}}));
    });
  }

  // Answers requests without a body; leaves the others to answer_with_body.
  httplib::Server::HandlerResponse answer_head(const httplib::Request& from, httplib::Response& to) {
    // The library hands out a constant view of a request of its own; these two parts of it would change the answer's bytes.
    auto& own = const_cast<httplib::Request&>(from);
    own.ranges.clear();
    own.headers.erase("Accept-Encoding");
    const bool may_have_body = from.method == "POST" || from.method == "PUT" || from.method == "PATCH" || from.method == "DELETE";
    const BodyKind body = find_body_kind(from);
    if (body == BodyKind::unclear || (body == BodyKind::one && !may_have_body)) {
      refuse_and_close(to, {400, "bad_request", "the request's body is none that this method may have", {}});
      return httplib::Server::HandlerResponse::Handled;
    }
    if (body == BodyKind::one) return httplib::Server::HandlerResponse::Unhandled;
    send(to, answer_request(desk, take_head(from)));
    return httplib::Server::HandlerResponse::Handled;
  }

  void answer_with_body(const httplib::Request& from, httplib::Response& to, const httplib::ContentReader& content) {
    Request request = take_head(from);
    if (const auto refusal = BodyReader(request).read(from, content)) {
      refuse_and_close(to, *refusal);
      return;
    }
    send(to, answer_request(desk, std::move(request)));
  }

  Desk& desk;
  httplib::Headers headers;
  ListeningServer server;
};

Server::Server(Desk& desk) : carrier_(std::make_unique<Carrier>(desk)) {}
Server::~Server() = default;

Result<int> Server::bind(const std::string& host, int port) {
  auto& server = carrier_->server;
  const int taken = port == 0 ? server.bind_to_any_port(host) : server.bind_to_port(host, port) ? port : -1;
  if (taken < 0)
    return fail(fmt::format("{}:{}: cannot be listened at; is another desk running there? Try --port 0 for any free port", host, port));
  server.lengthen_queue();
  return taken;
}

void Server::run() { carrier_->server.listen_after_bind(); }

void Server::stop() {
  carrier_->desk.stop();
  carrier_->server.stop();
}

}  // namespace nutgraf::serve
