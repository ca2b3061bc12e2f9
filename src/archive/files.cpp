// SPDX-License-Identifier: Apache-2.0
// Walks folders with a stack of paths: each folder's names are sorted, so the same tree gives the same list everywhere.
// Paths are kept as text, since there may be millions.
#include "archive/files.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string_view>
#include <system_error>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

namespace fs = std::filesystem;

bool is_hidden(std::string_view path) { return path.substr(path.rfind('/') + 1).starts_with('.'); }

// The names in a folder, last first: they go onto a stack.
std::vector<std::string> entries_from_last(const std::string& folder, std::error_code& error) {
  std::vector<std::string> paths;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    paths.push_back(at->path().native());
  }
  std::sort(paths.begin(), paths.end(), std::greater<>{});
  return paths;
}

class walk {
 public:
  explicit walk(file_list& list) : list_(list) {}

  void folder(const std::string& root) {
    list(root);
    while (!open_.empty()) {
      std::string path = std::move(open_.back());
      open_.pop_back();
      visit(std::move(path));
    }
  }

 private:
  void list(const std::string& path) {
    std::error_code error;
    std::vector<std::string> found = entries_from_last(path, error);
    if (error) note(path, trouble::cannot_list, error.message());
    open_.insert(open_.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }

  void visit(std::string path) {
    if (is_hidden(path)) return note(path, trouble::hidden_file);
    std::error_code error;
    const fs::file_type own = fs::symlink_status(path, error).type();
    if (own == fs::file_type::directory) return list(path);
    const fs::file_type target = fs::status(path, error).type();
    if (target == fs::file_type::directory) return note(path, trouble::linked_folder);
    if (is_special(target)) return note(path, trouble::special_file);
    list_.inputs.push_back({std::move(path), false, true});
  }

  static bool is_special(fs::file_type type) noexcept {
    return type == fs::file_type::fifo || type == fs::file_type::socket || type == fs::file_type::block ||
           type == fs::file_type::character;
  }

  void note(const std::string& path, trouble what, std::string detail = {}) {
    list_.problems.push_back({path, {what, {}, std::move(detail)}});
  }

  file_list& list_;
  std::vector<std::string> open_;
};

}  // namespace

file_list expand(const std::vector<std::string>& arguments) {
  file_list list;
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (argument == "-") {
      list.inputs.push_back({argument, true});
    } else if (fs::is_directory(argument, error)) {
      walk(list).folder(argument);
    } else {
      list.inputs.push_back({argument, false});
    }
  }
  return list;
}

std::uint64_t bytes_on_disk(const std::vector<input>& inputs) {
  std::uint64_t sum = 0;
  for (const input& each : inputs) {
    std::error_code error;
    const std::uintmax_t size = each.standard_input ? 0 : fs::file_size(each.path, error);
    if (!error) sum += size;
  }
  return sum;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
