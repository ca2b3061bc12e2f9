// SPDX-License-Identifier: Apache-2.0
#include "process.hpp"

#include <libdeflate.h>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace program_test {

namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void redirect(int to, const std::filesystem::path& path, int flags) {
  const int file = ::open(path.c_str(), flags, 0600);
  if (file < 0 || ::dup2(file, to) < 0) std::_Exit(126);
  if (file != to) ::close(file);
}

}  // namespace

folder::folder() {
  std::string name = (std::filesystem::temp_directory_path() / "coverwatch-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
  std::filesystem::create_directory(path_ / "work");
  std::filesystem::create_directory(path_ / "streams");
  path_ /= "work";
}

folder::~folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_.parent_path(), ignored);
}

std::string folder::write(const std::string& name, std::string_view text) const {
  std::filesystem::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << text;
  return name;
}

// Files, not pipes, so that no order of reading and writing can block.
outcome folder::run(const std::vector<std::string>& arguments, std::string_view input, const std::string& output,
                    const std::vector<std::string>& environment, unsigned user) const {
  const std::filesystem::path streams = path_.parent_path() / "streams";
  std::ofstream(streams / "in", std::ios::binary) << input;
  const std::filesystem::path out = output.empty() ? streams / "out" : std::filesystem::path(output);
  const pid_t child = ::fork();
  if (child == 0) {
    redirect(0, streams / "in", O_RDONLY);
    redirect(2, streams / "err", O_WRONLY | O_CREAT | O_TRUNC);
    if (output == closed) {
      ::close(1);
    } else {
      redirect(1, out, O_WRONLY | O_CREAT | O_TRUNC);
    }
    if (::chdir(path_.c_str()) != 0) std::_Exit(126);
    std::vector<std::string> all{"coverwatch"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& a : all) pointers.push_back(a.data());
    pointers.push_back(nullptr);
    for (const std::string& each : environment) ::putenv(::strdup(each.c_str()));
    if (user != 0 && (::setgid(user) != 0 || ::setuid(user) != 0)) std::_Exit(cannot_start);
    ::execv(COVERWATCH_PROGRAM_PATH, pointers.data());
    std::_Exit(cannot_start);
  }
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  outcome result;
  result.peak = static_cast<std::size_t>(used.ru_maxrss) * 1024;
  result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (output.empty()) result.out = content(out);
  result.err = content(streams / "err");
  return result;
}

std::string gzipped(std::string_view text, int level) {
  libdeflate_compressor* const compressor = libdeflate_alloc_compressor(level);
  std::string out(libdeflate_gzip_compress_bound(compressor, text.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor, text.data(), text.size(), out.data(), out.size()));
  libdeflate_free_compressor(compressor);
  return out;
}

}  // namespace program_test
