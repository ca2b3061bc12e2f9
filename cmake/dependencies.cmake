# SPDX-License-Identifier: Apache-2.0
# The system's package first, a pinned release otherwise. Debian 12 has all of them (script/bootstrap installs them).
include(FetchContent)

# Of a fetched release only the library is wanted.
set(PEGTL_BUILD_TESTS OFF CACHE BOOL "")
set(PEGTL_BUILD_EXAMPLES OFF CACHE BOOL "")

# PEGTL 4 renames its headers: the grammar is for 3.x.
FetchContent_Declare(pegtl
  GIT_REPOSITORY https://github.com/taocpp/PEGTL.git GIT_TAG 3.2.7 GIT_SHALLOW ON
  FIND_PACKAGE_ARGS 3.2.0...<4.0.0 CONFIG)
FetchContent_Declare(simdjson
  GIT_REPOSITORY https://github.com/simdjson/simdjson.git GIT_TAG v3.0.1 GIT_SHALLOW ON
  FIND_PACKAGE_ARGS CONFIG)
# Fetched, simdjson ends up within the library, of whatever kind that is.
function(make_core_available)
  set(BUILD_SHARED_LIBS OFF)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  set(CMAKE_CXX_VISIBILITY_PRESET hidden)
  FetchContent_MakeAvailable(pegtl simdjson)
  set(simdjson_VERSION ${simdjson_VERSION} PARENT_SCOPE)
endfunction()
make_core_available()

# Its own package answers for one minor version only, so that any 3.x has to be asked for without one.
if(NOT simdjson_VERSION)
  set(simdjson_VERSION 3.0.1)  # the one that was fetched
elseif(simdjson_VERSION VERSION_LESS 3.0 OR NOT simdjson_VERSION VERSION_LESS 4.0)
  message(FATAL_ERROR "the system has simdjson ${simdjson_VERSION}, and 3.x is needed; "
    "-DCMAKE_DISABLE_FIND_PACKAGE_simdjson=ON fetches one")
endif()

if(COVERWATCH_PROGRAM OR COVERWATCH_TESTS)
  FetchContent_Declare(fmt
    GIT_REPOSITORY https://github.com/fmtlib/fmt.git GIT_TAG 9.1.0 GIT_SHALLOW ON
    FIND_PACKAGE_ARGS 9 CONFIG)
  FetchContent_Declare(CLI11
    GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git GIT_TAG v2.1.2 GIT_SHALLOW ON
    FIND_PACKAGE_ARGS 2.1 CONFIG)
  FetchContent_MakeAvailable(fmt CLI11)

  # Debian's libdeflate has no CMake package; from a pinned release the target is its own.
  find_path(libdeflate_include libdeflate.h)
  find_library(libdeflate_library deflate)
  if(libdeflate_include AND libdeflate_library)
    add_library(coverwatch_libdeflate UNKNOWN IMPORTED)
    set_target_properties(coverwatch_libdeflate PROPERTIES
      IMPORTED_LOCATION ${libdeflate_library} INTERFACE_INCLUDE_DIRECTORIES ${libdeflate_include})
  else()
    FetchContent_Declare(libdeflate
      GIT_REPOSITORY https://github.com/ebiggers/libdeflate.git GIT_TAG v1.19 GIT_SHALLOW ON)
    FetchContent_MakeAvailable(libdeflate)
    add_library(coverwatch_libdeflate ALIAS libdeflate_static)
  endif()

  # Likewise zlib, which every system has; its own release builds a static library beside the shared one.
  find_package(ZLIB QUIET)
  if(ZLIB_FOUND)
    add_library(coverwatch_zlib ALIAS ZLIB::ZLIB)
  else()
    FetchContent_Declare(zlib
      GIT_REPOSITORY https://github.com/madler/zlib.git GIT_TAG v1.2.13 GIT_SHALLOW ON)
    FetchContent_MakeAvailable(zlib)
    target_include_directories(zlibstatic INTERFACE ${zlib_SOURCE_DIR} ${zlib_BINARY_DIR})
    add_library(coverwatch_zlib ALIAS zlibstatic)
  endif()

  # Neither has a CMake package. Every Debian has them, and so do the package managers of other systems.
  find_path(libyaml_include yaml.h)
  find_library(libyaml_library yaml)
  find_path(libmd_include sha2.h)
  find_library(libmd_library md)
  foreach(library libyaml libmd)
    if(NOT ${library}_include OR NOT ${library}_library)
      message(FATAL_ERROR "${library} was not found; on Debian it is the package ${library}-dev")
    endif()
    add_library(coverwatch_${library} UNKNOWN IMPORTED)
    set_target_properties(coverwatch_${library} PROPERTIES
      IMPORTED_LOCATION ${${library}_library} INTERFACE_INCLUDE_DIRECTORIES ${${library}_include})
  endforeach()

  set(THREADS_PREFER_PTHREAD_FLAG ON)
  find_package(Threads REQUIRED)
endif()

if(COVERWATCH_TESTS)
  FetchContent_Declare(googletest
    GIT_REPOSITORY https://github.com/google/googletest.git GIT_TAG release-1.12.1 GIT_SHALLOW ON
    FIND_PACKAGE_ARGS 1.12 NAMES GTest)
  FetchContent_MakeAvailable(googletest)
endif()

if(COVERWATCH_BENCH)
  set(BENCHMARK_ENABLE_TESTING OFF CACHE BOOL "")
  set(BENCHMARK_ENABLE_INSTALL OFF CACHE BOOL "")
  FetchContent_Declare(benchmark
    GIT_REPOSITORY https://github.com/google/benchmark.git GIT_TAG v1.7.1 GIT_SHALLOW ON
    FIND_PACKAGE_ARGS 1.7 CONFIG)
  FetchContent_MakeAvailable(benchmark)
endif()

# Z3 is a second judge of coverage, for measurements and one test; both are left out where the system has none.
if(COVERWATCH_TESTS OR COVERWATCH_BENCH)
  find_path(z3_include z3++.h)
  find_library(z3_library z3)
  if(z3_include AND z3_library)
    add_library(coverwatch_z3 UNKNOWN IMPORTED)
    set_target_properties(coverwatch_z3 PROPERTIES
      IMPORTED_LOCATION ${z3_library} INTERFACE_INCLUDE_DIRECTORIES ${z3_include})
  else()
    message(STATUS "No Z3 here (Debian: libz3-dev): z3_bench and the test z3_agrees are left out")
  endif()
endif()
