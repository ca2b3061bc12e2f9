// SPDX-License-Identifier: Apache-2.0
// Gzip in pieces: whatever the sizes of the pieces that go in and of the room there is, the same text and the same fault
// as when all is inflated at once, but for what precedes the fault in its own member.
#include "archive/gzip_stream.hpp"

#include "archive/inflate.hpp"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include <memory>
#include <string>

namespace coverwatch {
namespace {

using archive::bytes;
using archive::gzip_stream;

std::string gzip(std::string_view text) {
  const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> state(libdeflate_alloc_compressor(6),
                                                                                      libdeflate_free_compressor);
  std::string out(libdeflate_gzip_compress_bound(state.get(), text.size()), '\0');
  out.resize(libdeflate_gzip_compress(state.get(), text.data(), text.size(), out.data(), out.size()));
  return out;
}

struct outcome {
  std::string text;
  std::string fault;
  bool ended = false;
};

outcome in_pieces(std::string_view compressed, std::size_t piece, std::size_t room) {
  gzip_stream stream;
  bytes out;
  out.reserve(room);
  outcome all;
  std::size_t at = 0, given = 0;
  for (std::size_t steps = 0; !stream.ended() && !stream.fault(); ++steps) {
    if (steps > 4 * (compressed.size() + 2000000)) return {"goes on for ever", {}, false};
    if (at == given) given = std::min(compressed.size(), given + piece);
    at += stream.inflate(compressed.substr(at, given - at), given == compressed.size(), out);
    all.text += out.view();
    out.clear();
  }
  if (stream.fault()) all.fault = message(*stream.fault());
  all.ended = stream.ended();
  return all;
}

outcome at_once(std::string_view compressed) {
  archive::inflater state;
  bytes out;
  const auto problem = state.inflate(compressed, out, std::size_t{1} << 26);
  return {std::string(out.view()), problem ? message(*problem) : "", !problem};
}

std::string varied(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) text += std::to_string(i * 2654435761U) + " event ";
  return text;
}

TEST(gzip_stream, gives_what_inflating_at_once_gives) {
  const std::string several = gzip("") + gzip(varied(5000)) + gzip("x") + gzip(std::string(200000, 'a'));
  for (const std::string& compressed : {gzip(""), gzip(varied(100000)), several, several + std::string(700, '\0')}) {
    for (const std::size_t piece : {1u, 2u, 7u, 1000u, 1000000u}) {
      for (const std::size_t room : {1u, 13u, 4096u, 1000000u}) {
        const outcome o = in_pieces(compressed, piece, room);
        EXPECT_EQ(o.text, at_once(compressed).text) << piece << " " << room;
        EXPECT_EQ(o.fault, "") << piece << " " << room;
        EXPECT_TRUE(o.ended);
      }
    }
  }
}

TEST(gzip_stream, names_the_same_fault) {
  const std::string whole = gzip(varied(3000));
  std::string wrong_sum = whole;
  wrong_sum[wrong_sum.size() - 6] ^= 1;
  for (const std::string& compressed :
       {whole + whole.substr(0, 40), whole + whole.substr(0, 1), whole + "junk", whole + std::string(5, '\0') + "junk",
        whole + wrong_sum, wrong_sum + whole, whole.substr(0, whole.size() - 1)}) {
    for (const std::size_t piece : {1u, 7u, 1000000u}) {
      const outcome o = in_pieces(compressed, piece, 100);
      EXPECT_EQ(o.fault, at_once(compressed).fault) << piece;
      EXPECT_NE(o.fault, "");
      EXPECT_EQ(o.text.substr(0, at_once(compressed).text.size()), at_once(compressed).text);
    }
  }
}

TEST(gzip_stream, gives_what_precedes_a_cut) {
  const std::string text = varied(200000), compressed = gzip(text);
  const outcome o = in_pieces(std::string_view(compressed).substr(0, compressed.size() / 2), 1000, 1000);
  EXPECT_GT(o.text.size(), text.size() / 4);
  EXPECT_EQ(o.text, text.substr(0, o.text.size()));
  EXPECT_NE(o.fault, "");
}

TEST(gzip_stream, keeps_the_sum_of_a_member_that_ends_with_the_room) {
  const std::string text(64, 'q');
  const outcome o = in_pieces(gzip(text), 1000, 64);
  EXPECT_EQ(o.text, text);
  EXPECT_EQ(o.fault, "");
}

}  // namespace
}  // namespace coverwatch
