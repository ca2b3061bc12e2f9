// SPDX-License-Identifier: Apache-2.0
// A second reading of the service's regular expressions, for tests alone: takes the body apart by itself, then tries
// every way to match it from every place. Slow, plain, and apart from the library: it shares no line with it. Expects a
// body that the library accepts, over ASCII and \x escapes.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace backtracker {

constexpr std::size_t endless = static_cast<std::size_t>(-1);

struct piece {
  char anchor = 0;  // '^' or '$', and then nothing else counts
  std::function<bool(char32_t)> takes;
  std::size_t least = 1;
  std::size_t most = 1;
};
using sequence = std::vector<piece>;

inline bool is_word(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

inline std::function<bool(char32_t)> class_letter(char letter) {
  switch (letter) {
    case 'd': return [](char32_t c) { return c >= '0' && c <= '9'; };
    case 'D': return [](char32_t c) { return c < '0' || c > '9'; };
    case 's': return [](char32_t c) { return c == ' ' || (c >= 9 && c <= 13); };
    case 'S': return [](char32_t c) { return c != ' ' && (c < 9 || c > 13); };
    case 'w': return is_word;
    default: return [](char32_t c) { return !is_word(c); };
  }
}

class reader {
 public:
  explicit reader(std::string_view body) : rest_(body) {}

  std::vector<sequence> read() {
    std::vector<sequence> all(1);
    while (!rest_.empty()) {
      if (eat('|')) {
        all.emplace_back();
      } else {
        all.back().push_back(read_piece());
      }
    }
    return all;
  }

 private:
  bool eat(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  char next() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }
  std::size_t number() {
    std::size_t value = 0;
    while (!rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9')
      value = value * 10 + static_cast<std::size_t>(next() - '0');
    return value;
  }

  piece read_piece() {
    piece p;
    if (rest_[0] == '^' || rest_[0] == '$') {
      p.anchor = next();
      return p;
    }
    p.takes = read_unit();
    if (eat('?'))
      p.least = 0;
    else if (eat('*'))
      p.least = 0, p.most = endless;
    else if (eat('+'))
      p.most = endless;
    else if (eat('{')) {
      p.least = p.most = number();
      if (eat(',')) p.most = rest_[0] == '}' ? endless : number();
      eat('}');
    } else
      return p;
    eat('?');
    return p;
  }

  std::function<bool(char32_t)> read_unit() {
    if (eat('.')) return [](char32_t c) { return c != '\n'; };
    if (eat('[')) return read_class();
    char32_t single = 0;
    return read_single(single);
  }

  // A character or an escape; `single` is the character if it is one.
  std::function<bool(char32_t)> read_single(char32_t& single) {
    char c = next();
    if (c == '\\') {
      c = next();
      if (std::string_view("dDsSwW").find(c) != std::string_view::npos) return class_letter(c);
      if (c == 'x') {
        single = static_cast<char32_t>(std::strtoul(std::string(rest_.substr(0, 2)).c_str(), nullptr, 16));
        rest_.remove_prefix(2);
        return [single](char32_t other) { return other == single; };
      }
    }
    single = static_cast<unsigned char>(c);
    return [single](char32_t other) { return other == single; };
  }

  std::function<bool(char32_t)> read_class() {
    const bool negated = eat('^');
    std::vector<std::function<bool(char32_t)>> members;
    do {
      char32_t first = 0;
      char32_t last = 0;
      auto takes = read_single(first);
      if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
        next();
        read_single(last);
        takes = [first, last](char32_t c) { return first <= c && c <= last; };
      }
      members.push_back(takes);
    } while (!eat(']'));
    return [negated, members](char32_t c) {
      return negated != std::any_of(members.begin(), members.end(), [c](const auto& takes) { return takes(c); });
    };
  }

  std::string_view rest_;
};

// Whether the pieces from the `i`-th on match at `at`. What has failed once is remembered, or some cases would take
// years.
inline bool matches_from(const sequence& pieces, std::size_t i, std::u32string_view text, std::size_t at,
                         std::vector<bool>& failed) {
  if (i == pieces.size()) return true;
  const std::size_t place = i * (text.size() + 1) + at;
  if (failed[place]) return false;
  const piece& p = pieces[i];
  bool found = false;
  if (p.anchor != 0) {
    found = at == (p.anchor == '^' ? 0 : text.size()) && matches_from(pieces, i + 1, text, at, failed);
  } else {
    for (std::size_t count = 0; !found && count <= p.most; ++count, ++at) {
      found = count >= p.least && matches_from(pieces, i + 1, text, at, failed);
      if (at == text.size() || !p.takes(text[at])) break;
    }
  }
  if (!found) failed[place] = true;
  return found;
}

inline bool search(std::string_view body, std::u32string_view text) {
  for (const sequence& pieces : reader(body).read()) {
    std::vector<bool> failed((pieces.size() + 1) * (text.size() + 1));
    for (std::size_t at = 0; at <= text.size(); ++at)
      if (matches_from(pieces, 0, text, at, failed)) return true;
  }
  return false;
}

}  // namespace backtracker
