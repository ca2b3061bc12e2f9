// SPDX-License-Identifier: Apache-2.0
// How the text of an input file is altered: a line of it, as JSON; a container put around an event; and gzip of it,
// which is inflated and packed again, since changed bytes of gzip are damage and nothing else.
#include "documents.hpp"

#include "archive/inflate.hpp"
#include "support/json.hpp"

#include "../../tests/support/sample_event.hpp"
#include "../../tests/support/sample_message.hpp"
#include "../../tests/unit/archive/packed.hpp"

#include <algorithm>

namespace mutators {
namespace {

using sample::choices;
namespace archive = coverwatch::archive;

std::string quoted(std::string_view text) {
  std::string out;
  coverwatch::support::json::append_quoted(out, text);
  return out;
}

std::string message_of(std::string_view event, choices& c) {
  return "{\"id\":\"1\",\"timestamp\":" + std::to_string(c.below(9)) + ",\"message\":" + quoted(event) + "}";
}

std::string delivery_of(std::string_view event, choices& c) {
  return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logEvents\":[" + message_of(event, c) + "]}";
}

// A container that holds the event, or what claims to be one.
std::string contained(const std::string& event, choices& c) {
  switch (c.below(7)) {
    case 0: return "{\"Records\":[" + event + (c.chance(50) ? "," + event : "") + "]}";
    case 1: return "{\"events\":[" + message_of(event, c) + "," + message_of("x", c) + "]}";
    case 2: return "{\"Events\":[{\"EventId\":\"1\",\"CloudTrailEvent\":" + quoted(event) + "}],\"NextToken\":\"t\"}";
    case 3: return delivery_of(event, c);
    case 4:
      return "{\"awslogs\":{\"data\":\"" +
             coverwatch::archive_test::base64(coverwatch::archive_test::gzip(delivery_of(event, c))) + "\"}}";
    case 5: return R"({"version":"0","detail-type":"x via CloudTrail","source":"s","detail":)" + event + "}";
    default: return "2026-01-02T03:04:05.678Z " + event;
  }
}

// One line becomes another; what stands around it is left.
std::string altered_text(std::string text, choices& c) {
  const std::size_t somewhere = c.below(text.size() + 1);
  const std::size_t before = somewhere == 0 ? std::string::npos : text.rfind('\n', somewhere - 1);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  const std::string line = text.substr(begin, end - begin);
  switch (c.weighted({35, 25, 15, 15, 10})) {
    case 0: return text.replace(begin, end - begin, altered_json(line, c));
    case 1: return text.replace(begin, end - begin, contained(line, c));
    case 2: return text.insert(begin, contained(sample::spell(sample::any_object(c, 2), c, c.chance(50)), c) + "\n");
    case 3: return altered_json(text, c);
    default: return sample::damage_message(std::move(text), c);
  }
}

}  // namespace

std::string altered_file(std::string_view input, choices& c) {
  constexpr std::size_t most_inflated = 1 << 14;
  if (!archive::looks_like_gzip(input)) {
    std::string text = altered_text(std::string(input), c);
    return c.chance(3) ? coverwatch::archive_test::gzip(text) : text;
  }
  archive::inflater inflater;
  archive::bytes out;
  inflater.inflate(input, out, most_inflated);
  const std::string text = altered_text(std::string(out.view()), c);
  return coverwatch::archive_test::gzip(text) + (c.chance(20) ? std::string(input) : "");
}

}  // namespace mutators
