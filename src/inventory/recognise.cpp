// SPDX-License-Identifier: Apache-2.0
// A text to its readers. JSON is checked as a whole before it is read: damage, keys that stand twice and sheer size are
// named, and nothing is read from such a document. Several documents in one text are read one after the other.
#include "inventory/aws_record.hpp"
#include "inventory/document.hpp"
#include "inventory/leftovers.hpp"
#include "support/ascii.hpp"
#include "support/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

namespace json = support::json;
using support::skip_json_space;

constexpr std::size_t most_values = std::size_t{1} << 23;  // of all documents of one text that are read
constexpr std::size_t most_documents = 100000;             // of one text that are read
constexpr std::size_t most_unknown = 20;                   // documents of one text that are told one by one

// Goes over a document and keeps no more than the keys of the objects that are open.
class survey {
 public:
  std::size_t values = 0;
  std::optional<std::string> repeated;  // a key that stands twice in one object
  std::size_t repeated_in = 0;          // where that object ends

  void open(json::kind, std::size_t) { opened_.push_back(keys_.size()); }

  void close(std::size_t end) {
    ++values;
    const auto first = keys_.begin() + static_cast<std::ptrdiff_t>(opened_.back());
    if (!repeated) find_repeated(first, end);
    keys_.erase(first, keys_.end());
    opened_.pop_back();
  }

  void key(std::string_view raw, bool escaped) {
    if (escaped) {
      json::append_unescaped(unescaped_.emplace_back(), raw);
      raw = unescaped_.back();
    }
    keys_.push_back(raw);
  }

  void scalar(json::kind, std::string_view, bool, std::size_t, std::size_t) noexcept { ++values; }

 private:
  void find_repeated(std::vector<std::string_view>::iterator first, std::size_t end) {
    std::sort(first, keys_.end());
    const auto twice = std::adjacent_find(first, keys_.end());
    if (twice == keys_.end()) return;
    repeated = std::string(*twice);
    repeated_in = end;
  }

  std::vector<std::string_view> keys_;
  std::vector<std::size_t> opened_;
  std::deque<std::string> unescaped_;
};

// YAML, or a text with commands. False when it is neither.
bool read_other(inventory& out, const document& d) {
  const bool yaml = read_cloudformation_yaml(out, d);
  if (!yaml && !read_commands(out, d)) return false;
  list_kind(out, d, yaml ? document_kind::cloudformation : document_kind::commands);
  return true;
}

class reading {
 public:
  reading(inventory& out, const document& d) : out_(out), d_(d) {}

  ~reading() {
    if (unknown_ > most_unknown) tell(0, fmt::format("{} more documents of unknown shape", unknown_ - most_unknown));
  }
  reading(const reading&) = delete;
  reading& operator=(const reading&) = delete;

  // False when the text is damaged before anything was read from it.
  bool documents(std::size_t at) {
    json::document parsed;
    const std::size_t first = at;
    for (; at < d_.text.size(); at = skip_json_space(d_.text, at)) {
      survey seen;
      json::reader<survey> whole(d_.text, at, seen);
      if (!whole.read_value()) {
        damage_ = whole.reason();
        if (at != first) tell_damage();
        return at != first;
      }
      if (values_ + seen.values > most_values || read_ > most_documents) {
        tell(at, too_much());
        return true;
      }
      if (seen.repeated) {
        tell_repeated(seen);
      } else if (parsed.parse_prefix(d_.text, at)) {
        const std::size_t before = read_;
        root(parsed.root());
        if (read_ != before) values_ += seen.values;
      } else {
        tell(at, "cannot be read");
      }
      at = whole.offset();
    }
    return true;
  }

  void tell_damage() {
    if (damage_.code == json::errc::too_large) return tell(0, "too large: 4 GiB and more of JSON are not read");
    const place where = d_.at(damage_.offset);
    out_.problems.push_back({std::string(d_.path), where.line,
                             fmt::format("damaged JSON at line {}, column {}: {}; nothing is read from there on",
                                         where.line, where.column, json::message(damage_.code))});
  }

 private:
  static std::string too_much() {
    return fmt::format(
        "too large: no more than {} JSON documents with {} values are read of one file, and nothing from here on",
        most_documents, most_values);
  }

  void tell_repeated(const survey& seen) {
    tell(seen.repeated_in - 1, fmt::format("the key {} stands twice in one object: which one counts is not known, and "
                                           "nothing is read from this document",
                                           shown(*seen.repeated)));
  }

  void tell(std::size_t offset, std::string message) {
    out_.problems.push_back({std::string(d_.path), d_.at(offset).line, std::move(message)});
  }

  // Pages that were put into a list are read like pages that follow each other.
  void root(const json::value& value) {
    if (one(value)) return;
    const auto first = value.is(json::kind::array) ? value.first_child() : std::nullopt;
    if (!first || !first->is(json::kind::object) || !one(*first)) {
      if (++unknown_ <= most_unknown) tell(value.begin(), unknown_shape(value));
      return;
    }
    for (auto each = first->next_sibling(); each; each = each->next_sibling()) {
      if (read_ > most_documents) return tell(each->begin(), too_much());
      if (!one(*each) && ++unknown_ <= most_unknown) tell(each->begin(), unknown_shape(*each));
    }
  }

  bool one(const json::value& value) {
    if (read_aws_output(out_, d_, value) || infrastructure(value)) return ++read_, true;
    const auto known = leftover_of(value);
    if (known) note_leftover(out_, d_, *known);
    return known.has_value();
  }

  bool infrastructure(const json::value& value) {
    const bool terraform = read_terraform(out_, d_, value);
    if (!terraform && !read_cloudformation(out_, d_, value)) return false;
    const bool plan = value.member("planned_values") || value.member("resource_changes");
    const document_kind state_or_plan = plan ? document_kind::terraform_plan : document_kind::terraform_state;
    list_kind(out_, d_, terraform ? state_or_plan : document_kind::cloudformation);
    return true;
  }

  inventory& out_;
  const document& d_;
  json::error damage_{};
  std::size_t unknown_ = 0, read_ = 0, values_ = 0;
};

bool is_utf_16(std::string_view text) noexcept {
  if (text.size() < 2) return false;
  return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") || text[0] == '\0' || text[1] == '\0';
}

bool is_binary(std::string_view text) noexcept { return text.substr(0, 4096).find('\0') != std::string_view::npos; }

void read_prose(inventory& out, const document& d) {
  if (!is_binary(d.text) && read_other(out, d)) return;
  out.problems.push_back(unknown_text(d));
}

}  // namespace

void read_text(inventory& out, const document& d) {
  const auto refuse = [&](std::string message) {
    out.problems.push_back({std::string(d.path), 0, std::move(message)});
  };
  const std::size_t first = skip_json_space(d.text, 0);
  if (first == d.text.size()) return refuse("nothing is in it: collect it again");
  if (is_utf_16(d.text))
    return refuse("is UTF-16, and only UTF-8 is read: save it as UTF-8 (PowerShell: Out-File -Encoding utf8)");
  const bool list = d.text[first] == '[';
  if (d.text[first] != '{' && !list) return read_prose(out, d);
  reading json(out, d);
  if (json.documents(first)) return;
  // Prose may begin with a bracket; what is called JSON is none.
  const bool named_json = d.path.ends_with(".json") || d.path.ends_with(".json.gz");
  if (list && !named_json) {
    if (read_other(out, d)) return;
    if (problem left_out = unknown_text(d); !left_out.error) return out.problems.push_back(std::move(left_out));
  }
  json.tell_damage();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
