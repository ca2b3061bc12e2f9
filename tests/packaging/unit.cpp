// SPDX-License-Identifier: Apache-2.0
// One unit that uses the public face; built several times, with UNIT naming the function it defines.
#include "unit.hpp"

#include <coverwatch/catalog.hpp>
#include <coverwatch/diagnostic.hpp>
#include <coverwatch/pattern.hpp>

answers UNIT() {
  const auto pattern = coverwatch::pattern::parse(R"({ $.eventName = "Console*" && $.n >= 1.5 })");
  const auto wrong = coverwatch::pattern::parse("{ $.a == 1 }");
  if (!pattern || wrong) return {};
  const auto* control = coverwatch::catalog::find("cis-3.0:4.3");
  coverwatch::scratch memory;
  return {reinterpret_cast<std::uintptr_t>(&coverwatch::pattern::parse),
          reinterpret_cast<std::uintptr_t>(&coverwatch::render),
          pattern->matches(R"({"eventName":"ConsoleLogin","n":1.50})", memory),
          pattern->evaluate(R"({"eventName":"AssumeRole","n":2})", memory) == coverwatch::outcome::no_match,
          wrong.error().code == coverwatch::errc::double_equals && !coverwatch::render(wrong.error()).empty(),
          control != nullptr && coverwatch::pattern::parse(control->normative.text).has_value()};
}
