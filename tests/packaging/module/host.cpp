// SPDX-License-Identifier: Apache-2.0
// Loads the plugin named on the command line, at run time and without a name of ours, and asks it.
#include <dlfcn.h>

#include <cstdio>

int main(int count, char** arguments) {
  void* plugin = count == 2 ? dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL) : nullptr;
  void* function = plugin == nullptr ? nullptr : dlsym(plugin, "plugin_matches");
  if (function == nullptr) {
    std::puts(count == 2 ? dlerror() : "usage: host PLUGIN");
    return 2;
  }
  const auto matches = reinterpret_cast<int (*)(const char*, const char*)>(function);
  return matches("{ $.a = 1 }", R"({"a":1.0})") == 1 && matches("{ $.a = 1 }", R"({"a":2})") == 0 ? 0 : 1;
}
