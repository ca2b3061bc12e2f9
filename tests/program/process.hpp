// SPDX-License-Identifier: Apache-2.0
// Runs the built program as a user would, in a folder of its own that is gone afterwards.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace program_test {

struct outcome {
  int code = -1;  // 128 + the signal's number when a signal ended it
  std::string out;
  std::string err;
  std::size_t peak = 0;  // bytes of memory it held at most
};

class folder {
 public:
  folder();
  ~folder();
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;

  // Writes a file (and the folders above it); returns its name relative to this folder.
  std::string write(const std::string& name, std::string_view content) const;
  std::filesystem::path path(const std::string& name = {}) const { return path_ / name; }

  static constexpr const char* closed = "closed";

  // Runs the program inside this folder. The file `output` takes standard output instead of the result; or it is closed.
  // Of `environment` each is `NAME=value`, beside what there is. Another user than 0 runs it, for whom root must ask.
  outcome run(const std::vector<std::string>& arguments, std::string_view input = {}, const std::string& output = {},
              const std::vector<std::string>& environment = {}, unsigned user = 0) const;
  static constexpr int cannot_start = 127;

 private:
  std::filesystem::path path_;
};

std::string gzipped(std::string_view text, int level = 6);

}  // namespace program_test
