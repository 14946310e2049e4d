// One coroutine a connection. A request is read whole, answered by the handler on the same thread,
// and the connection kept for the next one; an event stream keeps it to the end. Everything is
// bounded: connections, header, body, and the time to send a request.
#include "server/listener.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include <atomic>
#include <charconv>
#include <thread>

#include "base/log.h"
#include "server/events.h"
#include "server/router.h"

namespace probata::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Stream = beast::tcp_stream;
using boost::system::error_code;
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);
using BeastRequest = beast::http::request<beast::http::string_body>;

std::chrono::microseconds chrono_of(Duration d) { return std::chrono::microseconds(d.us); }

Result<asio::ip::tcp::endpoint> parse_listen(const std::string& listen) {
  auto colon = listen.rfind(':');
  const char* hint = "give an address of this machine and a port, as 127.0.0.1:8080";
  if (colon == std::string::npos)
    return failure(fmt::format("`{}` is no address and port", listen), hint);
  auto host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  unsigned port = 0;
  auto text = listen.substr(colon + 1);
  auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), port);
  error_code error;
  auto address = asio::ip::make_address(host, error);
  if (error || wrong != std::errc() || end != text.data() + text.size() || port > 65535)
    return failure(fmt::format("`{}` is no address and port", listen), hint);
  if (!address.is_loopback())
    return failure(
        fmt::format("`{}` is not of this machine alone", listen),
        "there is no sign-in yet, so only loopback addresses are served: 127.0.0.1 or [::1]");
  return asio::ip::tcp::endpoint(address, static_cast<uint16_t>(port));
}

Result<Request> request_of(const BeastRequest& from) {
  Request request;
  request.method = std::string(from.method_string());
  for (const auto& field : from) {
    std::string name(field.name_string());
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    auto& value = request.headers[name];  // a second Host must not hide the first
    value += (value.empty() ? "" : ", ") + std::string(field.value());
  }
  request.body = from.body();
  TRY_VOID(read_target(std::string_view(from.target().data(), from.target().size()), request));
  return request;
}

std::string head_of(const Response& response, bool keep_alive, std::optional<size_t> length) {
  auto reason = beast::http::obsolete_reason(
      beast::http::int_to_status(static_cast<unsigned>(response.status)));
  auto head = fmt::format("HTTP/1.1 {} {}\r\nContent-Type: {}\r\n", response.status,
                          std::string_view(reason.data(), reason.size()), response.type);
  for (const auto& [name, value] : response.headers) head += fmt::format("{}: {}\r\n", name, value);
  if (length) head += fmt::format("Content-Length: {}\r\n", *length);
  return head + (keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
}

// Written by the connection's coroutine alone.
asio::awaitable<bool> write(Stream& stream, const Response& response, bool keep_alive, bool body) {
  auto bytes = response.shared.empty() ? std::string_view(response.body) : response.shared;
  auto head = head_of(response, keep_alive, bytes.size());
  std::array<asio::const_buffer, 2> buffers{asio::buffer(head),
                                            asio::buffer(bytes.data(), body ? bytes.size() : 0)};
  auto [error, written] = co_await asio::async_write(stream, buffers, as_tuple);
  co_return !error;
}

// Until the client goes or the stream is closed. A timer that never fires is the bell that other
// threads ring.
asio::awaitable<void> write_events(Stream& stream, const Response& response) {
  auto events = response.events;
  auto bell = std::make_shared<asio::steady_timer>(stream.get_executor());
  events->on_wake([bell] { asio::post(bell->get_executor(), [bell] { bell->cancel(); }); });
  stream.expires_never();
  auto head = head_of(response, false, {});
  auto [error, written] = co_await asio::async_write(stream, asio::buffer(head), as_tuple);
  while (!error) {
    bool closed = false;
    auto text = events->take(closed);
    if (closed) break;
    if (text.empty()) {
      bell->expires_after(std::chrono::seconds(15));
      auto [rung] = co_await bell->async_wait(as_tuple);
      if (rung == asio::error::operation_aborted) continue;
      text = "event: heartbeat\ndata: {}\n\n";
    }
    std::tie(error, written) = co_await asio::async_write(stream, asio::buffer(text), as_tuple);
  }
  events->on_wake({});
}

// One more connection, for as long as it lives: also where a coroutine ends by an exception or is
// never resumed.
class Counted {
 public:
  explicit Counted(std::atomic<int>& open) : open_(open) { ++open_; }
  ~Counted() { --open_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::atomic<int>& open_;
};

class BeastListener final : public Listener {
 public:
  BeastListener(ListenerOptions options, std::function<Response(Request)> handler)
      : options_(std::move(options)), handler_(std::move(handler)), acceptor_(context_) {}

  Result<void> open() {
    auto endpoint = TRY(parse_listen(options_.listen));
    error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error)
      return failure(fmt::format("cannot listen on {}: {}", options_.listen, error.message()),
                     "stop what uses the port, or choose another one with --listen");
    return {};
  }

  std::string address() const override {
    auto endpoint = acceptor_.local_endpoint();
    return endpoint.address().is_v6()
               ? fmt::format("[{}]:{}", endpoint.address().to_string(), endpoint.port())
               : fmt::format("{}:{}", endpoint.address().to_string(), endpoint.port());
  }

  void run() override {
    asio::co_spawn(context_, accept(), asio::detached);
    std::vector<std::jthread> threads;
    for (int i = 1; i < options_.threads; ++i) threads.emplace_back([this] { context_.run(); });
    context_.run();
  }

  void stop() override { context_.stop(); }

 private:
  asio::awaitable<void> accept() {
    asio::steady_timer pause(context_);
    for (;;) {
      auto [error, socket] = co_await acceptor_.async_accept(asio::make_strand(context_), as_tuple);
      if (error == asio::error::operation_aborted) co_return;
      if (error) {  // no file descriptors left, above all: asking again at once would only burn the
                    // processor
        pause.expires_after(std::chrono::milliseconds(50));
        co_await pause.async_wait(as_tuple);
        continue;
      }
      if (open_ >= options_.connections) continue;  // the socket closes as it goes out of scope
      auto executor = socket.get_executor();
      asio::co_spawn(executor, session(Stream(std::move(socket))), asio::detached);
    }
  }

  asio::awaitable<void> session(Stream stream) {
    Counted counted(open_);
    beast::flat_buffer buffer;
    while (co_await one_request(stream, buffer)) {
    }
    error_code ignored;
    stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  }

  // False when the connection is over.
  asio::awaitable<bool> one_request(Stream& stream, beast::flat_buffer& buffer) {
    beast::http::request_parser<beast::http::string_body> parser;
    parser.body_limit(options_.body_limit);
    parser.header_limit(static_cast<uint32_t>(options_.header_limit));
    stream.expires_after(chrono_of(options_.read_timeout));
    auto [error, read] = co_await beast::http::async_read_header(stream, buffer, parser, as_tuple);
    if (!error && beast::iequals(parser.get()[beast::http::field::expect], "100-continue"))
      std::tie(error, read) = co_await asio::async_write(stream, asio::buffer(go_on), as_tuple);
    if (!error && !parser.is_done())
      std::tie(error, read) = co_await beast::http::async_read(stream, buffer, parser, as_tuple);
    if (error) {
      if (auto response = refusal(error)) co_await write(stream, *response, false, true);
      co_return false;
    }
    bool keep_alive = parser.get().keep_alive();
    bool head = parser.get().method() == beast::http::verb::head;
    auto response = answer(parser.get());
    stream.expires_after(chrono_of(
        options_.read_timeout));  // a client that does not read holds no connection either
    if (response.events && !head) {
      co_await write_events(stream, response);
      co_return false;
    }
    bool written = co_await write(stream, response, keep_alive, !head);
    co_return written&& keep_alive;
  }

  Response answer(const BeastRequest& from) {
    auto request = request_of(from);
    if (!request) return problem(400, request.error());
    if (request->method == "HEAD") request->method = "GET";
    try {
      return handler_(std::move(*request));
    } catch (const std::exception& exception) {
      log::error(fmt::format("a request failed: {}", exception.what()));
      return problem(
          500,
          {"the request failed inside Probata", "see the server's log, and please report it", {}});
    }
  }

  std::optional<Response> refusal(const error_code& error) const {
    if (error == beast::http::error::end_of_stream || error == beast::error::timeout) return {};
    if (error == beast::http::error::body_limit)
      return problem(413, {fmt::format("a body may have at most {} bytes", options_.body_limit),
                           "send it in parts",
                           {}});
    if (error == beast::http::error::header_limit)
      return problem(431, {"the request's head is too long", "send fewer or shorter headers", {}});
    if (error.category() == beast::http::make_error_code(beast::http::error::bad_method).category())
      return problem(400,
                     {fmt::format("this is not HTTP: {}", error.message()), "send HTTP/1.1", {}});
    return {};
  }

  ListenerOptions options_;
  std::function<Response(Request)> handler_;
  asio::io_context context_;
  asio::ip::tcp::acceptor acceptor_;
  std::atomic<int> open_ = 0;
};

}  // namespace

Result<std::unique_ptr<Listener>> Listener::make(ListenerOptions options,
                                                 std::function<Response(Request)> handler) {
  auto listener = std::make_unique<BeastListener>(std::move(options), std::move(handler));
  TRY_VOID(listener->open());
  return listener;
}

}  // namespace probata::http
