// SPDX-License-Identifier: Apache-2.0
// Text as gzip, compressed by libdeflate itself, and as base64.
#pragma once

#include "../../support/base64.hpp"

#include <libdeflate.h>

#include <memory>
#include <string>
#include <string_view>

namespace coverwatch::archive_test {

using ::base64;

inline std::string gzip(std::string_view text) {
  const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> state(libdeflate_alloc_compressor(6),
                                                                                       libdeflate_free_compressor);
  std::string out(libdeflate_gzip_compress_bound(state.get(), text.size()), '\0');
  out.resize(libdeflate_gzip_compress(state.get(), text.data(), text.size(), out.data(), out.size()));
  return out;
}

}  // namespace coverwatch::archive_test
