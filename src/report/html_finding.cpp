// SPDX-License-Identifier: Apache-2.0
// One group of findings as an article. The first account of the group stands for all; where the others differ is in
// names and places, and of each of these the decisive evidence is listed.
#include "report/html.hpp"
#include "report/json_writer.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

using audit::finding;
using audit::link_judgement;
using audit::status;

constexpr std::size_t most_commands = 200;  // of a group
constexpr std::size_t most_places = 1000;   // findings whose evidence is listed

std::string code(std::string_view text) {
  return fmt::format("<pre tabindex=\"0\"><code>{}</code></pre>", escaped(visible(text, true)));
}
// A sentence: what stands between backticks is code.
std::string prose(std::string_view text) {
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t begin = rest.find('`');
    const std::size_t end = begin == std::string_view::npos ? begin : rest.find('`', begin + 1);
    if (end == std::string_view::npos) return out + html_line(rest);
    out += fmt::format("{}<code>{}</code>", html_line(rest.substr(0, begin)),
                       html_line(rest.substr(begin + 1, end - begin - 1)));
    rest.remove_prefix(end + 1);
  }
  return out;
}

std::string_view shape(status s) {
  switch (s) {
    case status::passed: return "✓";
    case status::failed: return "✕";
    case status::unknown: return "?";
    case status::blocked: break;
  }
  return "–";
}

class group_writer {
 public:
  group_writer(const audit::report& r, const group& g) : known_(*r.evidence), group_(g), first_(g.first()) {}

  std::string write(std::string_view anchor) {
    out_ += fmt::format("<article id=\"{}\" class=\"{}\">\n", anchor, audit::name(first_.status));
    add_heading();
    add_chain();
    for (const link_judgement& each : first_.links)
      if (each.status == status::failed || each.status == status::unknown) add_link(each);
    add_repairs();
    add_commands();
    add_evidence_of_passed();
    add_other_places();
    return out_ + "</article>\n";
  }

 private:
  void add_heading();
  void add_chain();
  void add_link(const link_judgement& link);
  void add_grounds(const std::vector<audit::evidence>& grounds);
  void add_event(const link_judgement& link);
  void add_repairs();
  void add_commands();
  void add_evidence_of_passed();
  void add_other_places();

  // Names the control that stands for several.
  std::string of_control() const {
    return group_.controls.size() > 1 ? fmt::format(" of {}", escaped(first_.control->control)) : "";
  }

  const inventory::inventory& known_;
  const group& group_;
  const finding& first_;
  std::string out_;
};

void group_writer::add_heading() {
  out_ += fmt::format("<h3>{} ", html_status(first_.status, first_.waived.has_value()));
  for (std::size_t i = 0; i < group_.controls.size(); ++i)
    out_ += i == 0 ? escaped(short_name(*group_.controls[i])) : ", " + escaped(group_.controls[i]->control);
  if (group_.controls.size() == 1)
    out_ += " <span class=\"title\">" + escaped(group_.controls.front()->title) + "</span>";
  out_ += fmt::format("</h3>\n<div class=\"accounts\">{}{}</div>\n", group_.accounts.size() == 1 ? "Account " : "",
                      html_accounts(group_.accounts));
  if (first_.waived) out_ += fmt::format("<p class=\"waiver\">{}</p>\n", prose(waiver_sentence(*first_.waived)));
  out_ += fmt::format("<p>{}</p>\n", prose(group_.controls.size() == 1 ? hub_sentence(known_, first_)
                                                                       : hub_answers(first_account(group_))));
  if (group_.accounts.size() > 1)
    out_ += fmt::format(
        "<p class=\"aside\">Shown below for account {}; the others are alike but for names and places."
        "</p>\n",
        html_line(group_.accounts.front()));
}

void group_writer::add_chain() {
  out_ += "<ol class=\"chain\" aria-label=\"The chain, link by link\">";
  for (const link_judgement& each : first_.links)
    out_ += fmt::format(
        "<li class=\"{0}\"><span class=\"shape\" aria-hidden=\"true\">{1}</span> <span "
        "class=\"what\">{2}</span> <span class=\"word\">{3}</span></li>",
        audit::name(each.status), shape(each.status), escaped(audit::title(each.what)),
        each.status == status::blocked ? "not looked at" : audit::name(each.status));
  out_ += "</ol>\n";
}

void group_writer::add_grounds(const std::vector<audit::evidence>& grounds) {
  if (grounds.empty()) return;
  out_ += "<ul class=\"evidence\">";
  for (const audit::evidence& each : grounds) {
    const std::string place = place_text(known_, each.at);
    out_ += fmt::format("<li>{}", prose(each.fact));
    if (!place.empty()) out_ += fmt::format(" <span class=\"place\">{}</span>", html_line(place));
    if (!each.at.path.empty()) out_ += fmt::format(" <span class=\"place\">{}</span>", html_line(each.at.path));
    out_ += "</li>";
  }
  out_ += "</ul>\n";
}

void group_writer::add_link(const link_judgement& link) {
  out_ += fmt::format("<section class=\"link\"><h4>{} {}</h4>\n<p>{}</p>\n", html_status(link.status),
                      escaped(audit::title(link.what)), prose(link.message));
  if (link.remarks.empty() || !link.remarks.front().decisive) add_grounds(link.grounds);
  for (const audit::remark& each : link.remarks) {
    if (const std::string_view more = own_message(each, link); !more.empty())
      out_ += fmt::format("<p>{}{}</p>\n", each.decisive ? "" : "Worth knowing: ", prose(more));
    add_grounds(each.grounds);
  }
  if (!link.parts.empty()) {
    out_ += fmt::format("<p>{}{}:</p><ul class=\"parts\">", link.status == status::failed ? "Lost here" : "In doubt",
                        of_control());
    for (const std::string& each : link.parts) out_ += fmt::format("<li><code>{}</code></li>", html_line(each));
    out_ += "</ul>\n";
  }
  add_event(link);
  if (link.what == audit::link::filter)
    for (const hint* each : shown_hints(first_))
      out_ += fmt::format("<p>Hint: {}: {}</p>\n", prose(hinted_at(known_, first_, *each)), prose(message(*each)));
  out_ += "</section>\n";
}

void group_writer::add_event(const link_judgement& link) {
  const std::string_view least = lost_event(first_, link, false), event = lost_event(first_, link);
  if (event.empty()) return;
  if (least != event)
    out_ += fmt::format("<p>What slips through, and nothing more than it takes:</p>{}\n", code(least));
  out_ += fmt::format("<details open><summary>An event{} that slips through{}</summary>{}</details>\n", of_control(),
                      least == event ? "" : ", whole", code(over_several_lines(event)));
}

void group_writer::add_repairs() {
  const auto repairs = shown_repairs(first_);
  const bool none = lacks_every_filter(first_);
  if (repairs.empty() && !none) return;
  out_ += "<section class=\"repair\"><h4>Repair</h4>\n";
  if (none) out_ += fmt::format("<p>deploy the control's pattern:</p>{}\n", code(first_.control->normative.text));
  for (const coverage_repair* repair : repairs) {
    if (repair != repairs.front()) out_ += "<p class=\"aside\">Or instead:</p>\n";
    for (const repair_step& step : repair->steps)
      out_ += fmt::format("<p>{}:</p>{}\n", prose(step_words(known_, first_, step)), code(step.text));
    if (repair->widens)
      out_ += "<p class=\"aside\">This also matches events that neither the reference nor any filter matches.</p>\n";
  }
  for (const catalog::fact* each : helpful_facts(first_))
    out_ += fmt::format("<p class=\"aside\">With <code>--assume fact:{}</code> it would be covered: {}</p>\n",
                        escaped(each->name), prose(each->statement));
  out_ += "</section>\n";
}

// Of all members, every command once.
void group_writer::add_commands() {
  std::set<std::string_view> seen;
  std::string commands;
  for (const finding* f : group_.members)
    for (const link_judgement& link : f->links)
      for (const std::string& each : link.settle)
        if (seen.insert(each).second && seen.size() <= most_commands) commands += visible(each) + '\n';
  if (seen.empty()) return;
  commands.pop_back();
  out_ += "<section class=\"settle\"><h4>What would settle it</h4>" + code(commands);
  if (seen.size() > most_commands)
    out_ += fmt::format("<p class=\"aside\">and {} more commands, which the JSON report names</p>",
                        seen.size() - most_commands);
  out_ += "</section>\n";
}

void group_writer::add_evidence_of_passed() {
  const bool any = std::any_of(first_.links.begin(), first_.links.end(),
                               [](const link_judgement& l) { return l.status == status::passed; });
  if (!any) return;
  out_ += "<details open><summary>Evidence for the links that passed</summary>\n<dl class=\"passed-links\">";
  for (const link_judgement& each : first_.links) {
    if (each.status != status::passed) continue;
    out_ += fmt::format("<dt>{} {}</dt><dd><p>{}</p>", shape(each.status), escaped(audit::title(each.what)),
                        prose(each.message));
    add_grounds(each.grounds);
    for (const audit::remark& remark : each.remarks) {
      out_ += fmt::format("<p>Worth knowing: {}</p>", prose(remark.message));
      add_grounds(remark.grounds);
    }
    out_ += "</dd>";
  }
  out_ += "</dl></details>\n";
}

// The first place of each finding, which is that of its decisive evidence.
void group_writer::add_other_places() {
  if (group_.accounts.size() < 2) return;
  out_ += "<details><summary>Where it stands in the other accounts</summary><ul class=\"evidence\">";
  std::size_t shown = 0;
  for (const finding* each : group_.members) {
    if (each->account == first_.account) continue;
    if (shown++ == most_places) break;
    const auto all = grounds(*each);
    out_ += fmt::format("<li>{} {}: ", html_line(each->account), escaped(each->control->control));
    if (all.empty())
      out_ += "nothing was found";
    else
      out_ += fmt::format("{} <span class=\"place\">{}</span>", prose(all.front()->fact),
                          html_line(place_text(known_, all.front()->at)));
    out_ += "</li>";
  }
  out_ += "</ul>";
  if (shown > most_places) out_ += "<p class=\"aside\">The others are in the JSON report.</p>";
  out_ += "</details>\n";
}

}  // namespace

std::string html_group(const audit::report& r, const group& g, std::string_view anchor) {
  return group_writer(r, g).write(anchor);
}

std::string html_line(std::string_view text) { return escaped(visible(text)); }

std::string html_status(status s, bool waived) {
  return fmt::format("<span class=\"status {0}\"><span aria-hidden=\"true\">{1}</span> {0}{2}</span>", audit::name(s),
                     shape(s), waived && s != status::passed ? ", waived" : "");
}

std::string html_accounts(const std::vector<std::string_view>& accounts, std::size_t named) {
  std::string out = accounts.size() == 1 ? "" : fmt::format("{} accounts: ", accounts.size());
  const auto add = [&](std::size_t i) {
    out += fmt::format("{}<span class=\"account\">{}</span>", i == 0 ? "" : ", ",
                       accounts[i].empty() ? "(not known)" : html_line(accounts[i]));
  };
  for (std::size_t i = 0; i < std::min(accounts.size(), named); ++i) add(i);
  if (accounts.size() <= named) return out;
  out += fmt::format(" <details class=\"more\"><summary>and {} more</summary>", accounts.size() - named);
  for (std::size_t i = named; i < accounts.size(); ++i) {
    if (i != named) out += ", ";
    out += fmt::format("<span class=\"account\">{}</span>", html_line(accounts[i]));
  }
  return out + "</details>";
}

}  // namespace coverwatch::inline COVERWATCH_ABI::report
