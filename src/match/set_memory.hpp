// SPDX-License-Identifier: Apache-2.0
// What the set machine notes during one event. Part of a scratch; grows to its largest use and stays.
#pragma once

#include "match/text_memory.hpp"

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::match {

enum class kind : std::uint8_t { null, false_, true_, number, string, array, object, token };

// One value met at a node of the tree. What costs work is found out when it is first asked for.
struct set_value {
  std::string_view raw;  // as it stands in the event: between its quotes, or a number's spelling
  match::kind kind = kind::null;
  bool has_text = false;  // whether `text` is known
  bool in_texts = false;  // `text_begin` is a place in set_memory::texts; else the text is `raw`
  std::uint32_t node = 0;
  std::uint32_t next = 0;  // the value met before at the same node
  std::uint32_t text_begin = 0;
  std::uint32_t text_size = 0;
  std::uint32_t text = 0;  // which of set_code::texts it equals
  std::uint32_t rank = 0;  // among the thresholds of its node
};

struct set_memory {
  std::uint32_t event = 0;        // number of the event, from 1; what bears another number is of an earlier one
  std::vector<set_value> values;  // in the order of the event; the first `met` of them
  std::size_t met = 0;
  std::string texts;  // of values whose text is not as it stands
  struct stamped {
    std::uint32_t event = 0;
    std::uint32_t value = 0;
  };
  std::vector<stamped> last_value;  // of each node
  std::vector<stamped> results;     // of each test: 0 or 1
  struct habit {                    // of a node: whether its texts come again
    std::uint16_t tried = 0, found = 0;
    std::uint16_t left_out = 0;  // how many more are not looked for
  };
  std::vector<habit> habits;              // of each node
  std::vector<std::uint32_t> called_up;   // of each pattern: the event it was called up by last
  std::vector<std::uint32_t> passed;      // work: wildcard tests that one text passes
  std::vector<std::uint32_t> gram_tests;  // work
  text_memory seen;
  std::string deduplicated;  // an event without its repeated keys
};

}  // namespace coverwatch::inline COVERWATCH_ABI::match
