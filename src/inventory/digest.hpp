// SPDX-License-Identifier: Apache-2.0
// SHA-256 of bytes that come in pieces, as 64 lower-case hexadecimal digits. For one thread at a time.
#pragma once

#include <coverwatch/config.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

class sha256 {
 public:
  sha256();
  ~sha256();
  sha256(const sha256&) = delete;
  sha256& operator=(const sha256&) = delete;

  void add(std::string_view bytes);
  std::string finish();  // and begins anew

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
