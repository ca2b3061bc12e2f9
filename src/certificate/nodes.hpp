// SPDX-License-Identifier: Apache-2.0
// The rules of nodes, as docs/certificate.md, "Nodes", has them: each derives a contradiction from its premises. In
// goes a proof with the translation of its patterns, out comes the first node that does not hold, or nothing.
#pragma once

#include "certificate/facts.hpp"
#include "certificate/parts.hpp"

#include <coverwatch/config.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

struct node_fault {
  std::optional<std::size_t> node;  // none: of the proof as a whole
  std::string what;
};

// `rules` are of this proof's terms, which have been checked.
std::optional<node_fault> fault_of_nodes(const proof& p, const fact_rules& rules);

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
