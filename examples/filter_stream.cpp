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
#include <string_view>
#include <system_error>
#include <vector>

constexpr const char* in_words[] = {"", "", "not JSON", "too large", "too deep", "out of memory"};  // of an outcome
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
  const auto report = [&](auto line, auto what) { std::cerr << name << ':' << line + 1 << ": " << what << '\n'; };
  const coverwatch::scan_sink sink = {
      [](const auto& hit) { return bool(std::cout << hit.record.text << '\n'); },  // false ends the scan
      [&](const auto& bad) { report(total.lines + bad.record.number, in_words[static_cast<int>(bad.what)]); }};
  std::vector<char> buffer(std::size_t{4} << 20);
  std::size_t filled = 0;
  bool amid = false;  // of a line that does not fit, and so is no event: those have 1 MiB at most
  for (ssize_t got = 1; got > 0 && std::cout;) {
    got = ::read(input, buffer.data() + filled, buffer.size() - filled);  // of a pipe, what is there already
    if (got < 0) return fail(name + ": " + std::generic_category().message(errno) + '\n');
    const std::string_view fresh(buffer.data() + filled, static_cast<std::size_t>(got));
    const std::size_t ended = fresh.rfind('\n') + 1;  // the bytes of it up to the last line's end; npos + 1 is 0
    if (amid && ended == 0) continue;
    const std::size_t begin = amid ? fresh.find('\n') : 0;
    const std::size_t end = got == 0 ? filled : ended == 0 ? 0 : filled + ended;  // of the whole lines
    const auto done = set->scan({buffer.data() + begin, end - begin}, memory, sink, coverwatch::framing::lines);
    total.lines += done.lines, total.matched += done.matched, total.damaged += done.damaged;
    filled = filled + fresh.size() - end;
    if (end > 0) std::memmove(buffer.data(), buffer.data() + end, filled);
    amid = filled == buffer.size();
    if (amid) filled = 0, ++total.damaged, report(total.lines, "too large");
    std::cout.flush();
  }
  if (!std::cout) return fail("standard output: cannot be written\n");
  return total.damaged > 0 ? 2 : total.matched > 0 ? 0 : 1;
}
