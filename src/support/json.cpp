// SPDX-License-Identifier: Apache-2.0
// The two consumers of the reader, one that builds a document and one that does nothing, and the functions that run
// them. In go bytes, out come values or the first error. Repeated keys are settled here, when their object closes.
#include "support/json.hpp"

#include "support/json_reader.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::support::json {

struct null_consumer {
  void open(kind, std::size_t) noexcept {}
  void close(std::size_t) noexcept {}
  void key(std::string_view, bool) noexcept {}
  void scalar(kind, std::string_view, bool, std::size_t, std::size_t) noexcept {}
};

// Fills the vectors of a document. Each open bracket is two entries of `open_`: its node, then its last child so far.
class builder {
 public:
  explicit builder(document& d) noexcept : document_(d) { d.clear(); }

  void open(kind what, std::size_t begin) {
    const std::uint32_t index = add(what, begin);
    document_.open_.push_back(index);
    document_.open_.push_back(0);
  }

  void close(std::size_t end) {
    const std::uint32_t index = document_.open_[document_.open_.size() - 2];
    document_.open_.resize(document_.open_.size() - 2);
    document_.nodes_[index].end = narrow(end);
    if (document_.nodes_[index].what == kind::object) drop_repeated(index);
  }

  void key(std::string_view raw, bool escaped) {
    key_ = narrow(document_.texts_.size());
    key_length_ = append(raw, escaped);
  }

  void scalar(kind what, std::string_view raw, bool escaped, std::size_t begin, std::size_t end) {
    const std::uint32_t index = add(what, begin);
    const std::uint32_t text = narrow(document_.texts_.size());
    const bool has_text = what == kind::string || what == kind::number;
    const std::uint32_t length = has_text ? append(raw, escaped) : 0;
    node& added = document_.nodes_[index];
    added.text = text;
    added.length = length;
    added.end = narrow(end);
  }

 private:
  // Nothing here exceeds the text, and that has less than 4 GiB.
  static std::uint32_t narrow(std::size_t n) noexcept { return static_cast<std::uint32_t>(n); }

  std::uint32_t append(std::string_view raw, bool escaped) {
    const std::size_t before = document_.texts_.size();
    if (escaped) {
      append_unescaped(document_.texts_, raw);
    } else {
      document_.texts_.append(raw);
    }
    return narrow(document_.texts_.size() - before);
  }

  // A new node, behind its elder sibling, with the key that came just before it.
  std::uint32_t add(kind what, std::size_t begin) {
    std::vector<node>& nodes = document_.nodes_;
    const std::uint32_t index = narrow(nodes.size());
    node added;
    added.what = what;
    added.begin = narrow(begin);
    added.key = std::exchange(key_, 0);
    added.key_length = std::exchange(key_length_, 0);
    nodes.push_back(added);
    if (document_.open_.empty()) return index;
    std::uint32_t& last = document_.open_.back();
    node& parent = nodes[document_.open_[document_.open_.size() - 2]];
    (last == 0 ? parent.first : nodes[last].next) = index;
    last = index;
    ++parent.length;
    return index;
  }

  std::string_view key_of(std::uint32_t index) const noexcept {
    const node& n = document_.nodes_[index];
    return std::string_view(document_.texts_).substr(n.key, n.key_length);
  }

  // Takes every member out of the list but the last one of each key. Such a member is first marked by an end of 0,
  // which no value has.
  void drop_repeated(std::uint32_t object) {
    if (!mark_repeated(object)) return;
    std::vector<node>& nodes = document_.nodes_;
    std::uint32_t length = 0;
    std::uint32_t kept = 0;
    for (std::uint32_t child = nodes[object].first; child != 0; child = nodes[child].next) {
      if (nodes[child].end == 0) continue;
      (kept == 0 ? nodes[object].first : nodes[kept].next) = child;
      kept = child;
      ++length;
    }
    nodes[object].length = length;
  }

  bool mark_repeated(std::uint32_t object) {
    std::vector<node>& nodes = document_.nodes_;
    std::vector<std::uint32_t>& order = document_.order_;
    order.clear();
    for (std::uint32_t child = nodes[object].first; child != 0; child = nodes[child].next) order.push_back(child);
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) { return sorts_before(a, b); });
    bool any = false;
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (key_of(order[i - 1]) != key_of(order[i])) continue;
      nodes[order[i - 1]].end = 0;
      any = true;
    }
    return any;
  }

  // Short keys first, then by bytes, and the same key by place.
  bool sorts_before(std::uint32_t a, std::uint32_t b) const noexcept {
    const std::string_view one = key_of(a);
    const std::string_view other = key_of(b);
    if (one.size() != other.size()) return one.size() < other.size();
    const int order = one.compare(other);
    return order != 0 ? order < 0 : a < b;
  }

  document& document_;
  std::uint32_t key_ = 0;
  std::uint32_t key_length_ = 0;
};

inline constexpr std::size_t largest_text = std::numeric_limits<std::uint32_t>::max();  // offsets have 32 bits
inline constexpr error too_large_error{errc::too_large, largest_text};

template <class Consumer>
std::optional<error> read_whole(std::string_view text, Consumer& consumer) {
  if (text.size() > largest_text) return too_large_error;
  reader<Consumer> r(text, 0, consumer);
  if (r.read_value() && r.read_end()) return std::nullopt;
  return r.reason();
}

template <class Consumer>
result<std::size_t, error> read_prefix(std::string_view text, std::size_t offset, Consumer& consumer) {
  if (text.size() > largest_text) return unexpected{too_large_error};
  reader<Consumer> r(text, offset, consumer);
  if (!r.read_value()) return unexpected{r.reason()};
  return r.offset();
}

COVERWATCH_FUNC std::optional<error> document::parse(std::string_view text) {
  builder fill(*this);
  const std::optional<error> wrong = read_whole(text, fill);
  if (wrong) clear();
  return wrong;
}

COVERWATCH_FUNC result<std::size_t, error> document::parse_prefix(std::string_view text, std::size_t offset) {
  builder fill(*this);
  result<std::size_t, error> end = read_prefix(text, offset, fill);
  if (!end) clear();
  return end;
}

COVERWATCH_FUNC void document::clear() noexcept {
  nodes_.clear();
  texts_.clear();
  open_.clear();
}

COVERWATCH_FUNC std::optional<error> validate(std::string_view text) noexcept {
  null_consumer nobody;
  return read_whole(text, nobody);
}

COVERWATCH_FUNC bool escapes_are_valid(std::string_view text) noexcept {
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    if (++at == text.size()) return false;
    if (text[at] == 'u') {
      if (text.size() - at < 5) return false;
      for (std::size_t i = 1; i <= 4; ++i) {
        if (hex_digit(text[at + i]) < 0) return false;
      }
      at += 4;
    } else if (std::string_view("\"\\/bfnrt").find(text[at]) == std::string_view::npos) {
      return false;
    }
    ++at;
  }
  return true;
}

COVERWATCH_FUNC result<std::size_t, error> skip_value(std::string_view text, std::size_t offset) noexcept {
  null_consumer nobody;
  return read_prefix(text, offset, nobody);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support::json
