// SPDX-License-Identifier: Apache-2.0
// What all functions of the C interface share: the error behind a handle, the guard that lets no exception out, and
// texts as C knows them.
#pragma once

#include <coverwatch/c/coverwatch.h>
#include <coverwatch/diagnostic.hpp>

#include <cstddef>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

// A plain value, so that the one for memory that ran out can be made before the program begins. `texts` holds those
// that were made for it, each followed by NUL; the others are static.
struct coverwatch_error {
  coverwatch_error_code code;
  std::size_t begin;
  std::size_t end;
  coverwatch_text name;
  coverwatch_text message;
  coverwatch_text help;
  coverwatch_text rendered;
  char* texts;  // null for an error that is static
};

namespace coverwatch::inline COVERWATCH_ABI::c {

// Of a text that NUL follows.
inline coverwatch_text text(std::string_view terminated) noexcept {
  return {terminated.empty() ? "" : terminated.data(), terminated.size()};
}

inline std::string_view view(const char* data, std::size_t size) noexcept {
  return size == 0 ? std::string_view() : std::string_view(data, size);
}

// Whether there is something to read, if anything is to be read.
inline bool readable(const void* data, std::size_t size) noexcept { return data != nullptr || size == 0; }

// Each allocates, and throws std::bad_alloc.
coverwatch_error* make_error(const diagnostic& d);
coverwatch_error* make_error(coverwatch_error_code code, std::string_view name, std::string_view message);

// Static; to free them does nothing.
coverwatch_error* out_of_memory() noexcept;
coverwatch_error* bad_argument() noexcept;

// What `make` makes, a pointer; null, and the reason in `*error`, when it gives `refusal` a reason or memory runs out.
// `make` takes the place for that reason.
template <class Make>
auto guarded(coverwatch_error** error, Make&& make) noexcept {
  coverwatch_error* reason = nullptr;
  std::invoke_result_t<Make, coverwatch_error*&> made = nullptr;
#if defined(__cpp_exceptions)
  try {
    made = std::forward<Make>(make)(reason);
  } catch (
      const std::exception&) {  // std::bad_alloc, or std::length_error where a text would be too long for any memory
    reason = out_of_memory();
  }
#else
  made = std::forward<Make>(make)(reason);
#endif
  if (error != nullptr) {
    *error = reason;
  } else {
    coverwatch_error_free(reason);
  }
  return made;  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks): the reason is the caller's, or has been freed
}

// The caller's options laid over the defaults: a caller that was compiled against an older header knows fewer of them.
template <class Options>
Options options_of(const Options* given, void (*init)(Options*, std::size_t)) noexcept {
  Options out;
  init(&out, sizeof out);
  if (given != nullptr) std::memcpy(&out, given, given->struct_size < sizeof out ? given->struct_size : sizeof out);
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::c
