// SPDX-License-Identifier: Apache-2.0
// The machine; the external entry is `run`. It trusts nothing about the event but that `structure` found its tokens: any
// sequence of tokens may come, every step is bounded by their number, and what cannot be valid JSON ends the walk.
#include "match/machine.hpp"

#include "match/value_tests.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace coverwatch::inline COVERWATCH_ABI::match {

using program::none;

COVERWATCH_FUNC bool is_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// What the first byte of a token does to the depth of brackets.
inline constexpr std::array<std::int8_t, 256> nesting = [] {
  std::array<std::int8_t, 256> change{};
  change['{'] = change['['] = 1;
  change['}'] = change[']'] = -1;
  return change;
}();

// The walk over the tokens. Each function starts with `at_` on the first token of what it reads and leaves it past the
// last; false means that the walk is over, for the reason in `end_`.
class walk {
 public:
  walk(const program::code& c, std::string_view event, workspace& w)
      : c_(c),
        event_(event),
        tokens_(w.structure.tokens()),
        w_(w),
        has_escapes_(event.find('\\') != std::string_view::npos) {}

  finding run() {
    clear_slots(c_, w_);
    if (w_.met.size() < c_.nodes.size()) w_.met.resize(c_.nodes.size());
    w_.key_hashes.clear();
    if (current() != '{') return finding::no_match;
    if (!visit(0, 1)) return end_;
    return verdict(c_, w_) ? finding::match_if_valid : finding::no_match;
  }

 private:
  char current() const noexcept { return at_ < tokens_.size() ? event_[tokens_[at_]] : '\0'; }

  // The bytes of the token at `at_`, white space behind it cut off.
  std::string_view token() const noexcept {
    const std::size_t begin = tokens_[at_];
    std::size_t end = at_ + 1 < tokens_.size() ? tokens_[at_ + 1] : event_.size();
    while (end > begin + 1 && is_space(event_[end - 1])) --end;
    return event_.substr(begin, end - begin);
  }

  void test(const program::node& n, kind k, std::string_view text) {
    run_tests(c_, n, {k, text}, has_escapes_, w_);
  }

  // Steps over one value of any kind; nested brackets are counted, not checked.
  bool skip() {
    std::ptrdiff_t depth = 0;
    std::size_t at = at_;
    do {
      if (at >= tokens_.size()) return false;
      depth += nesting[static_cast<unsigned char>(event_[tokens_[at++]])];
    } while (depth > 0);
    at_ = at;
    return depth == 0;
  }

  // The value at `at_`, met at `node`.
  bool visit(std::uint32_t node, std::size_t depth) {
    const program::node& n = c_.nodes[node];
    switch (current()) {
      case '{':
        test(n, kind::object, {});
        return n.fields.begin == n.fields.end && n.any == none ? skip() : visit_object(n, depth);
      case '[':
        test(n, kind::array, {});
        return n.indices.begin == n.indices.end && n.any == none && n.element == none ? skip() : visit_array(n, depth);
      case '"': return visit_string(n);
      default: return visit_scalar(n);
    }
  }

  bool visit_string(const program::node& n) {
    const std::string_view t = token();
    if (t.size() < 2 || t.back() != '"') return false;
    test(n, kind::string, t.substr(1, t.size() - 2));
    ++at_;
    return true;
  }

  bool visit_scalar(const program::node& n) {
    if (at_ >= tokens_.size()) return false;
    const std::string_view t = token();
    if (t == "null") {
      test(n, kind::null, {});
    } else if (t == "true") {
      test(n, kind::true_, {});
    } else if (t == "false") {
      test(n, kind::false_, {});
    } else if (!support::json::validate(t)) {  // no other scalar is left
      test(n, kind::number, t);
    } else {
      return false;
    }
    ++at_;
    return true;
  }

  // The key at `at_` as it stands between its quotes; the walk goes past its colon. A value must follow.
  bool read_key(std::string_view& key) noexcept {
    if (at_ + 2 >= tokens_.size()) return false;
    const std::size_t begin = tokens_[at_];
    const std::size_t colon = tokens_[at_ + 1];
    if (event_[begin] != '"' || event_[colon] != ':') return false;
    std::size_t end = colon;
    while (is_space(event_[end - 1])) --end;  // ends at the quote at the latest
    if (end < begin + 2 || event_[end - 1] != '"') return false;
    key = {event_.data() + begin + 1, end - begin - 2};
    at_ += 2;
    return true;
  }

  // `head_of`, by one load where the name stands in the event and eight bytes may be read.
  std::uint64_t head(std::string_view name) const noexcept {
    if (has_escapes_ || event_.data() + event_.size() - name.data() < 8) return program::head_of(name);
    const std::uint64_t eight = program::head_of({name.data(), 8});
    return name.size() >= 8 ? eight : eight & ((std::uint64_t{1} << (8 * name.size())) - 1);
  }

  std::uint32_t find_field(const program::node& n, std::string_view name) const noexcept {
    if ((n.name_lengths >> std::min<std::size_t>(name.size(), 63) & 1) == 0) return none;
    const std::uint64_t wanted = head(name);
    for (std::uint32_t i = n.fields.begin; i < n.fields.end; ++i) {
      const program::field_edge& f = c_.fields[i];
      if (f.head == wanted && f.name == name) return f.node;
    }
    return none;
  }

  // The last of several equal keys counts: what was found below an earlier one is forgotten. Below a wildcard that cannot
  // be told from what was found elsewhere.
  bool enter_field(std::uint32_t child, std::uint64_t object) {
    if (w_.met[child] != object) {
      w_.met[child] = object;
      return true;
    }
    const program::node& n = c_.nodes[child];
    if (n.repeats) {
      end_ = finding::repeated_key;
      return false;
    }
    for (std::uint32_t s = n.slots.begin; s < n.slots.end; ++s) w_.slots[s / 64] &= ~(std::uint64_t{1} << (s % 64));
    return true;
  }

  bool visit_member(const program::node& n, std::uint64_t object, std::size_t depth) {
    std::string_view raw_key;
    if (!read_key(raw_key)) return false;
    const std::string_view name = plain_text(w_, raw_key, has_escapes_);
    const std::uint32_t child = find_field(n, name);
    // Under a wildcard every key of the object counts, so that each must be told from the others.
    if (n.any != none) w_.key_hashes.push_back(std::hash<std::string_view>{}(name));
    const std::size_t value = at_;
    if (child != none && (!enter_field(child, object) || !visit(child, depth + 1))) return false;
    if (n.any != none) {
      at_ = value;
      return visit(n.any, depth + 1);
    }
    return child != none || skip();
  }

  // Equal hashes of different keys only cost time: the reference evaluator then decides.
  bool keys_differ(std::size_t from) {
    const auto begin = w_.key_hashes.begin() + static_cast<std::ptrdiff_t>(from);
    std::sort(begin, w_.key_hashes.end());
    const bool repeated = std::adjacent_find(begin, w_.key_hashes.end()) != w_.key_hashes.end();
    w_.key_hashes.resize(from);
    if (repeated) end_ = finding::repeated_key;
    return !repeated;
  }

  bool visit_object(const program::node& n, std::size_t depth) {
    if (depth > support::json::max_depth) return false;
    const std::uint64_t object = ++w_.object;
    const std::size_t keys_from = w_.key_hashes.size();
    ++at_;
    if (current() == '}') {
      ++at_;
      return true;
    }
    for (;;) {
      if (!visit_member(n, object, depth)) return false;
      const char c = current();
      ++at_;
      if (c == '}') return n.any == none || keys_differ(keys_from);
      if (c != ',') return false;
    }
  }

  bool visit_element(const program::node& n, std::uint64_t index, std::uint32_t& next_index, std::size_t depth) {
    const std::size_t value = at_;
    bool stepped = false;
    const auto meet = [&](std::uint32_t child) {
      at_ = value;
      stepped = true;
      return visit(child, depth + 1);
    };
    if (next_index < n.indices.end && c_.indices[next_index].index == index &&
        !meet(c_.indices[next_index++].node)) {
      return false;
    }
    if (n.any != none && !meet(n.any)) return false;
    if (n.element != none && !meet(n.element)) return false;
    return stepped || skip();
  }

  bool visit_array(const program::node& n, std::size_t depth) {
    if (depth > support::json::max_depth) return false;
    ++at_;
    if (current() == ']') {
      ++at_;
      return true;
    }
    std::uint32_t next_index = n.indices.begin;
    for (std::uint64_t index = 0;; ++index) {
      if (!visit_element(n, index, next_index, depth)) return false;
      const char c = current();
      ++at_;
      if (c == ']') return true;
      if (c != ',') return false;
    }
  }

  const program::code& c_;
  std::string_view event_;
  std::span<const std::uint32_t> tokens_;
  workspace& w_;
  const bool has_escapes_;
  std::size_t at_ = 0;
  finding end_ = finding::no_match;
};

COVERWATCH_FUNC finding run(const program::code& c, std::string_view event, workspace& w) { return walk(c, event, w).run(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::match
