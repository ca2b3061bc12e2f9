// SPDX-License-Identifier: Apache-2.0
// What can be said only when all files are read, step by step.
#include "inventory/settle.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

bool is_output(const inventory& all, const place& at) noexcept {
  if (at.file >= all.files.size()) return false;
  const auto& documents = all.files[at.file].documents;
  return !documents.empty() && std::all_of(documents.begin(), documents.end(), [](document_kind each) {
    return each <= document_kind::get_subscription_attributes;
  });
}

std::string_view path_of(const inventory& all, const place& at) noexcept {
  return at.file < all.files.size() ? std::string_view(all.files[at.file].path) : std::string_view();
}

void settle(inventory& out) {
  settle_scopes(out);
  settle_names(out);
  settle_pages(out);
  settle_repeated(out);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
