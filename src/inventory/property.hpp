// SPDX-License-Identifier: Apache-2.0
// Properties as texts, numbers, flags and lists. What is open, or cannot be read as what it should be, is noted by its
// own name, and the caller gets what stands for "nothing". Judges no value.
#pragma once

#include "inventory/resource.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// Whether `snake` is how Terraform spells `camel`: topic_arn, TopicArn.
bool is_snake_of(std::string_view snake, std::string_view camel) noexcept;

// Reads one resource; the second name of each function is Terraform's, where it is another word. An empty text or list
// is what Terraform writes for none, and counts as absent.
class property_reader {
 public:
  // `condition`: noted as unresolved right away, unless it is empty.
  property_reader(const property& properties, std::string_view condition);

  bool is_open(std::string_view name, std::string_view other = {}) const;
  std::string text(std::string_view name, std::string_view other = {}) { return text_of(top_, name, other); }
  std::string symbol(std::string_view name, std::string_view other = {}) { return symbol_of(top_, name, other); }
  std::vector<std::string> texts(std::string_view name) { return texts_of(top_, name); }
  const std::vector<property>& list(std::string_view name, std::string_view other = {}) {
    return list_of(top_, name, other);
  }
  std::optional<bool> flag(std::string_view name, std::optional<bool> if_absent, std::string_view other = {}) {
    return flag_of(top_, name, if_absent, other);
  }
  std::optional<double> number(std::string_view name) { return number_of(top_, name); }
  std::uint64_t count(std::string_view name) { return count_of(top_, name); }  // 0: absent

  // The same of a map inside.
  std::string text_of(const property& in, std::string_view name, std::string_view other = {});
  // A text that is only held against others of the document, so that `${Parameter}` will do.
  std::string symbol_of(const property& in, std::string_view name, std::string_view other = {});
  std::vector<std::string> texts_of(const property& in, std::string_view name);
  const std::vector<property>& list_of(const property& in, std::string_view name, std::string_view other = {});
  std::optional<bool> flag_of(const property& in, std::string_view name, std::optional<bool> if_absent,
                              std::string_view other = {});
  std::optional<double> number_of(const property& in, std::string_view name);
  std::uint64_t count_of(const property& in, std::string_view name);
  // A map, or a list of maps with `Key` or `Name` and `Value`.
  std::vector<std::pair<std::string, std::string>> pairs_of(const property& in, std::string_view name);

  // From now on the names of what is open begin with that and a point.
  void within(std::string name) { within_ = std::move(name) + '.'; }
  void leave_open(std::string_view name, const property& p);
  const std::vector<std::string>& unresolved() const noexcept { return unresolved_; }

 private:
  const property& top_;
  std::string within_;
  std::vector<std::string> unresolved_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
