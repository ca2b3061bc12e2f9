// SPDX-License-Identifier: Apache-2.0
// Errors of the C interface, made of what the library says or static, and what can be asked of them.
#include "c/error.hpp"

#include <array>
#include <memory>

namespace coverwatch::inline COVERWATCH_ABI::c {

consteval coverwatch_text literal(const char* words) noexcept { return {words, std::char_traits<char>::length(words)}; }

consteval coverwatch_error static_error(coverwatch_error_code code, const char* name, const char* message,
                                        const char* rendered) noexcept {
  return {code, 0, 0, literal(name), literal(message), literal(""), literal(rendered), nullptr};
}

// Never written to: to C an error is constant but for its end, and that leaves them alone.
constinit coverwatch_error no_memory =
    static_error(COVERWATCH_ERROR_OUT_OF_MEMORY, "out_of_memory", "not enough memory", "error: not enough memory\n");
constinit coverwatch_error no_argument =
    static_error(COVERWATCH_ERROR_ARGUMENT, "bad_argument", "an argument is missing or is none of its values",
                 "error: an argument is missing or is none of its values\n");

coverwatch_error* out_of_memory() noexcept { return &no_memory; }
coverwatch_error* bad_argument() noexcept { return &no_argument; }

// One block holds all texts, each behind the other and followed by NUL.
coverwatch_error* assembled(coverwatch_error e, const std::array<std::string_view, 4>& texts) {
  std::size_t size = texts.size();
  for (const std::string_view each : texts) size += each.size();
  auto block = std::make_unique<char[]>(size);  // zeros
  char* at = block.get();
  const auto placed = [&at](std::string_view words) {
    words.copy(at, words.size());
    const coverwatch_text out{at, words.size()};
    at += words.size() + 1;
    return out;
  };
  e.name = placed(texts[0]);
  e.message = placed(texts[1]);
  e.help = placed(texts[2]);
  e.rendered = placed(texts[3]);
  e.texts = block.get();
  coverwatch_error* const out = new coverwatch_error(e);
  block.release();
  return out;
}

coverwatch_error* make_error(const diagnostic& d) {
  if (d.code == errc::out_of_memory) return out_of_memory();
  coverwatch_error e{};
  e.code = COVERWATCH_ERROR_PATTERN;
  e.begin = d.where.begin;
  e.end = d.where.end;
  return assembled(e, {coverwatch::name(d.code), coverwatch::message(d), coverwatch::help(d), coverwatch::render(d)});
}

coverwatch_error* make_error(coverwatch_error_code code, std::string_view name, std::string_view message) {
  coverwatch_error e{};
  e.code = code;
  return assembled(e, {name, message, "", "error: " + std::string(message) + '\n'});
}

}  // namespace coverwatch::inline COVERWATCH_ABI::c

extern "C" {

coverwatch_error_code coverwatch_error_get_code(const coverwatch_error* error) { return error->code; }
coverwatch_text coverwatch_error_name(const coverwatch_error* error) { return error->name; }
std::size_t coverwatch_error_begin(const coverwatch_error* error) { return error->begin; }
std::size_t coverwatch_error_end(const coverwatch_error* error) { return error->end; }
coverwatch_text coverwatch_error_message(const coverwatch_error* error) { return error->message; }
coverwatch_text coverwatch_error_help(const coverwatch_error* error) { return error->help; }
coverwatch_text coverwatch_error_rendered(const coverwatch_error* error) { return error->rendered; }

void coverwatch_error_free(coverwatch_error* error) {
  if (error == nullptr || error->texts == nullptr) return;
  delete[] error->texts;
  delete error;  // NOLINT(clang-analyzer-cplusplus.NewDelete): those that are not allocated have no texts
}

}  // extern "C"
