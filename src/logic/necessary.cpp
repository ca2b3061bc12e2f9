// SPDX-License-Identifier: Apache-2.0
// Clues of a formula, from its tests upwards: of conditions that must all hold one is enough, of those of which any may
// hold each must have some. Soundness rests on `text_clue` and `member_clue`; prices only steer the choice.
#include "logic/necessary.hpp"

#include "support/byte_rarity.hpp"

#include <algorithm>
#include <optional>

namespace coverwatch::inline COVERWATCH_ABI::logic {

// True of every character that the text of some number holds: 12, -0.5, 1.0E7, -Infinity.
COVERWATCH_FUNC bool of_number_text(char c) noexcept {
  return std::string_view("0123456789.-EInfity").find(c) != std::string_view::npos;
}

COVERWATCH_FUNC bool may_be_number_text(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), of_number_text);
}

// --- Prices: about what a clue costs at each event of a log, in searches for one text.

// Values that most events of CloudTrail hold somewhere.
inline constexpr std::string_view common_values[] = {
    "IAMUser",
    "AssumedRole",
    "AWSService",
    "AwsApiCall",
    "Role",
    "Management",
    "sts.amazonaws.com",
    "ec2.amazonaws.com",
    "s3.amazonaws.com",
    "iam.amazonaws.com",
    "us-east-1",
    "AWS Internal",
    "false",
    "true",
    "arn:aws:iam::",
};

COVERWATCH_FUNC bool is_common(std::string_view text) noexcept {
  return std::any_of(std::begin(common_values), std::end(common_values),
                     [&](std::string_view value) { return value.find(text) != std::string_view::npos; });
}

COVERWATCH_FUNC unsigned surprise_of(std::string_view text) noexcept {
  unsigned sum = 0;
  for (const char c : text) sum += support::surprise[static_cast<unsigned char>(c)];
  return sum;
}

COVERWATCH_FUNC double price_of_text(std::string_view text) noexcept {
  return (is_common(text) ? 20 : 1) + 30.0 / (1 + surprise_of(text));
}

// The share of the events of CloudTrail that have a value somebody asks for, by the name of the member. Only speed
// depends on it.
struct member_share {
  std::string_view key;
  double share;
};
inline constexpr member_share member_shares[] = {
    {"eventName", 0.0025}, {"eventSource", 0.05}, {"errorCode", 0.02}, {"awsRegion", 0.2},
    {"type", 0.2},         {"eventType", 0.5},    {"readOnly", 0.5},
};
inline constexpr double share_of_others = 0.02;
inline constexpr double price_of_a_look = 40;  // at the whole event

COVERWATCH_FUNC double share_of_member(std::string_view key) noexcept {
  for (const member_share& m : member_shares) {
    if (m.key == key) return m.share;
  }
  return share_of_others;
}

COVERWATCH_FUNC double price_of_member(const clue& c, std::span<const std::string_view> known_keys) noexcept {
  if (c.behind == clue::strings::any) return 40;
  const bool known = std::find(known_keys.begin(), known_keys.end(), c.key) != known_keys.end();
  if (c.behind == clue::strings::no_string) return known ? 10 : 15;
  return (known ? 0 : 4) + price_of_a_look * share_of_member(c.key);
}

COVERWATCH_FUNC double price_of(const clue& c, std::span<const std::string_view> known_keys) noexcept {
  const double text = c.text.empty() ? 1000 : price_of_text(c.text);
  return c.key.empty() ? text : std::min(text, price_of_member(c, known_keys));
}

// --- Tests.

// A part of an operand: what stands between two stars.
struct text_piece {
  std::string_view text;
  bool first = true;  // the value begins with it
  bool last = true;   // and ends with it
};

// The stretch of a piece that is spelled plainly and rarest.
COVERWATCH_FUNC void take_best_stretch(clue& best, const text_piece& piece) noexcept {
  for (std::size_t begin = 0; begin < piece.text.size();) {
    const auto plain_end =
        std::find_if_not(piece.text.begin() + static_cast<std::ptrdiff_t>(begin), piece.text.end(), spelled_plainly);
    const auto end = static_cast<std::size_t>(plain_end - piece.text.begin());
    const std::string_view stretch = piece.text.substr(begin, end - begin);
    if (surprise_of(stretch) > surprise_of(best.text)) {
      best.text = stretch;
      best.opens = piece.first && begin == 0;
      best.closes = piece.last && end == piece.text.size();
    }
    begin = end + 1;
  }
}

// A string that equals the operand holds each of its pieces, spelled as they are but for what JSON must or may escape.
// A number holds them too, but its spelling in the event may be another: no clue where its text may be meant.
COVERWATCH_FUNC void text_clue(clue& c, const operand& value) noexcept {
  if (const auto* literal = std::get_if<text_operand>(&value)) {
    if (!may_be_number_text(literal->text)) take_best_stretch(c, {literal->text});
  } else if (const auto* wildcard = std::get_if<wildcard_operand>(&value)) {
    const std::vector<std::string>& pieces = wildcard->pieces.pieces;
    if (std::all_of(pieces.begin(), pieces.end(), may_be_number_text)) return;
    for (std::size_t i = 0; i < pieces.size(); ++i) take_best_stretch(c, {pieces[i], i == 0, i + 1 == pieces.size()});
  }
  if (c.text.size() + (c.opens ? 1 : 0) + (c.closes ? 1 : 0) < 2) c.text = {};
}

// Which strings a member must have, or be no string, for a test of this relation to hold of it.
COVERWATCH_FUNC clue::strings strings_behind(const test& t, const formula& f) noexcept {
  if (t.how != relation::equal) return clue::strings::no_string;
  const operand& value = f.operands[t.operand];
  if (const auto* wildcard = std::get_if<wildcard_operand>(&value)) {
    return support::matches_everything(wildcard->pieces) ? clue::strings::any : clue::strings::equal;
  }
  return std::holds_alternative<regex_operand>(value) ? clue::strings::any : clue::strings::equal;
}

// A selector whose last step is a name selects members of that name only.
COVERWATCH_FUNC void member_clue(clue& c, const test& t, const formula& f) noexcept {
  const auto* name = std::get_if<name_step>(&f.selectors[t.selector].steps.back());
  if (name == nullptr || !std::all_of(name->name.begin(), name->name.end(), spelled_plainly)) return;
  c.key = name->name;
  c.behind = strings_behind(t, f);
  if (c.behind == clue::strings::equal) c.value = &f.operands[t.operand];
}

// True when the test can hold only of something that is there and has a value of its own: not of what is missing, nor
// of what differs.
COVERWATCH_FUNC bool asks_for_presence(relation how) noexcept {
  return how != relation::not_equal && how != relation::not_exists;
}

// The message and its columns hold texts as they are: no quotation marks, no escapes, and no numbers to be spelled
// anew.
COVERWATCH_FUNC void raw_clue(clue& c, const operand& value) noexcept {
  const auto take = [&c](std::string_view text) {
    if (text.size() > 1 && surprise_of(text) > surprise_of(c.text)) c.text = text;
  };
  if (const auto* phrase = std::get_if<phrase_operand>(&value)) take(phrase->text);
  if (const auto* literal = std::get_if<text_operand>(&value)) take(literal->text);
  if (const auto* wildcard = std::get_if<wildcard_operand>(&value)) {
    for (const std::string& piece : wildcard->pieces.pieces) take(piece);
  }
  if (c.text.find_first_not_of('\n') == std::string_view::npos) c.text = {};
}

COVERWATCH_FUNC clue clue_of(const test& t, const formula& f) noexcept {
  clue c;
  if (!asks_for_presence(t.how)) return c;
  if (f.form == form::object) {
    if (t.how == relation::equal) text_clue(c, f.operands[t.operand]);
    member_clue(c, t, f);
  } else if (t.how == relation::equal) {
    raw_clue(c, f.operands[t.operand]);
  }
  return c;
}

// --- The formula.

struct clue_choice {
  std::vector<clue> clues;  // none: nothing is certain
  double price = 0;
};

// Parts stand before their parents, so one pass over the nodes chooses for all of them.
struct clue_search {
  const formula& f;
  std::span<const std::string_view> known_keys;
  std::vector<clue_choice> chosen = std::vector<clue_choice>(f.nodes.size());

  clue_choice of_test(const test& t) const {
    const clue c = clue_of(t, f);
    if (c.text.empty() && c.key.empty()) return {};
    return {{c}, price_of(c, known_keys)};
  }

  clue_choice cheapest(const std::vector<std::uint32_t>& parts) const {
    const clue_choice* best = nullptr;
    for (const std::uint32_t part : parts) {
      const clue_choice& choice = chosen[part];
      if (!choice.clues.empty() && (best == nullptr || choice.price < best->price)) best = &choice;
    }
    return best == nullptr ? clue_choice{} : *best;
  }

  clue_choice together(const std::vector<std::uint32_t>& parts) const {
    clue_choice all;
    for (const std::uint32_t part : parts) {
      const clue_choice& choice = chosen[part];
      if (choice.clues.empty()) return {};
      all.clues.insert(all.clues.end(), choice.clues.begin(), choice.clues.end());
      all.price += choice.price;
    }
    return all;
  }

  clue_choice of_node(const node& n) const {
    switch (n.how) {
      case connective::test: return of_test(f.tests[n.test]);
      case connective::all: return cheapest(n.parts);
      case connective::any: return together(n.parts);
    }
    return {};
  }
};

COVERWATCH_FUNC std::vector<clue> necessary_clues(const formula& f, std::span<const std::string_view> known_keys) {
  clue_search search{f, known_keys};
  for (std::size_t i = 0; i < f.nodes.size(); ++i) search.chosen[i] = search.of_node(f.nodes[i]);
  return std::move(search.chosen[f.root].clues);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
