// SPDX-License-Identifier: Apache-2.0
// Patterns, their matching and their mistakes, with the face of C++ and by the C interface alone: no line here decides
// anything. Handles end themselves; that a text is followed by NUL is demanded of each.
#pragma once

#include <coverwatch/c/coverwatch.h>
#include <coverwatch/result.hpp>  // a plain value, of which the library has no part

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline through_c {

inline std::string_view view(coverwatch_text t) {
  if (t.data == nullptr || t.data[t.size] != '\0') std::abort();
  return {t.data, t.size};
}

enum class wildcards : coverwatch_wildcards { glob = COVERWATCH_GLOB, leftmost = COVERWATCH_LEFTMOST };

inline coverwatch_parse_options usual_parse_options() {
  coverwatch_parse_options out;
  coverwatch_parse_options_init(&out, sizeof out);
  return out;
}

struct parse_options {
  wildcards dialect = static_cast<wildcards>(usual_parse_options().dialect);
  std::size_t max_characters = usual_parse_options().max_characters;
  std::size_t max_nesting = usual_parse_options().max_nesting;
  std::size_t max_wildcard_selectors = usual_parse_options().max_wildcard_selectors;
  std::size_t max_regexes = usual_parse_options().max_regexes;
  std::size_t max_regex_positions = usual_parse_options().max_regex_positions;
};

struct span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// By its name, which is all that C gives.
struct errc {
  std::string text;
};

struct diagnostic {
  errc code;
  span where = {};
  std::string message_ = {}, help_ = {}, rendered_ = {};
};

inline std::string_view name(const errc& code) { return code.text; }
inline const std::string& message(const diagnostic& d) { return d.message_; }
inline const std::string& help(const diagnostic& d) { return d.help_; }
inline const std::string& render(const diagnostic& d) { return d.rendered_; }

inline diagnostic diagnostic_of(const coverwatch_error* e) {
  return {{std::string(view(coverwatch_error_name(e)))},
          {coverwatch_error_begin(e), coverwatch_error_end(e)},
          std::string(view(coverwatch_error_message(e))),
          std::string(view(coverwatch_error_help(e))),
          std::string(view(coverwatch_error_rendered(e)))};
}

// The reason of a function that failed, which is ended here.
inline diagnostic taken(coverwatch_error* e) {
  if (e == nullptr) std::abort();
  diagnostic out = diagnostic_of(e);
  coverwatch_error_free(e);
  return out;
}

enum class outcome : coverwatch_outcome {
  no_match = COVERWATCH_NO_MATCH,
  match = COVERWATCH_MATCH,
  not_json = COVERWATCH_NOT_JSON,
  too_large = COVERWATCH_TOO_LARGE,
  too_deep = COVERWATCH_TOO_DEEP,
  out_of_memory = COVERWATCH_OUT_OF_MEMORY,
};

enum class pattern_kind : coverwatch_pattern_kind {
  everything = COVERWATCH_EVERYTHING,
  json = COVERWATCH_JSON,
  terms = COVERWATCH_TERMS,
  regex = COVERWATCH_REGEX,
  space_delimited = COVERWATCH_SPACE_DELIMITED,
};

// The value is a copy.
struct field {
  std::string name;
  std::string value;
};

class scratch {
 public:
  explicit scratch(std::size_t max_event_bytes = 0) : c_(coverwatch_scratch_new(max_event_bytes)) {}
  coverwatch_scratch* c() const { return c_.get(); }

 private:
  struct end {
    void operator()(coverwatch_scratch* s) const { coverwatch_scratch_free(s); }
  };
  std::unique_ptr<coverwatch_scratch, end> c_;
};

class pattern {
 public:
  static result<pattern, diagnostic> parse(std::string_view text, const parse_options& options = {}) {
    const coverwatch_parse_options how{sizeof how,
                                       static_cast<coverwatch_wildcards>(options.dialect),
                                       options.max_characters,
                                       options.max_nesting,
                                       options.max_wildcard_selectors,
                                       options.max_regexes,
                                       options.max_regex_positions};
    coverwatch_error* error = nullptr;
    coverwatch_pattern* const made = coverwatch_pattern_parse(text.data(), text.size(), &how, &error);
    if (made != nullptr) return pattern(made);
    if (coverwatch_error_get_code(error) != COVERWATCH_ERROR_PATTERN) std::abort();
    return unexpected{taken(error)};
  }

  bool matches(std::string_view event, scratch& memory) const {
    return coverwatch_pattern_matches(c(), memory.c(), event.data(), event.size());
  }
  outcome evaluate(std::string_view event, scratch& memory) const {
    return static_cast<outcome>(coverwatch_pattern_evaluate(c(), memory.c(), event.data(), event.size()));
  }
  std::vector<field> extract(std::string_view event, scratch& memory) const {
    coverwatch_error* error = nullptr;
    auto* const fields = coverwatch_pattern_extract(c(), memory.c(), event.data(), event.size(), &error);
    if (fields == nullptr) return {{"error", taken(error).rendered_}};
    std::vector<field> out;
    for (std::size_t i = 0; i < coverwatch_fields_count(fields); ++i) {
      out.push_back({std::string(view(coverwatch_fields_name(fields, i))),
                     std::string(view(coverwatch_fields_value(fields, i)))});
    }
    coverwatch_fields_free(fields);
    return out;
  }

  pattern_kind kind() const { return static_cast<pattern_kind>(coverwatch_pattern_get_kind(c())); }
  std::string text() const { return std::string(view(coverwatch_pattern_text(c()))); }
  std::vector<diagnostic> warnings() const {
    std::vector<diagnostic> out;
    for (std::size_t i = 0; i < coverwatch_pattern_warning_count(c()); ++i) {
      out.push_back(diagnostic_of(coverwatch_pattern_warning(c(), i)));
    }
    return out;
  }
  const coverwatch_pattern* c() const { return c_.get(); }

 private:
  explicit pattern(coverwatch_pattern* made) : c_(made, coverwatch_pattern_free) {}
  std::shared_ptr<coverwatch_pattern> c_;
};

inline std::vector<const coverwatch_pattern*> pointers(std::span<const pattern> patterns) {
  std::vector<const coverwatch_pattern*> out;
  for (const pattern& each : patterns) out.push_back(each.c());
  return out;
}

}  // namespace coverwatch::inline through_c
