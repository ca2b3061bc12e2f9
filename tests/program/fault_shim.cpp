// SPDX-License-Identifier: Apache-2.0
// Stands between the program and the system (LD_PRELOAD) and makes one call fail. COVERWATCH_FAULT says which and how:
// `read 3 EIO` is the third read; `write 1 ENOSPC`, a write to standard output; `open`, `close` (of standard output) and
// `readdir` likewise. `*` for the number is every call, or every other one when it is an error. Instead of an error: `short` for one
// byte at a time, `shrink` for a file that loses half of itself before it is read, and `alarm` alone for a signal each
// millisecond. When it has struck, it creates the file that COVERWATCH_FAULT_STRUCK names.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>

namespace {

struct fault {
  char call[16] = "";
  char number[16] = "";
  char how[16] = "";
  std::atomic<long> calls = 0;

  fault() {
    const char* text = std::getenv("COVERWATCH_FAULT");
    if (text == nullptr) return;
    std::sscanf(text, "%15s %15s %15s", call, number, how);
    if (std::strcmp(call, "alarm") == 0) ring();
  }

  static void ring() {
    struct sigaction quietly {};
    quietly.sa_handler = [](int) {};  // no SA_RESTART: calls that wait are interrupted
    sigaction(SIGALRM, &quietly, nullptr);
    const itimerval each_millisecond{{0, 1000}, {0, 1000}};
    setitimer(ITIMER_REAL, &each_millisecond, nullptr);
  }

  bool is(const char* kind) const { return std::strcmp(how, kind) == 0; }

  bool strikes(const char* name) {
    if (std::strcmp(name, call) != 0) return false;
    const long now = ++calls;
    const bool every = number[0] == '*';
    if (every ? !is("short") && now % 2 == 0 : now != std::atol(number)) return false;
    if (const char* struck = std::getenv("COVERWATCH_FAULT_STRUCK")) {
      const long file = syscall(SYS_openat, AT_FDCWD, struck, O_WRONLY | O_CREAT, 0600);
      if (file >= 0) syscall(SYS_close, file);
    }
    return true;
  }

  int error() const {
    const struct {
      const char* name;
      int value;
    } all[] = {{"EINTR", EINTR}, {"EAGAIN", EAGAIN}, {"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EPIPE", EPIPE}, {"EACCES", EACCES}, {"EMFILE", EMFILE}};
    for (const auto& each : all) {
      if (is(each.name)) return each.value;
    }
    std::abort();
  }
};

fault& the_fault() {
  static fault one;
  return one;
}

// Before main, for the alarm.
const fault& made = the_fault();

void shrink(int file) {
  struct stat status {};
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) return;
  char path[64];
  std::snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  if (truncate(path, status.st_size / 2) != 0) std::abort();
}

// What a build that measures coverage opens by itself.
bool is_profile(const char* path) { return std::strstr(path, ".profraw") != nullptr; }

int open_as_usual(const char* path, int flags, unsigned mode) {
  if (!is_profile(path) && the_fault().strikes("open")) {
    errno = the_fault().error();
    return -1;
  }
  return static_cast<int>(syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

}  // namespace

extern "C" {

ssize_t read(int file, void* to, size_t size) {
  if (the_fault().strikes("read")) {
    if (the_fault().is("shrink")) {
      shrink(file);
    } else if (the_fault().is("short")) {
      size = size < 1 ? size : 1;
    } else {
      errno = the_fault().error();
      return -1;
    }
  }
  return syscall(SYS_read, file, to, size);
}

ssize_t write(int file, const void* from, size_t size) {
  if (file == STDOUT_FILENO && the_fault().strikes("write")) {
    if (!the_fault().is("short")) {
      errno = the_fault().error();
      return -1;
    }
    size = size < 1 ? size : 1;
  }
  return syscall(SYS_write, file, from, size);
}

int close(int file) {
  if (file == STDOUT_FILENO && the_fault().strikes("close")) {
    errno = the_fault().error();
    return -1;
  }
  return static_cast<int>(syscall(SYS_close, file));
}

int open(const char* path, int flags, ...) {
  return open_as_usual(path, flags, 0600);
}

// What a hardened build calls instead.
int __open_2(const char* path, int flags) { return open_as_usual(path, flags, 0600); }

struct dirent* readdir(DIR* folder) {
  if (the_fault().strikes("readdir")) {
    errno = the_fault().error();
    return nullptr;
  }
  using function = struct dirent* (*)(DIR*);
  static const auto real = reinterpret_cast<function>(dlsym(RTLD_NEXT, "readdir"));
  return real(folder);
}

}  // extern "C"
