// SPDX-License-Identifier: Apache-2.0
// How a case file is read: line by line, a block ends at an empty line. Unknown keywords and missing parts are
// problems.
#include "coverage_cases.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace coverage_cases {
namespace {

const std::set<std::string> verdicts{"covered", "not-covered", "vacuous"};
const std::set<std::string> relations{"equivalent", "wider", "narrower", "incomparable", "disjoint"};

struct reader {
  suite& out;
  std::set<std::string> names = {};
  pair common = {};
  std::string frame = {};
  std::size_t pairs = 0;
  bool reason = false;

  void complain(const std::string& what) {
    out.problems.push_back(common.file + ":" + std::to_string(common.line) + ": " + what);
  }

  void add(const std::string& keyword, const std::string& deployed) {
    pair p = common;
    p.expected = keyword;
    p.deployed = deployed;
    out.pairs.push_back(p);
    ++pairs;
  }

  void add_all(const std::string& keyword, const std::string& value) {
    const auto hole = frame.find('@');
    if (relations.contains(keyword) || hole == std::string::npos) return add(keyword, value);
    for (std::size_t at = 0; at < value.size();) {
      const auto end = std::min(value.find("  ", at), value.size());
      std::string whole = frame;
      add(keyword, whole.replace(hole, 1, value.substr(at, end - at)));
      at = std::min(value.find_first_not_of(' ', end), value.size());
    }
  }

  void add_event(const std::string& value) {
    if (pairs == 0 || out.pairs.back().expected != "not-covered") {
      return complain("`event` stands behind `not-covered`");
    }
    const std::size_t line = out.pairs.back().line;
    for (auto p = out.pairs.rbegin(); p != out.pairs.rend() && p->file == common.file && p->line == line; ++p) {
      p->events.push_back(value);
    }
  }

  void take(const std::string& keyword, const std::string& value) {
    if (keyword == "name") common.block = value;
    else if (keyword == "reference") common.references.push_back(value);
    else if (keyword == "beside") common.beside.push_back(value);
    else if (keyword == "assume") common.assumptions.push_back(value);
    else if (keyword == "dialect") common.dialect = value;
    else if (keyword == "reason") reason = true;
    else if (keyword == "frame") frame = value;
    else if (keyword == "event") add_event(value);
    else if (verdicts.contains(keyword) || relations.contains(keyword)) add_all(keyword, value);
    else complain("unknown keyword `" + keyword + "`");
  }

  void finish() {
    if (common.block.empty() && common.references.empty()) return;
    if (common.block.empty() || common.references.empty() || pairs == 0 || !reason) complain("the block lacks a part");
    if (!names.insert(common.block).second) complain("a second block named `" + common.block + "`");
    const pair fresh{common.file, {}, {}, {}, "glob", common.line, {}, {}, {}, {}};
    common = fresh;
    frame.clear();
    pairs = 0;
    reason = false;
  }
};

void read_line(reader& r, const std::string& text) {
  if (text.starts_with('#')) return;
  if (text.find_first_not_of(' ') == std::string::npos) return r.finish();
  const auto space = std::min(text.find(' '), text.size());
  const auto value = text.find_first_not_of(' ', space);
  r.take(text.substr(0, space), value == std::string::npos ? "" : text.substr(value));
}

}  // namespace

suite read_folder(const std::string& folder) {
  suite out;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    reader r{out};
    r.common.file = path.string();
    std::ifstream file(path);
    for (std::string text; std::getline(file, text);) {
      ++r.common.line;
      read_line(r, text);
    }
    r.finish();
  }
  return out;
}

}  // namespace coverage_cases
