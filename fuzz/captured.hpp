// SPDX-License-Identifier: Apache-2.0
// Runs a command of the program inside a fuzz target: its document lies in a file that has no name, and what it says is
// caught. In go a document and a call, out come the exit code and both outputs. For POSIX; for one thread at a time.
#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/common_interface_defs.h>
#define COVERWATCH_FUZZ_REPORTS 1
#endif
#endif

namespace captured {

inline void must(bool done) {
  if (!done) std::abort();
}

// A file without a name.
class file {
 public:
  file() : stream_(std::tmpfile()) { must(stream_ != nullptr); }
  file(const file&) = delete;
  file& operator=(const file&) = delete;
  ~file() { std::fclose(stream_); }

  int number() const { return fileno(stream_); }
  std::string path() const { return "/dev/fd/" + std::to_string(number()); }

  void clear() const { must(ftruncate(number(), 0) == 0 && lseek(number(), 0, SEEK_SET) == 0); }
  void put(std::string_view text) const {
    clear();
    must(pwrite(number(), text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
  }
  std::string text() const {
    const off_t size = lseek(number(), 0, SEEK_END);
    must(size >= 0);
    std::string out(static_cast<std::size_t>(size), '\0');
    must(pread(number(), out.data(), out.size(), 0) == static_cast<ssize_t>(size));
    return out;
  }

 private:
  std::FILE* stream_;
};

// While it lives, what goes to the file goes to another one.
class redirection {
 public:
  redirection(std::FILE* from, const file& to) : from_(from), kept_(dup(fileno(from))) {
    std::fflush(from);
    must(kept_ >= 0 && dup2(to.number(), fileno(from)) >= 0);
  }
  redirection(const redirection&) = delete;
  redirection& operator=(const redirection&) = delete;
  ~redirection() {
    std::fflush(from_);
    must(dup2(kept_, fileno(from_)) >= 0);
    close(kept_);
  }

 private:
  std::FILE* from_;
  int kept_;
};

// What a sanitizer has to say still goes where it belongs.
inline void keep_reports() {
#ifdef COVERWATCH_FUZZ_REPORTS
  static const long long reports = dup(STDERR_FILENO);
  __sanitizer_set_report_fd(reinterpret_cast<void*>(reports));
#endif
}

struct said {
  std::string out, err;
};

template <class Call>
said run(const Call& call) {
  static const file out, err;
  keep_reports();
  out.clear();
  err.clear();
  {
    const redirection first(stdout, out), second(stderr, err);
    call();
  }
  return {out.text(), err.text()};
}

}  // namespace captured
