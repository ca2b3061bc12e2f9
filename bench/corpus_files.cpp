// SPDX-License-Identifier: Apache-2.0
#include "corpus_files.hpp"

#include <fcntl.h>
#include <libdeflate.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>

namespace bench {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(1);
}

std::vector<std::string> files_of(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string path = entry.path().string();
    if (path.ends_with(".ndjson") || path.ends_with(".jsonl")) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

struct release {
  void operator()(libdeflate_compressor* c) const noexcept { libdeflate_free_compressor(c); }
  void operator()(libdeflate_decompressor* d) const noexcept { libdeflate_free_decompressor(d); }
};

// Into `text`, which keeps its room.
bool read_whole(const std::string& path, std::vector<char>& text, std::size_t& size) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  struct stat status {};
  bool good = ::fstat(file, &status) == 0;
  size = static_cast<std::size_t>(status.st_size);
  if (text.size() < size) text.resize(size);
  for (std::size_t at = 0; good && at < size;) {
    const ssize_t count = ::read(file, text.data() + at, size - at);
    good = count > 0;
    at += good ? static_cast<std::size_t>(count) : 0;
  }
  ::close(file);
  return good;
}

}  // namespace

corpus read_events(const std::string& folder) {
  corpus made;
  for (const std::string& path : files_of(folder)) {
    std::ifstream file(path, std::ios::binary);
    for (std::string line; std::getline(file, line);) {
      if (line.find_first_not_of(" \t\r") != line.npos) made.text.append(line) += '\n';
    }
  }
  if (made.text.empty()) give_up("no events in the .ndjson files of " + folder);
  split_into_lines(made);
  return made;
}

delivered::delivered(const corpus& events, const sizes& wanted) {
  std::string name = (fs::temp_directory_path() / "coverwatch-bench-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) give_up("cannot make a folder in " + fs::temp_directory_path().string());
  folder_ = name;
  std::string object;
  std::size_t in_object = 0;
  for (const std::string_view event : events.events) {
    if (text_bytes_ >= wanted.most_bytes) break;
    object.append(in_object == 0 ? R"({"Records":[)" : ",").append(event);
    ++events_;
    if (++in_object < wanted.least_events || object.size() < wanted.least_bytes) continue;
    deliver(object + "]}");
    object.clear();
    in_object = 0;
  }
  if (in_object != 0) deliver(object + "]}");
}

delivered::~delivered() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void delivered::deliver(const std::string& object) {
  static const std::unique_ptr<libdeflate_compressor, release> compressor(libdeflate_alloc_compressor(6));
  std::string gzip(libdeflate_gzip_compress_bound(compressor.get(), object.size()), '\0');
  gzip.resize(libdeflate_gzip_compress(compressor.get(), object.data(), object.size(), gzip.data(), gzip.size()));
  char number[16];
  std::snprintf(number, sizeof number, "%08zu", paths_.size());
  paths_.push_back(folder_ + "/111122223333_CloudTrail_us-east-1_20260314T1200Z_" + number + ".json.gz");
  std::ofstream file(paths_.back(), std::ios::binary);
  if (!file.write(gzip.data(), static_cast<std::streamsize>(gzip.size())).flush())
    give_up("cannot write " + paths_.back());
  text_bytes_ += object.size();
  largest_text_ = std::max(largest_text_, object.size());
  gzip_bytes_ += gzip.size();
}

std::size_t inflate_all(const delivered& files) {
  static const std::unique_ptr<libdeflate_decompressor, release> decompressor(libdeflate_alloc_decompressor());
  static std::vector<char> gzip, text;
  if (text.size() < files.largest_text()) text.resize(files.largest_text());
  std::size_t sum = 0;
  for (const std::string& path : files.paths()) {
    std::size_t size = 0, made = 0;
    if (!read_whole(path, gzip, size)) return 0;
    if (libdeflate_gzip_decompress(decompressor.get(), gzip.data(), size, text.data(), text.size(), &made) !=
        LIBDEFLATE_SUCCESS)
      return 0;
    sum += made;
  }
  return sum;
}

}  // namespace bench
