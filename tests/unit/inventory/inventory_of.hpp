// SPDX-License-Identifier: Apache-2.0
// Files to an inventory without a disk: each text goes to its reader as `read` would hand it over, and then all is
// settled.
#pragma once

#include "inventory/arn.hpp"
#include "inventory/digest.hpp"
#include "inventory/document.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace sample {

namespace inventory = coverwatch::inventory;

struct file {
  std::string path, text;
};

inline inventory::inventory inventory_of(const std::vector<file>& files) {
  inventory::inventory out;
  inventory::sha256 digest;
  for (const file& each : files) {
    digest.add(each.text);
    out.files.push_back({each.path, each.text.size(), digest.finish()});
    inventory::document d;
    d.file = static_cast<std::uint32_t>(out.files.size() - 1);
    d.path = each.path;
    d.text = each.text;
    d.hint = inventory::scope_of_path(each.path);
    read_text(out, d);
  }
  settle(out);
  return out;
}

inline inventory::inventory inventory_of(std::string text) {
  return inventory_of({{"111122223333/us-east-1/file.json", std::move(text)}});
}

// The messages of the errors, or of the notes.
inline std::vector<std::string> messages(const inventory::inventory& all, bool errors = true) {
  std::vector<std::string> out;
  for (const inventory::problem& each : all.problems) {
    if (each.error == errors) out.push_back(each.message);
  }
  return out;
}

inline bool says(const inventory::inventory& all, std::string_view words, bool errors = true) {
  const auto told = messages(all, errors);
  return std::any_of(told.begin(), told.end(),
                     [&](const std::string& each) { return each.find(words) != std::string::npos; });
}

// The output of one command as collect.sh wraps it.
inline std::string envelope(std::string_view command, std::string_view arguments, std::string_view output,
                            std::string_view client = "aws-cli/2.9.19 Python/3.11.2") {
  std::string out = R"({"coverwatch":"aws-output/1","command":")";
  out.append(command).append(R"(","arguments":{)").append(arguments);
  out.append(R"(},"account":"111122223333","region":"us-east-1","cli":")").append(client);
  return out.append(R"(","output":)").append(output).append("}\n");
}

}  // namespace sample
