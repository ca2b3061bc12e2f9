// SPDX-License-Identifier: Apache-2.0
// The controls of the catalogue with the face of C++, by the C interface alone: their texts are static in C as well.
#pragma once

#include <coverwatch/pattern.hpp>

#include <optional>

namespace coverwatch::inline through_c::catalog {

struct reference {
  std::string_view text;
};

struct entry {
  std::string_view id, benchmark, version, control, title;
  reference normative;
  std::vector<reference> alternatives;
};

struct benchmark {
  std::vector<entry> entries;
};

inline entry entry_of(const coverwatch_control* from) {
  entry out{view(coverwatch_control_id(from)),
            view(coverwatch_control_benchmark(from)),
            view(coverwatch_control_version(from)),
            view(coverwatch_control_number(from)),
            view(coverwatch_control_title(from)),
            {view(coverwatch_control_pattern(from))},
            {}};
  for (std::size_t i = 0; i < coverwatch_control_alternative_count(from); ++i) {
    out.alternatives.push_back({view(coverwatch_control_alternative(from, i))});
  }
  return out;
}

// C gives the controls one behind the other, so all stand in one list here.
inline std::vector<benchmark> benchmarks() {
  std::vector<benchmark> out(1);
  for (std::size_t i = 0; i < coverwatch_catalog_size(); ++i) {
    out.front().entries.push_back(entry_of(coverwatch_catalog_at(i)));
  }
  if (coverwatch_catalog_at(coverwatch_catalog_size()) != nullptr) std::abort();
  return out;
}

inline std::optional<entry> find(std::string_view id) {
  const auto* const found = coverwatch_catalog_find(id.data(), id.size());
  return found == nullptr ? std::nullopt : std::optional<entry>(entry_of(found));
}

}  // namespace coverwatch::inline through_c::catalog
