// SPDX-License-Identifier: Apache-2.0
// Events taken many at once must be the events that come one by one: the same texts at the same places, none lost in a
// container that stands among lines. The sink is a scan over each batch, and another that takes as little as it may.
#include "collect.hpp"
#include "packed.hpp"

#include <coverwatch/pattern_set.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace coverwatch {
namespace {

using archive::batch;
using archive::contents;
using archive::taken;
using archive_test::shown;

using texts = std::vector<std::string>;

struct options {
  contents wanted = contents::json;
  std::size_t piece = 0;  // of text that arrives; 0 is all at once
  std::size_t batch = std::size_t{1} << 18;
  std::size_t takes = 0;  // batches are taken up to the match with this number, 0 for whole ones
};

// A pattern that matches every event of its kind.
pattern everything(contents wanted) {
  return *pattern::parse(wanted == contents::json ? "{ $.none = 1 || $.none NOT EXISTS }" : "");
}

// Everything that is said of a text, in the order of the places: events that match, and whatever is wrong.
class reading {
 public:
  reading(std::string_view text, const options& how, bool in_batches)
      : how_(how), all_(everything(how.wanted)), set_(pattern_set::compile(std::span(&all_, 1)).value()) {
    sink_.on_event = [this](const archive::event& e) { return judge(e), true; };
    sink_.on_problem = [this](const archive::problem& p) { note(p.where, archive::message(p)); };
    if (in_batches) sink_.on_batch = [this](const batch& b) { return scan(b); };
    archive::reader_limits limits;
    limits.batch = how.batch;
    archive::reader reader(sink_, how.wanted, limits);
    std::size_t done = 0, end = 0;
    do {
      end = how.piece == 0 ? text.size() : std::min(text.size(), end + how.piece);
      done += reader.read(text.substr(done, end - done), end == text.size());
    } while (end < text.size());
    std::stable_sort(said_.begin(), said_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  texts said() const {
    texts out;
    for (const auto& [offset, line] : said_) out.push_back(line);
    return out;
  }
  std::size_t batched() const { return batched_; }  // events that came in batches

 private:
  void note(const archive::location& where, std::string what) {
    said_.emplace_back(where.offset, shown(where) + " " + std::move(what));
  }

  void judge(const archive::event& e) { judge(e.text, e.where); }

  void judge(std::string_view text, const archive::location& where) {
    const outcome what = all_.evaluate(text, scratch_);
    note(where, what == outcome::match ? std::string(text) : "damaged");
  }

  taken scan(const batch& b) {
    std::size_t matches = 0;
    const auto place = [&](const record& r) { return archive::place_in(b, r.text, r.number); };
    const auto summary =
        set_.scan(b.text, scratch_,
                  {[&](const scan_match& hit) {
                     note(place(hit.record), std::string(how_.wanted == contents::any_text
                                                             ? hit.record.text
                                                             : archive::on_one_line(hit.record.text, one_line_)));
                     return ++matches != how_.takes;
                   },
                   [&](const scan_damage& d) {
                     const auto why = archive::why_no_event(d.record.text, place(d.record));
                     const bool starts = d.record.text.find_first_not_of(" \t\r\n") == d.record.text.find('{');
                     note(place(d.record), starts ? "damaged" : archive::message(why));
                   }},
                  b.how == batch::kind::lines ? framing::lines : framing::elements);
    batched_ += matches;
    return {summary.consumed, summary.records, false};
  }

  options how_;
  pattern all_;
  pattern_set set_;
  scratch scratch_;
  archive::sink sink_;
  std::string one_line_;
  std::vector<std::pair<std::uint64_t, std::string>> said_;
  std::size_t batched_ = 0;
};

const std::string delivered =
    R"({"messageType":"DATA_MESSAGE","owner":"1","logGroup":"g","logStream":"s","subscriptionFilters":["f"],)"
    R"("logEvents":[{"id":"1","timestamp":1,"message":"{\"a\":1}"},{"id":"2","timestamp":2,"message":"{\"b\":2}"}]})";

const texts& inputs() {
  static const texts all = {
      "{\"a\":1}\n{\"b\":2}\n\n{\"c\":3}",
      "{\"a\":1}\r\n \r\n {\"b\":2} \r\n{\"c\":3}\r\n",
      "{\"a\":1}\nnothing\n[1]\n{\"b\":\n{\"c\":3}\n7",
      "{\"a\":1}\n{\"Records\":[{\"r\":1},{\"r\":2}]}\n{\"b\":2}\n",
      "{\"a\":1}\n  {  \"Records\" : [{\"r\":1},{\"r\":2}]}\n{\"b\":2}\n" + delivered + "\n{\"c\":3}\n" + delivered +
          delivered + "\n{\"d\":4}",
      delivered + "\n" + delivered + "\n{\"a\":1}\n",
      "{\"a\":1}\n{\"awslogs\":{\"data\":\"" + archive_test::base64(archive_test::gzip(delivered)) +
          "\"}}\n{\"b\":2}\n",
      "{\"a\":1}\n{\"version\":\"0\",\"detail-type\":\"x via "
      "CloudTrail\",\"source\":\"s\",\"detail\":{\"d\":1}}\n{\"version\":1}\n{\"b\":2}\n",
      "{\"a\":1}\n{\"awsAccountId\":\"1\",\"digestStartTime\":\"x\",\"logFiles\":[]}\n{\"b\":2}\n",
      "{\"a\":1}\n{\n\"Records\":[{\"r\":1}]}\n{\"b\":2}\n",
      "{\"a\":1}\n{\"\\u0052ecords\":[{\"r\":1}]}\n{\"eventV\":1}\n{\"eventVersion\":\"1\"}\n{\"events\":[{\"message\":"
      "\"{}\",\"timestamp\":1}]}\n",
      "{\"Records\":[]}",
      "{\"Records\":[{\"a\":1},{\"b\":2},{\"c\":3}]}",
      "{\"Records\":[{\"a\":1} , {\"b\":\"]},\"},{}]}\n{\"Records\":[{\"c\":3},\n{\"d\":4}]}\n",
      "{\n  \"Records\": [\n    {\n      \"a\": 1\n    },\r\n    {\"b\": [1,\n2]}\n  ],\n \"x\": "
      "[{\"y\":1}]\n}\n{\n\"e\":1\n}",
      "{\"Records\":[{\"a\":1},5,{\"b\":tru},[],\"x\",{\"c\":3}]}",
      "{\"Records\":[{\"a\":1},{\"b\":2},]}{\"c\":3}",
      "{\"Records\":[{\"a\":1}{\"b\":2}]}{\"c\":3}",
      "{\"Records\":[{\"a\":1},{\"b\":2},{\"c\":",
      "{\"Records\":[{\"a\":1},{\"b\":\"x\ny\"},{\"c\":3}]}\n{\"d\":4}\n",
      "{\"Records\":[{\"a\":1},\n{\"b\":2}]}\n" + delivered + "\n{\"Records\":[{\"c\":3},{\"d\":\"" +
          std::string(300, 'x') + "\"},{\"e\":5}]}",
      "one\ntwo\n\nthree {\"Records\":[{}]}\n{\"Records\":[{\"a\":1}]}\nfour",
      "2026-01-02T03:04:05.678Z {\"a\":1}\n2026-01-02T03:04:05.678Z {\"b\":2}\n",
      "",
  };
  return all;
}

TEST(reader_batch, gives_the_same_events_at_the_same_places) {
  for (const contents wanted : {contents::json, contents::any_text}) {
    for (const std::string& text : inputs()) {
      const texts one_by_one = reading(text, {wanted}, false).said();
      for (const std::size_t size : {std::size_t{1} << 18, std::size_t{1}, std::size_t{20}, std::size_t{64}}) {
        for (const std::size_t takes : {0u, 1u, 2u}) {
          for (const std::size_t piece : {0u, 1u, 7u, 50u}) {
            EXPECT_EQ(reading(text, {wanted, piece, size, takes}, true).said(), one_by_one)
                << text << "\nbatches of " << size << ", up to match " << takes << ", pieces of " << piece;
          }
        }
      }
    }
  }
}

TEST(reader_batch, takes_lines_and_elements_whole) {
  std::string lines, elements = "{\"Records\":[";
  for (int i = 0; i < 1000; ++i) {
    lines += "{\"eventVersion\":\"1\"}\n";
    elements += std::string(i == 0 ? "" : ",") + "{\"eventVersion\":\"1\"}";
  }
  EXPECT_EQ(reading(lines, {}, true).batched(), 1000U);
  EXPECT_EQ(reading(elements + "]}", {}, true).batched(), 1000U);
  EXPECT_EQ(reading("one\n" + lines, {contents::any_text}, true).batched(), 1001U);
}

TEST(reader_batch, hands_out_one_event_where_nothing_is_taken) {
  for (const std::string text :
       {"{\"a\":1}\n{\"b\":2}\n\n{\"c\":3}\n", "{\"Records\":[{\"a\":1},{\"b\":2},{\"c\":3}]}"}) {
    std::size_t events = 0, asked = 0;
    archive::sink sink{[&](const archive::event&) { return ++events, true; }, [](const archive::problem&) {}};
    sink.on_batch = [&](const batch&) { return ++asked, taken{}; };
    archive::reader(sink).read(text, true);
    EXPECT_EQ(events, 3U);
    EXPECT_GE(asked, 3U);
  }
}

TEST(reader_batch, ends_when_the_sink_wants_no_more) {
  for (const std::string text : {"{\"a\":1}\n{\"b\":2}\n", "{\"Records\":[{\"a\":1},{\"b\":2}]}"}) {
    for (const std::size_t bytes : {0u, 8u}) {
      archive::sink sink{[](const archive::event&) { return ADD_FAILURE(), true; }, [](const archive::problem&) {}};
      sink.on_batch = [&](const batch&) { return taken{bytes, bytes / 8, true}; };
      archive::reader reader(sink);
      reader.read(text, true);
      EXPECT_TRUE(reader.stopped());
    }
  }
}

TEST(reader_batch, counts_lines_and_records_across_batches) {
  std::string text;
  for (int i = 1; i <= 300; ++i) text += "{\"a\":" + std::to_string(i) + (i % 3 == 0 ? "}\n\n" : "}\n");
  EXPECT_EQ(reading(text, {.batch = 100}, true).said(), reading(text, {}, false).said());
  std::string records = "{\"Records\":[";
  for (int i = 1; i <= 300; ++i)
    records += std::string(i == 1 ? "" : i % 3 == 0 ? ",\n" : ",") + "{\"a\":" + std::to_string(i) + "}";
  EXPECT_EQ(reading(records + "]}", {.batch = 100}, true).said(), reading(records + "]}", {}, false).said());
}

}  // namespace
}  // namespace coverwatch
