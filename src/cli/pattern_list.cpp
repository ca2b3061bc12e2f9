// SPDX-License-Identifier: Apache-2.0
// A file that is one JSON value is read as that, any other line by line: an id cannot begin as JSON does and still be one.
#include "cli/pattern_list.hpp"

#include "cli/memory.hpp"
#include "cli/text_file.hpp"
#include "support/json.hpp"

#include <coverwatch/catalog.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

namespace json = support::json;
constexpr std::size_t npos = std::string_view::npos;

// One file, or one catalogue, on its way into the list.
class collector {
 public:
  collector(pattern_list& list, wildcards dialect, bool quiet, terminal& err)
      : list_(list), quiet_(quiet), err_(err) {
    how_.dialect = dialect;
  }

  void file(const std::string& path) {
    auto text = read_text_file(path);
    if (!text) return refuse(text.error());
    path_ = path;
    text_ = std::move(*text);
    const std::size_t before = list_.patterns().size();
    const std::size_t first = text_.find_first_not_of(" \t\r\n");
    if (first != npos && (text_[first] == '{' || text_[first] == '[')) {
      whole_json();
    } else {
      lines();
    }
    if (good_ && list_.patterns().size() == before) refuse(path + ": there is no pattern in it");
  }

  void control(const std::string& id) {
    if (const catalog::benchmark* whole = catalog::find_benchmark(id)) {
      for (const catalog::entry& each : whole->entries) entry(each);
    } else if (const catalog::entry* one = catalog::find(id)) {
      entry(*one);
    } else {
      const auto near = catalog::suggestions(id);
      refuse(fmt::format("no benchmark or control `{}` in the catalogue; {}", id,
                         near.empty() ? "`coverwatch catalog` lists all" : fmt::format("did you mean `{}`?", near.front())));
    }
  }

  bool good() const noexcept { return good_; }

 private:
  void entry(const catalog::entry& control) {
    official(control, control.normative);
    for (const catalog::reference& each : control.alternatives) official(control, each);
  }

  void official(const catalog::entry& control, const catalog::reference& text) {
    auto parsed = parse_pattern(text.text, how_);
    if (!parsed) return refused(fmt::format("control {}", control.id), parsed.error());
    list_.add(control.id, std::move(*parsed));
  }

  void lines() {
    std::size_t number = 0;
    for (std::string_view rest = text_; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      one_line(line, ++number);
    }
  }

  void one_line(std::string_view line, std::size_t number) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (number == 1 && line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
    if (line.starts_with('#') || line.find_first_not_of(" \t") == npos) return;
    const std::size_t tab = line.find('\t');
    if (tab == npos) return refuse(place(number) + ": a line is an id, a tab and a pattern; there is no tab");
    add(line.substr(0, tab), line.substr(tab + 1), number);
  }

  void whole_json() {
    json::document document;
    if (const auto wrong = document.parse(text_)) {
      return refuse(fmt::format("{}: not JSON: {}, and lines do not begin with a bracket", place(line_of(wrong->offset)),
                                json::message(wrong->code)));
    }
    const json::value root = document.root();
    if (root.is(json::kind::array)) return objects(root, "id", "pattern");
    const auto filters = root.member("metricFilters");
    if (filters && filters->is(json::kind::array)) return objects(*filters, "filterName", "filterPattern");
    for (auto member = root.first_child(); member; member = member->next_sibling()) {
      if (!member->is(json::kind::string)) {
        refuse(fmt::format("{}: the pattern of `{}` must be a string", place(line_of(member->begin())), member->key()));
      } else {
        add(member->key(), member->string(), line_of(member->begin()));
      }
    }
  }

  void objects(const json::value& list, std::string_view id_key, std::string_view pattern_key) {
    for (auto each = list.first_child(); each; each = each->next_sibling()) {
      const std::size_t number = line_of(each->begin());
      const auto id = text_member(*each, id_key), text = text_member(*each, pattern_key);
      if (id && text) {
        add(id->string(), text->string(), number);
      } else {
        refuse(fmt::format("{}: an object with the strings `{}` and `{}` is needed", place(number), id_key, pattern_key));
      }
    }
  }

  static std::optional<json::value> text_member(const json::value& object, std::string_view key) {
    if (!object.is(json::kind::object)) return std::nullopt;
    const auto found = object.member(key);
    return found && found->is(json::kind::string) ? found : std::nullopt;
  }

  void add(std::string_view id, std::string_view text, std::size_t number) {
    if (id.empty()) return refuse(place(number) + ": an id is empty");
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (std::any_of(id.begin(), id.end(), is_control)) {
      return refuse(place(number) + ": an id holds a tab or another control character");
    }
    auto parsed = parse_pattern(text, how_);
    if (!parsed) return refused(fmt::format("{}: the pattern of `{}`", place(number), id), parsed.error());
    if (!quiet_ && !parsed->warnings().empty()) {
      err_.note(fmt::format("{}: about the pattern of `{}`:", place(number), id));
      for (const diagnostic& warning : parsed->warnings()) err_.show(warning);
    }
    list_.add(id, std::move(*parsed));
  }

  void refused(const std::string& what, const diagnostic& why) {
    refuse(what + " was refused:");
    err_.show(why);
  }

  void refuse(const std::string& text) {
    err_.error(text);
    good_ = false;
  }

  std::string place(std::size_t line) const { return fmt::format("{}:{}", path_, line); }

  // Asked in ascending order.
  std::size_t line_of(std::size_t offset) {
    if (offset < counted_) line_ = 1, counted_ = 0;
    line_ += static_cast<std::size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                                 text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    counted_ = offset;
    return line_;
  }

  pattern_list& list_;
  parse_options how_;
  bool quiet_;
  terminal& err_;
  bool good_ = true;
  std::string path_;
  std::string text_;
  std::size_t line_ = 1, counted_ = 0;
};

}  // namespace

void pattern_list::add(std::string_view id, pattern p) {
  const auto [place, fresh] = places_.try_emplace(std::string(id), static_cast<std::uint32_t>(ids_.size()));
  if (fresh) ids_.emplace_back(id);
  one_each_ = one_each_ && fresh;
  id_of_.push_back(place->second);
  patterns_.push_back(std::move(p));
}

bool pattern_list::only_json() const noexcept {
  return std::all_of(patterns_.begin(), patterns_.end(), [](const pattern& p) { return p.kind() == pattern_kind::json; });
}

void pattern_list::ids_of(std::span<const std::uint32_t> matches, std::vector<std::uint32_t>& out) const {
  out.clear();
  if (!has_ids()) return;
  for (const std::uint32_t which : matches) out.push_back(id_of_[which]);
  if (one_each_) return;
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

std::optional<pattern_list> read_pattern_list(const std::vector<std::string>& files,
                                              const std::vector<std::string>& controls, wildcards dialect, bool quiet,
                                              terminal& err) {
  pattern_list list;
  bool good = true;
  for (const std::string& path : files) {
    collector each(list, dialect, quiet, err);
    each.file(path);
    good = good && each.good();
  }
  collector catalogue(list, dialect, quiet, err);
  for (const std::string& id : controls) catalogue.control(id);
  if (!good || !catalogue.good()) return std::nullopt;
  return list;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
