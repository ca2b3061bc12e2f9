// SPDX-License-Identifier: Apache-2.0
// libmd does the work.
#include "inventory/digest.hpp"

#include <sha2.h>

#include <array>
#include <cstdint>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

struct sha256::state {
  SHA2_CTX context;
};

sha256::sha256() : state_(std::make_unique<state>()) { SHA256Init(&state_->context); }

sha256::~sha256() = default;

void sha256::add(std::string_view bytes) {
  SHA256Update(&state_->context, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string sha256::finish() {
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest;
  SHA256Final(digest.data(), &state_->context);
  SHA256Init(&state_->context);
  std::string out;
  for (const unsigned byte : digest) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
