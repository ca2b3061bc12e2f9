// SPDX-License-Identifier: Apache-2.0
// The cases of metrics/*.txt: a pattern, a transformation, and for each event the sample that is published, or nothing;
// or the refusal. Each block becomes one test, named <file>.<name>. A line that is not understood fails the run. Public
// face only.
#include "../face/suites.hpp"

#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace metric_cases {
namespace {

struct event {
  std::string text;
  std::string expected;  // as `written`
  int line = 0;
};

struct block {
  std::string file, name, pattern, refusal;
  coverwatch::metric_transformation transformation{"Name", "Space", {}, {}, {}, {}};
  std::vector<event> events;
  int line = 0;
};

std::string written(const coverwatch::publication& p) {
  if (!p.sample) return "nothing";
  std::ostringstream out;
  out << p.sample->value;
  if (p.sample->unit != "None") out << ' ' << p.sample->unit;
  for (const auto& d : p.sample->dimensions) out << ' ' << d.name << '=' << d.value;
  return out.str();
}

class metric_case : public testing::Test {
 public:
  explicit metric_case(const block& b) : block_(b) {}

  void TestBody() override {
    const auto pattern = coverwatch::pattern::parse(block_.pattern);
    ASSERT_TRUE(pattern.has_value()) << block_.pattern;
    const auto filter = coverwatch::metric_filter::create(*pattern, block_.transformation);
    if (!block_.refusal.empty()) {
      ASSERT_FALSE(filter.has_value());
      const auto& error = filter.error();
      EXPECT_EQ(std::string(name(error.code)) + ' ' + std::string(name(error.field)), block_.refusal);
      EXPECT_FALSE(message(error).empty() || help(error).empty());
      return;
    }
    ASSERT_TRUE(filter.has_value()) << message(filter.error());
    EXPECT_EQ(filter->filter_pattern().text(), block_.pattern);
    EXPECT_EQ(filter->transformation().metric_value, block_.transformation.metric_value);
    coverwatch::scratch memory;
    for (const event& e : block_.events) {
      const std::string found = written(filter->apply(e.text, memory));
      if (found != e.expected) ADD_FAILURE_AT(block_.file.c_str(), e.line) << found << " instead of " << e.expected;
    }
  }

 private:
  const block& block_;
};

// Takes one line into the block; false when it is not understood.
bool take(block& b, const std::string& keyword, const std::string& value, int line) {
  auto& t = b.transformation;
  if (keyword == "name") {
    b.name = value;
  } else if (keyword == "pattern") {
    b.pattern = value;
  } else if (keyword == "source") {
    const std::set<std::string> sources{"documented", "recorded 2026", "recorded 2019", "reported", "our choice"};
    return sources.contains(value);
  } else if (keyword == "value") {
    t.metric_value = value;
  } else if (keyword == "default") {
    t.default_value = std::stod(value);
  } else if (keyword == "unit") {
    t.unit = value;
  } else if (keyword == "dimension") {
    const auto blank = value.find(' ');
    if (blank == std::string::npos) return false;
    t.dimensions.push_back({value.substr(0, blank), value.substr(blank + 1)});
  } else if (keyword == "event") {
    b.events.push_back({value, {}, line});
  } else if (keyword == "sample" || keyword == "nothing") {
    if (b.events.empty() || !b.events.back().expected.empty()) return false;
    b.events.back().expected = keyword == "sample" ? value : keyword;
  } else if (keyword == "refuse") {
    b.refusal = value;
  } else {
    return false;
  }
  return true;
}

bool complete(const block& b) {
  const bool told = std::none_of(b.events.begin(), b.events.end(), [](const event& e) { return e.expected.empty(); });
  return !b.name.empty() && told && b.events.empty() != b.refusal.empty();
}

// False, with a word on standard error, when something in the file is not understood.
bool read(const std::filesystem::path& path, std::vector<block>& out) {
  std::ifstream file(path);
  bool open = false;
  int number = 0;
  const std::size_t first = out.size();
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.starts_with('#')) continue;
    if (line.empty()) {
      open = false;
      continue;
    }
    if (!open) out.push_back({path.string(), {}, {}, {}, {"Name", "Space", {}, {}, {}, {}}, {}, number});
    open = true;
    const auto end = line.find(' ');
    const auto begin = std::min(line.find_first_not_of(' ', end), line.size());
    if (take(out.back(), line.substr(0, end), line.substr(begin), number)) continue;
    std::fprintf(stderr, "%s:%d: not understood\n", path.c_str(), number);
    return false;
  }
  for (std::size_t i = first; i < out.size(); ++i) {
    if (complete(out[i])) continue;
    std::fprintf(stderr, "%s:%d: incomplete\n", path.c_str(), out[i].line);
    return false;
  }
  return out.size() > first;
}

}  // namespace

bool register_cases(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  static std::vector<block> blocks;
  for (const auto& path : files) {
    if (!read(path, blocks)) return false;
  }
  for (const block& b : blocks) {
    const std::string suite = "metric_" + std::filesystem::path(b.file).stem().string();
    testing::RegisterTest(suite.c_str(), b.name.c_str(), nullptr, nullptr, b.file.c_str(), b.line,
                          [&b]() -> testing::Test* { return new metric_case(b); });
  }
  return !blocks.empty();
}

}  // namespace metric_cases
