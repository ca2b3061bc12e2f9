// SPDX-License-Identifier: Apache-2.0
// What the one-file product allows, so that its check does not cry wolf. Never compiled.
#include <string>

namespace coverwatch {

inline constexpr int limit = 3;
using text = std::string;
enum class kind : int { one, two };
struct base {
  static int count() { return 1; }
};
struct derived final : base {
  int value = 0;
};
struct declared_only;

template <class T>
int size() {
  return sizeof(T);
}

template <>
inline int size<void>() {
  return 0;
}

bool declared(int first = {}, std::string second = "{");
struct with_function {
  int count() const {
    return 0;
  }
};

constexpr int twice(int x) { return 2 * x; }
[[nodiscard]] COVERWATCH_FUNC bool is_brace(char c) { return c == '{' || c == '\'' || c == '"'; }
COVERWATCH_FUNC std::string a_long_return_type() {
  return R"x(
static int looks_like_code() { return 0; }
)x";
}
COVERWATCH_FUNC bool operator==(const base&, const base&) { return 1'000 == 1'000; }
/* static int commented_out;
static int too; */
static_assert(sizeof(int) == 4);

}  // namespace coverwatch
