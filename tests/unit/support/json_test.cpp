// SPDX-License-Identifier: Apache-2.0
// The strict reader: what is JSON, what is not and where, what a document then holds. All ways to read a text must
// agree, on the cases here and on thousands of damaged texts; what is read must be the tree that was written.
#include "support/json.hpp"

#include "json_cases.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace coverwatch::support;
using json::errc;
using json::kind;

json::document parsed(std::string_view text) {
  json::document d;
  const std::optional<json::error> wrong = d.parse(text);
  EXPECT_FALSE(wrong) << text;
  if (wrong) {
    EXPECT_FALSE(d.parse("null"));
  }
  return d;
}

// What all ways to read a text say of it: nothing when it is JSON. They must say the same.
std::optional<json::error> verdict(std::string_view text) {
  json::document d;
  const std::optional<json::error> wrong = json::validate(text);
  const std::optional<json::error> by_parse = d.parse(text);
  EXPECT_EQ(wrong.has_value(), by_parse.has_value()) << text;
  if (wrong && by_parse) {
    EXPECT_TRUE(wrong->code == by_parse->code && wrong->offset == by_parse->offset) << text;
  }

  const auto end = json::skip_value(text, 0);
  const auto end_by_parse = d.parse_prefix(text, 0);
  EXPECT_EQ(end.has_value(), end_by_parse.has_value()) << text;
  if (end && end_by_parse) {
    EXPECT_EQ(*end, *end_by_parse) << text;
  }
  if (wrong) {
    EXPECT_EQ(end.has_value(), wrong->code == errc::trailing_text) << text;
  }
  if (!wrong) {
    EXPECT_TRUE(end.has_value() && text.find_first_not_of(" \t\r\n", *end) == text.npos) << text;
  }
  return wrong;
}

TEST(Json, AcceptsWhatRfc8259Accepts) {
  for (const std::string& text : json_cases::accepted()) EXPECT_FALSE(verdict(text)) << text;
}

TEST(Json, RefusesTheRestAndSaysWhere) {
  for (const json_cases::refusal& c : json_cases::refused()) {
    const std::optional<json::error> wrong = verdict(c.text);
    ASSERT_TRUE(wrong) << c.text;
    EXPECT_EQ(json::message(wrong->code), json::message(c.code)) << c.text;
    EXPECT_EQ(wrong->offset, c.offset) << c.text;
  }
}

TEST(Json, EveryBeginningOfATextIsRefused) {
  const std::string text = R"({"a":[1.5e-3,true,null,"\u00e9\n"],"b":{"c":-0,"d":"caf)"
                           "\xc3\xa9"
                           R"("}})";
  ASSERT_FALSE(verdict(text));
  for (std::size_t n = 0; n < text.size(); ++n) EXPECT_TRUE(verdict(text.substr(0, n))) << n;
}

TEST(Json, EveryByteInEveryPlaceOfAString) {
  // Past eight bytes the scan takes words, so the byte stands in each place of one.
  for (std::size_t place = 0; place < 24; ++place)
    for (unsigned byte = 0; byte < 256; ++byte) {
      std::string text = '"' + std::string(24, 'x') + '"';
      text[1 + place] = static_cast<char>(byte);
      const bool plain = byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
      ASSERT_EQ(!verdict(text), plain) << place << ' ' << byte;
    }
}

TEST(Json, DepthIsBounded) {
  const std::string open(1000, '[');
  const std::string close(1000, ']');
  EXPECT_FALSE(verdict(open + close));
  const auto too_deep = verdict(open + "[]" + close);
  ASSERT_TRUE(too_deep);
  EXPECT_EQ(too_deep->code, errc::too_deep);
  EXPECT_EQ(too_deep->offset, 1000u);
  EXPECT_EQ(verdict("[01," + open + open)->code, errc::bad_number) << "what is wrong before comes first";
  EXPECT_EQ(verdict(open + "1,2,[" + "x")->code, errc::too_deep) << "what is wrong behind is not looked at";
  std::string mixed;
  for (int i = 0; i < 500; ++i) mixed += "{\"k\":[";
  EXPECT_EQ(verdict(mixed + "}")->code, errc::unexpected);
  for (int i = 0; i < 500; ++i) mixed += "]}";
  EXPECT_FALSE(verdict(mixed));
}

TEST(Json, AMillionBracketsAreNoMatter) {
  EXPECT_EQ(verdict(std::string(1'000'000, '['))->code, errc::too_deep);
  std::string wide = "[";
  for (int i = 0; i < 300'000; ++i) wide += "{},[],";
  EXPECT_FALSE(verdict(wide + "0]"));
}

TEST(Json, FourGibibytesAreTooLarge) {
  if constexpr (sizeof(std::size_t) < 8) GTEST_SKIP() << "no such text here";
  const std::unique_ptr<char[]> byte(new char[1]{'1'});
  const std::string_view text(byte.get(), std::size_t{1} << 32);  // must be refused before a byte is read
  EXPECT_EQ(json::validate(text)->code, errc::too_large);
  EXPECT_EQ(json::skip_value(text, 0).error().code, errc::too_large);
  EXPECT_EQ(json::document().parse(text)->code, errc::too_large);
}

TEST(Json, ReadsOneValueOutOfMany) {
  const std::string_view text = " {\"a\":1} [2]\n3";
  json::document d;
  EXPECT_EQ(d.parse_prefix(text, 0).value(), 8u);
  EXPECT_EQ(d.root().member("a")->spelling(), "1");
  EXPECT_EQ(d.parse_prefix(text, 8).value(), 12u);
  EXPECT_EQ(d.root().begin(), 9u);
  EXPECT_EQ(json::skip_value(text, 12).value(), text.size());
  EXPECT_EQ(json::skip_value(text, 14).error().code, errc::empty);
  EXPECT_EQ(json::skip_value(text, 99).error().offset, text.size());
}

TEST(Json, KindsAndTexts) {
  const json::document d = parsed(R"({"n":null,"t":true,"f":false,"s":"x\ty","i":-0,"d":1.50E+3,"a":[[],{}],"":""})");
  const json::value root = d.root();
  EXPECT_EQ(root.what(), kind::object);
  EXPECT_EQ(root.size(), 8u);
  EXPECT_EQ(root.member("n")->what(), kind::null);
  EXPECT_EQ(root.member("t")->what(), kind::true_);
  EXPECT_EQ(root.member("f")->what(), kind::false_);
  EXPECT_EQ(root.member("s")->string(), "x\ty");
  EXPECT_EQ(root.member("i")->spelling(), "-0");
  EXPECT_EQ(root.member("d")->spelling(), "1.50E+3");
  EXPECT_EQ(root.member("")->string(), "");
  EXPECT_EQ(root.member("a")->element(1)->what(), kind::object);
  EXPECT_FALSE(root.member("a")->element(2));
  EXPECT_FALSE(root.member("x"));
  EXPECT_FALSE(root.element(0)) << "an object has no elements";
  EXPECT_FALSE(root.member("s")->first_child());
}

TEST(Json, ValuesKnowWhereTheyStand) {
  const std::string_view text = R"( {"a" : [ 1 , "b\"c" ] , "d":true} )";
  const json::document d = parsed(text);
  const auto source = [&](json::value v) { return text.substr(v.begin(), v.end() - v.begin()); };
  EXPECT_EQ(source(d.root()), text.substr(1, text.size() - 2));
  EXPECT_EQ(source(*d.root().member("a")), R"([ 1 , "b\"c" ])");
  EXPECT_EQ(source(*d.root().member("a")->element(1)), R"("b\"c")");
  EXPECT_EQ(source(*d.root().member("d")), "true");
}

TEST(Json, ARepeatedKeyKeepsItsLastValue) {
  const json::document d = parsed(R"({"a":{"x":1,"y":2},"b":1,"\u0061":{"x":3},"c":4,"b":[5]})");
  const json::value root = d.root();
  EXPECT_EQ(root.size(), 3u);
  EXPECT_EQ(root.member("a")->size(), 1u);
  EXPECT_EQ(root.member("a")->member("x")->spelling(), "3");
  EXPECT_FALSE(root.member("a")->member("y"));
  std::string order;
  for (auto child = root.first_child(); child; child = child->next_sibling()) order += child->key();
  EXPECT_EQ(order, "acb") << "by the place of the value that is left";
}

TEST(Json, RepeatedKeysAreAMatterOfOneObject) {
  const json::document d = parsed(R"({"a":{"a":1},"b":[{"a":2,"a":3},{"a":4}],"ab":5})");
  EXPECT_EQ(d.root().size(), 3u);
  EXPECT_EQ(d.root().member("a")->member("a")->spelling(), "1");
  EXPECT_EQ(d.root().member("b")->element(0)->member("a")->spelling(), "3");
  EXPECT_EQ(d.root().member("b")->element(0)->size(), 1u);
  EXPECT_EQ(d.root().member("b")->element(1)->member("a")->spelling(), "4");
}

TEST(Json, AllMembersMayHaveOneKey) {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) text += "\"k\":" + std::to_string(i) + ",";
  const json::document d = parsed(text + "\"k\":null}");
  EXPECT_EQ(d.root().size(), 1u);
  EXPECT_EQ(d.root().first_child()->what(), kind::null);
  EXPECT_FALSE(d.root().first_child()->next_sibling());
}

// Against a map: random objects with keys from a handful, each key's last value is kept.
TEST(Json, RepeatedKeysAgreeWithAMap) {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::map<std::string, std::string> last;
    std::string text = "{";
    for (int i = 0; i < 12; ++i) {
      const std::string key(random() % 3, static_cast<char>('a' + random() % 3));
      last[key] = std::to_string(i);
      text += (i == 0 ? "\"" : ",\"") + key + "\":" + std::to_string(i);
    }
    const json::document d = parsed(text + "}");
    ASSERT_EQ(d.root().size(), last.size());
    int before = -1;
    for (auto child = d.root().first_child(); child; child = child->next_sibling()) {
      ASSERT_EQ(last.at(std::string(child->key())), child->spelling());
      ASSERT_LT(before, std::stoi(std::string(child->spelling())));
      before = std::stoi(std::string(child->spelling()));
    }
  }
}

TEST(Json, ADocumentMayBeUsedAgain) {
  json::document d;
  ASSERT_FALSE(d.parse(R"({"a":[1,2,{"b":"c"}]})"));
  ASSERT_TRUE(d.parse(R"({"a":[1,{"b":)"));
  ASSERT_FALSE(d.parse(R"([{"z":"y"}])"));
  EXPECT_EQ(d.root().size(), 1u);
  EXPECT_EQ(d.root().element(0)->member("z")->string(), "y");
  EXPECT_EQ(d.root().key(), "");
}

// Damage by one to three bytes: whatever it comes to, all ways to read it agree.
TEST(Json, AllWaysToReadAgreeOnDamagedTexts) {
  std::mt19937 random(42);
  const std::vector<std::string> sound = json_cases::accepted();
  constexpr char bytes[] = "{}[]:,\"\\/ \n\t0123456789.-+eEtrufalsn\x1f\x7f\x80\xc3\xa9\xed\xff";  // and its zero
  int refused = 0;
  for (int round = 0; round < 40'000; ++round) {
    std::string text = sound[random() % sound.size()];
    for (std::size_t n = 1 + random() % 3; n > 0; --n) {
      const std::size_t at = random() % (text.size() + 1);
      if (random() % 2 == 0) text.erase(at, 1);
      if (random() % 3 != 0) text.insert(at, 1, bytes[random() % sizeof bytes]);
    }
    refused += verdict(text).has_value();
    if (HasFailure()) return;
  }
  EXPECT_GT(refused, 10'000);
  EXPECT_LT(refused, 39'000);
}

}  // namespace
