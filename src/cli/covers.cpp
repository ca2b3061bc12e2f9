// SPDX-License-Identifier: Apache-2.0
// Texts become a question, the library answers it, and the answer is written down.
#include "cli/covers.hpp"

#include "cli/coverage_arguments.hpp"
#include "cli/coverage_json.hpp"
#include "cli/coverage_text.hpp"
#include "cli/coverage_words.hpp"
#include "cli/match.hpp"
#include "cli/memory.hpp"
#include "cli/output.hpp"

#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

result<coverage_texts, std::string> gather(const covers_options& options) {
  coverage_texts texts;
  texts.dialect = options.dialect;
  texts.budget = options.budget;
  for (const auto& [from, to] :
       {std::pair{&options.deployed, &texts.deployed}, std::pair{&options.reference, &texts.reference},
        std::pair{&options.assume, &texts.assume}}) {
    auto resolved = resolve_patterns(*from);
    if (!resolved) return unexpected<std::string>{std::move(resolved.error())};
    *to = std::move(*resolved);
  }
  if (auto wrong = put_facts(texts.assume)) return unexpected<std::string>{std::move(*wrong)};
  texts.whole_event = options.whole_event;
  if (!options.control) return texts;
  auto control = find_control(*options.control);
  if (!control) return unexpected<std::string>{std::move(control.error())};
  texts.control = *control;
  return texts;
}

std::string as_json(const coverage_report& answer, const coverage_question& asked) {
  report::json_writer out;
  out.open('{');
  write_members(out, answer, asked);
  return out.close('}').take();
}

}  // namespace

int show_coverage(const covers_options& options) {
  terminal err(options.colours);
  const auto texts = gather(options);
  if (!texts) {
    options.json ? void(print(err, error_as_json(texts.error(), {}))) : err.error(texts.error());
    return exit_trouble;
  }
  const auto asked = as_question(*texts);
  if (!asked) {
    options.json ? void(print(err, error_as_json(refused_message(asked.error()), asked.error())))
                 : tell_refused(err, asked.error());
    return exit_trouble;
  }
  tell_warnings(err, asked->deployed, "deployed");
  if (asked->control == nullptr) tell_warnings(err, asked->reference, "reference");
  tell_warnings(err, asked->assumptions, "assume");
  const coverage_report answer = ask_covers(asked->deployed, asked->reference, asked->options(options.json));
  const std::string shown = options.json ? as_json(answer, *asked) : as_text(answer, *asked);
  return print(err, shown) ? exit_code_for(answer.result) : exit_trouble;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
