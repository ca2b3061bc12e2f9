// SPDX-License-Identifier: Apache-2.0
// One block of Terraform's language to a tree: literals, lists, maps and references; what is anything else is open.
// Line breaks may be lost, as they are in pages. Evaluates nothing, reads no variables, expands no modules.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

struct hcl_value {
  enum class kind : std::uint8_t { text, list, map, reference, open } what = kind::open;
  // text: its content, or the spelling of a number or truth value. reference: `aws_sns_topic.x.arn`. open: `null`, if
  // so.
  std::string text = {};
  std::string suffix = {};  // of a reference inside a text: "${aws_cloudwatch_log_group.x.arn}:*"
  std::vector<std::pair<std::string, hcl_value>> members = {};  // of a list without names
};

struct hcl_block {
  std::string type = {};
  std::vector<std::string> labels = {};
  std::vector<std::pair<std::string, hcl_value>> attributes = {};
  std::vector<hcl_block> blocks = {};
  std::size_t begin = 0;  // offset of its type
};

struct hcl_reading {
  hcl_block block;
  std::size_t end = 0;          // the offset behind it, or behind what was read of it
  const char* fault = nullptr;  // what is wrong at `end`; null: nothing
};

inline constexpr std::size_t hcl_max_depth = 64;  // brackets inside brackets

// The block whose type begins at `begin`. Linear in what lies between `begin` and `end`.
hcl_reading read_hcl_block(std::string_view text, std::size_t begin);

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
