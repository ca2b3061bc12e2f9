// SPDX-License-Identifier: Apache-2.0
#include "roads.hpp"

#include <simdjson.h>

#include <bit>
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

// The first eight bytes of a key as a number: what a switch can tell apart at once.
std::uint64_t word_at(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

consteval std::uint64_t word(const char (&text)[9]) {
  std::uint64_t value = 0;
  for (std::size_t i = 8; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(text[std::endian::native == std::endian::little ? i : 7 - i]);
  }
  return value;
}

// Whether the raw key goes on with `rest`, its closing quotation mark included. Keys stand in the padded text, so that
// many bytes may be read.
template <std::size_t n>
bool goes_on(const char* at, const char (&rest)[n]) {
  return std::memcmp(at, rest, n - 1) == 0;
}

std::uint64_t length_of(ondemand::value value) {
  std::string_view text;
  return value.get_string().get(text) == simdjson::SUCCESS ? text.size() : 0;
}

// Cheaper for a string than letting the loop step over it.
void pass_over(ondemand::value value) {
  if (value.raw_json_token().front() == '"') static_cast<void>(value.get_raw_json_string());
}

const char* raw_key(simdjson::simdjson_result<ondemand::field>& member) { return member.key().value_unsafe().raw(); }

std::uint64_t ondemand_session(ondemand::value value) {
  std::uint64_t sum = 0;
  ondemand::object session, attributes;
  if (value.get_object().get(session) != simdjson::SUCCESS) return 0;
  for (auto member : session) {
    if (!goes_on(raw_key(member), "attributes\"")) continue;
    if (member.value().get_object().get(attributes) != simdjson::SUCCESS) continue;
    for (auto inner : attributes) {
      if (goes_on(raw_key(inner), "mfaAuthenticated\"")) sum += length_of(inner.value().value_unsafe());
    }
  }
  return sum;
}

std::uint64_t ondemand_identity(ondemand::value value) {
  std::uint64_t sum = 0;
  ondemand::object identity;
  if (value.get_object().get(identity) != simdjson::SUCCESS) return 0;
  for (auto member : identity) {
    const char* key = raw_key(member);
    if (key[0] == 't' && goes_on(key, "type\"")) {
      sum += length_of(member.value().value_unsafe());
    } else if (key[0] == 's' && goes_on(key, "sessionContext\"")) {
      sum += ondemand_session(member.value().value_unsafe());
    }
  }
  return sum;
}

bool is_wanted(const char* key) {
  switch (word_at(key)) {
    case word("eventNam"): return goes_on(key + 8, "e\"");
    case word("eventSou"): return goes_on(key + 8, "rce\"");
    case word("eventTyp"): return goes_on(key + 8, "e\"");
    case word("errorCod"): return goes_on(key + 8, "e\"");
    case word("errorMes"): return goes_on(key + 8, "sage\"");
    case word("sourceIP"): return goes_on(key + 8, "Address\"");
    case word("awsRegio"): return goes_on(key + 8, "n\"");
    case word("userAgen"): return goes_on(key + 8, "t\"");
    default: return false;
  }
}

std::uint64_t ondemand_event(ondemand::document& document) {
  std::uint64_t sum = 0;
  ondemand::object event;
  if (document.get_object().get(event) != simdjson::SUCCESS) return 0;
  for (auto member : event) {
    const char* key = raw_key(member);
    ondemand::value value = member.value().value_unsafe();
    if (is_wanted(key)) {
      sum += length_of(value);
    } else if (word_at(key) == word("userIden") && goes_on(key + 8, "tity\"")) {
      sum += ondemand_identity(value);
    } else {
      pass_over(value);
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

std::uint64_t dom_members(const corpus& c) {
  simdjson::dom::parser parser;
  std::uint64_t sum = 0;
  for (const std::string_view event : c.events) {
    simdjson::dom::object members;
    if (parser.parse(event.data(), event.size(), false).get(members) == simdjson::SUCCESS) sum += members.size();
  }
  return sum;
}

}  // namespace bench
