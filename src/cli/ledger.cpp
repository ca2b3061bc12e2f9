// SPDX-License-Identifier: Apache-2.0
// The account of damage in words.
#include "cli/ledger.hpp"

#include <fmt/format.h>

#include <utility>

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
    case trouble::empty_file: return "files without a byte";
    case trouble::cannot_open:
    case trouble::cannot_read:
    case trouble::cannot_list:
    case trouble::is_the_output:
    case trouble::bad_gzip:
    case trouble::utf_16:
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

void account::add(std::string_view path, const archive::problem& p) {
  if (!archive::is_damage(p.what)) {
    left_out& entry = left_out_by_kind[p.what];
    if (entry.count++ == 0) entry.first_path = path;
  } else if (archive::concerns_whole_input(p.what)) {
    failures.push_back(archive::describe(path, p));
  } else {
    ++damaged;
    if (keeps_places()) places.push_back(archive::describe(path, p));
  }
}

void account::append(account&& later) {
  for (std::string& each : later.failures) failures.push_back(std::move(each));
  damaged += later.damaged;
  for (std::string& each : later.places) {
    if (keeps_places()) places.push_back(std::move(each));
  }
  for (auto& [what, theirs] : later.left_out_by_kind) {
    left_out& entry = left_out_by_kind[what];
    if (entry.count == 0) entry.first_path = std::move(theirs.first_path);
    entry.count += theirs.count;
  }
}

void ledger::add(std::string_view path, const archive::problem& p) {
  account one;
  one.add(path, p);
  take(std::move(one));
}

void ledger::take(account&& next) {
  all_.append(std::move(next));
  if (all_.failures.empty()) return;
  failed_ = true;
  const auto silence = progress_.hold();
  for (const std::string& each : all_.failures) err_.error(each);
  all_.failures.clear();
}

void ledger::summarise(bool quiet) {
  summarise_damage(quiet);
  if (!quiet) summarise_left_out();
}

void ledger::summarise_damage(bool quiet) {
  if (all_.damaged == 0) return;
  err_.error(all_.damaged == 1 ? "1 place could not be read as an event"
                               : fmt::format("{} places could not be read as events", all_.damaged));
  if (quiet) return;
  for (const std::string& place : all_.places) err_.line("  " + place);
  if (all_.damaged > all_.places.size()) err_.line(fmt::format("  and {} more", all_.damaged - all_.places.size()));
}

void ledger::summarise_left_out() {
  for (const auto& [what, entry] : all_.left_out_by_kind) {
    err_.note(fmt::format("left out: {} {}, the first is {}", entry.count, plural(what), entry.first_path));
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
