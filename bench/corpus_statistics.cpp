// SPDX-License-Identifier: Apache-2.0
// Prints what the invented events look like beside the published ones, and fails when they are not near enough. Or
// prints the events themselves, or what the NDJSON files of a folder look like.
//
//   corpus_statistics [--ten] [--mebibytes N] [--write] [--events DIR]
#include "corpus_files.hpp"
#include "events.hpp"
#include "statistics.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

struct arguments {
  bench::mixture mixture;
  bool write = false;
  bool good = true;
  const char* folder = nullptr;
};

arguments read(int argc, char** argv) {
  arguments a;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--ten") {
      a.mixture.refused_in_hundred = 10;
    } else if (word == "--write") {
      a.write = true;
    } else if (word == "--mebibytes" && i + 1 < argc) {
      a.mixture.bytes = static_cast<std::size_t>(std::strtoull(argv[++i], nullptr, 10)) << 20;
    } else if (word == "--events" && i + 1 < argc) {
      a.folder = argv[++i];
    } else {
      a.good = false;
    }
  }
  return a;
}

bool print(const bench::statistic& s, bool invented) {
  const std::string published = s.published == 0 ? "-" : std::to_string(s.published).substr(0, 8);
  const bool wrong = invented && !s.holds();
  std::printf("%-36s %12.2f %12s%s\n", s.name.c_str(), s.here, published.c_str(), wrong ? "   out of bounds" : "");
  return !wrong;
}

}  // namespace

int main(int argc, char** argv) {
  const arguments a = read(argc, argv);
  if (!a.good) {
    std::fputs("usage: corpus_statistics [--ten] [--mebibytes N] [--write] [--events DIR]\n", stderr);
    return 2;
  }
  const bench::corpus events = a.folder ? bench::read_events(a.folder) : bench::make_corpus(a.mixture);
  if (a.write) return std::fwrite(events.text.data(), 1, events.size, stdout) == events.size ? 0 : 1;
  std::printf("%-36s %12s %12s\n", "", a.folder ? "here" : "invented", "published");
  bool holds = true;
  for (const bench::statistic& s : bench::statistics_of(events)) holds = print(s, a.folder == nullptr) && holds;
  return holds ? 0 : 1;
}
