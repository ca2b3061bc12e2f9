// SPDX-License-Identifier: Apache-2.0
// The kinds are told by what --help shows for a value: FILE, ID, or the words that its check lists. Not every ID is one
// of the catalogue.
#include "cli/command_shape.hpp"

#include <coverwatch/catalog.hpp>

#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

std::vector<std::string> benchmark_ids() {
  std::vector<std::string> out;
  for (const catalog::benchmark& each : catalog::benchmarks()) out.emplace_back(each.id);
  return out;
}

// `TEXT:{auto,always,never}`: auto, always, never.
std::vector<std::string> words_of(const CLI::Option& o) {
  if (o.check_lname("benchmark")) return benchmark_ids();
  const std::string text = o.get_type_name();
  const std::size_t begin = text.find('{'), end = text.find('}');
  if (begin == std::string::npos || end == std::string::npos || end < begin) return {};
  return CLI::detail::split(text.substr(begin + 1, end - begin - 1), ',');
}

value_kind kind_of(const CLI::Option& o, const std::vector<std::string>& words) {
  if (o.get_items_expected_max() == 0) return value_kind::none;
  if (!words.empty()) return value_kind::words;
  const std::string_view text = o.get_option_text();
  const auto shows = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  if (shows("FILE") || shows("FOLDER") || shows("PATH") || shows("EVENTS")) return value_kind::files;
  if (o.check_lname("account")) return value_kind::other;
  return text == "ID" || text == "[ID]" || text == "ID..." ? value_kind::controls : value_kind::other;
}

option_shape shape_of(const CLI::Option& o) {
  option_shape out;
  for (const std::string& name : o.get_snames()) out.names.push_back("-" + name);
  for (const std::string& name : o.get_lnames()) out.names.push_back("--" + name);
  out.value = o.get_option_text();
  out.words = words_of(o);
  out.kind = kind_of(o, out.words);
  out.repeated = o.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll || o.get_expected_max() > 1;
  out.help = o.get_description();
  return out;
}

command_shape shape_of(const CLI::App& app, std::string name) {
  command_shape out{std::move(name), app.get_description(), app.get_footer(), {}, {}};
  for (const CLI::Option* const each : app.get_options()) {
    if (each->get_group().empty()) continue;
    (each->nonpositional() ? out.options : out.arguments).push_back(shape_of(*each));
  }
  return out;
}

}  // namespace

std::vector<command_shape> shapes_of(const CLI::App& program) {
  std::vector<command_shape> out{shape_of(program, {})};
  for (const CLI::App* const each : program.get_subcommands([](const CLI::App*) { return true; })) {
    if (!each->get_group().empty()) out.push_back(shape_of(*each, each->get_name()));
  }
  return out;
}

std::vector<std::string> control_ids() {
  std::vector<std::string> out;
  for (const catalog::benchmark& whole : catalog::benchmarks()) {
    out.emplace_back(whole.id);
    for (const catalog::entry& each : whole.entries) out.emplace_back(each.id);
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
