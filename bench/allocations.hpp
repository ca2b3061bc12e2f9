// SPDX-License-Identifier: Apache-2.0
// How often this program has asked for memory. allocations.cpp replaces the operator new of the whole program; what C
// libraries take by malloc is not counted.
#pragma once

#include <cstdint>

namespace bench {

// So far, in all threads.
std::uint64_t allocations() noexcept;

}  // namespace bench
