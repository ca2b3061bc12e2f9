// SPDX-License-Identifier: Apache-2.0
// CLI11 takes `[a,b]` for a list and cuts it up, but it may be an event, a pattern or a name; behind `--` it leaves the
// command once a first value is there; and to `--option=` it gives the next argument. So such an argument goes in with
// a guard, which comes off what comes out.
#include "cli/arguments.hpp"

#include "cli/match.hpp"
#include "cli/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

constexpr char guard = '\x1f';

// What CLI11 could take for a list: the whole argument, or what stands behind the equals sign of an option.
std::string_view value_in(std::string_view argument, bool as_value) {
  const std::size_t equals = argument.find('=');
  const bool option = !as_value && argument.starts_with("--") && equals != std::string_view::npos;
  return option ? argument.substr(equals + 1) : argument;
}

std::string guarded(std::string argument, bool as_value) {
  const std::string_view value = value_in(argument, as_value);
  const bool list = value.size() > 1 && value.front() == '[' && value.back() == ']';
  const bool emptied = value.empty() && !argument.empty();
  if (list || emptied || argument.ends_with(guard)) argument.push_back(guard);
  if (as_value || argument.starts_with(guard)) argument.insert(argument.begin(), guard);
  return argument;
}

}  // namespace

colour common_options::wanted_colour() const {
  if (colours == "always") return colour::always;
  return colours == "never" ? colour::never : colour::automatic;
}

void add_colour(CLI::App& command, common_options& common) {
  command.add_option("--color,--colour", common.colours, "colour diagnostics and names: auto (default), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->option_text("WHEN");
}

void add_format(CLI::App& command, std::string& format) {
  command.add_option("--format", format, "text (default) or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->option_text("text|json");
}

void add_common(CLI::App& command, common_options& common) {
  command.add_option("--dialect", common.dialect, "how `*` searches: glob (default), or leftmost as recorded in 2019")
      ->check(CLI::IsMember({"glob", "leftmost"}))
      ->option_text("glob|leftmost");
  add_colour(command, common);
}

CLI::Validator at_least_one() {
  return {[](std::string& text) { return text.find_first_of("123456789") == 0 ? "" : "must be a number from 1"; }, ""};
}

// Behind the first `--` everything is a value.
std::vector<std::string> guarded(int argc, const char* const* argv) {
  std::vector<std::string> arguments;
  bool values_only = false;
  for (int i = 1; i < argc; ++i) {
    const bool marks = !values_only && std::string_view{argv[i]} == "--";
    if (!marks) arguments.push_back(guarded(argv[i], values_only));
    values_only = values_only || marks;
  }
  std::reverse(arguments.begin(), arguments.end());
  return arguments;
}

std::string unguarded(std::string message) {
  std::erase(message, guard);
  return message;
}

CLI::Option* add_values(CLI::App& command, const std::string& name, std::vector<std::string>& unused,
                        const std::string& text, const std::string& help) {
  return command.add_option(name, unused, help)->option_text(text);
}

CLI::Option* add_repeated(CLI::App& command, const std::string& name, std::vector<std::string>& unused,
                          const std::string& text, const std::string& help) {
  CLI::Option* const option = add_values(command, name, unused, text, help);
  return option->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

std::vector<std::string> typed(const CLI::Option& option) {
  std::vector<std::string> values = option.results();
  for (std::string& value : values) value = typed(std::move(value));
  return values;
}

std::string typed(std::string argument) {
  if (argument.starts_with(guard)) argument.erase(argument.begin());
  if (argument.ends_with(guard)) argument.pop_back();
  return argument;
}

int usage_error(const std::string& text, const std::string& command) {
  terminal(colour::automatic).error(fmt::format("{} (`coverwatch {}--help` tells more)", text, command));
  return exit_trouble;
}

result<std::string, std::string> take_pattern(const std::optional<std::string>& file,
                                              std::vector<std::string>& arguments) {
  if (file) return read_pattern_file(typed(*file));
  if (arguments.empty()) return unexpected<std::string>{"a pattern is missing"};
  std::string text = arguments.front();
  arguments.erase(arguments.begin());
  return text;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
