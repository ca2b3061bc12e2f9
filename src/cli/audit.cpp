// SPDX-License-Identifier: Apache-2.0
// Stage by stage: what to ask, what there is, what it comes to, and the report of it. Each stage says what is wrong with
// what it was given, and only what cannot be asked at all ends the run before the report.
#include "cli/audit.hpp"

#include "archive/descriptor.hpp"
#include "audit/judge.hpp"
#include "audit/waivers.hpp"
#include "cli/audit_charts.hpp"
#include "cli/coverage_arguments.hpp"
#include "cli/coverage_question.hpp"
#include "cli/match.hpp"
#include "cli/memory.hpp"
#include "cli/output.hpp"
#include "cli/text_file.hpp"
#include "inventory/digest.hpp"
#include "inventory/read.hpp"
#include "report/report.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

using mistake = std::optional<std::string>;

constexpr std::string_view unfiltered_subscriptions_name = "unfiltered-subscriptions";

// What the files are held against.
struct wanted {
  const catalog::benchmark* benchmark = nullptr;
  std::vector<const catalog::entry*> controls;
  std::vector<pattern> assumptions;
  bool canonical_json = false;
  bool unfiltered_subscriptions = false;
};

mistake take_benchmark(wanted& out, std::string_view id) {
  out.benchmark = catalog::find_benchmark(id);
  if (out.benchmark != nullptr) return std::nullopt;
  if (const catalog::entry* control = catalog::find(id)) {
    return fmt::format("`{}` is a control; for this alone write --control {}", id, control->id);
  }
  const auto near = catalog::suggestions(id);
  return fmt::format("no benchmark `{}` in the catalogue; {}", id,
                     near.empty() ? "`coverwatch catalog` lists all" : fmt::format("did you mean `{}`?", near.front()));
}

bool is_of(const catalog::benchmark& b, const catalog::entry* control) {
  return !b.entries.empty() && control >= &b.entries.front() && control <= &b.entries.back();
}

// `4.1`, or an id of the catalogue.
mistake take_control(wanted& out, const std::string& id) {
  const auto found = find_control(id.find(':') == std::string::npos ? fmt::format("{}:{}", out.benchmark->id, id) : id);
  if (!found) return found.error();
  if (!is_of(*out.benchmark, *found)) {
    return fmt::format("control `{}` is not of {}; name the benchmark with --benchmark", id, out.benchmark->id);
  }
  out.controls.push_back(*found);
  return std::nullopt;
}

// Of several ids of one benchmark, that is the benchmark, whatever the default.
std::string benchmark_asked_for(const audit_options& options) {
  if (options.benchmark != audit_options{}.benchmark || options.controls.empty()) return options.benchmark;
  const std::string& id = options.controls.front();
  const std::size_t colon = id.find(':');
  return colon == std::string::npos ? options.benchmark : id.substr(0, colon);
}

mistake take_controls(wanted& out, const audit_options& options) {
  if (auto wrong = take_benchmark(out, benchmark_asked_for(options))) return wrong;
  for (const std::string& id : options.controls) {
    if (auto wrong = take_control(out, id)) return wrong;
  }
  if (options.controls.empty()) {
    for (const catalog::entry& each : out.benchmark->entries) out.controls.push_back(&each);
  }
  std::sort(out.controls.begin(), out.controls.end());  // as the catalogue has them
  out.controls.erase(std::unique(out.controls.begin(), out.controls.end()), out.controls.end());
  return std::nullopt;
}

mistake take_assumptions(wanted& out, const std::vector<std::string>& given, terminal& err) {
  auto texts = resolve_patterns(given);
  if (!texts) return texts.error();
  out.unfiltered_subscriptions = std::erase(*texts, unfiltered_subscriptions_name) != 0;
  out.canonical_json = take_canonical_json(*texts);
  if (auto wrong = put_facts(*texts)) return wrong;
  std::vector<refused_text> refused;
  out.assumptions = patterns_of(*texts, "assume", std::nullopt, refused);
  tell_refused(err, refused);
  return refused.empty() ? std::nullopt : mistake{"an assumption is no pattern"};
}

std::string time_text(std::time_t when) { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(when)); }

// A report that is one of its own inputs would be judged the next time.
bool is_an_input(const std::string& path, const inventory::inventory& evidence) {
  struct stat out {};
  if (::stat(path.c_str(), &out) != 0) return false;
  return std::any_of(evidence.files.begin(), evidence.files.end(), [&](const inventory::source_file& f) {
    struct stat in {};
    return ::stat(f.path.c_str(), &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino;
  });
}

// All of it, or an error and no file.
mistake write_file(const std::string& path, std::string_view text) {
  struct stat before {};
  const bool ours = ::stat(path.c_str(), &before) != 0 || S_ISREG(before.st_mode);  // a device stays
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return fmt::format("cannot write {}: {}", path, archive::reason(errno));
  int error = archive::write_all(file, text);
  if (::close(file) != 0 && error == 0 && errno != EINTR) error = errno;
  if (error == 0) return std::nullopt;
  if (ours) ::unlink(path.c_str());
  return fmt::format("cannot write {}: {}", path, archive::reason(error));
}

// How near a finding is to what a text says: 2 when one of its filters catches a part of the reference, 1 when one
// catches some of it, 0 when none does.
int nearness(const coverage_report& answer) {
  int best = 0;
  for (const reference_part& part : answer.parts) {
    best = std::max(best, part.result == verdict::covered ? 2 : part.partly ? 1 : 0);
  }
  return best;
}

// The same of what the text seems to mean, where the command that it gives would fail.
int nearness_of_meaning(const audit::finding& f, const inventory::inventory& evidence) {
  std::vector<pattern> meant;
  for (const inventory::metric_filter& each : evidence.filters) {
    if (each.where.account != f.account || each.intended.empty()) continue;
    if (auto parsed = parse_pattern(each.intended)) meant.push_back(std::move(*parsed));
  }
  const auto reference = parse_pattern(f.control->normative.text);
  return meant.empty() || !reference ? 0 : nearness(ask_covers(meant, {&*reference, 1}));
}

// A page of text is about one control or two. Leaves, of each account that is such a text, the findings that are
// nearest; all when none is near. How many were left out.
std::size_t keep_what_texts_are_about(std::vector<audit::finding>& findings, const inventory::inventory& evidence) {
  std::unordered_set<std::string_view> texts;
  for (const inventory::source_file& f : evidence.files) {
    const auto& kinds = f.documents;
    if (std::find(kinds.begin(), kinds.end(), inventory::document_kind::commands) != kinds.end()) texts.insert(f.path);
  }
  std::unordered_map<std::string, int> nearest;  // by account
  std::vector<int> nearness_of(findings.size(), 0);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const audit::finding& f = findings[i];
    const std::string_view account = f.account;
    if (!texts.contains(account) && !texts.contains(account.substr(0, account.rfind(" (")))) continue;
    nearness_of[i] = std::max(nearness(f.filters.answer), nearness_of_meaning(f, evidence));
    int& most = nearest[f.account];
    most = std::max(most, nearness_of[i]);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto most = nearest.find(findings[i].account);
    if (most != nearest.end() && nearness_of[i] < most->second) continue;
    if (kept != i) findings[kept] = std::move(findings[i]);
    ++kept;
  }
  const std::size_t left_out = findings.size() - kept;
  findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(kept), findings.end());
  return left_out;
}

class auditing {
 public:
  explicit auditing(const audit_options& options) : options_(options), err_(options.colours) {}

  int run() {
    if (auto wrong = ask()) return fail(*wrong);
    read();
    if (auto wrong = look_for_accounts()) return fail(*wrong);
    judge();
    if (auto wrong = waive()) return fail(*wrong);
    if (!options_.events.empty()) draw();
    tell_errors();
    if (!write()) return exit_trouble;
    const int code = plots_.whole ? audit::exit_code(report_) : exit_trouble;
    return options_.exit_zero && code != exit_trouble ? 0 : code;
  }

 private:
  mistake ask() {
    if (auto wrong = take_controls(wanted_, options_)) return wrong;
    return take_assumptions(wanted_, options_.assume, err_);
  }

  void read() {
    progress line(true, 0);
    std::uint64_t files = 0;
    inventory::read_options how;
    how.on_progress = [&](std::uint64_t) { line.step(++files, "files"); };
    evidence_ = inventory::read(options_.inputs, how);
    line.erase();
  }

  mistake look_for_accounts() const {
    const auto all = audit::accounts_of(evidence_);
    for (const std::string& id : options_.accounts) {
      if (std::find(all.begin(), all.end(), id) == all.end()) return fmt::format("nothing was read about account {}", id);
    }
    return std::nullopt;
  }

  void judge() {
    progress line(true, 0);
    audit::judge_options how;
    how.controls = wanted_.controls;
    how.accounts = options_.accounts;
    how.assumptions = wanted_.assumptions;
    how.canonical_json = wanted_.canonical_json;
    how.assume_unfiltered_subscriptions = wanted_.unfiltered_subscriptions;
    how.on_progress = [&](std::size_t done, std::size_t) { line.step(done, "controls"); };
    report_.evidence = &evidence_;
    report_.benchmark = wanted_.benchmark;
    report_.time = time_text(options_.time.value_or(std::time(nullptr)));
    report_.assumptions = options_.assume;
    report_.findings = audit::judge(evidence_, how);
    line.erase();
    if (options_.controls.empty()) keep_to_the_subject();
  }

  void keep_to_the_subject() {
    const std::size_t left_out = keep_what_texts_are_about(report_.findings, evidence_);
    if (left_out == 0) return;
    evidence_.problems.push_back({"(texts)", 0,
                                  fmt::format("{} controls that the commands in these texts come less near to are left "
                                              "out; --control names those that are wanted",
                                              left_out),
                                  false});
  }

  mistake waive() {
    if (!options_.waivers) return std::nullopt;
    const auto text = read_text_file(*options_.waivers);
    if (!text) return text.error();
    inventory::sha256 digest;
    digest.add(*text);
    evidence_.files.push_back({*options_.waivers, text->size(), digest.finish()});
    const auto file = static_cast<std::uint32_t>(evidence_.files.size() - 1);
    audit::waiver_list read = audit::read_waivers(*text, *options_.waivers, file);
    for (inventory::problem& each : read.problems) evidence_.problems.push_back(std::move(each));
    audit::apply_waivers(report_, read.waivers);
    return std::nullopt;
  }

  void draw() { plots_ = audit_charts(report_, options_.events, err_); }

  // The report has them as well, all of them, but it may go where nobody looks at once.
  void tell_errors() {
    constexpr std::size_t most = 20;
    std::size_t errors = 0;
    for (const inventory::problem& p : evidence_.problems) {
      if (!p.error || ++errors > most) continue;
      err_.error(p.line == 0 ? fmt::format("{}: {}", p.path, p.message)
                             : fmt::format("{}:{}: {}", p.path, p.line, p.message));
    }
    if (errors > most) err_.error(fmt::format("and {} more, which the report names", errors - most));
    if (report_.findings.empty()) err_.error("there was nothing to judge");
    if (options_.format != "asff") return;
    for (const std::string& each : report::accounts_left_out_of_asff(report_)) {
      err_.note(fmt::format("left out, since Security Hub takes accounts of twelve digits in a region: {}", each));
    }
  }

  std::string text() const {
    if (options_.format == "json") return report::write_json(report_);
    if (options_.format == "sarif") return report::write_sarif(report_);
    if (options_.format == "junit") return report::write_junit(report_);
    if (options_.format == "ocsf") return report::write_ocsf(report_);
    if (options_.format == "asff") return report::write_asff(report_);
    if (options_.format == "html") return report::write_html(report_, plots_.charts);
    report::text_options how;
    how.colour = !options_.output && use_colour(options_.colours, STDOUT_FILENO);
    return report::write_text(report_, how);
  }

  bool write() {
    if (!options_.output) return print(err_, text());
    if (is_an_input(*options_.output, evidence_)) {
      err_.error(fmt::format("{} is one of the inputs; write the report elsewhere", *options_.output));
      return false;
    }
    const auto wrong = write_file(*options_.output, text());
    if (wrong) err_.error(*wrong);
    return !wrong;
  }

  int fail(const std::string& what) {
    err_.error(what);
    return exit_trouble;
  }

  const audit_options& options_;
  terminal err_;
  wanted wanted_;
  inventory::inventory evidence_;
  audit::report report_;
  audit_plots plots_;
};

}  // namespace

int audit_files(const audit_options& options) { return auditing(options).run(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
