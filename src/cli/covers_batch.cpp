// SPDX-License-Identifier: Apache-2.0
// A line becomes texts, then a question, then an answer; whichever step fails is the answer.
#include "cli/covers_batch.hpp"

#include "archive/descriptor.hpp"
#include "cli/coverage_arguments.hpp"
#include "cli/coverage_json.hpp"
#include "cli/coverage_words.hpp"
#include "cli/match.hpp"
#include "cli/memory.hpp"
#include "cli/output.hpp"
#include "cli/text_file.hpp"
#include "support/json.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string_view>
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

// The lines of a file, one at a time, as they arrive.
class line_reader {
 public:
  explicit line_reader(const std::string& path) {
    if (path == "-") return;
    file_ = opened_.emplace(path.c_str()).number();
    if (file_ < 0) fault_ = archive::reason(opened_->error());
  }

  // Nothing at the end, or when reading failed. The view holds until the next call.
  std::optional<std::string_view> next() {
    for (std::size_t searched = done_; fault_.empty();) {
      const std::size_t newline = text_.find('\n', searched);
      if (newline != std::string::npos) return up_to(newline + 1);
      if (ended_) return done_ == text_.size() ? std::nullopt : std::optional(up_to(text_.size()));
      text_.erase(0, std::exchange(done_, 0));
      searched = text_.size();
      read_more();
    }
    return std::nullopt;
  }

  // Why there are no more lines; empty when that was all.
  const std::string& fault() const noexcept { return fault_; }

 private:
  std::string_view up_to(std::size_t end) {
    const std::size_t begin = std::exchange(done_, end);
    return std::string_view{text_}.substr(begin, end - begin);
  }

  void read_more() {
    constexpr std::size_t piece = std::size_t{1} << 16;
    if (text_.size() > longest_text) {
      fault_ = "a line is too large for a question";
      return;
    }
    const std::size_t before = text_.size();
    text_.resize(before + piece);
    const ssize_t count = archive::read_some(file_, text_.data() + before, piece);
    if (count < 0) fault_ = archive::reason(errno);
    text_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    ended_ = count == 0;
  }

  std::optional<archive::open_file> opened_;  // none: standard input
  int file_ = STDIN_FILENO;
  std::string text_;
  std::size_t done_ = 0;  // of the text
  bool ended_ = false;
  std::string fault_;
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
    report::json_writer writer(report::json_layout::compact);
    writer.open('{');
    const int code = write_answer(writer, line);
    std::string text = writer.close('}').take();
    text.pop_back();
    out_.write(text);
    out_.end_line();
    return code;
  }

  int write_answer(report::json_writer& writer, std::string_view line) {
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
  void write_id(report::json_writer& writer, std::string_view line, bool object) const {
    writer.key("id");
    const auto id = object ? document_.root().member("id") : std::nullopt;
    id && !id->is(json::kind::array) && !id->is(json::kind::object)
        ? writer.raw(line.substr(id->begin(), id->end() - id->begin()))
        : writer.null();
  }

  static int fail(report::json_writer& writer, std::string_view message, std::span<const refused_text> refused = {}) {
    write_error(writer, message, refused);
    return exit_trouble;
  }

  int conclude() {
    const bool written = out_.flush();
    if (!written) tell_unwritten(err_, out_.error());
    if (!lines_.fault().empty()) {
      err_.error(fmt::format("{}: {}", options_.file, lines_.fault()));
    } else if (answered_ == 0) {
      err_.error("no question was read");
    }
    return written && lines_.fault().empty() && answered_ != 0 ? code_ : exit_trouble;
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
