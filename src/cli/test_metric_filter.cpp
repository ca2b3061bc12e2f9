// SPDX-License-Identifier: Apache-2.0
// First the request is put together as the AWS command does it, then it is answered as the service does.
#include "cli/test_metric_filter.hpp"

#include "report/json_writer.hpp"
#include "cli/match.hpp"
#include "cli/memory.hpp"
#include "cli/output.hpp"
#include "cli/text_file.hpp"
#include "support/json.hpp"

#include <coverwatch/pattern.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

namespace json = support::json;

constexpr std::size_t most_messages = 50;
constexpr std::string_view file_scheme = "file://";

struct request {
  std::optional<std::string> filter_pattern;
  std::optional<std::vector<std::string>> messages;
};

using parameter_error = unexpected<std::string>;

// The value itself, or the content of the file that it names.
result<std::string, std::string> resolve(const std::string& value) {
  return value.starts_with(file_scheme) ? read_text_file(value.substr(file_scheme.size())) : value;
}

result<std::vector<std::string>, std::string> strings_of(const json::value& list, std::string_view name) {
  std::vector<std::string> strings;
  if (!list.is(json::kind::array)) return parameter_error{fmt::format("{} must be a list of strings", name)};
  for (auto element = list.first_child(); element; element = element->next_sibling()) {
    if (!element->is(json::kind::string)) return parameter_error{fmt::format("{} must hold strings only", name)};
    strings.emplace_back(element->string());
  }
  return strings;
}

std::optional<std::string> read_json(json::document& document, std::string_view text, std::string_view name) {
  const auto error = document.parse(text);
  if (!error) return std::nullopt;
  return fmt::format("{} is not valid JSON: {} at byte {}", name, json::message(error->code), error->offset);
}

// One value that begins with a bracket is a JSON list, as the AWS command has it.
result<std::vector<std::string>, std::string> read_messages(const std::vector<std::string>& values) {
  if (values.size() != 1) return values;
  auto text = resolve(values.front());
  if (!text) return parameter_error{text.error()};
  const std::size_t first = text->find_first_not_of(" \t\r\n");
  if (first == std::string::npos || (*text)[first] != '[') return std::vector<std::string>{*text};
  json::document document;
  if (auto wrong = read_json(document, *text, "--log-event-messages, a single value that begins with `[`,")) {
    return parameter_error{std::move(*wrong)};
  }
  return strings_of(document.root(), "--log-event-messages");
}

// Adds one member of --cli-input-json; what is wrong with it otherwise.
std::optional<std::string> read_member(request& out, const json::value& member) {
  if (member.key() == "filterPattern") {
    if (!member.is(json::kind::string)) return "filterPattern must be a string";
    out.filter_pattern = member.string();
    return std::nullopt;
  }
  if (member.key() == "logEventMessages") {
    auto messages = strings_of(member, "logEventMessages");
    if (!messages) return messages.error();
    out.messages = std::move(*messages);
    return std::nullopt;
  }
  return fmt::format("unknown parameter in input: `{}`, must be one of: filterPattern, logEventMessages", member.key());
}

result<request, std::string> read_cli_input(const std::string& argument) {
  const auto text = resolve(argument);
  if (!text) return parameter_error{text.error()};
  json::document document;
  if (auto wrong = read_json(document, *text, "--cli-input-json")) return parameter_error{std::move(*wrong)};
  if (!document.root().is(json::kind::object)) return parameter_error{"--cli-input-json must be a JSON object"};
  request out;
  for (auto member = document.root().first_child(); member; member = member->next_sibling()) {
    if (auto wrong = read_member(out, *member)) return parameter_error{std::move(*wrong)};
  }
  return out;
}

result<request, std::string> put_together(const test_metric_filter_options& options) {
  request out;
  if (options.cli_input_json) {
    auto input = read_cli_input(*options.cli_input_json);
    if (!input) return input;
    out = std::move(*input);
  }
  if (options.filter_pattern) {
    auto text = resolve(*options.filter_pattern);
    if (!text) return parameter_error{text.error()};
    out.filter_pattern = std::move(*text);
  }
  if (!options.log_event_messages.empty()) {
    auto messages = read_messages(options.log_event_messages);
    if (!messages) return parameter_error{messages.error()};
    out.messages = std::move(*messages);
  }
  return out;
}

// What the command itself refuses, before it asks the service.
std::optional<std::string> missing_or_empty(const request& r) {
  if (!r.filter_pattern) return "the parameter --filter-pattern is required";
  if (!r.messages) return "the parameter --log-event-messages is required";
  if (r.messages->empty()) return "invalid length for parameter logEventMessages, value: 0, valid min length: 1";
  const auto empty = std::find(r.messages->begin(), r.messages->end(), "");
  if (empty == r.messages->end()) return std::nullopt;
  return fmt::format("invalid length for parameter logEventMessages[{}], value: 0, valid min length: 1",
                     empty - r.messages->begin());
}

void show_service_error(terminal& err, std::string_view text) {
  err.line(fmt::format("An error occurred (InvalidParameterException) when calling the TestMetricFilter operation: {}", text));
}

std::size_t longest(const std::vector<std::string>& texts) {
  std::size_t size = 1;
  for (const std::string& text : texts) size = std::max(size, text.size());
  return size;
}

std::string answer(const pattern& wanted, const std::vector<std::string>& messages) {
  scratch memory(longest(messages));
  report::json_writer out;
  out.open('{').key("matches").open('[');
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const outcome judged = wanted.evaluate(messages[i], memory);
    end_unless(judged != outcome::out_of_memory);
    if (judged != outcome::match) continue;
    out.open('{');
    out.key("eventNumber").number(i + 1);
    out.key("eventMessage").string(messages[i]);
    out.key("extractedValues").open('{');
    for (const field& each : wanted.extract(messages[i], memory)) out.key(each.name).string(each.value);
    out.close('}');
    out.close('}');
  }
  return out.close(']').close('}').take();
}

}  // namespace

int test_metric_filter(const test_metric_filter_options& options) {
  terminal err(options.colours);
  const int wrong_parameters = options.aws_exit_codes ? 252 : exit_trouble;
  const int refused = options.aws_exit_codes ? 254 : exit_trouble;
  const auto r = put_together(options);
  const std::optional<std::string> wrong = r ? missing_or_empty(*r) : std::optional{r.error()};
  if (wrong) {
    err.error(*wrong);
    return wrong_parameters;
  }
  if (r->messages->size() > most_messages) {
    show_service_error(err, "1 validation error detected: Value at 'logEventMessages' failed to satisfy constraint: "
                            "Member must have length less than or equal to 50");
    return refused;
  }
  parse_options how;
  how.dialect = options.dialect;
  const auto wanted = parse_pattern(*r->filter_pattern, how);
  if (!wanted) {
    err.draw(wanted.error());
    show_service_error(err, service_message(wanted.error()));
    return refused;
  }
  for (const diagnostic& warning : wanted->warnings()) err.show(warning);
  return print(err, answer(*wanted, *r->messages)) ? 0 : exit_trouble;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
