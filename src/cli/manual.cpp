// SPDX-License-Identifier: Apache-2.0
// What --help prints below the options is plain text of a few forms: paragraphs, `Examples:` and `Exit codes:` with
// lines that stand in, lists of a name and what it means, and lines that are shown as they are. Each form has its
// macros.
#include "cli/manual.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

using lines = std::vector<std::string_view>;

lines lines_of(std::string_view text) {
  lines out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

// As it stands, whatever roff would make of it.
std::string literal(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\\': out += "\\e"; break;
      case '-': out += "\\-"; break;
      case '\'': out += "\\(aq"; break;
      case '"': out += "\\(dq"; break;
      case '`': out += "\\(ga"; break;
      case '^': out += "\\(ha"; break;
      case '~': out += "\\(ti"; break;
      default: out += c;
    }
  }
  return out.starts_with('.') ? "\\&" + out : out;
}

std::string bold(std::string_view text) { return fmt::format("\\fB{}\\fR", literal(text)); }

// A word that may be too long for a line may break behind its commas.
std::string breakable(std::string word) {
  constexpr std::size_t longest = 60;
  if (word.size() <= longest) return word;
  for (std::size_t i = word.size(); i-- > 0;) {
    if (word[i] == ',') word.insert(i + 1, "\\:");
  }
  return word;
}

// Prose, filled: what stands in backticks is bold instead. Lines end at blanks, and none is taken for a macro.
std::string prose(std::string_view text) {
  constexpr std::size_t width = 78;
  std::string plain;
  while (!text.empty()) {
    const std::size_t tick = text.find('`');
    const std::size_t end = tick == std::string_view::npos ? tick : text.find('`', tick + 1);
    if (end == std::string_view::npos) break;
    plain += literal(text.substr(0, tick)) + bold(text.substr(tick + 1, end - tick - 1));
    text.remove_prefix(end + 1);
  }
  plain += literal(text);
  std::string out;
  std::size_t line = 0;  // where the last line begins in `out`
  for (const std::string& word : CLI::detail::split(plain, ' ')) {
    const bool ends_sentence = out.ends_with('.') || out.ends_with(':') || out.ends_with('?');
    const bool breaks = out.size() + word.size() - line > width || ends_sentence;
    if (!out.empty()) out += breaks ? '\n' : ' ';
    if (breaks || out.empty()) line = out.size();
    if (line == out.size() && word.starts_with('.')) out += "\\&";
    out += breakable(word);
  }
  return out;
}

// --- What stands below the options.

// `  name  what it means`, with further lines that stand in deeper: where the meaning begins, or 0.
std::size_t meaning_column(std::string_view line) {
  const std::size_t begin = indent_of(line);
  const std::size_t gap = line.find("  ", begin);
  if (gap == std::string_view::npos) return 0;
  const std::size_t column = gap + indent_of(line.substr(gap));
  return column < line.size() ? column : 0;
}

bool is_list(const lines& block) {
  return std::all_of(block.begin(), block.end(),
                     [&](std::string_view l) { return indent_of(l) > 2 || meaning_column(l) != 0; }) &&
         indent_of(block.front()) == 2;
}

bool is_bullets(const lines& block) { return block.front().starts_with("  - "); }

// The lines from `at` on that begin no entry of their own, behind `first`; moves `at` behind them.
template <class Begins>
std::string entry(std::string_view first, const lines& block, std::size_t& at, const Begins& begins) {
  std::string out(first);
  for (; at < block.size() && !begins(block[at]); ++at) {
    out += ' ';
    out += block[at].substr(indent_of(block[at]));
  }
  return prose(out);
}

std::string list_text(const lines& block) {
  const auto begins = [](std::string_view line) { return indent_of(line) == 2 && meaning_column(line) != 0; };
  std::string out;
  for (std::size_t i = 0; i < block.size();) {
    const std::string_view line = block[i++];
    const std::size_t column = meaning_column(line);
    std::string_view name = line.substr(0, column).substr(2);
    name = name.substr(0, name.find_last_not_of(' ') + 1);
    out += fmt::format(".TP\n{}\n{}\n", bold(name), entry(line.substr(column), block, i, begins));
  }
  return out;
}

std::string bullets_text(const lines& block) {
  const auto begins = [](std::string_view line) { return line.starts_with("  - "); };
  std::string out;
  for (std::size_t i = 0; i < block.size();) {
    const std::string_view first = block[i++].substr(4);
    out += fmt::format(".IP \\(bu 2\n{}\n", entry(first, block, i, begins));
  }
  return out;
}

std::string verbatim_text(const lines& block) {
  std::string out = ".RS 2\n.nf\n";
  for (const std::string_view line : block)
    out += literal(line.substr(std::min<std::size_t>(2, indent_of(line)))) + "\n";
  return out + ".fi\n.RE\n";
}

std::string indented_text(const lines& block) {
  if (is_bullets(block)) return bullets_text(block);
  return is_list(block) ? list_text(block) : verbatim_text(block);
}

struct footer_parts {
  std::string prose, examples, exit_codes;
};

bool is_blank(std::string_view line) { return indent_of(line) == line.size(); }

// The lines that stand in, from `at` on, which it moves behind them.
lines take_indented(const lines& all, std::size_t& at) {
  lines out;
  while (at < all.size() && indent_of(all[at]) >= 2 && !is_blank(all[at])) out.push_back(all[at++]);
  return out;
}

// The same of those that do not, as one paragraph.
std::string take_paragraph(const lines& all, std::size_t& at) {
  std::string out;
  for (; at < all.size() && indent_of(all[at]) < 2 && !is_blank(all[at]); ++at) {
    if (!out.empty()) out += ' ';
    out += all[at];
  }
  return out.empty() ? out : prose(out) + "\n";
}

footer_parts parts_of(std::string_view footer) {
  footer_parts out;
  const lines all = lines_of(footer);
  for (std::size_t i = 0; i < all.size();) {
    if (is_blank(all[i])) {
      out.prose += ".PP\n";
      ++i;
    } else if (all[i] == "Examples:") {
      out.examples += verbatim_text(take_indented(all, ++i));
    } else if (all[i] == "Exit codes:") {
      out.exit_codes += list_text(take_indented(all, ++i)) + ".PP\n";
      out.exit_codes += take_paragraph(all, i);
    } else if (indent_of(all[i]) >= 2) {
      out.prose += indented_text(take_indented(all, i)) + ".PP\n";
    } else {
      out.prose += take_paragraph(all, i);
    }
  }
  return out;
}

// --- Options.

std::string option_text(const option_shape& o) {
  std::string names;
  for (const std::string& name : o.names) names += (names.empty() ? "" : ", ") + bold(name);
  if (!o.value.empty()) names += fmt::format(" \\fI{}\\fR", literal(o.value));
  return fmt::format(".TP\n{}\n{}\n", names, prose(o.help));
}

std::string usage_of(const command_shape& command) {
  std::string out = bold("coverwatch " + command.name) + " [\\fIOPTION\\fR]...";
  for (const option_shape& each : command.arguments) out += fmt::format(" \\fI{}\\fR", literal(each.value));
  return out;
}

// No two .PP in a row, and none before a heading or at the end: readers of the page complain.
std::string tidied(const std::string& text) {
  std::string out;
  bool held = false, behind_heading = false;
  for (const std::string_view line : lines_of(text)) {
    if (line == ".PP") {
      held = true;
      continue;
    }
    const bool heading = line.starts_with(".SH") || line.starts_with(".SS");
    if (held && !heading && !behind_heading && !line.starts_with(".TP")) out += ".PP\n";
    held = false;
    behind_heading = heading;
    out += std::string(line) + "\n";
  }
  return out;
}

std::string command_text(const command_shape& command, const std::string& below) {
  std::string out = fmt::format(".SS {}\n{}\n.PP\n", literal("coverwatch " + command.name), usage_of(command));
  std::string help = prose(command.help) + ".";
  if (help.front() >= 'a' && help.front() <= 'z') help.front() = static_cast<char>(help.front() - 'a' + 'A');
  out += help + "\n";
  for (const option_shape& each : command.arguments) {
    out += fmt::format(".TP\n\\fI{}\\fR\n{}\n", literal(each.value), prose(each.help));
  }
  for (const option_shape& each : command.options) out += option_text(each);
  return out + ".PP\n" + below;
}

}  // namespace

std::string manual_page(const std::vector<command_shape>& all, std::string_view version) {
  std::string synopsis, commands, exit_status, examples;
  for (const command_shape& each : all) {
    footer_parts parts = parts_of(each.footer);
    if (each.name.empty()) {
      examples += parts.examples;
      continue;
    }
    synopsis += fmt::format("{}{}\n", synopsis.empty() ? "" : ".br\n", usage_of(each));
    commands += command_text(each, parts.prose);
    const std::string heading = fmt::format(".SS {}\n", literal("coverwatch " + each.name));
    if (!parts.exit_codes.empty()) exit_status += heading + parts.exit_codes;
    if (!parts.examples.empty()) examples += heading + parts.examples;
  }
  std::string options;
  for (const option_shape& each : all.front().options) options += option_text(each);
  return tidied(fmt::format(
      ".TH COVERWATCH 1 \"\" \"{}\" \"User Commands\"\n.nh\n.ad l\n.SH NAME\ncoverwatch \\- decide what filter "
      "patterns "
      "of CloudWatch Logs match\n"
      ".SH SYNOPSIS\n{}.SH DESCRIPTION\n{}\n.PP\nNothing is asked of any service, and nothing is sent anywhere.\n"
      ".SH COMMANDS\n{}.SH OPTIONS\nOf the program itself; those of a command stand with it.\n{}.SH EXIT STATUS\n"
      "Every command exits with 2 after an error, whatever else it has found.\n{}.SH ENVIRONMENT\n.TP\n{}\n"
      "When it is set and not empty, nothing is coloured\nunless {} says so.\n.SH EXAMPLES\n{}.SH SEE ALSO\n"
      ".BR aws (1),\n.BR jq (1),\n.BR zcat (1)\n",
      literal(version), synopsis, prose(all.front().help), commands, options, exit_status, bold("NO_COLOR"),
      bold("--color"), examples));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
