// SPDX-License-Identifier: Apache-2.0
// Patterns, scratches and matching for C. Every answer is that of the C++ interface.
#include "c/handles.hpp"

#include <coverwatch/options.hpp>

#include <algorithm>
#include <memory>
#include <string>

struct coverwatch_fields {
  struct one {
    std::string name;
    std::string value;
  };
  std::vector<one> all;
};

namespace coverwatch::inline COVERWATCH_ABI::c {

#define COVERWATCH_STRING_OF(x) #x
#define COVERWATCH_STRING(x) COVERWATCH_STRING_OF(x)
constexpr const char* version_text = COVERWATCH_STRING(COVERWATCH_VERSION_MAJOR) "." COVERWATCH_STRING(
    COVERWATCH_VERSION_MINOR) "." COVERWATCH_STRING(COVERWATCH_VERSION_PATCH);

static_assert(static_cast<int>(outcome::no_match) == COVERWATCH_NO_MATCH &&
              static_cast<int>(outcome::match) == COVERWATCH_MATCH &&
              static_cast<int>(outcome::not_json) == COVERWATCH_NOT_JSON &&
              static_cast<int>(outcome::too_large) == COVERWATCH_TOO_LARGE &&
              static_cast<int>(outcome::too_deep) == COVERWATCH_TOO_DEEP &&
              static_cast<int>(outcome::out_of_memory) == COVERWATCH_OUT_OF_MEMORY);
static_assert(static_cast<int>(pattern_kind::everything) == COVERWATCH_EVERYTHING &&
              static_cast<int>(pattern_kind::json) == COVERWATCH_JSON &&
              static_cast<int>(pattern_kind::terms) == COVERWATCH_TERMS &&
              static_cast<int>(pattern_kind::regex) == COVERWATCH_REGEX &&
              static_cast<int>(pattern_kind::space_delimited) == COVERWATCH_SPACE_DELIMITED);

std::optional<parse_options> options_for(const coverwatch_parse_options* given) noexcept {
  const coverwatch_parse_options chosen = options_of(given, coverwatch_parse_options_init);
  const auto dialect = dialect_of(chosen.dialect);
  if (!dialect) return std::nullopt;
  parse_options out;
  out.dialect = *dialect;
  out.max_characters = chosen.max_characters;
  out.max_nesting = chosen.max_nesting;
  out.max_wildcard_selectors = chosen.max_wildcard_selectors;
  out.max_regexes = chosen.max_regexes;
  out.max_regex_positions = chosen.max_regex_positions;
  return out;
}

coverwatch_pattern* parsed(std::string_view text, const parse_options& options, coverwatch_error*& reason) {
  auto p = pattern::parse(text, options);
  if (!p) {
    reason = make_error(p.error());
    return nullptr;
  }
  auto out = std::make_unique<coverwatch_pattern>(std::move(*p));
  out->warnings.reserve(out->value.warnings().size());
  for (const diagnostic& each : out->value.warnings()) out->warnings.push_back(make_error(each));
  return out.release();
}

std::optional<std::vector<pattern>> patterns_of(const coverwatch_pattern* const* list, std::size_t count) {
  if (!readable(list, count)) return std::nullopt;
  std::vector<pattern> out;
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (list[i] == nullptr) return std::nullopt;
    out.push_back(list[i]->value);
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::c

extern "C" {

namespace c = coverwatch::c;

std::uint32_t coverwatch_abi_version(void) { return COVERWATCH_C_ABI_VERSION; }
const char* coverwatch_version(void) { return c::version_text; }
const char* coverwatch_language_version(void) { return coverwatch::language_version.data(); }

void coverwatch_parse_options_init(coverwatch_parse_options* options, std::size_t struct_size) {
  constexpr coverwatch::parse_options usual;
  const coverwatch_parse_options out{struct_size,
                                     COVERWATCH_GLOB,
                                     usual.max_characters,
                                     usual.max_nesting,
                                     usual.max_wildcard_selectors,
                                     usual.max_regexes,
                                     usual.max_regex_positions};
  std::memcpy(options, &out, std::min(struct_size, sizeof out));
}

coverwatch_pattern* coverwatch_pattern_parse(const char* text, std::size_t size,
                                             const coverwatch_parse_options* options, coverwatch_error** error) {
  return c::guarded(error, [&](coverwatch_error*& reason) -> coverwatch_pattern* {
    const auto chosen = c::options_for(options);
    if (!chosen || !c::readable(text, size)) {
      reason = c::bad_argument();
      return nullptr;
    }
    return c::parsed(c::view(text, size), *chosen, reason);
  });
}

coverwatch_pattern_kind coverwatch_pattern_get_kind(const coverwatch_pattern* pattern) {
  return static_cast<coverwatch_pattern_kind>(pattern->value.kind());
}

coverwatch_text coverwatch_pattern_text(const coverwatch_pattern* pattern) { return c::text(pattern->value.text()); }

std::size_t coverwatch_pattern_warning_count(const coverwatch_pattern* pattern) { return pattern->warnings.size(); }

const coverwatch_error* coverwatch_pattern_warning(const coverwatch_pattern* pattern, std::size_t index) {
  return index < pattern->warnings.size() ? pattern->warnings[index] : nullptr;
}

void coverwatch_pattern_free(coverwatch_pattern* pattern) { delete pattern; }

const char* coverwatch_outcome_name(coverwatch_outcome outcome) {
  switch (outcome) {
    case COVERWATCH_NO_MATCH: return "no_match";
    case COVERWATCH_MATCH: return "match";
    case COVERWATCH_NOT_JSON: return "not_json";
    case COVERWATCH_TOO_LARGE: return "too_large";
    case COVERWATCH_TOO_DEEP: return "too_deep";
    case COVERWATCH_OUT_OF_MEMORY: return "out_of_memory";
    case COVERWATCH_BAD_ARGUMENT: return "bad_argument";
  }
  return "";
}

coverwatch_scratch* coverwatch_scratch_new(std::size_t max_event_bytes) {
  return c::guarded(nullptr, [&](coverwatch_error*&) {
    return new coverwatch_scratch(max_event_bytes == 0 ? std::size_t{1} << 20 : max_event_bytes);
  });
}

void coverwatch_scratch_free(coverwatch_scratch* memory) { delete memory; }

bool coverwatch_pattern_matches(const coverwatch_pattern* pattern, coverwatch_scratch* memory, const char* event,
                                std::size_t size) {
  if (pattern == nullptr || memory == nullptr || !c::readable(event, size)) return false;
  return pattern->value.matches(c::view(event, size), memory->value);
}

coverwatch_outcome coverwatch_pattern_evaluate(const coverwatch_pattern* pattern, coverwatch_scratch* memory,
                                               const char* event, std::size_t size) {
  if (pattern == nullptr || memory == nullptr || !c::readable(event, size)) return COVERWATCH_BAD_ARGUMENT;
  return c::outcome_of(pattern->value.evaluate(c::view(event, size), memory->value));
}

coverwatch_fields* coverwatch_pattern_extract(const coverwatch_pattern* pattern, coverwatch_scratch* memory,
                                              const char* event, std::size_t size, coverwatch_error** error) {
  return c::guarded(error, [&](coverwatch_error*& reason) -> coverwatch_fields* {
    if (pattern == nullptr || memory == nullptr || !c::readable(event, size)) {
      reason = c::bad_argument();
      return nullptr;
    }
    auto out = std::make_unique<coverwatch_fields>();
    for (coverwatch::field& each : pattern->value.extract(c::view(event, size), memory->value)) {
      out->all.push_back({std::move(each.name), std::string(each.value)});
    }
    return out.release();
  });
}

std::size_t coverwatch_fields_count(const coverwatch_fields* fields) { return fields->all.size(); }

coverwatch_text coverwatch_fields_name(const coverwatch_fields* fields, std::size_t index) {
  return index < fields->all.size() ? c::text(fields->all[index].name) : c::text({});
}

coverwatch_text coverwatch_fields_value(const coverwatch_fields* fields, std::size_t index) {
  return index < fields->all.size() ? c::text(fields->all[index].value) : c::text({});
}

void coverwatch_fields_free(coverwatch_fields* fields) { delete fields; }

}  // extern "C"
