// SPDX-License-Identifier: Apache-2.0
// To be made when all other commands are registered: they describe what is there when they run.
#include "cli/shell_commands.hpp"

#include "cli/completion.hpp"
#include "cli/help.hpp"
#include "cli/manual.hpp"
#include "cli/match.hpp"
#include "cli/output.hpp"

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

int show(const std::string& text) {
  terminal err(colour::automatic);
  return print(err, text) ? 0 : exit_trouble;
}

}  // namespace

completion_command::completion_command(CLI::App& all)
    : program(&all), app(all.add_subcommand("completion", "print completions for a shell")) {
  app->footer(completion_footer);
  app->add_option("shell", shell, "the shell")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->required()
      ->option_text("bash|zsh|fish");
}

int completion_command::operator()() const {
  const auto all = shapes_of(*program);
  if (shell == "bash") return show(bash_completion(all));
  return show(shell == "zsh" ? zsh_completion(all) : fish_completion(all));
}

manual_command::manual_command(CLI::App& all) : program(&all), app(all.add_subcommand("manual", "print the man page")) {
  app->footer(manual_footer);
}

int manual_command::operator()(const std::string& version) const {
  return show(manual_page(shapes_of(*program), version));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
