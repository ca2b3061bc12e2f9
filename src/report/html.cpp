// SPDX-License-Identifier: Apache-2.0
// The page for an auditor: head, controls by account, findings, replay plots, inputs. It loads nothing and runs
// nothing, and its policy forbids both. Findings that are alike stand once, so that the page grows with what differs.
#include "report/html.hpp"

#include "report/markup.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <coverwatch/options.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

using audit::finding;
using audit::status;

constexpr std::array<status, 3> sections = {status::failed, status::unknown, status::passed};

class page {
 public:
  page(const audit::report& r, std::span<const chart> charts) : report_(r), known_(*r.evidence), charts_(charts) {}

  std::string write() {
    for (const status each : sections) {
      for (group& g : grouped(report_, each)) {
        const std::string anchor = fmt::format("f{}", groups_.size() + 1);
        for (const finding* f : g.members) anchors_.emplace(f, anchor);
        groups_.push_back(std::move(g));
      }
    }
    add_head();
    add_facts();
    add_tally();
    add_problems();
    add_matrix();
    for (const status each : sections) add_section(each);
    add_plots();
    add_waivers();
    add_inputs();
    return out_ + "</main>\n<footer><p>" + made_by() + "</p></footer>\n</body>\n</html>\n";
  }

 private:
  void add_head();
  void add_facts();
  void add_tally();
  void add_problems();
  void add_matrix();
  void add_row(const account_group& accounts, const std::vector<const catalog::entry*>& controls);
  void add_section(status of);
  void add_plots();
  void add_waivers();
  void add_inputs();

  std::string made_by() const {
    return fmt::format("Made by coverwatch {}, semantics {}.", tool_version(), language_version);
  }
  std::string about() const {
    if (report_.benchmark == nullptr) return "chosen controls";
    return escaped(fmt::format("{} {}", report_.benchmark->title, report_.benchmark->version));
  }

  const audit::report& report_;
  const inventory::inventory& known_;
  const std::span<const chart> charts_;
  std::vector<group> groups_;
  std::map<const finding*, std::string> anchors_;
  std::string out_;
};

void page::add_head() {
  out_ =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n";
  out_ += fmt::format("<title>Audit: {}</title>\n<style>{}</style>\n</head>\n<body>\n", about(), html_style);
  out_ += fmt::format("<header>\n<h1>Audit: {}</h1>\n", about());
  out_ +=
      "<p>For each control, the chain from the trail that records a call to the person who is told of it, judged from "
      "the files named below. A link passes only on evidence.</p>\n";
}

void page::add_facts() {
  const auto add = [this](std::string_view what, std::string_view value) {
    out_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", what, value);
  };
  out_ += "<dl class=\"facts\">\n";
  add("Judged at", fmt::format("<time>{}</time>", html_line(report_.time)));
  add("Made by", fmt::format("coverwatch {}", tool_version()));
  add("Semantics", language_version);
  add("Benchmark", about());
  add("Read from", fmt::format("<a href=\"#inputs\">{}</a>", number_of(known_.files.size(), "file", "files")));
  for (const std::string& each : report_.assumptions) add("Assumed", fmt::format("<code>{}</code>", html_line(each)));
  out_ += "</dl>\n</header>\n<main>\n";
}

void page::add_tally() {
  const tally all = count(report_);
  const auto add = [this](std::size_t number, std::string_view words) {
    out_ += fmt::format("<li><b>{}</b> {}</li>", number, words);
  };
  out_ += "<ul class=\"tally\">";
  add(all.accounts, all.accounts == 1 ? "account" : "accounts");
  add(all.findings, all.findings == 1 ? "control judged" : "controls judged");
  add(all.failed, html_status(status::failed));
  add(all.unknown, html_status(status::unknown));
  add(all.passed, html_status(status::passed));
  if (all.waived != 0) add(all.waived, "of these waived");
  out_ += "</ul>\n";
  if (all.findings == 0) out_ += "<p><strong>Nothing was judged.</strong></p>\n";
}

void page::add_problems() {
  for (const bool error : {true, false}) {
    std::string items;
    for (const inventory::problem& each : known_.problems) {
      if (each.error != error) continue;
      const std::string place = each.line == 0 ? each.path : fmt::format("{}:{}", each.path, each.line);
      items += fmt::format("<li><span class=\"place\">{}</span> {}</li>\n", html_line(place), html_line(each.message));
    }
    if (!items.empty())
      out_ += fmt::format("<section><h2>{}</h2>\n<ul>{}</ul></section>\n",
                          error ? "Problems: what follows is not all" : "Notes on the inputs", items);
  }
}

void page::add_matrix() {
  if (report_.findings.empty()) return;
  std::vector<const catalog::entry*> controls;
  for (const finding& each : report_.findings)
    if (std::find(controls.begin(), controls.end(), each.control) == controls.end()) controls.push_back(each.control);
  const auto rows = grouped_accounts(report_);
  out_ += "<section><h2 id=\"controls\">Controls by account</h2>\n";
  if (rows.size() < count(report_).accounts)
    out_ += "<p class=\"aside\">Accounts with the same result, link by link, share a row.</p>\n";
  out_ +=
      "<div class=\"matrix scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"controls\"><table>\n<thead><tr>"
      "<th scope=\"col\">Account</th>";
  for (const catalog::entry* each : controls)
    out_ += fmt::format("<th scope=\"col\"><abbr title=\"{}\">{}</abbr></th>", escaped(each->title),
                        escaped(each->control));
  out_ += "</tr></thead>\n<tbody>\n";
  for (const account_group& each : rows) add_row(each, controls);
  out_ += "</tbody></table></div>\n<details open><summary>What the controls ask about</summary><dl class=\"facts\">";
  for (const catalog::entry* each : controls)
    out_ += fmt::format("<dt>{}</dt><dd>{}<br><code>{}</code></dd>", escaped(short_name(*each)), escaped(each->title),
                        escaped(each->normative.text));
  out_ += "</dl></details></section>\n";
}

void page::add_row(const account_group& accounts, const std::vector<const catalog::entry*>& controls) {
  out_ += fmt::format("<tr><th scope=\"row\">{}</th>", html_accounts(accounts.accounts, 2));
  for (const catalog::entry* control : controls) {
    const auto found = std::find_if(accounts.findings.begin(), accounts.findings.end(),
                                    [&](const finding* f) { return f->control == control; });
    if (found == accounts.findings.end())
      out_ += "<td>not judged</td>";
    else
      out_ += fmt::format("<td><a href=\"#{}\">{}</a></td>", anchors_.at(*found),
                          html_status((*found)->status, (*found)->waived.has_value()));
  }
  out_ += "</tr>\n";
}

void page::add_section(status of) {
  std::size_t number = 0;
  std::size_t findings = 0;
  for (const group& each : groups_) {
    if (each.first().status != of) continue;
    ++number;
    findings += each.members.size();
  }
  if (number == 0) return;
  out_ += fmt::format("<section><h2>{}</h2>\n", of == status::failed    ? "What failed"
                                                : of == status::unknown ? "What is unknown"
                                                                        : "What passed");
  if (number < findings)
    out_ += fmt::format("<p class=\"aside\">{} in {}: what is alike stands once.</p>\n",
                        number_of(findings, "control", "controls"), number_of(number, "group", "groups"));
  for (const group& each : groups_)
    if (each.first().status == of) out_ += html_group(report_, each, anchors_.at(&each.first()));
  out_ += "</section>\n";
}

void page::add_plots() {
  if (charts_.empty()) return;
  out_ +=
      "<section><h2>What would have rung</h2>\n<p class=\"aside\">From an archive, by the time of its events.</p>\n";
  for (const chart& each : charts_) out_ += plot(each);
  out_ += "</section>\n";
}

void page::add_waivers() {
  if (report_.unused_waivers.empty()) return;
  out_ += "<section><h2>Waivers that waive nothing, or have expired</h2>\n<ul>";
  for (const audit::waiver& each : report_.unused_waivers)
    out_ +=
        fmt::format("<li>Control {}, account {}: {} <span class=\"place\">{}</span></li>\n", html_line(each.control),
                    html_line(each.account), html_line(waiver_sentence(each)), html_line(place_text(known_, each.at)));
  out_ += "</ul></section>\n";
}

void page::add_inputs() {
  out_ +=
      "<section><h2 id=\"inputs\">Inputs</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
      "aria-labelledby=\"inputs\"><table>\n<thead><tr><th scope=\"col\">File</th><th scope=\"col\">Holds</th>"
      "<th scope=\"col\">Bytes</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n";
  for (const inventory::source_file& each : known_.files) {
    std::string kinds;
    for (const inventory::document_kind kind : each.documents)
      kinds += fmt::format("{}{}", kinds.empty() ? "" : ", ", inventory::name(kind));
    out_ += fmt::format("<tr><td>{}</td><td>{}</td><td class=\"number\">{}</td><td class=\"sha\">{}</td></tr>\n",
                        html_line(each.path), kinds, each.size, html_line(each.sha256));
  }
  out_ += "</tbody></table></div></section>\n";
}

}  // namespace

std::string write_html(const audit::report& r, std::span<const chart> charts) { return page(r, charts).write(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::report
