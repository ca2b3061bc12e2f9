// SPDX-License-Identifier: Apache-2.0
#include "roads.hpp"

#include <simdjson.h>

#include <cstring>
#include <memory>
#include <string_view>

namespace bench {
namespace {

namespace ondemand = simdjson::ondemand;

// Every event is followed by more of the corpus, whose end is blanks: simdjson may read beyond it.
simdjson::padded_string_view padded(std::string_view event) {
  return simdjson::padded_string_view(event.data(), event.size(), event.size() + simdjson::SIMDJSON_PADDING);
}

bool is_wanted(std::string_view key) {
  return key == "eventName" || key == "eventSource" || key == "errorCode" || key == "errorMessage" ||
         key == "sourceIPAddress" || key == "userAgent" || key == "awsRegion" || key == "eventType";
}

std::uint64_t length_of(simdjson::simdjson_result<ondemand::value> value) {
  std::string_view text;
  return value.get_string().get(text) == simdjson::SUCCESS ? text.size() : 0;
}

std::uint64_t ondemand_identity(ondemand::object identity) {
  std::uint64_t sum = 0;
  for (auto member : identity) {
    std::string_view key;
    if (member.unescaped_key().get(key) != simdjson::SUCCESS) return sum;
    if (key == "type") sum += length_of(member.value());
    if (key == "sessionContext") {
      std::string_view mfa;
      if (member.value()["attributes"]["mfaAuthenticated"].get(mfa) == simdjson::SUCCESS) sum += mfa.size();
    }
  }
  return sum;
}

std::uint64_t ondemand_event(ondemand::document& document) {
  std::uint64_t sum = 0;
  ondemand::object event;
  if (document.get_object().get(event) != simdjson::SUCCESS) return 0;
  for (auto member : event) {
    std::string_view key;
    if (member.unescaped_key().get(key) != simdjson::SUCCESS) return sum;
    ondemand::object identity;
    if (is_wanted(key)) {
      sum += length_of(member.value());
    } else if (key == "userIdentity" && member.value().get_object().get(identity) == simdjson::SUCCESS) {
      sum += ondemand_identity(identity);
    }
  }
  return sum;
}

constexpr std::string_view pointers[] = {
    "/eventName",         "/eventSource",
    "/errorCode",         "/errorMessage",
    "/sourceIPAddress",   "/userAgent",
    "/awsRegion",         "/eventType",
    "/userIdentity/type", "/userIdentity/sessionContext/attributes/mfaAuthenticated"};

}  // namespace

std::uint64_t sum_of_words(const corpus& c) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i + 8 <= c.size; i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, c.text.data() + i, sizeof word);
    sum += word;
  }
  return sum;
}

std::uint64_t lines_by_memchr(const corpus& c) {
  std::uint64_t lines = 0;
  const char* const end = c.text.data() + c.size;
  for (const char* at = c.text.data(); at != end; ++at, ++lines) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
  }
  return lines;
}

std::uint64_t structural_characters(const corpus& c) {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
  if (simdjson::get_active_implementation()->create_dom_parser_implementation(1 << 20, 1024, stage) !=
      simdjson::SUCCESS)
    return 0;
  std::uint64_t sum = 0;
  for (const std::string_view event : c.events) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(event.data());
    if (stage->stage1(bytes, event.size(), simdjson::stage1_mode::regular) == simdjson::SUCCESS)
      sum += stage->n_structural_indexes;
  }
  return sum;
}

std::uint64_t ondemand_ten_fields(const corpus& c) {
  ondemand::parser parser;
  std::uint64_t sum = 0;
  for (const std::string_view event : c.events) {
    ondemand::document document;
    if (parser.iterate(padded(event)).get(document) == simdjson::SUCCESS) sum += ondemand_event(document);
  }
  return sum;
}

std::uint64_t ondemand_ten_lookups(const corpus& c) {
  ondemand::parser parser;
  std::uint64_t sum = 0;
  for (const std::string_view event : c.events) {
    ondemand::document document;
    if (parser.iterate(padded(event)).get(document) != simdjson::SUCCESS) continue;
    for (const std::string_view pointer : pointers) {
      std::string_view text;
      if (document.at_pointer(pointer).get(text) == simdjson::SUCCESS) sum += text.size();
    }
  }
  return sum;
}

std::uint64_t dom_ten_fields(const corpus& c) {
  simdjson::dom::parser parser;
  std::uint64_t sum = 0;
  for (const std::string_view event : c.events) {
    simdjson::dom::element document;
    if (parser.parse(event.data(), event.size(), false).get(document) != simdjson::SUCCESS) continue;
    for (const std::string_view pointer : pointers) {
      std::string_view text;
      if (document.at_pointer(pointer).get(text) == simdjson::SUCCESS) sum += text.size();
    }
  }
  return sum;
}

}  // namespace bench
