// SPDX-License-Identifier: Apache-2.0
// A line becomes texts, then a question, then an answer; whichever step fails is the answer.
#include "cli/covers_batch.hpp"

#include "cli/coverage_arguments.hpp"
#include "cli/coverage_json.hpp"
#include "cli/coverage_words.hpp"
#include "cli/match.hpp"
#include "cli/memory.hpp"
#include "cli/output.hpp"
#include "support/json.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <system_error>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

namespace json = support::json;

using mistake = std::optional<std::string>;

mistake take_list(std::vector<std::string>& out, const json::value& member) {
  if (!member.is(json::kind::array)) return fmt::format("`{}` must be a list of patterns.", member.key());
  for (auto element = member.first_child(); element; element = element->next_sibling()) {
    if (!element->is(json::kind::string)) return fmt::format("`{}` must hold strings only.", member.key());
    out.emplace_back(element->string());
  }
  return std::nullopt;
}

mistake take_assumptions(coverage_texts& out, const json::value& member) {
  if (auto wrong = take_list(out.assume, member)) return wrong;
  auto unknown = put_facts(out.assume);
  if (unknown) *unknown += '.';
  return unknown;
}

mistake take_dialect(coverage_texts& out, const json::value& member) {
  const bool known = member.is(json::kind::string) &&
                     (member.string() == "glob" || member.string() == "leftmost" || member.string() == "both");
  if (!known) return "`dialect` must be \"glob\", \"leftmost\" or \"both\".";
  out.dialect = dialect_named(member.string());
  return std::nullopt;
}

mistake take_control(coverage_texts& out, const json::value& member) {
  if (!member.is(json::kind::string)) return "`control` must be a string.";
  auto found = find_control(member.string());
  if (!found) return found.error() + (found.error().ends_with('?') ? "" : ".");
  out.control = *found;
  return std::nullopt;
}

// A member that nobody knows could be a mistyped assumption, which would change the answer: it is refused.
mistake take_member(coverage_texts& out, const json::value& member) {
  if (member.key() == "deployed") return take_list(out.deployed, member);
  if (member.key() == "reference") return take_list(out.reference, member);
  if (member.key() == "assume") return take_assumptions(out, member);
  if (member.key() == "dialect") return take_dialect(out, member);
  if (member.key() == "control") return take_control(out, member);
  if (member.key() == "id") {
    const bool plain = !member.is(json::kind::array) && !member.is(json::kind::object);
    return plain ? std::nullopt : mistake{"`id` must be a string or a number."};
  }
  return fmt::format("`{}` is no member of a question.", member.key());
}

mistake take_question(coverage_texts& out, const json::value& question) {
  for (auto member = question.first_child(); member; member = member->next_sibling()) {
    if (auto wrong = take_member(out, *member)) return wrong;
  }
  if (!question.member("deployed")) return "`deployed` is missing.";
  if (out.reference.empty() && out.control == nullptr) return "`reference` or `control` is missing.";
  if (question.member("reference") && out.control != nullptr) return "`reference` and `control` exclude each other.";
  return std::nullopt;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// The lines of a file, one at a time.
class line_reader {
 public:
  explicit line_reader(const std::string& path) : file_(path == "-" ? stdin : std::fopen(path.c_str(), "rb")) {
    if (!file_) error_ = errno;
  }
  ~line_reader() {
    std::free(line_);
    if (file_ != nullptr && file_ != stdin) std::fclose(file_);
  }
  line_reader(const line_reader&) = delete;
  line_reader& operator=(const line_reader&) = delete;

  // Nothing at the end, or when reading failed. The view holds until the next call.
  std::optional<std::string_view> next() {
    if (file_ == nullptr) return std::nullopt;
    errno = 0;
    const ssize_t size = ::getline(&line_, &capacity_, file_);
    if (size >= 0) return std::string_view{line_, static_cast<std::size_t>(size)};
    error_ = errno;
    return std::nullopt;
  }

  int error() const noexcept { return error_; }  // as errno has it

 private:
  std::FILE* file_;
  char* line_ = nullptr;
  std::size_t capacity_ = 0;
  int error_ = 0;
};

class batch {
 public:
  explicit batch(const covers_batch_options& options)
      : options_(options), err_(options.colours), out_(STDOUT_FILENO, true), progress_(true, 0), lines_(options.file) {}

  int run() {
    for (auto line = lines_.next(); line && !out_.failed(); line = lines_.next()) {
      if (is_blank(*line)) continue;
      code_ = worse(code_, answer(*line));
      progress_.step(++answered_, "questions");
    }
    progress_.erase();
    return conclude();
  }

 private:
  int answer(std::string_view line) {
    json_writer writer(json_layout::compact);
    writer.open('{');
    const int code = write_answer(writer, line);
    std::string text = writer.close('}').take();
    text.pop_back();
    out_.write(text);
    out_.end_line();
    return code;
  }

  int write_answer(json_writer& writer, std::string_view line) {
    const auto error = document_.parse(line);
    const bool object = !error && document_.root().is(json::kind::object);
    write_id(writer, line, object);
    if (error)
      return fail(writer,
                  fmt::format("The line is not JSON: {} at byte {}.", json::message(error->code), error->offset));
    if (!object) return fail(writer, "The line is not a JSON object.");
    coverage_texts texts;
    texts.dialect = options_.dialect;
    texts.budget = options_.budget;
    texts.whole_event = options_.whole_event;
    if (const auto wrong = take_question(texts, document_.root())) return fail(writer, *wrong);
    const auto asked = as_question(texts);
    if (!asked) return fail(writer, refused_message(asked.error()), asked.error());
    const coverage_report found = ask_covers(asked->deployed, asked->reference, asked->options(true));
    write_members(writer, found, *asked);
    return exit_code_for(found.result);
  }

  // As it was written in the question, or null.
  void write_id(json_writer& writer, std::string_view line, bool object) const {
    writer.key("id");
    const auto id = object ? document_.root().member("id") : std::nullopt;
    id && !id->is(json::kind::array) && !id->is(json::kind::object)
        ? writer.raw(line.substr(id->begin(), id->end() - id->begin()))
        : writer.null();
  }

  static int fail(json_writer& writer, std::string_view message, std::span<const refused_text> refused = {}) {
    write_error(writer, message, refused);
    return exit_trouble;
  }

  int conclude() {
    const bool written = out_.flush();
    if (!written) tell_unwritten(err_, out_);
    if (lines_.error() != 0) {
      err_.error(fmt::format("{}: {}", options_.file, std::generic_category().message(lines_.error())));
    } else if (answered_ == 0) {
      err_.error("no question was read");
    }
    return written && lines_.error() == 0 && answered_ != 0 ? code_ : exit_trouble;
  }

  const covers_batch_options& options_;
  terminal err_;
  output out_;
  progress progress_;
  line_reader lines_;
  json::document document_;
  std::uint64_t answered_ = 0;
  int code_ = exit_match;
};

}  // namespace

int answer_batch(const covers_batch_options& options) { return batch(options).run(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
