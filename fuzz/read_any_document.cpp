// SPDX-License-Identifier: Apache-2.0
// Laws, over any bytes as a document that the program is given: it ends; it answers, or says why not and names a line
// that is there; and what it answers is what the library says of the same texts. The first byte chooses the reader: `p`
// a list of patterns with ids, `b` the questions of `covers --batch`, `t` the request of `test-metric-filter`, `m` its
// messages, `v` a certificate.
#include "captured.hpp"

#include "cli/covers_batch.hpp"
#include "cli/match.hpp"
#include "cli/pattern_list.hpp"
#include "cli/test_metric_filter.hpp"
#include "cli/verify.hpp"
#include "support/json.hpp"
#include "support/utf8.hpp"

#include <coverwatch/certificate.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace {

namespace cli = coverwatch::cli;
namespace json = coverwatch::support::json;
using captured::said;

void demand(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

const captured::file& the_file() {
  static const captured::file only;
  return only;
}

// What follows `coverwatch: error: ` on each line that begins so: a pattern may hold these words, too.
std::vector<std::string_view> errors_in(std::string_view err) {
  constexpr std::string_view begin = "coverwatch: error: ";
  std::vector<std::string_view> out;
  while (!err.empty()) {
    const std::size_t end = std::min(err.find('\n'), err.size());
    if (err.starts_with(begin)) out.push_back(err.substr(begin.size(), end - begin.size()));
    err.remove_prefix(std::min(end + 1, err.size()));
  }
  return out;
}

// Each line that a mistake is said to stand in is one of the document's.
void demand_places(const std::vector<std::string_view>& errors, std::string_view document) {
  const std::string begin = the_file().path() + ":";
  const auto lines = static_cast<unsigned long>(std::count(document.begin(), document.end(), '\n')) + 1;
  for (const std::string_view each : errors) {
    demand(each.starts_with(begin), "a mistake is in the document");
    if (each.substr(begin.size()).starts_with(' ')) continue;  // about the whole of it
    const unsigned long line = std::strtoul(each.data() + begin.size(), nullptr, 10);
    demand(line >= 1 && line <= lines, "a mistake is in a line of the document");
  }
}

// --- Lists of patterns.

struct read_list {
  std::optional<cli::pattern_list> list;
  said what;
};

read_list list_of(std::string_view document) {
  read_list out;
  the_file().put(document);
  out.what = captured::run([&] {
    cli::terminal err(cli::colour::never);
    out.list = cli::read_pattern_list({the_file().path()}, {}, coverwatch::wildcards::glob, false, err);
  });
  return out;
}

std::string id_of(const cli::pattern_list& list, std::uint32_t which) {
  std::vector<std::uint32_t> out;
  list.ids_of({&which, 1}, out);
  demand(out.size() == 1 && out[0] < list.ids().size(), "each pattern has one id");
  return list.ids()[out[0]];
}

std::string as_json(const cli::pattern_list& list) {
  std::string out;
  for (std::uint32_t i = 0; i < list.patterns().size(); ++i) {
    out += out.empty() ? "[{\"id\":" : ",\n{\"id\":";
    json::append_quoted(out, id_of(list, i));
    out += ",\"pattern\":";
    json::append_quoted(out, list.patterns()[i].text());
    out += '}';
  }
  return out + ']';
}

void check_list(std::string_view document) {
  const read_list read = list_of(document);
  demand(read.what.out.empty(), "nothing is printed");
  const auto errors = errors_in(read.what.err);
  demand(read.list.has_value() == errors.empty(), "a list, or a word why there is none");
  demand_places(errors, document);
  if (!read.list) return;
  demand(!read.list->patterns().empty(), "a list has patterns");
  const std::string again = as_json(*read.list);
  if (coverwatch::support::find_invalid_utf8(again) != std::string::npos) return;  // an id of a line may be any bytes
  const read_list second = list_of(again);
  demand(second.list && as_json(*second.list) == again, "a list is the same when it is written as JSON");
}

// --- Questions of coverage.

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) out.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string spelling(const json::document& d, std::string_view text, std::string_view key) {
  const auto found = d.root().is(json::kind::object) ? d.root().member(key) : std::nullopt;
  if (!found || found->is(json::kind::array) || found->is(json::kind::object)) return "null";
  return std::string(text.substr(found->begin(), found->end() - found->begin()));
}

void check_answer(std::string_view question, std::string_view answer) {
  json::document asked, told;
  demand(!told.parse(answer) && told.root().is(json::kind::object), "an answer is a JSON object");
  const bool read = !asked.parse(question);
  demand(spelling(told, answer, "id") == (read ? spelling(asked, question, "id") : "null"), "an answer has its id");
  const auto result = told.root().member("result");
  demand(result && result->is(json::kind::string), "an answer has a result");
  demand(read || result->string() == "error", "what is no JSON is no question");
  const auto certificate = told.root().member("certificate");
  if (!certificate || !certificate->is(json::kind::object)) return;
  const auto text = answer.substr(certificate->begin(), certificate->end() - certificate->begin());
  demand(result->string() == "covered" && coverwatch::verify(text).has_value(), "the certificate of a yes is verified");
}

void check_batch(std::string_view document) {
  the_file().put(document);
  int code = 0;
  const said what = captured::run([&] {
    code = cli::answer_batch({the_file().path(), std::nullopt, 5000, cli::colour::never, false});
  });
  const auto questions = lines_of(document), answers = lines_of(what.out);
  demand(questions.size() == answers.size(), "one answer for each question");
  demand(!questions.empty() || code == cli::exit_trouble, "no question is no success");
  for (std::size_t i = 0; i < questions.size(); ++i) check_answer(questions[i], answers[i]);
}

// --- Requests of test-metric-filter.

// As JSON can tell it: bytes that are no text are told as U+FFFD.
std::string told(const std::string& message) {
  if (coverwatch::support::find_invalid_utf8(message) == std::string::npos) return message;
  std::string quoted;
  json::append_quoted(quoted, message);
  json::document again;
  demand(!again.parse(quoted), "any bytes can be told");
  return std::string(again.root().string());
}

void check_matches(const std::string& out, const coverwatch::pattern& p, const std::vector<std::string>& messages) {
  json::document answer;
  demand(!answer.parse(out) && answer.root().member("matches").has_value(), "the answer is JSON");
  coverwatch::scratch memory;
  auto match = answer.root().member("matches")->first_child();
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (!p.matches(messages[i], memory)) continue;
    demand(match.has_value(), "each message that matches is there");
    demand(match->member("eventNumber")->spelling() == std::to_string(i + 1), "messages count from 1");
    demand(match->member("eventMessage")->string() == told(messages[i]), "messages are told as they are");
    match = match->next_sibling();
  }
  demand(!match, "no other message is there");
}

void check_request(const cli::test_metric_filter_options& options, const std::optional<std::string>& pattern,
                   const std::vector<std::string>& messages) {
  int code = 0;
  const said what = captured::run([&] { code = cli::test_metric_filter(options); });
  demand(code == 0 || code == cli::exit_trouble, "done, or trouble");
  demand(what.out.empty() == (code != 0), "an answer, or none");
  demand(code == 0 || !what.err.empty(), "trouble is told");
  if (code != 0) return;
  const auto parsed = pattern ? coverwatch::pattern::parse(*pattern) : coverwatch::pattern::parse("");
  demand(pattern && parsed, "what is answered has a pattern");
  check_matches(what.out, *parsed, messages);
}

std::vector<std::string> strings_of(const std::optional<json::value>& list) {
  std::vector<std::string> out;
  if (!list) return out;
  for (auto each = list->first_child(); each; each = each->next_sibling()) out.emplace_back(each->string());
  return out;
}

void check_input(const std::string& document) {
  if (document.starts_with("file:")) return;  // it would be opened
  cli::test_metric_filter_options options;
  options.cli_input_json = document;
  options.colours = cli::colour::never;
  json::document d;
  const bool object = !d.parse(document) && d.root().is(json::kind::object);
  const auto pattern = object ? d.root().member("filterPattern") : std::nullopt;
  check_request(options, pattern ? std::optional(std::string(pattern->string())) : std::nullopt,
                strings_of(object ? d.root().member("logEventMessages") : std::nullopt));
}

void check_messages(const std::string& document) {
  if (document.starts_with("file:")) return;
  cli::test_metric_filter_options options;
  options.filter_pattern = "[..., last]";
  options.log_event_messages = {document};
  options.colours = cli::colour::never;
  const std::size_t first = document.find_first_not_of(" \t\r\n");
  json::document d;
  const bool list = first != std::string::npos && document[first] == '[';
  if (list && d.parse(document)) return check_request(options, std::nullopt, {});
  check_request(options, options.filter_pattern, list ? strings_of(d.root()) : std::vector<std::string>{document});
}

// --- Certificates.

void check_certificate(std::string_view document) {
  the_file().put(document);
  cli::verify_options options;
  options.file = the_file().path();
  options.colours = cli::colour::never;
  options.json = true;
  int code = 0;
  const said what = captured::run([&] { code = cli::verify_file(options); });
  demand(what.out.empty() == (code == cli::exit_trouble), "an answer, or trouble");
  demand(what.err.empty() == (code != cli::exit_trouble), "trouble is told");
  if (coverwatch::verify(document)) demand(code != cli::exit_trouble, "a certificate is found");
  json::document answer;
  demand(code == cli::exit_trouble || !answer.parse(what.out), "the answer is JSON");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view document(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0]) {
    case 'p': check_list(document); break;
    case 'b': check_batch(document); break;
    case 't': check_input(std::string(document)); break;
    case 'm': check_messages(std::string(document)); break;
    case 'v': check_certificate(document); break;
    default: break;
  }
  return 0;
}
