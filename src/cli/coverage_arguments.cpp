// SPDX-License-Identifier: Apache-2.0
// Names an argument as the user typed it: `--deployed 2 of 3`, the first pattern of a comparison.
#include "cli/coverage_arguments.hpp"

#include "cli/text_file.hpp"

#include <fmt/format.h>

#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

constexpr std::string_view file_scheme = "file://";

}  // namespace

result<std::vector<std::string>, std::string> resolve_patterns(const std::vector<std::string>& values) {
  std::vector<std::string> texts;
  for (const std::string& value : values) {
    if (!value.starts_with(file_scheme)) {
      texts.push_back(value);
      continue;
    }
    auto text = read_pattern_file(value.substr(file_scheme.size()));
    if (!text) return unexpected<std::string>{std::move(text.error())};
    texts.push_back(std::move(*text));
  }
  return texts;
}

std::string argument_name(std::string_view list, std::size_t index, std::size_t count) {
  if (list == "pattern") return index == 0 ? "the first pattern" : "the second pattern";
  if (list == "control") return fmt::format("text {} of the control", index + 1);
  return count == 1 ? fmt::format("--{}", list) : fmt::format("--{} {} of {}", list, index + 1, count);
}

void tell_refused(terminal& err, std::span<const refused_text> refused) {
  for (const refused_text& each : refused) {
    err.error(argument_name(each.list, each.index, each.count) + " was refused:");
    err.show(each.what);
  }
}

void tell_warnings(terminal& err, std::span<const pattern> patterns, std::string_view list) {
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (patterns[i].warnings().empty()) continue;
    err.note("about " + argument_name(list, i, patterns.size()) + ":");
    for (const diagnostic& warning : patterns[i].warnings()) err.show(warning);
  }
}

result<const catalog::entry*, std::string> find_control(std::string_view id) {
  if (const catalog::entry* found = catalog::find(id)) return found;
  if (const catalog::benchmark* whole = catalog::find_benchmark(id)) {
    return unexpected<std::string>{
        fmt::format("`{}` is a benchmark; name one of its controls, as in `{}`", id, whole->entries.front().id)};
  }
  const auto near = catalog::suggestions(id);
  if (near.empty()) {
    return unexpected<std::string>{fmt::format("no control `{}` in the catalogue; `coverwatch catalog` lists all", id)};
  }
  return unexpected<std::string>{fmt::format("no control `{}` in the catalogue; did you mean `{}`?", id, near.front())};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
