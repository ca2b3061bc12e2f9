// SPDX-License-Identifier: Apache-2.0
// The whole program behind `main`: arguments in, exit code out.
#pragma once

#include <coverwatch/config.hpp>

namespace coverwatch::inline COVERWATCH_ABI::cli {

int run(int argc, const char* const* argv);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
