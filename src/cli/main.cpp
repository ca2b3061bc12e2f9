// SPDX-License-Identifier: Apache-2.0
// The program's first and last line: what escapes everything else (no memory left) ends here with an error of its own.
#include "cli/run.hpp"

#include <cstdio>
#include <exception>
#include <new>

int main(int argc, char** argv) {
  try {
    return coverwatch::cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("coverwatch: error: not enough memory\n", stderr);
    return 2;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "coverwatch: error: %s\n", e.what());
    return 2;
  }
}
