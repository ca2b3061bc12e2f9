// SPDX-License-Identifier: Apache-2.0
// Arguments to inputs, over a folder made for the test.
#include "archive/files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace coverwatch {
namespace {

namespace fs = std::filesystem;
using archive::trouble;

class files : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "coverwatch-files-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override { fs::remove_all(root_); }

  void make(const std::string& name) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << "{}\n";
  }

  // The inputs below the root, without it.
  std::vector<std::string> inputs() {
    list_ = archive::expand({root_.string()});
    std::vector<std::string> names;
    for (const auto& in : list_.inputs) names.push_back(fs::path(in.path).lexically_relative(root_).string());
    return names;
  }

  std::vector<trouble> troubles() const {
    std::vector<trouble> out;
    for (const auto& p : list_.problems) out.push_back(p.what.what);
    std::sort(out.begin(), out.end());
    return out;
  }

  fs::path root_;
  archive::file_list list_;
};

TEST_F(files, walks_a_folder_in_the_order_of_the_names) {
  for (const char* name : {"b", "a/2", "a/1/x", "c/d/e/f", "a.json", "B"}) make(name);
  EXPECT_EQ(inputs(), (std::vector<std::string>{"B", "a/1/x", "a/2", "a.json", "b", "c/d/e/f"}));
  EXPECT_TRUE(list_.problems.empty());
}

TEST_F(files, leaves_out_and_names_what_is_hidden_or_special) {
  make("x");
  make(".hidden");
  make(".git/config");
  ASSERT_EQ(mkfifo((root_ / "pipe").c_str(), 0600), 0);
  fs::create_directory_symlink(root_, root_ / "loop");
  fs::create_symlink(root_ / "x", root_ / "y");
  fs::create_symlink(root_ / "missing", root_ / "z");
  EXPECT_EQ(inputs(), (std::vector<std::string>{"x", "y", "z"}));
  EXPECT_EQ(troubles(), (std::vector{trouble::special_file, trouble::hidden_file, trouble::hidden_file,
                                     trouble::linked_folder}));
}

TEST_F(files, takes_arguments_as_they_are) {
  make("folder/.only");
  fs::create_directory_symlink(root_ / "folder", root_ / "link");
  make("folder/a");
  const std::string hidden = (root_ / "folder/.only").string(), link = (root_ / "link").string();
  const auto list = archive::expand({"-", hidden, "no/such/file", link, hidden});
  ASSERT_EQ(list.inputs.size(), 5U);
  EXPECT_TRUE(list.inputs[0].standard_input);
  EXPECT_EQ(list.inputs[0].name(), "(standard input)");
  EXPECT_EQ(list.inputs[1].path, hidden);
  EXPECT_EQ(list.inputs[2].path, "no/such/file");
  EXPECT_EQ(list.inputs[3].path, link + "/a");
  EXPECT_EQ(list.inputs[4].path, hidden);
}

}  // namespace
}  // namespace coverwatch
