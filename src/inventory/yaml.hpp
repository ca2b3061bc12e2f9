// SPDX-License-Identifier: Apache-2.0
// YAML to JSON, as CloudFormation understands it. In goes a text, out comes one JSON text for each of its documents,
// and where each value stood in the YAML. Short tags become functions (`!Ref x` is {"Ref":"x"}, `!Sub x` is
// {"Fn::Sub":"x"}), aliases and merge keys are written out. Knows nothing of templates.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

struct yaml_limits {
  std::size_t depth = 100;              // collections inside collections, aliases written out
  std::size_t nodes = 1'000'000;        // of one document, before and after aliases are written out
  std::size_t json_bytes = 16U << 20U;  // of one document, after; the service takes templates of 1 MiB
};

struct yaml_document {
  std::string json;
  // Offsets into `json` and into the YAML, both rising in the first; a value stands where the last one at or before it
  // says.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;

  std::size_t place_of(std::size_t json_offset) const noexcept;
};

struct yaml_problem {
  std::size_t offset = 0;              // into the YAML
  std::string message;                 // one sentence, lower case, no full stop
  std::vector<std::string> keys = {};  // of the broken document's top level, as far as they were read
};

struct yaml_text {
  std::vector<yaml_document> documents;  // those before the problem
  std::optional<yaml_problem> problem;
};

// Scalars are strings as they are written (also numbers, so that no digit is lost), except for null, true and false in
// the spellings of YAML 1.1. UTF-8 only. Linear in the text and in what is written.
yaml_text read_yaml(std::string_view text, const yaml_limits& limits = {});

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
