// SPDX-License-Identifier: Apache-2.0
// Commas and indentation, once, for every JSON that the program prints.
#include "report/json_writer.hpp"

#include "support/json.hpp"

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

// With all its members on lines of their own. Recursion ends at the depth that the reader allows.
void write_over_lines(json_writer& to, const support::json::value& value, std::string_view source) {
  const bool object = value.is(support::json::kind::object);
  if ((!object && !value.is(support::json::kind::array)) || value.size() == 0) {
    return void(to.raw(source.substr(value.begin(), value.end() - value.begin())));
  }
  to.open(object ? '{' : '[');
  for (auto child = value.first_child(); child; child = child->next_sibling()) {
    if (object) to.key(child->key());
    write_over_lines(to, *child, source);
  }
  to.close(object ? '}' : ']');
}

}  // namespace

json_writer& json_writer::open(char bracket) {
  before_value();
  text_ += bracket;
  ++depth_;
  first_ = true;
  return *this;
}

json_writer& json_writer::close(char bracket) {
  --depth_;
  if (!first_) new_line();
  text_ += bracket;
  first_ = false;
  return *this;
}

json_writer& json_writer::key(std::string_view name) {
  string(name);
  text_ += layout_ == json_layout::compact ? ":" : ": ";
  after_key_ = true;
  return *this;
}

json_writer& json_writer::string(std::string_view text) {
  before_value();
  support::json::append_quoted(text_, text);
  return *this;
}

json_writer& json_writer::number(std::uint64_t value) {
  before_value();
  text_ += std::to_string(value);
  return *this;
}

json_writer& json_writer::raw(std::string_view json) {
  before_value();
  text_ += json;
  return *this;
}

void json_writer::before_value() {
  if (!after_key_ && depth_ != 0) {
    if (!first_) text_ += ',';
    new_line();
  }
  after_key_ = false;
  first_ = false;
}

void json_writer::new_line() {
  if (layout_ == json_layout::compact) return;
  text_ += '\n';
  text_.append(4 * depth_, ' ');
}

std::string over_several_lines(std::string_view json) {
  support::json::document document;
  if (document.parse(json)) return std::string(json);
  json_writer out;
  write_over_lines(out, document.root(), json);
  std::string text = out.take();
  text.pop_back();
  return text;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::report
