// SPDX-License-Identifier: Apache-2.0
// Golden files: a pattern, then what each stage makes of it: the tree printed, the formula, the program. Compared byte
// by byte; with COVERWATCH_UPDATE_GOLDEN=1 in the environment the files are written anew instead. Read the difference
// before it goes in.
#include "logic/lower.hpp"
#include "program/program.hpp"
#include "syntax/parse.hpp"
#include "syntax/print.hpp"

#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::vector<std::filesystem::path> golden_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(COVERWATCH_GOLDEN_FILES)) {
    if (entry.path().extension() == ".golden") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// What a file asks: its comments and its pattern, which ends at the first section.
struct question {
  std::string whole;
  std::string head;  // up to the first section
  std::string pattern;
  coverwatch::parse_options options;
};

question read(const std::filesystem::path& path) {
  question q;
  std::ifstream file(path, std::ios::binary);
  q.whole.assign(std::istreambuf_iterator<char>(file), {});
  q.head = q.whole.substr(0, q.whole.find("\n== "));
  if (!q.head.ends_with('\n')) q.head += '\n';
  std::istringstream lines(q.head);
  for (std::string line; std::getline(lines, line);) {
    if (line == "# dialect: leftmost") q.options.dialect = coverwatch::wildcards::leftmost;
    if (!line.starts_with('#')) q.pattern += line + '\n';
  }
  while (q.pattern.ends_with('\n')) q.pattern.pop_back();
  return q;
}

std::string section(const std::string& name, const std::string& text) {
  return "\n== " + name + "\n" + text + (text.ends_with('\n') ? "" : "\n");
}

std::string answer(const question& q) {
  const auto parsed = coverwatch::syntax::parse(q.pattern, q.options);
  const auto compiled = coverwatch::pattern::parse(q.pattern, q.options);
  if (!parsed || !compiled) return q.head + section("refused", coverwatch::render(parsed.error()));
  return q.head + section("tree", coverwatch::syntax::print(parsed->tree)) +
         section("formula", coverwatch::logic::dump(coverwatch::logic::lower(parsed->tree))) +
         section("program", compiled->disassembly());
}

class golden : public testing::TestWithParam<std::filesystem::path> {};

bool updating() { return std::getenv("COVERWATCH_UPDATE_GOLDEN") != nullptr; }

TEST_P(golden, file_holds_what_the_stages_make) {
  const auto q = read(GetParam());
  const auto now = answer(q);
  if (updating()) {
    std::ofstream(GetParam(), std::ios::binary) << now;
    GTEST_SKIP() << "written anew";
  }
  EXPECT_EQ(q.whole, now) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(files, golden, testing::ValuesIn(golden_files()), [](const auto& file) {
  std::string name = file.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(golden_files, every_opcode_stands_in_some_program) {
  if (updating()) GTEST_SKIP() << "the files are being written";
  std::set<std::string> words;
  for (const auto& path : golden_files()) {
    const auto whole = read(path).whole;
    std::istringstream program(whole.substr(std::min(whole.find("\n== program\n"), whole.size())));
    words.insert(std::istream_iterator<std::string>(program), {});
  }
  for (const auto& fact : coverwatch::program::opcode_table) {
    EXPECT_TRUE(words.contains(std::string(fact.name))) << fact.name << " is in no golden program";
  }
}

}  // namespace
