// SPDX-License-Identifier: Apache-2.0
// Hostile text made fit to be shown: escaped for XML and HTML, or plain for one line of text. Control characters,
// characters that turn the direction of writing, and other invisible ones become visible (`\u{202e}`); bytes that are
// no UTF-8 become U+FFFD. Nothing else changes, and nothing is cut unless asked.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::report {

// For element content and for attributes between quotes, in XML 1.0 and HTML alike. Line breaks and tabs stay.
std::string escaped(std::string_view text);

// For text that people read. Line breaks become visible too, unless they are to stay.
std::string visible(std::string_view text, bool lines = false);

// At most so many characters, the last an ellipsis where something was cut. Invalid bytes count as one character each.
std::string cut(std::string_view text, std::size_t characters);

}  // namespace coverwatch::inline COVERWATCH_ABI::report
