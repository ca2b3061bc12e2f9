// SPDX-License-Identifier: Apache-2.0
// The documents as other programs read them: check_documents.py has an XML parser, an HTML parser and JSON Schema. Says
// skipped where Python, or its jsonschema, is not installed.
#include "report/report.hpp"
#include "sample.hpp"

#include <gtest/gtest.h>

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace coverwatch {
namespace {

namespace fs = std::filesystem;

// A folder that is gone afterwards.
struct folder {
  fs::path path = fs::temp_directory_path() / "coverwatch-documents-XXXXXX";
  folder() {
    std::string name = path.string();
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    path = name;
  }
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;
  ~folder() { fs::remove_all(path); }
};

void write_all(const fs::path& into, const std::string& name, const audit::report& r) {
  const report::chart chart{"<b>", 0, 3600, {1, 2}, {1, 0}, {1, 2}, {60}};
  const auto save = [&](const char* ending, const std::string& text) {
    std::ofstream(into / (name + ending), std::ios::binary) << text;
  };
  save(".json", report::write_json(r));
  save(".sarif", report::write_sarif(r));
  save(".xml", report::write_junit(r));
  save(".ocsf", report::write_ocsf(r));
  save(".asff", report::write_asff(r));
  save(".html", report::write_html(r, {&chart, 1}));
}

// What the script says of the documents: its exit code. 77: something that it needs is not installed.
int checked(const fs::path& documents, const std::string& what) {
  const int status =
      std::system(("python3 tests/unit/report/check_documents.py " + what + " " + documents.string()).c_str());
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return code == 127 ? 77 : code;
}

class documents : public testing::TestWithParam<const char*> {};

TEST_P(documents, are_well_formed_and_as_their_schemas_want_them) {
  const folder here;
  write_all(here.path, "empty", sample::empty().report);
  write_all(here.path, "small", sample::small().report);
  write_all(here.path, "hostile", sample::hostile_one().report);
  auto nearly = sample::hostile_one();  // hostile, but with an account that can be imported
  for (auto& each : nearly.report.findings) each.account = "111122223333";
  nearly.report.time = "2026-01-31T12:00:00Z";
  write_all(here.path, "nearly", nearly.report);
  auto large = sample::hostile_one(std::string(10'000, '&'));
  for (auto& each : large.report.findings) each.account = "111122223333";
  large.report.time = "2026-01-31T12:00:00Z";
  write_all(here.path, "large", large.report);
  write_all(here.path, "many", sample::many(20).report);
  const int code = checked(here.path, GetParam());
  if (code == 77) GTEST_SKIP() << "skipped: python3, or its module jsonschema, is not installed";
  EXPECT_EQ(code, 0);
}

INSTANTIATE_TEST_SUITE_P(each, documents, testing::Values("junit", "html", "json", "sarif", "ocsf", "asff"),
                         [](const auto& tested) { return std::string(tested.param); });

}  // namespace
}  // namespace coverwatch
