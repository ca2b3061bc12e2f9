// SPDX-License-Identifier: Apache-2.0
// Files and folders on a disk to an inventory.
#include "inventory/read.hpp"

#include "../archive/packed.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>
#include <vector>

namespace coverwatch {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view filters =
    R"({"metricFilters": [{"filterName": "f", "filterPattern": "x", "logGroupName": "g",
        "metricTransformations": [{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}]}]})";

class reading : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "coverwatch-read-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string make(const std::string& name, std::string_view text) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
    return (root_ / name).string();
  }

  inventory::inventory read(inventory::read_options options = {}) { return inventory::read({root_.string()}, options); }

  static bool says(const inventory::inventory& all, std::string_view words, bool error = true) {
    return std::any_of(all.problems.begin(), all.problems.end(), [&](const inventory::problem& each) {
      return each.error == error && each.message.find(words) != std::string::npos;
    });
  }

  fs::path root_;
};

TEST_F(reading, names_sizes_and_digests_of_files_in_order) {
  make("111122223333/us-east-1/b.json", "abc");
  make("111122223333/us-east-1/a.json", filters);
  const auto all = read();
  ASSERT_EQ(all.files.size(), 2u);
  EXPECT_TRUE(all.files[0].path.ends_with("a.json"));
  EXPECT_EQ(all.files[1].size, 3u);
  EXPECT_EQ(all.files[1].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(all.filters.size(), 1u);
  EXPECT_EQ(all.filters[0].where, (inventory::scope{"111122223333", "us-east-1"}));
  EXPECT_TRUE(says(all, "unknown shape"));
}

TEST_F(reading, gzip_and_byte_order_marks) {
  const std::string packed = archive_test::gzip(filters);
  make("111122223333/us-east-1/a.json.gz", packed);
  make("111122223333/eu-west-1/b.json", "\xef\xbb\xbf" + std::string(filters));
  const auto all = read();
  EXPECT_TRUE(all.problems.empty());
  EXPECT_EQ(all.filters.size(), 2u);
  EXPECT_EQ(all.files[1].size, packed.size());
  make("111122223333/us-east-1/a.json.gz", packed.substr(0, packed.size() / 2));
  EXPECT_TRUE(says(read(), "gzip data is damaged"));
  EXPECT_EQ(read().filters.size(), 1u);
}

TEST_F(reading, files_that_are_too_large_are_named_and_the_rest_is_read) {
  make("111122223333/us-east-1/a.json", filters);
  make("111122223333/us-east-1/b.json", std::string(10000, ' '));
  make("111122223333/us-east-1/c.json", archive_test::gzip(std::string(10000, ' ')));
  inventory::read_options options;
  options.largest_file = 5000;
  const auto all = read(options);
  EXPECT_EQ(all.problems.size(), 2u);
  EXPECT_TRUE(says(all, "more than 5000 bytes"));
  EXPECT_EQ(all.filters.size(), 1u);
}

TEST_F(reading, copies_are_read_once) {
  make("x/111122223333/us-east-1/a.json", filters);
  make("y/111122223333/us-east-1/a.json", filters);
  make("y/111122223333/eu-west-1/a.json", filters);
  const auto all = read();
  EXPECT_EQ(all.files.size(), 3u);
  EXPECT_EQ(all.filters.size(), 2u);
  EXPECT_EQ(all.listings.size(), 2u);
  EXPECT_EQ(all.problems.size(), 1u);
  EXPECT_TRUE(says(all, "the same content as", false));
}

TEST_F(reading, a_file_named_twice_is_read_once) {
  const std::string path = make("111122223333/us-east-1/a.json", filters);
  const std::string other = (root_ / "111122223333/../111122223333/us-east-1/a.json").string();
  const auto all = inventory::read({path, other, root_.string()});
  EXPECT_EQ(all.files.size(), 1u);
  EXPECT_TRUE(all.problems.empty());
}

// `link/..` is where the link leads to, not where it stands.
TEST_F(reading, a_path_upwards_behind_a_link_is_the_file_that_it_leads_to) {
  const std::string near = make("here/a.json", filters);
  const std::string far = make("111122223333/us-east-1/a.json", "{\"trailList\": []}");
  fs::create_directories(root_ / "111122223333/us-east-1/folder");
  fs::create_directory_symlink(root_ / "111122223333/us-east-1/folder", root_ / "here/link");
  const std::string upwards = (root_ / "here/link/../a.json").string();
  const auto both = inventory::read({near, upwards});
  EXPECT_EQ(both.files.size(), 2u);
  EXPECT_EQ(both.filters.size(), 1u);
  EXPECT_EQ(both.listings.size(), 2u);
  const auto one = inventory::read({far, upwards});
  EXPECT_EQ(one.files.size(), 1u);
  EXPECT_TRUE(one.problems.empty());
  EXPECT_TRUE(says(inventory::read({(root_ / "here/link/../absent.json").string()}), "cannot be opened"));
}

TEST_F(reading, relative_paths_upwards_keep_to_their_folder) {
  make("a.json", filters);
  fs::create_directories(root_ / "b");
  const fs::path before = fs::current_path();
  fs::current_path(root_);
  const auto all = inventory::read({"a.json", "b/../a.json"});
  fs::current_path(before);
  EXPECT_EQ(all.files.size(), 1u);
  EXPECT_FALSE(says(all, "the same content", false));
}

TEST_F(reading, the_order_of_the_arguments_changes_nothing) {
  const std::string a = make("111122223333/us-east-1/a.json", filters),
                    b = make("999988887777/us-east-1/a.json", filters), c = make("c.json", "{]");
  const auto told = [](const inventory::inventory& all) {
    std::vector<std::tuple<std::string, std::uint64_t, std::string>> out;
    for (const auto& each : all.problems) out.emplace_back(each.path, each.line, each.message);
    for (const auto& each : all.filters) out.emplace_back(each.where.account, each.at.file, each.name);
    return out;
  };
  EXPECT_EQ(told(inventory::read({a, b, c})), told(inventory::read({c, b, a})));
}

TEST_F(reading, what_cannot_be_read_is_named) {
  make("empty.json", "");
  make(".hidden.json", "{}");
  ASSERT_EQ(mkfifo((root_ / "pipe").c_str(), 0600), 0);
  fs::create_directory_symlink(root_, root_ / "loop");
  const auto all = inventory::read({root_.string(), (root_ / "absent").string()});
  EXPECT_TRUE(says(all, "an empty file"));
  EXPECT_TRUE(says(all, "cannot be opened: No such file or directory"));
  EXPECT_TRUE(says(all, "a hidden name", false));
  EXPECT_TRUE(says(all, "neither a file nor a folder", false));
  EXPECT_TRUE(says(all, "a link to a folder is not followed", false));
  EXPECT_EQ(all.problems.size(), 5u);
}

TEST_F(reading, progress_is_told_after_each_file) {
  make("a.json", "12345");
  make("b.json", "123");
  std::vector<std::uint64_t> seen;
  inventory::read_options options;
  options.on_progress = [&](std::uint64_t bytes) { seen.push_back(bytes); };
  read(options);
  EXPECT_EQ(seen, (std::vector<std::uint64_t>{5, 8}));
}

}  // namespace
}  // namespace coverwatch
