# SPDX-License-Identifier: Apache-2.0
# Warnings, hardening, sanitizers and coverage: for our own targets only, never exported.
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
if(COVERWATCH_HARDEN)
  include(CheckCXXCompilerFlag)
  foreach(flag stack-protector-strong stack-clash-protection cf-protection)
    string(MAKE_C_IDENTIFIER "COVERWATCH_HAS_${flag}" known)
    check_cxx_compiler_flag("-Werror -f${flag}" ${known})
    if(${known})
      target_compile_options(coverwatch_developer INTERFACE -f${flag})
    endif()
  endforeach()
  # The checks of the C library need an optimising compiler, and hide mistakes from the sanitizers.
  if(NOT COVERWATCH_SANITIZE)
    target_compile_options(coverwatch_developer INTERFACE
      $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE> $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>)
  endif()
  if(NOT CMAKE_POSITION_INDEPENDENT_CODE)
    target_compile_options(coverwatch_developer INTERFACE $<$<NOT:$<BOOL:$<TARGET_PROPERTY:POSITION_INDEPENDENT_CODE>>>:-fPIE>)
    target_link_options(coverwatch_developer INTERFACE $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie>)
  endif()
  if(UNIX AND NOT APPLE)
    target_link_options(coverwatch_developer INTERFACE LINKER:-z,relro,-z,now,-z,noexecstack)
  endif()
endif()
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
