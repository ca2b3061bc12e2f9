// SPDX-License-Identifier: Apache-2.0
// The program's first and last line: what escapes everything else (no memory left) ends here with an error of its own.
#include "cli/output.hpp"
#include "cli/run.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

// A stream that the caller has closed is taken by a file that refuses what it is asked for, so that no input gets its number.
void hold_standard_streams() {
  for (int stream = 0; stream < 3; ++stream) {
    if (::fcntl(stream, F_GETFD) < 0) ::open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
  }
}

// What can only be told when all is written can still make it a failure.
int conclude(int code) {
  coverwatch::cli::terminal err(coverwatch::cli::colour::automatic);
  return coverwatch::cli::close_output(err) ? code : 2;
}

int main(int argc, char** argv) {
  hold_standard_streams();
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow further is an error like a full disk
  try {
    return conclude(coverwatch::cli::run(argc, argv));
  } catch (const std::bad_alloc&) {
    std::fputs("coverwatch: error: not enough memory\n", stderr);
    return 2;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "coverwatch: error: %s\n", e.what());
    return 2;
  }
}
