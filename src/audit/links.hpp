// SPDX-License-Identifier: Apache-2.0
// What the judges of the single links share: the small words that a judgement is put together from. In go reasons,
// sentences and evidence, out come judgements of one link. Decides nothing.
#pragma once

#include "audit/judgement.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::audit {

link_judgement passed(link what, std::string message, std::vector<evidence> grounds);
// By one reason, which is decisive, and which says the link.
link_judgement failed(reason why, std::string message, std::vector<evidence> grounds = {});
link_judgement unknown(reason why, std::string message, std::vector<evidence> grounds, std::vector<std::string> settle);
link_judgement blocked(link what, std::string message);

// Adds what is worth knowing and changes nothing.
void note(link_judgement& to, reason why, std::string message, std::vector<evidence> grounds = {});
// Appends those that are not there yet, in their order.
void append_new(std::vector<std::string>& to, const std::vector<std::string>& more);
void append_new(std::vector<evidence>& to, const std::vector<evidence>& more);

// `one`; `one` and `two`; `one`, `two` and 7 more.
std::string listed(const std::vector<std::string>& names);
std::string yes_or_no(bool value);  // true, false
// For a command line: the text as it is when the shell takes it for one word, else in single quotes.
std::string shell_word(std::string_view text);
// ` --region eu-west-1`; empty where the region is not known.
std::string region_option(const inventory::scope& where);
// Of an ARN: the field with that number, from 0 (arn:aws:sns:region:account:name); empty where there is none.
std::string_view arn_field(std::string_view arn, std::size_t number);
// The value as people write it: 1, 0.5, 1e+20.
std::string number_text(double value);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
