// SPDX-License-Identifier: Apache-2.0
// The report for people: the controls of each account as a table, then every failure, then what is unknown and how to
// settle it, then what was wrong with the inputs, and one line that sums up. Status is a word; colour only repeats it.
#include "report/groups.hpp"
#include "report/markup.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <coverwatch/options.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

constexpr std::size_t most_accounts = 12;       // named; the rest is counted
constexpr std::size_t most_text_commands = 24;  // of one group
constexpr std::size_t most_parts = 8;
constexpr std::size_t most_messages = 5;  // of remarks for one reason

std::string_view mark_of(audit::status s) {
  switch (s) {
    case audit::status::passed: return "ok";
    case audit::status::failed: return "FAIL";
    case audit::status::unknown: return "?";
    case audit::status::blocked: break;
  }
  return "-";
}

std::string_view colour_of(audit::status s) {
  switch (s) {
    case audit::status::passed: return "\x1b[32m";
    case audit::status::failed: return "\x1b[1;31m";
    case audit::status::unknown: return "\x1b[1;33m";
    case audit::status::blocked: break;
  }
  return "";
}

// Columns, a character each; colours take none.
std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1b')
      at = std::min(text.find('m', at), text.size());
    else if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80)
      ++width;
  }
  return width;
}

class text_writer {
 public:
  text_writer(const audit::report& r, const text_options& options)
      : report_(r), known_(*r.evidence), options_(options) {}

  std::string write() {
    add_head();
    add_controls();
    for (const account_group& each : grouped_accounts(report_)) add_table(each);
    if (!report_.findings.empty())
      out_ += "\nok passed, FAIL failed, ? unknown, - not looked at behind a link that has not passed\n";
    for (const group& each : grouped(report_, audit::status::failed)) add_group(each);
    for (const group& each : grouped(report_, audit::status::unknown)) add_group(each);
    add_remarks();
    add_problems();
    add_waivers();
    add_inputs();
    add_summary();
    return std::move(out_);
  }

 private:
  void add_head();
  void add_controls();
  void add_table(const account_group& group);
  void add_group(const group& g);
  // `of` names the control that stands for several.
  void add_link(const audit::finding& f, const audit::link_judgement& link, std::string_view of);
  void add_remark(const audit::remark& remark, std::string_view message);
  void add_evidence(const audit::evidence& each, std::size_t indent);
  void add_hints(const audit::finding& f);
  void add_repairs(const audit::finding& f);
  void add_commands(const group& g);
  void add_remarks();
  void add_problems();
  void add_waivers();
  void add_inputs();
  void add_summary();

  std::string painted(std::string_view text, audit::status s) const {
    if (!options_.colour || colour_of(s).empty()) return std::string(text);
    return fmt::format("{}{}\x1b[0m", colour_of(s), text);
  }
  // In a column of its own.
  std::string cell(std::string_view text, std::size_t width, audit::status s) const {
    return painted(text, s) + std::string(width > text.size() ? width - text.size() : 0, ' ');
  }
  // Words on as many lines as they need, the first behind `head`, the others a little further in.
  void add_wrapped(std::string_view head, std::string_view text);
  // As it stands, each line indented.
  void add_verbatim(std::string_view text, std::size_t indent);
  std::string accounts_line(std::span<const std::string_view> accounts) const;

  const audit::report& report_;
  const inventory::inventory& known_;
  const text_options options_;
  std::string out_;
};

void text_writer::add_wrapped(std::string_view head, std::string_view text) {
  const std::string shown = visible(text);
  const std::size_t indent = std::min(head.find_first_not_of(' '), head.size());
  const std::string margin(std::min(indent + 4, width_of(head)), ' ');
  std::string line(head);
  bool bare = true;  // no word stands on the line yet
  for (std::size_t at = 0; at <= shown.size();) {
    const std::size_t end = std::min(shown.find(' ', at), shown.size());
    const std::string_view word = std::string_view{shown}.substr(at, end - at);
    if (!bare && width_of(line) + 1 + width_of(word) > options_.width) {
      out_ += line + '\n';
      line = margin;
      bare = true;
    }
    line.append(bare ? "" : " ").append(word);
    bare = false;
    at = end + 1;
  }
  out_ += line + '\n';
}

void text_writer::add_verbatim(std::string_view text, std::size_t indent) {
  const std::string margin(indent, ' ');
  out_ += margin;
  for (const char c : visible(text, true)) c == '\n' ? void(out_.append("\n").append(margin)) : void(out_ += c);
  out_ += '\n';
}

std::string text_writer::accounts_line(std::span<const std::string_view> accounts) const {
  std::string out = accounts.size() == 1 ? "account " : fmt::format("{} accounts: ", accounts.size());
  for (std::size_t i = 0; i < std::min(accounts.size(), most_accounts); ++i)
    out += fmt::format("{}{}", i == 0 ? "" : ", ", accounts[i].empty() ? "(not known)" : accounts[i]);
  if (accounts.size() > most_accounts)
    out += fmt::format(" and {} more, which `--format json` names", accounts.size() - most_accounts);
  return out;
}

void text_writer::add_head() {
  const std::string about = report_.benchmark == nullptr
                                ? "chosen controls"
                                : fmt::format("{} {}", report_.benchmark->title, report_.benchmark->version);
  out_ += fmt::format("Audit: {}\n", about);
  add_wrapped("  ", fmt::format("{} by coverwatch {}, semantics {}, from {}", report_.time, tool_version(),
                                language_version, number_of(known_.files.size(), "file", "files")));
  for (const std::string& each : report_.assumptions) add_wrapped("  assumed: ", each);
  add_summary();
}

void text_writer::add_controls() {
  std::set<const catalog::entry*> shown;
  std::size_t width = 0;
  for (const audit::finding& each : report_.findings) width = std::max(width, each.control->control.size());
  for (const audit::finding& each : report_.findings) {
    if (!shown.insert(each.control).second) continue;
    if (shown.size() == 1) out_ += "\nControls\n";
    add_wrapped(fmt::format("  {:<{}}  ", each.control->control, width), each.control->title);
  }
}

void text_writer::add_table(const account_group& group) {
  std::string line = accounts_line(group.accounts);
  line.front() = line.front() == 'a' ? 'A' : line.front();
  out_ += '\n';
  add_wrapped("", line);
  std::size_t width = 7;  // `control`
  for (const audit::finding* each : group.findings) width = std::max(width, each->control->control.size());
  out_ += fmt::format("  {:<{}}  {:<7} ", "control", width, "status");
  for (const audit::link_judgement& each : group.findings.front()->links)
    out_ += fmt::format(" {}", audit::name(each.what));
  out_ += '\n';
  for (const audit::finding* each : group.findings) {
    std::string row = fmt::format(
        "  {:<{}}  {} ", each->control->control, width,
        cell(each->status == audit::status::failed ? "FAILED" : audit::name(each->status), 7, each->status));
    for (const audit::link_judgement& link : each->links)
      row += ' ' + cell(mark_of(link.status), audit::name(link.what).size(), link.status);
    if (each->waived && each->status != audit::status::passed) row += " waived";
    row.erase(row.find_last_not_of(' ') + 1);
    out_ += row + '\n';
  }
}

void text_writer::add_group(const group& g) {
  const audit::finding& f = g.first();
  const bool failed = f.status == audit::status::failed;
  out_ += '\n';
  std::string controls;
  for (const catalog::entry* each : g.controls)
    controls += controls.empty() ? short_name(*each) : fmt::format(", {}", each->control);
  if (g.controls.size() == 1) controls += fmt::format(" ({})", g.controls.front()->title);
  add_wrapped(painted(failed ? "FAILED " : "UNKNOWN", f.status) + "  ", controls);
  add_wrapped("  in ", accounts_line(g.accounts));
  if (f.waived) add_wrapped("  ", waiver_sentence(*f.waived));
  if (g.accounts.size() > 1) add_wrapped("  ", fmt::format("Shown for account {}:", g.accounts.front()));
  for (const audit::link_judgement& each : f.links)
    if (each.status == audit::status::failed || each.status == audit::status::unknown)
      add_link(f, each, g.controls.size() > 1 ? fmt::format(" of {}", f.control->control) : "");
  add_hints(f);
  add_repairs(f);
  add_commands(g);
  add_wrapped("  ", g.controls.size() == 1 ? hub_sentence(known_, f) : hub_answers(first_account(g)));
}

void text_writer::add_link(const audit::finding& f, const audit::link_judgement& link, std::string_view of) {
  add_wrapped(fmt::format("  {}: {}: ", audit::title(link.what), audit::name(link.status)), link.message);
  for (const audit::remark& each : link.remarks)
    if (each.decisive) add_remark(each, own_message(each, link));
  if (std::none_of(link.remarks.begin(), link.remarks.end(), [](const audit::remark& r) { return r.decisive; }))
    for (const audit::evidence& each : link.grounds) add_evidence(each, 4);
  if (!link.parts.empty())
    out_ += fmt::format("    {}{}:\n", link.status == audit::status::failed ? "lost here" : "in doubt", of);
  for (std::size_t i = 0; i < std::min(link.parts.size(), most_parts); ++i) add_verbatim(link.parts[i], 6);
  if (link.parts.size() > most_parts)
    add_wrapped("      ", fmt::format("and {} more, which `--format json` names", link.parts.size() - most_parts));
  if (const std::string_view event = lost_event(f, link, false); !event.empty()) {
    out_ += fmt::format("    an event{} that slips through:\n", of);
    add_verbatim(event, 6);
  }
}

void text_writer::add_remark(const audit::remark& remark, std::string_view message) {
  if (!message.empty()) add_wrapped("    - ", message);
  for (const audit::evidence& each : remark.grounds) add_evidence(each, message.empty() ? 4 : 6);
}

void text_writer::add_evidence(const audit::evidence& each, std::size_t indent) {
  const std::string place = place_text(known_, each.at);
  add_wrapped(std::string(indent, ' '), place.empty() ? each.fact : fmt::format("{}: {}", place, each.fact));
}

void text_writer::add_hints(const audit::finding& f) {
  for (const hint* each : shown_hints(f))
    add_wrapped("  hint: ", fmt::format("{}: {}", hinted_at(known_, f, *each), message(*each)));
}

void text_writer::add_repairs(const audit::finding& f) {
  std::string_view head = "  repair: ";
  if (lacks_every_filter(f)) {
    add_wrapped(head, "deploy the control's pattern:");
    add_verbatim(f.control->normative.text, 6);
  }
  for (const coverage_repair* repair : shown_repairs(f)) {
    for (const repair_step& step : repair->steps) {
      add_wrapped(head, step_words(known_, f, step) + ':');
      add_verbatim(step.text, 6);
      head = "  and with it: ";
    }
    if (repair->widens) out_ += "    This also matches events that neither the reference nor any filter matches.\n";
    head = "  or: ";
  }
  for (const catalog::fact* each : helpful_facts(f))
    add_wrapped("  with an assumption: ", fmt::format("`--assume fact:{}` ({})", each->name, each->statement));
}

// Every command once.
void text_writer::add_commands(const group& g) {
  std::set<std::string_view> seen;
  std::vector<std::string_view> commands;
  for (const audit::finding* f : g.members)
    for (const audit::link_judgement& link : f->links)
      for (const std::string& each : link.settle)
        if (seen.insert(each).second) commands.push_back(each);
  if (commands.empty()) return;
  out_ += "  to settle it:\n";
  for (std::size_t i = 0; i < std::min(commands.size(), most_text_commands); ++i) add_verbatim(commands[i], 4);
  if (commands.size() > most_text_commands)
    add_wrapped("    ", fmt::format("and {} more, which `--format json` names", commands.size() - most_text_commands));
}

// What passes by a hair, or may not be what it seems.
void text_writer::add_remarks() {
  std::set<std::string> slips;
  std::map<audit::reason, std::set<std::string_view>> said;
  for (const audit::finding& f : report_.findings) {
    for (const audit::link_judgement& link : f.links)
      for (const audit::remark& each : link.remarks)
        if (link.status == audit::status::passed) said[each.why].insert(each.message);
    for (const hint* each : hints_of_passing_filters(f))
      slips.insert(fmt::format("{}: {}", hinted_at(known_, f, *each), message(*each)));
  }
  if (!said.empty() || !slips.empty()) out_ += "\nWorth knowing about what passed\n";
  for (const auto& [why, messages] : said) {
    std::size_t shown = 0;
    for (const std::string_view each : messages)
      if (++shown <= most_messages) add_wrapped("  ", each);
    if (messages.size() > most_messages)
      add_wrapped("    ", fmt::format("and {} more like it ({}), which `--format json` names",
                                      messages.size() - most_messages, audit::name(why)));
  }
  std::size_t shown = 0;
  for (const std::string& each : slips)
    if (++shown <= most_messages) add_wrapped("  hint: ", each);
  if (slips.size() > most_messages)
    add_wrapped("    ", fmt::format("and {} more hints, which `--format json` names", slips.size() - most_messages));
}

void text_writer::add_problems() {
  for (const bool error : {true, false}) {
    bool first = true;
    for (const inventory::problem& each : known_.problems) {
      if (each.error != error) continue;
      if (first) out_ += error ? "\nProblems with the inputs\n" : "\nNotes on the inputs\n";
      first = false;
      add_wrapped("  ", each.line == 0 ? fmt::format("{}: {}", each.path, each.message)
                                       : fmt::format("{}:{}: {}", each.path, each.line, each.message));
    }
  }
}

void text_writer::add_waivers() {
  if (!report_.unused_waivers.empty()) out_ += "\nWaivers that waive nothing, or have expired\n";
  for (const audit::waiver& each : report_.unused_waivers) {
    const std::string place = place_text(known_, each.at);
    add_wrapped("  ", fmt::format("{}{}control {}, account {}: {}", place, place.empty() ? "" : ": ", each.control,
                                  each.account, waiver_sentence(each)));
  }
}

void text_writer::add_inputs() {
  if (!known_.files.empty()) out_ += "\nInputs, with their SHA-256\n";
  for (const inventory::source_file& each : known_.files)
    out_ += fmt::format("  {}  {}\n", each.sha256, visible(each.path));
}

void text_writer::add_summary() {
  const tally all = count(report_);
  out_ += '\n';
  if (all.findings == 0) return void(out_ += "Nothing was judged.\n");
  const auto errors =
      std::count_if(known_.problems.begin(), known_.problems.end(), [](const auto& p) { return p.error; });
  add_wrapped(
      "", fmt::format("{} in {}: {} passed, {} failed, {} unknown{}{}.",
                      number_of(all.findings, "control judged", "controls judged"),
                      number_of(all.accounts, "account", "accounts"), all.passed, all.failed, all.unknown,
                      all.waived == 0 ? "" : fmt::format(" ({} waived)", all.waived),
                      errors == 0 ? ""
                                  : fmt::format("; {} with the inputs, so this is not all",
                                                number_of(static_cast<std::size_t>(errors), "problem", "problems"))));
}

}  // namespace

std::string write_text(const audit::report& r, const text_options& options) { return text_writer(r, options).write(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::report
