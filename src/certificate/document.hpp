// SPDX-License-Identifier: Apache-2.0
// The text of a certificate to plain data. In go bytes, out comes the document, or what is wrong with its form and
// where. Strict: every member, in its order, of its type, nothing else. Understands no pattern and checks no proof.
#pragma once

#include "certificate/parts.hpp"
#include "support/json.hpp"

#include <coverwatch/certificate.hpp>
#include <coverwatch/config.hpp>
#include <coverwatch/result.hpp>

#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

// Linear in the text. The digest has been checked, and is checked before anything else.
result<document, certificate_fault> read_document(std::string_view text);

// The value without white space, its strings escaped as RFC 8259 demands and no further.
std::string compact(const support::json::value& v);

// FNV-1a of 64 bits over the object without its member `digest`, written without white space.
std::string digest_of(const support::json::value& object);

// Of `text`, which `root` was read from. A repeated member hides the earlier ones: then there are fewer than colons.
bool has_repeated_members(std::string_view text, const support::json::value& root) noexcept;

// `proof 0`, `node 17 of proof 0`.
std::string place_of_proof(std::size_t number);
std::string place_of_node(std::size_t number, std::size_t proof_number);

// As certificates spell it. A fact of the form `2:string` has no spelling: it is never written.
std::string spelling(const fact& f);

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
