// SPDX-License-Identifier: Apache-2.0
// One set of patterns shared by a few threads, each with a scratch of its own: counts the events of a file, one a line,
// that each pattern matches. The threads take pieces of the file as they come; the sums are the same every time.
//   g++ -std=c++20 -O2 thread_pool.cpp $(pkg-config --cflags --libs coverwatch) -pthread -o thread_pool
//   ./thread_pool events.ndjson '{ $.errorCode = "*" }' '{ $.eventName = "ConsoleLogin" }'
#include <coverwatch/coverwatch.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <fstream>
#include <future>
#include <iostream>
#include <sstream>
#include <string_view>
#include <thread>
#include <valarray>
#include <vector>

using counts = std::valarray<std::uint64_t>;  // of each pattern, and at the end of the damaged events

// What one thread does until no piece is left.
counts work(const coverwatch::pattern_set& set, const std::vector<std::string_view>& pieces, std::atomic_size_t& next) {
  coverwatch::scratch memory;  // never shared
  counts found(set.size() + 1);
  const coverwatch::scan_sink sink = {[&found](const coverwatch::scan_match& hit) {
    for (const std::uint32_t which : hit.matches) ++found[which];
    return true;
  }};
  for (std::size_t i; (i = next++) < pieces.size();)
    found[set.size()] += set.scan(pieces[i], memory, sink, coverwatch::framing::lines).damaged;
  return found;
}

int main(int argc, char** argv) {
  if (argc < 3) return std::cerr << "usage: thread_pool FILE PATTERN...\n", 2;
  std::vector<coverwatch::pattern> patterns;
  for (int i = 2; i < argc; ++i) {
    const auto pattern = coverwatch::pattern::parse(argv[i]);
    if (!pattern) return std::cerr << coverwatch::render(pattern.error()), 2;
    patterns.push_back(*pattern);
  }
  const auto set = coverwatch::pattern_set::compile(patterns);
  if (!set) return std::cerr << coverwatch::message(set.error()) << '\n', 2;
  std::ostringstream file;
  if (!(file << std::ifstream(argv[1]).rdbuf())) return std::cerr << argv[1] << ": cannot be read, or is empty\n", 2;
  std::vector<std::string_view> pieces;  // each goes on to the end of the line behind its first MiB
  for (std::string_view rest = file.view(); !rest.empty(); rest.remove_prefix(pieces.back().size()))
    pieces.push_back(rest.substr(0, std::min(rest.find('\n', std::size_t{1} << 20), rest.size() - 1) + 1));
  std::atomic_size_t next = 0;
  std::vector<std::future<counts>> threads(std::max(2U, std::thread::hardware_concurrency()));
  for (auto& thread : threads) thread = std::async(std::launch::async, [&] { return work(*set, pieces, next); });
  counts total(patterns.size() + 1);
  for (auto& thread : threads) total += thread.get();
  for (std::size_t i = 0; i < patterns.size(); ++i) std::cout << total[i] << '\t' << patterns[i].text() << '\n';
  std::cout << total[patterns.size()] << "\t(damaged)\n";
  if (!std::cout.flush()) return std::cerr << "standard output: cannot be written\n", 2;
  return total[patterns.size()] > 0 ? 2 : 0;
}
