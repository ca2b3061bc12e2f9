// SPDX-License-Identifier: Apache-2.0
// Opens one file after the other, in the order of their names, and hands the text to `read_text`. The buffers are used
// again; of a file that is done only its digest, its size and its records stay.
#include "inventory/read.hpp"

#include "archive/descriptor.hpp"
#include "archive/files.hpp"
#include "archive/inflate.hpp"
#include "inventory/arn.hpp"
#include "inventory/digest.hpp"
#include "inventory/document.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <new>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using archive::trouble;

// The content of one file at a time.
class loader {
 public:
  explicit loader(std::size_t largest) : largest_(largest) {}

  // The bytes as they lie on the disk; or nothing, and why.
  std::optional<std::string_view> load(const archive::input& in, archive::problem& why) {
    if (in.standard_input) return take(STDIN_FILENO, false, why);
    const archive::open_file file(in.path.c_str(), in.listed);
    if (file.number() >= 0) return take(file.number(), in.listed, why);
    why = {trouble::cannot_open, {}, archive::reason(file.error())};
    return std::nullopt;
  }

  // The text of what was loaded: inflated when it is gzip, without a byte order mark.
  std::optional<std::string_view> text(archive::problem& why) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    std::string_view text = raw_.view();
    if (archive::looks_like_gzip(text)) {
      inflated_.clear();
      if (const auto damage = inflater_.inflate(text, inflated_, largest_)) {
        why = damage->what == trouble::too_much_text ? too_large() : *damage;
        return std::nullopt;
      }
      text = inflated_.view();
    }
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return text;
  }

 private:
  archive::problem too_large() const {
    return {trouble::too_much_text, {}, fmt::format("more than {} bytes, and nothing of it is read", largest_)};
  }

  // What was a file when its folder was listed may be a pipe by now, and would never end.
  std::optional<std::string_view> take(int file, bool listed, archive::problem& why) {
    struct stat status {};
    if (listed && (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))) {
      why = {trouble::special_file, {}, {}};
      return std::nullopt;
    }
    raw_.clear();
    for (;;) {
      raw_.reserve(std::max(raw_.size() + 1, std::min<std::size_t>(raw_.size() * 2, largest_ + 1) + 65536));
      const ssize_t count = archive::read_some(file, raw_.free_space(), raw_.room());
      if (count == 0) return raw_.view();
      if (count < 0) why = {trouble::cannot_read, {}, archive::reason(errno)};
      if (count > 0) raw_.take(static_cast<std::size_t>(count));
      if (count > 0 && raw_.size() > largest_) why = too_large();
      if (count < 0 || raw_.size() > largest_) return std::nullopt;
    }
  }

  std::size_t largest_;
  archive::bytes raw_, inflated_;
  archive::inflater inflater_;
};

class collection {
 public:
  collection(inventory& out, const read_options& options) : out_(out), options_(options), load_(options.largest_file) {}

  void add(const archive::input& in) {
    const std::string path(in.name());
    archive::problem why;
    try {
      if (!read_one(in, path, why)) tell(path, why);
    } catch (const std::bad_alloc&) {
      tell(path, {trouble::out_of_memory, {}, {}});
    }
    if (options_.on_progress) options_.on_progress(bytes_);
  }

  void tell(const std::string& path, const archive::problem& what) {
    out_.problems.push_back({path, what.where.line, archive::message(what), archive::is_damage(what.what)});
  }

 private:
  bool read_one(const archive::input& in, const std::string& path, archive::problem& why) {
    const auto raw = load_.load(in, why);
    if (!raw) return false;
    bytes_ += raw->size();
    digest_.add(*raw);
    out_.files.push_back({path, raw->size(), digest_.finish()});
    const auto index = static_cast<std::uint32_t>(out_.files.size() - 1);
    if (raw->empty()) {
      out_.problems.push_back({path, 0, "an empty file: the command that should have filled it printed nothing"});
      return true;
    }
    document d;
    d.file = index;
    d.path = path;
    d.hint = scope_of_path(path);
    if (const std::string* same = known_content(out_.files.back(), d.hint)) {
      out_.problems.push_back({path, 0, fmt::format("the same content as {}, read once", *same), false});
      return true;
    }
    const auto text = load_.text(why);
    if (!text) return false;
    d.text = *text;
    read_text(out_, d);
    return true;
  }

  // The file with the same bytes, of the same account and region, by the same name: a copy. Under another name it may
  // be another's answer, such as the status of another trail.
  const std::string* known_content(const source_file& file, const scope& hint) {
    const std::string_view path = file.path;
    std::string key =
        fmt::format("{} {} {} {}", file.sha256, hint.account, hint.region, path.substr(path.rfind('/') + 1));
    if (hint.account.empty() || hint.region.empty()) key += fmt::format(" {}", folder_of(path));
    const auto [known, added] = contents_.try_emplace(std::move(key), file.path);
    return added ? nullptr : &known->second;
  }

  inventory& out_;
  const read_options& options_;
  loader load_;
  sha256 digest_;
  std::unordered_map<std::string, std::string> contents_;
  std::uint64_t bytes_ = 0;
};

// One spelling of a name. What `..` leads to behind a link only the disk can tell.
std::string plain_name(const std::filesystem::path& path) {
  const std::filesystem::path plain = path.lexically_normal();
  std::error_code error;
  const bool upwards = std::find(path.begin(), path.end(), "..") != path.end();
  if (!upwards || std::filesystem::equivalent(path, plain, error)) return plain.native();
  const std::filesystem::path found = std::filesystem::weakly_canonical(path, error);
  return error ? path.native() : found.native();
}

// Each file once, however often and however spelled it was named, in the order of the names.
std::vector<archive::input> in_order(std::vector<archive::input> inputs) {
  std::vector<std::pair<std::string, archive::input>> named;
  named.reserve(inputs.size());
  for (archive::input& each : inputs) {
    std::string plain = plain_name(each.path);
    named.emplace_back(std::move(plain), std::move(each));
  }
  const auto rank = [](const auto& n) { return std::tie(n.first, n.second.path, n.second.listed); };
  std::sort(named.begin(), named.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  const auto last =
      std::unique(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
  inputs.clear();
  for (auto each = named.begin(); each != last; ++each) inputs.push_back(std::move(each->second));
  return inputs;
}

}  // namespace

inventory read(const std::vector<std::string>& paths, const read_options& options) {
  inventory out;
  archive::file_list found = archive::expand(paths);
  collection all(out, options);
  for (const archive::file_problem& each : found.problems) all.tell(each.path, each.what);
  for (const archive::input& each : in_order(std::move(found.inputs))) all.add(each);
  settle(out);
  const auto rank = [](const problem& p) { return std::tie(p.path, p.line, p.message, p.error); };
  std::sort(out.problems.begin(), out.problems.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  const auto same = [&](const problem& a, const problem& b) { return rank(a) == rank(b); };
  out.problems.erase(std::unique(out.problems.begin(), out.problems.end(), same), out.problems.end());
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
