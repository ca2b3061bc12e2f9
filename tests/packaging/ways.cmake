# SPDX-License-Identifier: Apache-2.0
# Small projects, built as users would build them: from an installation of this build, moved elsewhere, and from the source
# tree. Only `add_subdirectory`, which makes the kind that this build did not, and `in_ten_lines` compile the library again.
set(work ${CMAKE_CURRENT_BINARY_DIR}/ways)
set(tree ${work}/tree)
set(same_tools -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER} -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER}
    -DCMAKE_CXX_FLAGS=${CMAKE_CXX_FLAGS})
set(installed -DCMAKE_PREFIX_PATH=${tree})
separate_arguments(cxx UNIX_COMMAND "${CMAKE_CXX_COMPILER} ${CMAKE_CXX_FLAGS}")
set(kind static)
set(other_kind_is_shared ON)
if(BUILD_SHARED_LIBS)
  set(kind shared)
  set(other_kind_is_shared OFF)
endif()

# Configures, builds and runs the project in FOLDER, with OPTIONS for CMake; RUN is what to run, if not `consumer`.
function(way name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER;TARGET" "OPTIONS;RUN")
  if(NOT arg_RUN)
    set(arg_RUN consumer)
  endif()
  if(arg_TARGET)
    set(arg_TARGET --build-target ${arg_TARGET})
  endif()
  add_test(NAME packaging_${name}
    COMMAND ${CMAKE_CTEST_COMMAND} --build-and-test ${CMAKE_CURRENT_SOURCE_DIR}/${arg_FOLDER} ${work}/${name}
      --build-generator ${CMAKE_GENERATOR} ${arg_TARGET} --build-options ${same_tools} ${arg_OPTIONS}
      --test-command ${arg_RUN})
  from_the_tree(packaging_${name})
endfunction()

function(from_the_tree)
  set_tests_properties(${ARGN} PROPERTIES LABELS packaging FIXTURES_REQUIRED packaging_tree TIMEOUT 600)
endfunction()

add_test(NAME packaging_install COMMAND ${CMAKE_COMMAND} -DBUILD=${PROJECT_BINARY_DIR} -DWORK=${work}
  -P ${CMAKE_CURRENT_SOURCE_DIR}/install.cmake)
set_tests_properties(packaging_install PROPERTIES LABELS packaging FIXTURES_SETUP packaging_tree)

# The library.
way(find_package FOLDER find_package OPTIONS ${installed} -DWANTED=0.1)
way(find_package_without_pegtl FOLDER find_package OPTIONS ${installed} -DCMAKE_DISABLE_FIND_PACKAGE_pegtl=ON)
way(find_package_without_exceptions FOLDER find_package OPTIONS ${installed}
    "-DCMAKE_CXX_FLAGS=${CMAKE_CXX_FLAGS} -fno-exceptions -fno-rtti")
foreach(other 0.0 0.2)
  way(find_package_refuses_${other} FOLDER find_package OPTIONS ${installed} -DWANTED=${other})
  set_tests_properties(packaging_find_package_refuses_${other} PROPERTIES
    PASS_REGULAR_EXPRESSION "compatible with requested version \"${other}\"")
endforeach()
way(find_package_in_c FOLDER c OPTIONS ${installed})
way(plugin FOLDER module OPTIONS ${installed} RUN host ${work}/plugin/plugin.so)
if(BUILD_SHARED_LIBS)
  way(find_package_without_simdjson FOLDER find_package OPTIONS ${installed} -DCMAKE_DISABLE_FIND_PACKAGE_simdjson=ON)
else()
  add_test(NAME packaging_plugin_keeps_it_to_itself
    COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/plugin_test.sh ${CMAKE_NM} ${work}/plugin/plugin.so)
  from_the_tree(packaging_plugin_keeps_it_to_itself)
  set_tests_properties(packaging_plugin PROPERTIES FIXTURES_SETUP packaging_plugin)
  set_tests_properties(packaging_plugin_keeps_it_to_itself PROPERTIES FIXTURES_REQUIRED "packaging_tree;packaging_plugin")
endif()
add_test(NAME packaging_headers_alone
  COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/headers_test.sh ${tree}/${CMAKE_INSTALL_INCLUDEDIR} ${CMAKE_CXX_COMPILER}
    ${CMAKE_C_COMPILER})
from_the_tree(packaging_headers_alone)

# pkg-config, and no CMake.
function(pkg_config_way name package source)
  add_test(NAME packaging_pkg_config_${name}
    COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/pkg_config_test.sh ${package} ${tree} ${CMAKE_INSTALL_LIBDIR}
      ${CMAKE_CURRENT_SOURCE_DIR}/consumer/${source} ${ARGN})
  from_the_tree(packaging_pkg_config_${name})
  set_tests_properties(packaging_pkg_config_${name} PROPERTIES SKIP_RETURN_CODE 77)
endfunction()

pkg_config_way(cxx coverwatch main.cpp ${cxx} -std=c++20)
pkg_config_way(c coverwatch main.c ${CMAKE_C_COMPILER} -std=c99 -Wall -Wextra -Wpedantic -Werror)

# The one file.
if(TARGET coverwatch_header_only)
  way(header_only FOLDER header_only OPTIONS ${installed})
  way(one_unit FOLDER one_unit OPTIONS ${installed})
  way(header_only_says_what_it_needs FOLDER header_only OPTIONS ${installed} -DCMAKE_DISABLE_FIND_PACKAGE_pegtl=ON)
  set_tests_properties(packaging_header_only_says_what_it_needs PROPERTIES
    PASS_REGULAR_EXPRESSION "coverwatch::header_only needs PEGTL 3 and simdjson 3")
  pkg_config_way(header_only coverwatch-header-only main.cpp ${cxx} -std=c++20)
  way(fetch_content FOLDER fetch_content TARGET consumer OPTIONS -DFETCHCONTENT_SOURCE_DIR_COVERWATCH=${PROJECT_SOURCE_DIR})
endif()

# From the source tree: the library of the other kind, as one unit, which costs a third of the time.
way(add_subdirectory FOLDER add_subdirectory
    OPTIONS -DCOVERWATCH_SOURCE=${PROJECT_SOURCE_DIR} -DBUILD_SHARED_LIBS=${other_kind_is_shared}
      -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=0)
set_tests_properties(packaging_add_subdirectory PROPERTIES TIMEOUT 900)

# What the page for newcomers shows, from the beginning: it builds the library once more, so one of the two kinds is enough.
if(Python3_FOUND AND NOT BUILD_SHARED_LIBS)
  add_test(NAME packaging_in_ten_lines
    COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/ten_lines_test.py ${work}/newcomer)
  set_tests_properties(packaging_in_ten_lines PROPERTIES LABELS packaging TIMEOUT 900)
endif()

# What lies where.
if(Python3_FOUND AND COVERWATCH_PROGRAM AND NOT CMAKE_CROSSCOMPILING)
  add_test(NAME packaging_components
    COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/components_test.py ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR}
      ${CMAKE_COMMAND} ${kind} ${CMAKE_INSTALL_LIBDIR} ${PROJECT_VERSION} "${CMAKE_BUILD_TYPE}")
  set_tests_properties(packaging_components PROPERTIES LABELS packaging)
  add_test(NAME packaging_installed_program COMMAND ${tree}/${CMAKE_INSTALL_BINDIR}/coverwatch --version)
  from_the_tree(packaging_installed_program)
  string(REPLACE . \\. version ${PROJECT_VERSION})
  set_tests_properties(packaging_installed_program PROPERTIES PASS_REGULAR_EXPRESSION "coverwatch ${version}")
endif()
