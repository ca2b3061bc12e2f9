// SPDX-License-Identifier: Apache-2.0
// Law: the checker of certificates takes any bytes, and whatever it accepts is true: the search finds no event that the
// claim says there is not. The digest is put right first, so that every alteration meets the rules.
#include "certificate_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto claim = coverwatch::verify(certificate_input::with_digest(text))) {
    certificate_input::demand_no_counterexample(*claim);
  }
  return 0;
}
