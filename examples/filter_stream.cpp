// SPDX-License-Identifier: Apache-2.0
// A grep for events, one a line, over a stream of any length: reads blocks, scans the whole lines of each and carries
// over the beginning of the last. Prints the events that match, and where one is damaged; exits as grep does: 0 when
// something matched, 1 when nothing did, 2 after an error or damage.
//   g++ -std=c++20 -O2 filter_stream.cpp $(pkg-config --cflags --libs coverwatch) -o filter_stream
//   ./filter_stream '{ $.errorCode = "AccessDenied*" }' events.ndjson
#include <coverwatch/coverwatch.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

int fail(const std::string& what) { return std::cerr << what, 2; }

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) return fail("usage: filter_stream PATTERN [FILE]\n");
  const auto pattern = coverwatch::pattern::parse(argv[1]);
  if (!pattern) return fail(coverwatch::render(pattern.error()));
  const auto set = coverwatch::pattern_set::compile({&*pattern, 1});
  if (!set) return fail(coverwatch::message(set.error()) + '\n');
  const std::string name = argc == 3 ? argv[2] : "standard input";
  const int input = argc == 3 ? ::open(argv[2], O_RDONLY) : STDIN_FILENO;
  if (input < 0) return fail(name + ": " + std::generic_category().message(errno) + '\n');

  coverwatch::scratch memory;  // one for each thread
  coverwatch::scan_summary total;
  const coverwatch::scan_sink sink = {
      [](const auto& hit) { return bool(std::cout << hit.record.text << '\n'); },  // false ends the scan
      [&](const auto& bad) {
        const bool not_json = bad.what == coverwatch::outcome::not_json;
        std::cerr << name << ':' << total.lines + bad.record.number + 1
                  << (not_json ? ": not JSON\n" : ": too large\n");
      }};
  std::vector<char> buffer(std::size_t{4} << 20);
  std::size_t filled = 0;
  for (ssize_t got = 1; got > 0 && std::cout;) {
    got = ::read(input, buffer.data() + filled, buffer.size() - filled);  // of a pipe, what is there already
    if (got < 0) return fail(name + ": " + std::generic_category().message(errno) + '\n');
    filled += static_cast<std::size_t>(got);
    std::string_view ready(buffer.data(), filled);
    if (got > 0) ready = ready.substr(0, ready.rfind('\n') + 1);  // at the stream's end, the last line too
    const coverwatch::scan_summary done = set->scan(ready, memory, sink, coverwatch::framing::lines);
    total.lines += done.lines, total.matched += done.matched, total.damaged += done.damaged;
    filled -= done.consumed;
    std::memmove(buffer.data(), buffer.data() + done.consumed, filled);
    if (filled == buffer.size()) buffer.resize(2 * filled);  // one line fills it all
    std::cout.flush();
  }
  if (!std::cout) return fail("standard output: cannot be written\n");
  return total.damaged > 0 ? 2 : total.matched > 0 ? 0 : 1;
}
