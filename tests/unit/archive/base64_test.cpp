// SPDX-License-Identifier: Apache-2.0
// Base64: the examples of RFC 4648, all bytes, and everything that it is not.
#include "archive/base64.hpp"

#include "packed.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace coverwatch {
namespace {

std::optional<std::string> decoded(std::string_view text) {
  archive::bytes out;
  if (!archive::decode_base64(text, out)) return out.size() == 0 ? std::nullopt : std::optional<std::string>("kept");
  return std::string(out.view());
}

TEST(base64, gives_the_examples_back) {
  const std::pair<const char*, const char*> examples[] = {{"", ""},         {"Zg==", "f"},        {"Zm8=", "fo"},
                                                          {"Zm9v", "foo"},  {"Zm9vYg==", "foob"}, {"Zm9vYmE=", "fooba"},
                                                          {"Zm9vYmFy", "foobar"}};
  for (const auto& [text, wanted] : examples) EXPECT_EQ(decoded(text), wanted) << text;
}

TEST(base64, gives_all_bytes_back) {
  std::string all;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(decoded(archive_test::base64(all)), all) << i;
    all += static_cast<char>(i * 7);
  }
}

TEST(base64, appends) {
  archive::bytes out;
  EXPECT_TRUE(archive::decode_base64("Zm8=", out));
  EXPECT_TRUE(archive::decode_base64("bw==", out));
  EXPECT_EQ(out.view(), "foo");
}

TEST(base64, refuses_everything_else) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "=", "==", "====", "Zm9vZ===", "Zm9v\n", " Zm9v", "Zm 9v", "Zm-_", "Zh==", "Zm9=",
                           "Zg==Zg==", "Z=g=", "Zm9\xff", "Zm9v="}) {
    EXPECT_EQ(decoded(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace coverwatch
