// SPDX-License-Identifier: Apache-2.0
// Words to options, options to properties. What would make the command fail leaves its property open; what is only lost
// in print, the backslashes at the ends of lines, is told and read as it was meant.
#include "inventory/aws_command.hpp"

#include "inventory/shell_repairs.hpp"
#include "inventory/shorthand.hpp"
#include "support/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> commands{{
    {"logs", "put-metric-filter"},
    {"logs", "describe-metric-filters"},
    {"cloudwatch", "put-metric-alarm"},
    {"sns", "create-topic"},
    {"sns", "subscribe"},
    {"cloudtrail", "create-trail"},
    {"cloudtrail", "update-trail"},
    {"cloudtrail", "start-logging"},
    {"cloudtrail", "stop-logging"},
    {"cloudtrail", "put-event-selectors"},
}};

template <std::size_t N>
bool is_among(std::string_view text, const std::array<std::string_view, N>& all) {
  return std::find(all.begin(), all.end(), text) != all.end();
}

constexpr std::array<std::string_view, 6> switches{
    "actions-enabled",       "is-multi-region-trail",      "include-global-service-events",
    "is-organization-trail", "enable-log-file-validation", "apply-on-transformed-logs"};
constexpr std::array<std::string_view, 11> lists{"alarm-actions",
                                                 "ok-actions",
                                                 "insufficient-data-actions",
                                                 "metric-transformations",
                                                 "dimensions",
                                                 "emit-system-field-dimensions",
                                                 "metrics",
                                                 "event-selectors",
                                                 "advanced-event-selectors",
                                                 "tags",
                                                 "tags-list"};

// Options that hold structures, and what Terraform calls one of these.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> structures{{
    {"metric-transformations", "metric_transformation"},
    {"dimensions", "dimensions"},
    {"event-selectors", "event_selector"},
    {"advanced-event-selectors", "advanced_event_selector"},
}};

// What else Terraform names otherwise.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> other_names{{
    {"filter_name", "name"},
    {"filter_pattern", "pattern"},
    {"metric_name", "name"},
    {"metric_namespace", "namespace"},
    {"metric_value", "value"},
    {"cloud_watch_logs_log_group_arn", "cloud_watch_logs_group_arn"},
    {"notification_endpoint", "endpoint"},
    {"trail_name", "name"},
}};

std::string terraform_name(std::string name) {
  for (const auto& [ours, theirs] : other_names) {
    if (name == ours) return std::string(theirs);
  }
  return name;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The next bare token at or behind `at`, over blanks and lines that are continued. Empty at the end of the line.
std::string_view next_token(std::string_view text, std::size_t& at) {
  while (at < text.size() &&
         (is_blank(text[at]) || (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == '\n'))) {
    at += text[at] == '\\' ? 2U : 1U;
  }
  const std::size_t begin = at;
  while (at < text.size() && !support::is_json_space(text[at]) && text[at] != '`' && text[at] != '\\') ++at;
  return text.substr(begin, at - begin);
}

struct option {
  std::string name;   // without dashes
  std::string typed;  // with them, when they are not two hyphens
  std::size_t at = 0;
  std::vector<shell_word> values = {};
  bool cut = false;  // a quote in its value is never closed
};

class reader {
 public:
  reader(std::string_view text, std::size_t begin, const command_name& name)
      : text_(text), begin_(begin), name_(name) {}

  command_reading run() {
    const bool in_backticks = begin_ > 0 && text_[begin_ - 1] == '`';
    shell_command shell = split_shell_command(text_, name_.options, in_backticks);
    out_.end = std::max(shell.end, name_.options);
    if (!collect(std::move(shell.words)) || options_.empty()) return std::move(out_);
    out_.said_something = true;
    remark_on_shell(shell);
    remark_on_signs();
    for (const option& each : options_) take(each);
    std::stable_sort(out_.remarks.begin(), out_.remarks.end(),
                     [](const text_remark& a, const text_remark& b) { return a.offset < b.offset; });
    return std::move(out_);
  }

 private:
  template <class... Values>
  void remark(std::size_t offset, fmt::format_string<Values...> form, Values&&... values) {
    out_.remarks.push_back({offset, fmt::format("`aws {} {}`: {}", name_.service, name_.operation,
                                                fmt::format(form, std::forward<Values>(values)...))});
  }

  // --- Words to options.

  // False when words stand before the first option: the command is mentioned in a sentence.
  bool collect(std::vector<shell_word> words) {
    for (shell_word& word : words) {
      const bool quoted = text_[word.begin] == '\'' || text_[word.begin] == '"';
      if (!quoted && looks_like_option(text_, word.begin)) {
        options_.push_back(option_of(word));
      } else if (options_.empty()) {
        return false;
      } else {
        options_.back().values.push_back(std::move(word));
      }
    }
    return true;
  }

  static option option_of(const shell_word& word) {
    std::string_view name = word.value;
    const std::size_t dashes =
        std::min(name.find_first_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), name.size());
    const bool exact = name.starts_with("--") && dashes == 2;
    name.remove_prefix(dashes);
    option out{std::string(name.substr(0, name.find('='))), exact ? std::string{} : word.value, word.begin};
    if (name.find('=') == std::string_view::npos) return out;
    shell_word value = word;
    value.value = name.substr(name.find('=') + 1);
    out.values.push_back(std::move(value));
    return out;
  }

  // --- What the shell does.

  void remark_on_shell(const shell_command& shell) {
    if (shell.lost_continuations) {
      remark(begin_, "the shell ends the command with its first line; each line but the last needs a `\\` at its end");
    }
    if (shell.open_quote != shell_command::none) {
      remark(shell.open_quote, "a quote is never closed; what stands behind it is not read");
      options_.back().cut = true;
    }
    if (shell.parenthesis != shell_command::none) {
      remark(shell.parenthesis, "the shell refuses the `{}` outside quotes; write single quotes around the value",
             text_.substr(shell.parenthesis, 1));
    }
  }

  // The first one only: where one is, there are more.
  void remark_on_signs() {
    for (std::size_t i = begin_; i < out_.end; ++i) {
      const std::string_view sign = typographic_sign(text_, i);
      if (sign.empty()) continue;
      remark(i, "{} stands where the shell needs a plain sign, and means nothing to it; write ' and \", --, and blanks",
             sign);
      return;
    }
  }

  // --- Options to properties.

  bool is_list(const option& o) const { return is_among(o.name, lists); }

  void take(const option& o) {
    if (o.name == "cli-input-json" || o.name == "cli-input-yaml") {
      out_.from_json = true;
      return;
    }
    if (!o.typed.empty())
      remark(o.at, "`{}` is no option, and the command refuses it; write `--{}`", in_one_line(o.typed), o.name);
    const std::string positive = o.name.starts_with("no-") ? o.name.substr(3) : o.name;
    if (is_among(positive, switches) && (o.values.empty() || positive != o.name)) {
      put({snake_case(positive), camel(positive), {positive == o.name ? "true" : "false"}, !o.typed.empty()});
      return;
    }
    for (const auto& [name, block] : structures) {
      if (o.name == name) return take_structures(o, std::string(block));
    }
    take_values(o);
  }

  std::string camel(std::string_view name) const { return camel_case(name, name_.service != "logs"); }
  void put(declared_property p) { out_.what.properties.push_back(std::move(p)); }

  // The name among Terraform's. Of an alarm `metric_name` is called so.
  std::string property_name(const option& o) const {
    std::string name = snake_case(o.name);
    return name_.service == "cloudwatch" ? name : terraform_name(std::move(name));
  }

  static bool is_open(const shell_word& word) {
    return word.open || word.value.starts_with("file://") || word.value.starts_with("fileb://");
  }

  void take_values(const option& o) {
    declared_property p{property_name(o), camel(o.name), {}, !o.typed.empty() || o.cut};
    for (const shell_word& word : o.values) {
      p.open = p.open || is_open(word) || word.stray_angle;
      p.values.push_back(word.value);
      if (word.stray_angle) remark_on_angle(o, word);
    }
    if (o.values.empty()) p.open = true;
    if (!is_list(o) && o.values.size() > 1) {
      put({"refused", {}, {remark_on_split(o)}});
      put({"intended", {}, {with_double_quotes_inside(raw(o))}});
      p.open = true;
    } else if (o.name == "filter-pattern" && o.values.size() == 1) {
      remark_on_quotes(o.values.front());
    }
    put(std::move(p));
  }

  std::string_view raw(const option& o) const {
    const std::size_t begin = o.values.front().begin;
    return text_.substr(begin, o.values.back().end - begin);
  }

  void remark_on_angle(const option& o, const shell_word& word) {
    remark(word.begin,
           "a `>` in the value of --{} has no `<` before it: to the shell it is the name of a file to write; "
           "write {}",
           o.name, in_single_quotes(with_whole_placeholders(word.value)));
  }

  // A value that takes one word has more. Returns what is said of it.
  std::string remark_on_split(const option& o) {
    std::string behind;
    for (const shell_word& word : std::span(o.values).subspan(1))
      behind += fmt::format("{}{}", behind.empty() ? "" : ", ", word.value);
    const std::string repaired = with_double_quotes_inside(raw(o));
    const std::string_view cause = o.values.front().ends_bare && !repaired.empty()
                                       ? (text_[o.values.front().begin] == '\'' ? "single" : "double")
                                       : std::string_view{};
    const std::string why = cause.empty() ? std::string{"blanks outside quotes end it"}
                                          : fmt::format("the inner {} quotes end and begin the outer ones", cause);
    const std::string fix = cause.empty()
                                ? std::string{"put quotes around the value"}
                                : fmt::format("write --{} {}", o.name, in_one_line(in_single_quotes(repaired)));
    std::string said = fmt::format(
        "fails as it stands: the shell splits the value of --{} into {} words, since {}, and the command says `Unknown "
        "options: {}`; {}",
        o.name, o.values.size(), why, in_one_line(behind), fix);
    remark(o.values.front().begin, "{}", said);
    return said;
  }

  // 'a 'b' c': the word is whole, but without its inner quotes.
  void remark_on_quotes(const shell_word& word) {
    if (word.inner_quote == 0 || text_[word.begin] != word.inner_quote) return;
    const std::string meant = with_double_quotes_inside(text_.substr(word.begin, word.end - word.begin));
    const bool single = word.inner_quote == '\'';
    remark(word.begin, "the shell removes the inner {} quotes: what reaches the service is {}; write {}: {}{}",
           single ? "single" : "double", in_one_line(word.value),
           single ? "double quotes inside the single ones" : "single quotes around the pattern",
           in_one_line(in_single_quotes(meant)),
           single ? "; pasted into the console as it stands the pattern would be refused" : "");
  }

  // --- Structures.

  void take_structures(const option& o, std::string block) {
    bool certain = o.typed.empty();
    bool open = o.values.empty() || o.cut;
    std::vector<declaration> all;
    for (const shell_word& word : o.values) {
      open = open || is_open(word);
      if (word.stray_angle) remark_on_angle(o, word);
      certain = certain && !word.stray_angle;
      auto some = read_structures(word.stray_angle ? with_whole_placeholders(word.value) : word.value);
      if (!some) return take_broken_structures(o, std::move(block), word);
      std::move(some->begin(), some->end(), std::back_inserter(all));
    }
    if (open) {
      put({std::move(block), camel(o.name), {}, true});
    } else {
      add_blocks(std::move(all), block, certain ? std::string{} : camel(o.name));
    }
  }

  // A word is no structure. If blanks split one, what it was meant to be is a guess; the words together tell.
  void take_broken_structures(const option& o, std::string block, const shell_word& word) {
    std::string whole;
    for (const shell_word& each : o.values) whole += each.value;
    auto guess = o.values.size() > 1 && !o.cut ? read_structures(whole) : std::nullopt;
    if (guess && !is_open(word)) {
      remark(o.values.front().begin,
             "fails as it stands: blanks split the value of --{} into {} words, and the command cannot read `{}`; "
             "write --{} {}",
             o.name, o.values.size(), in_one_line(word.value), o.name, in_one_line(in_single_quotes(whole)));
      add_blocks(std::move(*guess), block, camel(o.name));
      return;
    }
    if (!is_open(word) && !o.cut) {
      remark(word.begin, "fails as it stands: the value of --{} is neither JSON nor name=value,...: `{}`", o.name,
             in_one_line(word.value));
    }
    put({std::move(block), camel(o.name), {}, true});
  }

  void add_blocks(std::vector<declaration> all, const std::string& type, const std::string& uncertain) {
    if (type == "dimensions") return uncertain.empty() ? add_dimensions(all) : put({"dimensions", uncertain, {}, true});
    for (declaration& each : all) {
      each.type = type;
      if (!uncertain.empty()) each.unresolved.push_back(uncertain);
      for (declared_property& p : each.properties) p.name = terraform_name(std::move(p.name));
      out_.what.blocks.push_back(std::move(each));
    }
  }

  // Name=x,Value=y to a map.
  void add_dimensions(const std::vector<declaration>& all) {
    declaration map;
    map.type = "dimensions";
    for (const declaration& each : all) {
      const declared_property* const name = find(each, "name");
      const declared_property* const value = find(each, "value");
      if (!name || !value || name->values.size() != 1) return put({"dimensions", "Dimensions", {}, true});
      map.properties.push_back({name->values.front(), name->values.front(), value->values, value->open});
    }
    out_.what.blocks.push_back(std::move(map));
  }

  std::string_view text_;
  std::size_t begin_;
  const command_name& name_;
  std::vector<option> options_;
  command_reading out_;
};

}  // namespace

std::optional<command_name> command_at(std::string_view text, std::size_t at) {
  constexpr std::string_view program = "aws";
  constexpr int most_tokens = 12;
  at += program.size();
  std::string_view service = next_token(text, at);
  for (int i = 0; i < most_tokens && service.starts_with("--"); ++i) {
    const bool alone =
        service.starts_with("--no-") || service == "--debug" || service.find('=') != std::string_view::npos;
    if (!alone) next_token(text, at);
    service = next_token(text, at);
  }
  const std::string_view operation = next_token(text, at);
  for (const auto& [known_service, known_operation] : commands) {
    if (service == known_service && operation == known_operation)
      return command_name{known_service, known_operation, at};
  }
  return std::nullopt;
}

command_reading read_command(std::string_view text, std::size_t begin, const command_name& name) {
  return reader(text, begin, name).run();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
