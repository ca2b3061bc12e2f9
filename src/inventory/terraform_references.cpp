// SPDX-License-Identifier: Apache-2.0
// References of a plan's configuration. A plan lists each with everything that it is a part of, longest first:
// `aws_sns_topic.t[0].arn`, `aws_sns_topic.t[0]`, `aws_sns_topic.t`; only the first of these says what is meant.
#include "inventory/terraform_modules.hpp"

#include <algorithm>
#include <cstddef>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::kind;

// How many references are followed for one expression at most: inputs and outputs may lead in circles in a forged plan.
constexpr int most_references = 1000;
constexpr int deepest = 64;
// The service takes five actions of an alarm; a plan that leads to many times as many for one property is left open.
constexpr std::size_t most_targets = 50;

// Who looks: the module that the expression stands in, and the index of what it stands in there.
struct viewer {
  const terraform_module* module;
  std::string_view index;
  std::optional<json_value> for_each;
};

bool is_part_of(std::string_view part, std::string_view whole) noexcept {
  return whole.size() > part.size() && whole.starts_with(part) &&
         (whole[part.size()] == '.' || whole[part.size()] == '[');
}

std::vector<std::string_view> references_in(const json_value& expression) {
  std::vector<std::string_view> out;
  const auto list = member_of(expression, "references");
  if (!list || !list->is(kind::array)) return out;
  for (auto one = list->first_child(); one; one = one->next_sibling())
    if (one->is(kind::string) && (out.empty() || !is_part_of(one->string(), out.back()))) out.push_back(one->string());
  return out;
}

// The text of the steps from `first` on, as it stands in the reference.
std::string rest_of(const std::vector<terraform_step>& steps, std::size_t first) {
  std::string out;
  for (std::size_t i = first; i < steps.size(); ++i) {
    if (steps[i].index)
      out += '[' + std::string(steps[i].text) + ']';
    else
      out += (out.empty() ? "" : ".") + std::string(steps[i].text);
  }
  return out;
}

class follower {
 public:
  explicit follower(const terraform_tree& tree) : tree_(tree) {}

  // Appends where the expression leads; false when it does not lead to resources alone.
  bool expression(const std::optional<json_value>& e, const viewer& from, const std::string& rest, int depth) {
    if (!e || depth > deepest) return false;
    const std::vector<std::string_view> references = references_in(*e);
    const auto is_own_index = [](std::string_view r) { return r == "each.key" || r == "count.index"; };
    const bool own_index = std::any_of(references.begin(), references.end(), is_own_index);
    bool found = false;
    for (const std::string_view r : references) {
      if (is_own_index(r)) continue;
      if (--left_ < 0 || !reference(r, from, own_index, rest, depth)) return false;
      found = true;
    }
    return found;
  }

  std::vector<terraform_target> targets;

 private:
  bool reference(std::string_view r, const viewer& from, bool own_index, const std::string& rest, int depth) {
    const std::vector<terraform_step> steps = steps_of(r);
    if (steps.size() < 2 || steps[0].index || steps[1].index) return false;
    const std::string_view head = steps[0].text;
    const auto further = [&](std::size_t first) {
      std::string own = rest_of(steps, first);
      return own.empty() ? rest : own;
    };
    if (head == "var") return input(steps[1].text, from, further(2), depth);
    if (head == "module") return output(steps, from, own_index, rest, depth);
    if (head == "each") return steps[1].text == "value" && expression_of_each(from, further(2), depth);
    if (!head.starts_with("aws_")) return false;
    const std::string name = std::string(head) + '.' + std::string(steps[1].text);
    const bool index = steps.size() > 2 && steps[2].index;
    return instances(*from.module, name,
                     index       ? steps[2].text
                     : own_index ? from.index
                                 : std::string_view{},
                     index, further(index ? 3 : 2));
  }

  bool instances(const terraform_module& in, std::string_view name, std::string_view index, bool must,
                 std::string attribute) {
    if (!index.empty())
      if (const terraform_instance* one = tree_.find(in, name, index)) {
        targets.push_back({one, std::move(attribute)});
        return true;
      }
    if (must) return false;
    const std::vector<const terraform_instance*>& all = tree_.find(in, name);
    if (targets.size() + all.size() > most_targets) return false;
    for (const terraform_instance* one : all) targets.push_back({one, attribute});
    return !all.empty();
  }

  bool input(std::string_view name, const viewer& from, const std::string& rest, int depth) {
    const terraform_module& m = *from.module;
    if (m.parent == nullptr) return false;
    const viewer caller{m.parent, m.index, member_of(m.call, "for_each_expression")};
    return expression(member_of(member_of(m.call, "expressions"), name), caller, rest, depth + 1);
  }

  bool output(const std::vector<terraform_step>& steps, const viewer& from, bool own_index, const std::string& rest,
              int depth) {
    const bool index = steps.size() > 2 && steps[2].index;
    const std::size_t at = index ? 3 : 2;
    if (steps.size() <= at) return false;
    std::string further = rest_of(steps, at + 1);
    if (further.empty()) further = rest;
    bool found = false;
    for (const terraform_module* m : from.module->children) {
      if (m->name != steps[1].text || (index && m->index != steps[2].text) || (own_index && m->index != from.index))
        continue;
      const auto outputs = member_of(m->configuration, "outputs");
      const auto value = member_of(member_of(outputs, steps[at].text), "expression");
      if (!expression(value, {m, {}, std::nullopt}, further, depth + 1)) return false;
      found = true;
    }
    return found;
  }

  // each.value, when for_each goes over the instances of a resource: that with the same key.
  bool expression_of_each(const viewer& from, const std::string& rest, int depth) {
    const std::size_t before = targets.size();
    if (!expression(from.for_each, {from.module, {}, std::nullopt}, rest, depth + 1)) return false;
    const auto other = [&](const terraform_target& t) { return t.to->index != from.index; };
    targets.erase(std::remove_if(targets.begin() + static_cast<std::ptrdiff_t>(before), targets.end(), other),
                  targets.end());
    return targets.size() == before + 1;
  }

  const terraform_tree& tree_;
  int left_ = most_references;
};

}  // namespace

std::vector<terraform_step> steps_of(std::string_view reference) {
  std::vector<terraform_step> out;
  std::size_t at = 0;
  while (at < reference.size()) {
    if (reference[at] == '.') {
      ++at;
    } else if (reference[at] == '[') {
      // Quotes may hold brackets and points.
      const bool quoted = at + 1 < reference.size() && reference[at + 1] == '"';
      std::size_t end = at + (quoted ? 2 : 1);
      while (quoted && end < reference.size() && reference[end] != '"') end += reference[end] == '\\' ? 2U : 1U;
      end = std::min(reference.find(']', std::min(end, reference.size())), reference.size());
      out.push_back({reference.substr(at + 1, end - at - 1), true});
      at = std::min(end + 1, reference.size());
    } else {
      const std::size_t end = std::min(reference.find_first_of(".[", at), reference.size());
      out.push_back({reference.substr(at, end - at)});
      at = end;
    }
  }
  return out;
}

std::optional<std::vector<terraform_target>> follow(const terraform_tree& tree, const json_value& expression,
                                                    const terraform_instance& from) {
  follower f(tree);
  if (!f.expression(expression, {from.module, from.index, member_of(from.configuration, "for_each_expression")}, {}, 0))
    return std::nullopt;
  return std::move(f.targets);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
