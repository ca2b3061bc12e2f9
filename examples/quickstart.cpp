// SPDX-License-Identifier: Apache-2.0
// The library in one page: parse a pattern once, ask it about events, and see what a mistake looks like. Prints a line
// for each event, and the mistake with its place and the usual fix.
//   g++ -std=c++20 quickstart.cpp $(pkg-config --cflags --libs coverwatch) -o quickstart && ./quickstart
// docs/embedding.md says how the library is installed, and what PKG_CONFIG_PATH and LD_LIBRARY_PATH are for one outside
// of /usr.
#include <coverwatch/coverwatch.hpp>

#include <iostream>
#include <string_view>

constexpr std::string_view console_login_without_mfa =
    R"({ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" })";

constexpr std::string_view events[] = {
    R"({"eventName":"ConsoleLogin","additionalEventData":{"MFAUsed":"No"}})",
    R"({"eventName":"ConsoleLogin","additionalEventData":{"MFAUsed":"Yes"}})",
    R"({"eventName":"ConsoleLogin"})",  // a missing field does not satisfy `!=`
    R"({"eventName":"ConsoleLogin",)",
};

std::string_view in_words(coverwatch::outcome outcome) {
  switch (outcome) {
    case coverwatch::outcome::match: return "match";
    case coverwatch::outcome::no_match: return "no match";
    case coverwatch::outcome::not_json: return "not JSON";
    case coverwatch::outcome::too_large: return "too large";
    case coverwatch::outcome::too_deep: return "too deep";
    case coverwatch::outcome::out_of_memory: return "out of memory";
  }
  return "";
}

int main() {
  const auto pattern = coverwatch::pattern::parse(console_login_without_mfa);
  if (!pattern) {
    std::cerr << coverwatch::render(pattern.error());
    return 1;
  }
  coverwatch::scratch memory;  // one for each thread
  for (const std::string_view event : events) {
    std::cout << in_words(pattern->evaluate(event, memory)) << ": " << event << '\n';
  }

  const auto mistake = coverwatch::pattern::parse("{ $.eventName == ConsoleLogin }");
  if (!mistake) std::cout << coverwatch::render(mistake.error());
  if (!std::cout.flush()) {
    std::cerr << "standard output: cannot be written\n";
    return 1;
  }
}
