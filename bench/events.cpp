// SPDX-License-Identifier: Apache-2.0
#include "events.hpp"

#include "event_writer.hpp"
#include "random.hpp"

namespace bench {
namespace {

std::string number(random& r, std::size_t limit) { return std::to_string(r.below(limit)); }

// A line of a web server's access log.
std::string access(random& r) {
  static constexpr std::string_view statuses[] = {"200", "200", "200", "304", "404", "500"};
  static constexpr std::string_view methods[] = {"GET", "GET", "POST"};
  return number(r, 256) + '.' + number(r, 256) + '.' + number(r, 256) + '.' + number(r, 256) + " - " +
         (r.percent(20) ? "user" + number(r, 50) : std::string("-")) + " [10/Oct/2000:13:" + number(r, 60) +
         ":36 -0700] \"" + std::string(r.one_of(methods)) + " /service/resource/" + number(r, 10000) +
         ".html HTTP/1.1\" " + std::string(r.one_of(statuses)) + ' ' + number(r, 50000);
}

}  // namespace

void split_into_lines(corpus& c) {
  if (!c.text.empty() && c.text.back() != '\n') c.text += '\n';
  c.size = c.text.size();
  c.text.append(64, ' ');
  const std::string_view lines(c.text.data(), c.size);
  for (std::size_t begin = 0; begin < c.size;) {
    const std::size_t end = lines.find('\n', begin);
    const std::string_view line = lines.substr(begin, end - begin);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) c.events.push_back(line);
    begin = end + 1;
  }
}

corpus make_corpus(const mixture& wanted) {
  corpus made;
  made.text.reserve(wanted.bytes + (std::size_t{1} << 17));
  event_writer writer(wanted.seed, wanted.refused_in_hundred);
  while (made.text.size() < wanted.bytes) {
    writer.append(made.text);
    made.text += '\n';
  }
  split_into_lines(made);
  return made;
}

corpus make_corpus(std::size_t count, std::uint64_t seed) {
  corpus made;
  event_writer writer(seed, 1);
  for (std::size_t i = 0; i < count; ++i) {
    writer.append(made.text);
    made.text += '\n';
  }
  split_into_lines(made);
  return made;
}

corpus make_access_log(std::size_t count, std::uint64_t seed) {
  corpus made;
  random r(seed);
  for (std::size_t i = 0; i < count; ++i) made.text += access(r) + '\n';
  split_into_lines(made);
  return made;
}

}  // namespace bench
