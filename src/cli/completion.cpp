// SPDX-License-Identifier: Apache-2.0
// Each shell has its own section. The ids of controls stand in the text, so that completing starts no program.
#include "cli/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::vector<std::string> names_of(const std::vector<option_shape>& options) {
  std::vector<std::string> out;
  for (const option_shape& each : options) out.insert(out.end(), each.names.begin(), each.names.end());
  return out;
}

std::vector<std::string> commands_of(const std::vector<command_shape>& all) {
  std::vector<std::string> out;
  for (const command_shape& each : all) {
    if (!each.name.empty()) out.push_back(each.name);
  }
  return out;
}

// The kind of value that arguments without a name are.
const option_shape* argument_of(const command_shape& command) {
  return command.arguments.empty() ? nullptr : &command.arguments.front();
}

std::string in_single_quotes(std::string_view text, std::string_view escaped_quote) {
  std::string out = "'";
  for (const char c : text) c == '\'' ? void(out += escaped_quote) : void(out += c);
  return out + "'";
}

// --- bash.

std::string bash_values(const option_shape& o) {
  switch (o.kind) {
    case value_kind::words: return fmt::format("words='{}'", joined(o.words));
    case value_kind::files: return "files=1";
    case value_kind::controls: return "words=$_coverwatch_controls";
    case value_kind::none:
    case value_kind::other: break;
  }
  return "return";
}

std::string bash_command(const command_shape& command) {
  std::string out = fmt::format("    {})\n      case $previous in\n", command.name);
  for (const option_shape& each : command.options) {
    if (each.kind == value_kind::none) continue;
    out += fmt::format("        {}) {} ;;\n", fmt::join(each.names, "|"), bash_values(each));
  }
  const option_shape* const argument = argument_of(command);
  const bool helps = argument && argument->kind != value_kind::other;
  out += fmt::format("        *) options='{}'{} ;;\n      esac\n      ;;\n", joined(names_of(command.options)),
                     helps ? "; " + bash_values(*argument) : "");
  return out;
}

constexpr const char* bash_frame = R"bash(# bash completion for coverwatch; written by `coverwatch completion bash`
_coverwatch_controls='{controls}'

_coverwatch() {{
  local -a line=()
  local current previous='' command='' options='' words='' files='' piece glued='' i last
  COMPREPLY=()
  # bash cuts words at colons; ids have one.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    piece=${{COMP_WORDS[i]}}
    last=$((${{#line[@]}} - 1))
    if ((last >= 0)) && [[ $piece == : || $glued == : ]]; then
      line[last]+=$piece
    else
      line+=("$piece")
    fi
    glued=${{piece: -1}}
  done
  last=$((${{#line[@]}} - 1))
  current=${{line[last]}}
  ((last > 0)) && previous=${{line[last - 1]}}
  # --option=value comes as three words.
  if [[ $current == = ]]; then
    current=''
  elif [[ $previous == = ]] && ((last > 1)); then
    previous=${{line[last - 2]}}
  fi
  for ((i = 0; i < last; i++)); do
    [[ ${{line[i]}} == -* ]] || {{ command=${{line[i]}}; break; }}
  done
  case $command in
    '') words='{commands}' options='{options}' ;;
{cases}  esac
  if [[ $current == -* && -n $options ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [[ -n $words ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  elif [[ -n $files ]]; then
    local IFS=$'\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$current"))
  fi
  # What stands before the last colon is not part of the word that bash replaces.
  if [[ $current == *:* && $COMP_WORDBREAKS == *:* ]]; then
    piece=${{current%"${{current##*:}}"}}
    for i in "${{!COMPREPLY[@]}}"; do COMPREPLY[i]=${{COMPREPLY[i]#"$piece"}}; done
  fi
}}

complete -F _coverwatch coverwatch
)bash";

// --- zsh.

// Inside single quotes: what `_arguments` reads in brackets.
std::string zsh_help(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    c == '\'' ? void(out += R"('\'')") : void(out += c);
  }
  return out;
}

std::string zsh_values(const option_shape& o) {
  const std::string shown = zsh_help(o.value);
  switch (o.kind) {
    case value_kind::none: return {};
    case value_kind::words: return fmt::format(":{}:({})", shown, joined(o.words));
    case value_kind::files: return fmt::format(":{}:_files", shown);
    case value_kind::controls: return fmt::format(":{}:($_coverwatch_controls)", shown);
    case value_kind::other: break;
  }
  return fmt::format(":{}: ", shown);
}

std::string zsh_options(const std::vector<option_shape>& options) {
  std::string out;
  for (const option_shape& each : options) {
    const std::string prefix = each.repeated ? "*" : fmt::format("({})", joined(each.names));
    const std::string name = each.names.size() == 1 ? fmt::format("'{}{}", prefix, each.names.front())
                                                    : fmt::format("'{}'{{{}}}'", prefix, fmt::join(each.names, ","));
    out += fmt::format("      {}[{}]{}' \\\n", name, zsh_help(each.help), zsh_values(each));
  }
  return out;
}

std::string zsh_command(const command_shape& command) {
  const option_shape* const argument = argument_of(command);
  const std::string values = argument ? zsh_values(*argument) : std::string{": : "};
  return fmt::format("    {})\n      _arguments -s -S \\\n{}      '*{}'\n      ;;\n", command.name,
                     zsh_options(command.options), values);
}

constexpr const char* zsh_frame = R"zsh(#compdef coverwatch
# zsh completion for coverwatch; written by `coverwatch completion zsh`
_coverwatch() {{
  local curcontext=$curcontext state line
  typeset -A opt_args
  local -a _coverwatch_controls _coverwatch_commands
  _coverwatch_controls=({controls})
  _coverwatch_commands=(
{commands}  )
  _arguments -C \
{options}      '1:command:->command' '*::argument:->argument' && return
  if [[ $state == command ]]; then
    _describe command _coverwatch_commands
    return
  fi
  case $words[1] in
{cases}  esac
}}

# Loaded by compinit, or by hand.
if [[ $funcstack[1] == _coverwatch ]]; then _coverwatch "$@"; else compdef _coverwatch coverwatch; fi
)zsh";

// --- fish.

std::string fish_quoted(std::string_view text) {
  std::string doubled;
  for (const char c : text) doubled += c == '\\' ? std::string("\\\\") : std::string(1, c);
  return in_single_quotes(doubled, "\\'");
}

std::string fish_values(const option_shape& o) {
  switch (o.kind) {
    case value_kind::none: return {};
    case value_kind::words: return fmt::format(" -x -a '{}'", joined(o.words));
    case value_kind::files: return " -r -F";
    case value_kind::controls: return " -x -a \"$__coverwatch_controls\"";
    case value_kind::other: break;
  }
  return " -x";
}

std::string fish_options(const command_shape& command) {
  const std::string condition = command.name.empty() ? std::string{"__fish_use_subcommand"}
                                                     : fmt::format("'__fish_seen_subcommand_from {}'", command.name);
  std::string out;
  for (const option_shape& each : command.options) {
    out += fmt::format("complete -c coverwatch -n {}", condition);
    for (const std::string& name : each.names)
      out += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2)) : fmt::format(" -s {}", name.substr(1));
    out += fmt::format("{} -d {}\n", fish_values(each), fish_quoted(each.help));
  }
  const option_shape* const argument = argument_of(command);
  if (!argument || argument->kind == value_kind::other) return out;
  const std::string values = argument->kind == value_kind::files ? std::string{" -F"} : fish_values(*argument);
  return out + fmt::format("complete -c coverwatch -n {}{}\n", condition, values);
}

}  // namespace

std::string bash_completion(const std::vector<command_shape>& all) {
  std::string cases;
  for (const command_shape& each : all) {
    if (!each.name.empty()) cases += bash_command(each);
  }
  return fmt::format(bash_frame, fmt::arg("controls", joined(control_ids())),
                     fmt::arg("commands", joined(commands_of(all))),
                     fmt::arg("options", joined(names_of(all.front().options))), fmt::arg("cases", cases));
}

std::string zsh_completion(const std::vector<command_shape>& all) {
  std::string cases, commands;
  for (const command_shape& each : all) {
    if (each.name.empty()) continue;
    cases += zsh_command(each);
    commands += fmt::format("    '{}:{}'\n", each.name, zsh_help(each.help));
  }
  std::vector<std::string> ids = control_ids();
  for (std::string& each : ids) each = in_single_quotes(each, "");
  return fmt::format(zsh_frame, fmt::arg("controls", joined(ids)), fmt::arg("commands", commands),
                     fmt::arg("options", zsh_options(all.front().options)), fmt::arg("cases", cases));
}

std::string fish_completion(const std::vector<command_shape>& all) {
  std::string out = "# fish completion for coverwatch; written by `coverwatch completion fish`\n";
  out += fmt::format("set -g __coverwatch_controls '{}'\ncomplete -c coverwatch -f\n", joined(control_ids()));
  for (const command_shape& each : all) {
    if (!each.name.empty()) {
      out += fmt::format("complete -c coverwatch -n __fish_use_subcommand -a {} -d {}\n", each.name,
                         fish_quoted(each.help));
    }
    out += fish_options(each);
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
