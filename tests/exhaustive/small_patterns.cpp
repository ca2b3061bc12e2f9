// SPDX-License-Identifier: Apache-2.0
// The texts of small patterns, listed systematically. Some of them may be refused by the parser: the worlds leave those
// out.
#include "worlds.hpp"

namespace exhaustive {
namespace {

std::vector<std::string> joined(const std::vector<std::string>& first, const std::vector<std::string>& second) {
  std::vector<std::string> out;
  for (const auto& a : first) {
    for (const auto& b : second) out.push_back(a + " " + b);
  }
  return out;
}

// `~` stands for the name of the column.
std::string named(std::string test, const std::string& name) {
  const std::size_t at = test.find('~');
  return at == std::string::npos ? test : test.replace(at, 1, name);
}

bool has_ellipsis(const std::string& columns) { return columns.find("...") != std::string::npos; }

}  // namespace

std::vector<std::string> texts(const std::vector<std::string>& letters, std::size_t most) {
  std::vector<std::string> out = {""};
  for (std::size_t length = 0, done = 0; length < most; ++length) {
    for (const std::size_t end = out.size(); done < end; ++done) {
      for (const std::string& letter : letters) out.push_back(out[done] + letter);
    }
  }
  return out;
}

std::vector<std::string> conditions() {
  return joined({"$.a", "$.b", "$.a.b", "$.a[0]", "$.a[1]", "$.a[*]", "$.*", "$.*.b"},
                {"= 1",   "= \"1\"", "= 1.0",    "= *",     "= a",     "= a*",     "= \"*a*\"", "= \"\"",
                 "= %a%", "!= 1",    "!= \"1\"", "!= a",    "!= *a*",  "!= *",     "!= %a%",    "< 2",
                 "<= 1",  "> 1",     ">= 1",     "IS NULL", "IS TRUE", "IS FALSE", "NOT EXISTS"});
}

std::vector<std::string> few_conditions() {
  return joined({"$.a", "$.b", "$.a.b", "$.a[0]", "$.a[*]"},
                {"= 1", "= *1", "!= a", "!= 1", "> 1", "IS NULL", "NOT EXISTS"});
}

std::vector<std::string> singles(const std::vector<std::string>& conditions) {
  std::vector<std::string> out;
  for (const auto& a : conditions) out.push_back("{ " + a + " }");
  return out;
}

std::vector<std::string> doubles(const std::vector<std::string>& conditions) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      for (const char* between : {" && ", " || "}) out.push_back("{ " + conditions[i] + between + conditions[j] + " }");
    }
  }
  return out;
}

std::vector<std::string> triples(const std::vector<std::string>& conditions) {
  std::vector<std::string> out;
  const std::size_t n = conditions.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < n; ++k) {
        const std::string &a = conditions[i], &b = conditions[j], &c = conditions[k];
        if (i < j && j < k) {
          out.push_back("{ " + a + " && " + b + " && " + c + " }");
          out.push_back("{ " + a + " || " + b + " || " + c + " }");
        }
        if (i >= j || i == k || j == k) continue;
        out.push_back("{ (" + a + " && " + b + ") || " + c + " }");
        out.push_back("{ (" + a + " || " + b + ") && " + c + " }");
      }
    }
  }
  return out;
}

std::vector<std::string> comparisons(const std::vector<std::string>& operators, const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const auto& how : operators) {
    for (const auto& text : texts) out.push_back("{ $.a " + how + " " + text + " }");
  }
  return out;
}

std::vector<std::string> columns(const std::vector<std::string>& tests, std::size_t most) {
  std::vector<std::string> all = {""};
  for (std::size_t length = 0, done = 0; length < most; ++length) {
    const std::string name(1, static_cast<char>('c' + length)), comma = length == 0 ? "" : ",";
    for (const std::size_t end = all.size(); done < end; ++done) {
      const std::string before = all[done] + comma;
      all.push_back(before + " ");
      if (!has_ellipsis(before)) all.push_back(before + "...");
      for (const auto& test : tests) all.push_back(before + name + named(test, name));
    }
  }
  for (auto& each : all) each = "[" + each + "]";
  return all;
}

}  // namespace exhaustive
