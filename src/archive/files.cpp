// SPDX-License-Identifier: Apache-2.0
// Walks folders with a stack of paths: each folder's names are sorted, so the same tree gives the same list everywhere.
#include "archive/files.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return !name.empty() && name.front() == '.';
}

// The names in a folder, last first: they go onto a stack.
std::vector<fs::path> entries_from_last(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> paths;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    paths.push_back(at->path());
  }
  std::sort(paths.begin(), paths.end(), [](const fs::path& a, const fs::path& b) { return a.native() > b.native(); });
  return paths;
}

class walk {
 public:
  explicit walk(file_list& list) : list_(list) {}

  void folder(const fs::path& root) {
    list(root);
    while (!open_.empty()) {
      const fs::path path = std::move(open_.back());
      open_.pop_back();
      visit(path);
    }
  }

 private:
  void list(const fs::path& path) {
    std::error_code error;
    std::vector<fs::path> found = entries_from_last(path, error);
    if (error) note(path, trouble::cannot_list, error.message());
    open_.insert(open_.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }

  void visit(const fs::path& path) {
    if (is_hidden(path)) return note(path, trouble::hidden_file);
    std::error_code error;
    const fs::file_type own = fs::symlink_status(path, error).type();
    if (own == fs::file_type::directory) return list(path);
    const fs::file_type target = fs::status(path, error).type();
    if (target == fs::file_type::directory) return note(path, trouble::linked_folder);
    if (is_special(target)) return note(path, trouble::special_file);
    list_.inputs.push_back({path.string(), false, true});
  }

  static bool is_special(fs::file_type type) noexcept {
    return type == fs::file_type::fifo || type == fs::file_type::socket || type == fs::file_type::block ||
           type == fs::file_type::character;
  }

  void note(const fs::path& path, trouble what, std::string detail = {}) {
    list_.problems.push_back({path.string(), {what, {}, std::move(detail)}});
  }

  file_list& list_;
  std::vector<fs::path> open_;
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

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
