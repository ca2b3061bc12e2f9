// SPDX-License-Identifier: Apache-2.0
// The account of damage in words.
#include "cli/ledger.hpp"

#include <fmt/format.h>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

using archive::trouble;

std::string_view plural(trouble what) noexcept {
  switch (what) {
    case trouble::digest: return "CloudTrail digests (no events in them)";
    case trouble::lake_signature: return "signatures of CloudTrail Lake queries (no events in them)";
    case trouble::control_message: return "control messages of subscriptions (no events in them)";
    case trouble::text_message: return "log messages of plain text (no JSON in them)";
    case trouble::write_test: return "write tests of exports (no events in them)";
    case trouble::stamps: return "inputs' times before each event (read as exports of CloudWatch)";
    case trouble::special_file: return "neither files nor folders";
    case trouble::hidden_file: return "hidden names";
    case trouble::linked_folder: return "links to folders";
    case trouble::cannot_open:
    case trouble::cannot_read:
    case trouble::cannot_list:
    case trouble::is_the_output:
    case trouble::bad_gzip:
    case trouble::too_much_text:
    case trouble::cut_off:
    case trouble::not_json:
    case trouble::not_an_object:
    case trouble::too_large:
    case trouble::too_deep:
    case trouble::out_of_memory:
    case trouble::unknown_shape:
    case trouble::bad_payload:
    case trouble::payload_too_large: break;
  }
  return "";
}

}  // namespace

void ledger::add(std::string_view path, const archive::problem& p) {
  if (!archive::is_damage(p.what)) {
    left_out& entry = left_out_[p.what];
    if (entry.count++ == 0) entry.first_path = path;
  } else if (archive::concerns_whole_input(p.what)) {
    failed_ = true;
    progress_.erase();
    err_.error(archive::describe(path, p));
  } else {
    if (damaged_++ < places_kept) places_.push_back(archive::describe(path, p));
  }
}

void ledger::summarise(bool quiet) {
  summarise_damage(quiet);
  if (!quiet) summarise_left_out();
}

void ledger::summarise_damage(bool quiet) {
  if (damaged_ == 0) return;
  err_.error(fmt::format("{} could not be read as {}", damaged_ == 1 ? "1 place" : fmt::format("{} places", damaged_),
                         damaged_ == 1 ? "an event" : "events"));
  if (quiet) return;
  for (const std::string& place : places_) err_.line("  " + place);
  if (damaged_ > places_.size()) err_.line(fmt::format("  and {} more", damaged_ - places_.size()));
}

void ledger::summarise_left_out() {
  for (const auto& [what, entry] : left_out_) {
    err_.note(fmt::format("left out: {} {}, the first is {}", entry.count, plural(what), entry.first_path));
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
