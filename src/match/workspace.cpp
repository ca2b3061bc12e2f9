// SPDX-License-Identifier: Apache-2.0
// The public `scratch`: a handle on the machine's memory.
#include "match/workspace.hpp"

#include <coverwatch/scratch.hpp>

namespace coverwatch::inline COVERWATCH_ABI {

COVERWATCH_FUNC scratch::scratch(std::size_t max_event_bytes) noexcept : max_event_bytes_(max_event_bytes) {}
COVERWATCH_FUNC scratch::scratch(scratch&&) noexcept = default;
COVERWATCH_FUNC scratch& scratch::operator=(scratch&&) noexcept = default;
COVERWATCH_FUNC scratch::~scratch() = default;

COVERWATCH_FUNC match::workspace& scratch::make_workspace() {
  workspace_ = std::make_unique<match::workspace>();
  workspace_->max_event_bytes = max_event_bytes_;
  return *workspace_;
}

}  // namespace coverwatch::inline COVERWATCH_ABI
