// SPDX-License-Identifier: Apache-2.0
// Certificates: what `covers` writes down when its answer is *covered*, so that somebody else can check it. In goes the
// text of one, out comes what it claims, or where it is wrong. What is accepted holds even if the search that wrote it
// is faulty: the checker shares nothing with it. docs/certificate.md is the format.
//
//   const auto claim = coverwatch::verify(text);
//   if (claim && claim->reference == wanted) std::cout << "every event of it is caught";
#pragma once

#include <coverwatch/config.hpp>
#include <coverwatch/options.hpp>
#include <coverwatch/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI {

// Every event that the reference and all assumptions match is matched by a deployed pattern, in each of the dialects;
// and there is an event that the reference and the assumptions match.
struct certificate_claim {
  std::string reference;
  std::vector<std::string> assumptions;
  bool canonical_json = false;  // and besides that each event is an object written without white space and the like
  std::vector<std::string> deployed;
  std::vector<wildcards> dialects;  // one, or both
  std::size_t steps = 0;            // nodes of all proofs
};

struct certificate_fault {
  std::string where;  // `the document`, `proof 0`, `node 17 of proof 0`: both count from 0, as the certificate does
  std::string what;
  bool out_of_memory = false;  // the certificate may be good: there was no memory to check it
};

// Any bytes may be given. Time and memory grow with the certificate, and what would take more is refused: it takes no
// more than some seconds and some hundred MiB. Knows nothing of what was asked: compare the claim with your own texts.
// Allocates; when memory runs out, the fault says so. Threads share nothing.
COVERWATCH_API result<certificate_claim, certificate_fault> verify(std::string_view text);

}  // namespace coverwatch::inline COVERWATCH_ABI
