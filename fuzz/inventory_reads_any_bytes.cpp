// SPDX-License-Identifier: Apache-2.0
// Laws, over any bytes as files of an inventory: reading and settling end; each place lies in a file that is there; what is
// not blank leaves a record, a list or a word behind; settling makes no record, takes no word back, and leaves no page that
// has not been joined. The first byte chooses the file's name. The elements of a list are files of one folder as well, so
// that they meet.
#include "inventory/arn.hpp"
#include "inventory/document.hpp"
#include "support/ascii.hpp"
#include "support/json.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace inventory = coverwatch::inventory;
namespace json = coverwatch::support::json;

void demand(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

constexpr std::array<std::string_view, 6> names{"111122223333/us-east-1/file.json", "prod/get-trail-status.main.json",
                                                "template.yaml", "notes.md", "file", "a/b/111122223333-eu-west-1.json"};

struct file {
  std::string path;
  std::string_view text;
};

std::vector<file> files_of(char tag, std::string_view text) {
  std::vector<file> out{{std::string(names[static_cast<unsigned char>(tag) % names.size()]), text}};
  json::document d;
  if (d.parse(text) || !d.root().is(json::kind::array)) return out;
  for (auto each = d.root().first_child(); each && out.size() < 50; each = each->next_sibling()) {
    out.push_back({"folder/" + std::to_string(out.size()), text.substr(each->begin(), each->end() - each->begin())});
  }
  return out;
}

template <class All, class Visit>
void each_place(const All& all, const Visit& visit) {
  const auto over = [&](const auto& records) {
    for (const auto& each : records) visit(each.at);
  };
  over(all.trails);
  over(all.statuses);
  over(all.selectors);
  over(all.filters);
  over(all.alarms);
  over(all.subscriptions);
  over(all.attributes);
  over(all.listings);
}

std::size_t records_of(const inventory::inventory& all) {
  std::size_t count = 0;
  each_place(all, [&](const inventory::place&) { ++count; });
  return count;
}

// A line that is there, and a column of it or right behind it.
void demand_place(std::string_view text, std::uint64_t line, std::uint64_t column) {
  std::size_t begin = 0;
  for (std::uint64_t i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n', begin);
    demand(end != std::string_view::npos, "a place is in a line of the file");
    begin = end + 1;
  }
  const std::size_t length = std::min(text.find('\n', begin), text.size()) - begin;
  demand(line == 0 || column <= length + 1, "a place is in a column of its line");
}

void demand_places(const inventory::inventory& all, const std::vector<file>& files) {
  each_place(all, [&](const inventory::place& at) {
    demand(at.file < files.size(), "a record stands in a file");
    demand_place(files[at.file].text, at.line, at.column);
  });
  for (const inventory::problem& each : all.problems) {
    const auto in = std::find_if(files.begin(), files.end(), [&](const file& f) { return f.path == each.path; });
    demand(in != files.end(), "a problem is with a file");
    demand_place(in->text, each.line, 0);
    demand(!each.message.empty(), "a problem has words");
  }
}

void read(inventory::inventory& all, const file& from) {
  all.files.push_back({from.path, from.text.size(), std::to_string(all.files.size())});
  inventory::document d;
  d.file = static_cast<std::uint32_t>(all.files.size() - 1);
  d.path = from.path;
  d.text = from.text;
  d.hint = inventory::scope_of_path(from.path);
  const std::size_t before = records_of(all) + all.problems.size();
  read_text(all, d);
  demand(records_of(all) + all.problems.size() > before, "what was read leaves something behind");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::vector<file> files = files_of(bytes[0], bytes.substr(1));
  inventory::inventory all;
  for (const file& each : files) read(all, each);
  demand_places(all, files);
  const std::size_t records = records_of(all), problems = all.problems.size();
  settle(all);
  demand_places(all, files);
  demand(records_of(all) <= records, "settling makes no record");
  demand(all.problems.size() >= problems, "settling takes no word back");
  for (const inventory::listing& each : all.listings) {
    demand(each.next_page.empty() && each.asked_by.empty(), "pages are joined");
  }
  return 0;
}
