// SPDX-License-Identifier: Apache-2.0
// The plot as SVG: an area for what is wanted, a line for what is deployed, a dashed one for the repair, triangles
// where an alarm rang. Colours that can be told apart in print and on a dark page; the lines differ in more than
// colour.
#include "report/chart.hpp"

#include "report/markup.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <span>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

constexpr std::size_t most_steps = 200;
constexpr double width = 720, height = 240, left = 56, right = 12, top = 30, bottom = 34;
constexpr double inner_width = width - left - right, inner_height = height - top - bottom;

// A chart with few enough steps.
struct folded {
  std::vector<std::uint64_t> wanted, deployed, repaired;
  std::size_t steps = 0;
  std::int64_t begin = 0, step = 1;
  std::uint64_t highest = 1;
};

std::vector<std::uint64_t> fold(std::span<const std::uint64_t> counts, std::size_t by, std::size_t steps) {
  std::vector<std::uint64_t> out(counts.empty() ? 0 : steps);
  for (std::size_t i = 0; i < counts.size(); ++i) out[i / by] += counts[i];
  return out;
}

// Rounds up to a number of one digit before its zeros, even but for 1: axes read well.
std::uint64_t round_up(std::uint64_t value) {
  constexpr std::uint64_t largest = 1'000'000'000'000'000'000U;
  for (std::uint64_t power = 1; power < largest; power *= 10)
    for (const std::uint64_t factor : {1U, 2U, 4U, 6U, 8U})
      if (factor * power >= value) return factor * power;
  return value;
}

folded fold(const chart& c) {
  folded out;
  const std::size_t all = std::max({c.wanted.size(), c.deployed.size(), c.repaired.size(), std::size_t{1}});
  const std::size_t by = (all + most_steps - 1) / most_steps;
  out.steps = (all + by - 1) / by;
  out.begin = c.begin;
  out.step = std::max<std::int64_t>(c.step, 1) * static_cast<std::int64_t>(by);
  out.wanted = fold(c.wanted, by, out.steps);
  out.deployed = fold(c.deployed, by, out.steps);
  out.repaired = fold(c.repaired, by, out.steps);
  for (const auto* each : {&out.wanted, &out.deployed, &out.repaired})
    for (const std::uint64_t count : *each) out.highest = std::max(out.highest, count);
  out.highest = round_up(out.highest);
  return out;
}

double x_of(const folded& f, double steps) { return left + inner_width * steps / static_cast<double>(f.steps); }

double y_of(const folded& f, std::uint64_t count) {
  return top + inner_height * (1 - static_cast<double>(count) / static_cast<double>(f.highest));
}

// The counts as stairs.
std::string stairs(const folded& f, std::span<const std::uint64_t> counts) {
  std::string out;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double y = y_of(f, counts[i]);
    out += fmt::format("{}{:.1f},{:.1f} {:.1f},{:.1f}", i == 0 ? "" : " ", x_of(f, static_cast<double>(i)), y,
                       x_of(f, static_cast<double>(i) + 1), y);
  }
  return out;
}

constexpr std::string_view wanted_look = "fill=\"#8a94a6\" fill-opacity=\"0.45\" stroke=\"none\"";
constexpr std::string_view deployed_look = "fill=\"none\" stroke=\"#1f6fd6\" stroke-width=\"2\"";
constexpr std::string_view repaired_look =
    "fill=\"none\" stroke=\"#148a4c\" stroke-width=\"2\" stroke-dasharray=\"6 4\"";
constexpr std::string_view ring_look = "fill=\"#d1371b\" stroke=\"none\"";

void add_series(std::string& out, const folded& f) {
  const double floor = top + inner_height;
  if (!f.wanted.empty())
    out += fmt::format("<polygon {} points=\"{:.1f},{:.1f} {} {:.1f},{:.1f}\"/>", wanted_look, left, floor,
                       stairs(f, f.wanted), left + inner_width, floor);
  if (!f.deployed.empty()) out += fmt::format("<polyline {} points=\"{}\"/>", deployed_look, stairs(f, f.deployed));
  if (!f.repaired.empty()) out += fmt::format("<polyline {} points=\"{}\"/>", repaired_look, stairs(f, f.repaired));
}

// Those outside the time that is shown are not drawn; the words count them. At most one for each step.
void add_rings(std::string& out, const folded& f, std::span<const std::int64_t> rings) {
  std::vector<bool> drawn(f.steps);
  for (const std::int64_t each : rings) {
    if (each < f.begin) continue;
    const auto step = static_cast<std::size_t>((each - f.begin) / f.step);
    if (step >= f.steps || drawn[step]) continue;
    drawn[step] = true;
    const double x = x_of(f, static_cast<double>(step) + 0.5);
    out += fmt::format("<path {} d=\"M{:.1f} {:.1f}l-4 -8h8z\"/>", ring_look, x, top - 2);
  }
}

// A day, with the minute where less than four days are shown.
std::string moment_text(const folded& f, std::int64_t moment) {
  const bool few_days = f.step * static_cast<std::int64_t>(f.steps) < std::int64_t{4} * 86400;
  std::string text = time_text(moment).substr(0, few_days ? 16 : 10);
  if (few_days) text[10] = ' ';
  return text;
}

void add_axes(std::string& out, const folded& f) {
  const double floor = top + inner_height;
  for (const std::uint64_t share : {0U, 1U, 2U}) {
    const std::uint64_t count = f.highest * share / 2;
    const double y = floor - inner_height * static_cast<double>(share) / 2;
    if (share == 1 && f.highest % 2 != 0) continue;
    out += fmt::format("<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"{}\" d=\"M{} {:.1f}H{}\"/>",
                       share == 0 ? "0.8" : "0.2", left, y, width - right);
    out += fmt::format("<text x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>", left - 6, y + 4, count);
  }
  constexpr int ticks = 4;
  for (int i = 0; i <= ticks; ++i) {
    const double part = static_cast<double>(i) / ticks;
    const std::int64_t moment = f.begin + f.step * static_cast<std::int64_t>(f.steps) * i / ticks;
    const double x = left + inner_width * part;
    const std::string_view anchor = i == 0 ? "start" : i == ticks ? "end" : "middle";
    out += fmt::format(
        "<path stroke=\"currentColor\" d=\"M{0:.1f} {1:.1f}v4\"/><text x=\"{0:.1f}\" y=\"{2:.1f}\" "
        "text-anchor=\"{3}\">{4}</text>",
        x, floor, floor + 18, anchor, moment_text(f, moment));
  }
}

void add_legend(std::string& out, const chart& c) {
  double x = left;
  const auto add = [&](bool there, std::string_view shape, std::string_view words) {
    if (!there) return;
    out += fmt::format("<g transform=\"translate({:.0f} 8)\">{}<text x=\"22\" y=\"4\">{}</text></g>", x, shape, words);
    x += 34 + 6.6 * static_cast<double>(words.size());
  };
  add(!c.wanted.empty(), fmt::format("<rect {} y=\"-5\" width=\"16\" height=\"10\"/>", wanted_look), "asked for");
  add(!c.deployed.empty(), fmt::format("<path {} d=\"M0 0h16\"/>", deployed_look), "deployed filters");
  add(!c.repaired.empty(), fmt::format("<path {} d=\"M0 0h16\"/>", repaired_look), "with the repair");
  add(!c.rings.empty(), fmt::format("<path {} d=\"M8 5l-4 -8h8z\"/>", ring_look), "alarm rang");
}

std::uint64_t sum(std::span<const std::uint64_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::string duration(std::int64_t seconds) {
  if (seconds % 86400 == 0) return number_of(static_cast<std::size_t>(seconds / 86400), "day", "days");
  if (seconds % 3600 == 0) return number_of(static_cast<std::size_t>(seconds / 3600), "hour", "hours");
  if (seconds % 60 == 0) return number_of(static_cast<std::size_t>(seconds / 60), "minute", "minutes");
  return number_of(static_cast<std::size_t>(seconds), "second", "seconds");
}

std::string in_words(const chart& c, const folded& f) {
  const std::int64_t end = f.begin + f.step * static_cast<std::int64_t>(f.steps);
  std::string out = fmt::format("{} to {}, each step {}", time_text(f.begin), time_text(end), duration(f.step));
  if (!c.wanted.empty()) out += fmt::format("; {} asked for", number_of(sum(c.wanted), "event is", "events are"));
  if (!c.deployed.empty()) out += fmt::format("; the deployed filters match {}", sum(c.deployed));
  if (!c.repaired.empty()) out += fmt::format("; with the repair {}", sum(c.repaired));
  return out + fmt::format("; an alarm rang {}.", number_of(c.rings.size(), "time", "times"));
}

}  // namespace

std::string plot(const chart& c) {
  const folded f = fold(c);
  const std::string words = escaped(in_words(c, f));
  const std::string title = escaped(visible(c.title));
  std::string out = fmt::format(
      "<figure class=\"plot\"><figcaption><strong>{}</strong><br>{}</figcaption><div "
      "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">",
      title, words, title);
  out += fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "role=\"img\" aria-label=\"{2}: {3}\" font-family=\"sans-serif\" font-size=\"11\" "
      "fill=\"currentColor\"><title>{2}</title>",
      width, height, title, words);
  add_legend(out, c);
  add_axes(out, f);
  add_series(out, f);
  add_rings(out, f, c.rings);
  return out + "</svg></div></figure>\n";
}

}  // namespace coverwatch::inline COVERWATCH_ABI::report
