// SPDX-License-Identifier: Apache-2.0
// Alterations of JSON documents, and of certificates among them. In goes a document, out comes another one, which
// mostly is JSON again. What is no JSON becomes a fresh one.
#pragma once

#include "../../tests/support/choices.hpp"

#include <string>
#include <string_view>

namespace mutators {

std::string altered_json(std::string_view input, sample::choices& c);
// The digest is left as it was: who reads it puts it right.
std::string altered_certificate(std::string_view input, sample::choices& c);

// The text of a file, or gzip of it.
std::string altered_file(std::string_view input, sample::choices& c);

}  // namespace mutators
