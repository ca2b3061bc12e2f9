// SPDX-License-Identifier: Apache-2.0
// Problems in words: one table of kinds, one sentence each.
#include "archive/problem.hpp"

#include <fmt/format.h>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

std::string_view sentence(trouble what) noexcept {
  switch (what) {
    case trouble::cannot_open: return "cannot be opened";
    case trouble::cannot_read: return "cannot be read";
    case trouble::cannot_list: return "cannot list this folder";
    case trouble::is_the_output: return "is also the output, so it is not read";
    case trouble::bad_gzip: return "gzip data is damaged or cut off";
    case trouble::utf_16: return "is UTF-16, and only UTF-8 is read";
    case trouble::too_much_text: return "too much text";
    case trouble::cut_off: return "cut off in the middle";
    case trouble::not_json: return "not JSON";
    case trouble::not_an_object: return "an event must be a JSON object";
    case trouble::too_large: return "too large for an event";
    case trouble::too_deep: return "nested too deeply";
    case trouble::out_of_memory: return "not enough memory";
    case trouble::unknown_shape: return "unknown shape";
    case trouble::bad_payload: return "packed events (gzip in base64) are damaged";
    case trouble::payload_too_large: return "packed events are too much";
    case trouble::lake_signature: return "the signature of a CloudTrail Lake query holds no events";
    case trouble::control_message: return "a control message of a subscription holds no events";
    case trouble::text_message: return "a message of plain text holds no JSON";
    case trouble::write_test: return "the write test of an export holds no events";
    case trouble::stamps: return "the time before each event of an export is no part of it";
    case trouble::digest: return "a CloudTrail digest holds no events";
    case trouble::special_file: return "neither a file nor a folder";
    case trouble::hidden_file: return "a hidden name";
    case trouble::linked_folder: return "a link to a folder is not followed";
    case trouble::empty_file: return "a file without a byte";
  }
  return "";
}

}  // namespace

bool is_damage(trouble what) noexcept { return what < trouble::digest; }

bool concerns_whole_input(trouble what) noexcept {
  return what <= trouble::too_much_text || what >= trouble::special_file;
}

std::string message(const problem& p) {
  const std::string_view words = sentence(p.what);
  return p.detail.empty() ? std::string{words} : fmt::format("{}: {}", words, p.detail);
}

std::string describe(std::string_view path, const problem& p) {
  if (concerns_whole_input(p.what)) return fmt::format("{}: {}", path, message(p));
  std::string out{path};
  if (p.where.line != 0) out += fmt::format(":{}", p.where.line);
  out += ": ";
  if (p.where.record != 0) out += fmt::format("record {}, ", p.where.record);
  return out + fmt::format("byte {}: {}", p.where.offset, message(p));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
