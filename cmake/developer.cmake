# SPDX-License-Identifier: Apache-2.0
# Warnings, sanitizers and coverage: for our own targets only, never exported.
add_library(coverwatch_developer INTERFACE)
target_compile_options(coverwatch_developer INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Wimplicit-fallthrough -Wswitch-enum -Wundef
  # An optimising g++ 12 takes every `*std::get_if` for a null pointer, every moved variant for an uninitialised one, and
  # sees overlaps in `"text" + std::string` (its bug 105651). clang, the assertions and the sanitizers look for the real ones.
  $<$<CXX_COMPILER_ID:Clang,AppleClang>:-Wnull-dereference>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${COVERWATCH_WERROR}>:-Werror>)
if(COVERWATCH_SANITIZE)
  target_compile_options(coverwatch_developer INTERFACE
    -fsanitize=${COVERWATCH_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(coverwatch_developer INTERFACE -fsanitize=${COVERWATCH_SANITIZE})
endif()
if(COVERWATCH_COVERAGE)
  target_compile_options(coverwatch_developer INTERFACE -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(coverwatch_developer INTERFACE -fprofile-instr-generate)
endif()
if(COVERWATCH_LIBFUZZER)
  target_compile_options(coverwatch_developer INTERFACE -fsanitize=fuzzer-no-link)
endif()
