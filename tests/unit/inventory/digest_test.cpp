// SPDX-License-Identifier: Apache-2.0
// SHA-256 against the examples of FIPS 180-2, in one piece and in several.
#include "inventory/digest.hpp"

#include <gtest/gtest.h>

namespace coverwatch {
namespace {

TEST(digest, gives_the_published_digests) {
  inventory::sha256 digest;
  EXPECT_EQ(digest.finish(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  digest.add("abc");
  EXPECT_EQ(digest.finish(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  for (int i = 0; i < 1000; ++i) digest.add(std::string(1000, 'a'));
  EXPECT_EQ(digest.finish(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace coverwatch
