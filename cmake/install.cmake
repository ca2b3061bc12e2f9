# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where, in three components: `runtime` (the shared library), `devel` (headers, the library to
# link, the one file, the packages of CMake and pkg-config) and `program` (program, man page, completions). Where PEGTL and
# simdjson were fetched, their own rules install them besides, in components of theirs.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/coverwatch)
install(TARGETS coverwatch EXPORT coverwatch
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT devel
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT devel
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT devel)
install(EXPORT coverwatch NAMESPACE coverwatch:: FILE coverwatch-targets.cmake DESTINATION ${package_dir} COMPONENT devel)

# The one file lies in a folder of its own, so that it and the library's headers are included by the same name.
if(TARGET coverwatch_header_only)
  set(one_file_dir ${CMAKE_INSTALL_INCLUDEDIR}/coverwatch-header-only)
  install(DIRECTORY ${PROJECT_BINARY_DIR}/header_only/include/ DESTINATION ${one_file_dir} COMPONENT devel)
  target_include_directories(coverwatch_header_only SYSTEM INTERFACE $<INSTALL_INTERFACE:${one_file_dir}>)
  set_target_properties(coverwatch_header_only PROPERTIES EXPORT_NAME header_only)
  install(TARGETS coverwatch_header_only EXPORT coverwatch_header_only)
  install(EXPORT coverwatch_header_only NAMESPACE coverwatch:: FILE coverwatch-header-only-targets.cmake
    DESTINATION ${package_dir} COMPONENT devel)
endif()

# The library of C++, which a static library leaves to whoever links it.
set(cxx_runtime ${CMAKE_CXX_IMPLICIT_LINK_LIBRARIES})
list(FILTER cxx_runtime INCLUDE REGEX "^(stdc|c)\\+\\+$")

# While the version begins with 0, each minor version may break its users.
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/coverwatch-config.cmake.in
  ${PROJECT_BINARY_DIR}/coverwatch-config.cmake INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/coverwatch-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/coverwatch-config.cmake ${PROJECT_BINARY_DIR}/coverwatch-config-version.cmake
  DESTINATION ${package_dir} COMPONENT devel)

# For pkg-config. A static library brings along what it needs; C programs need the library of C++ besides. A shared one
# asks for nothing: even `Requires.private` would have to be there.
cmake_path(IS_ABSOLUTE CMAKE_INSTALL_LIBDIR absolute_libdir)
if(absolute_libdir OR IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  set(pc_prefix ${CMAKE_INSTALL_PREFIX})
  set(pc_libdir ${CMAKE_INSTALL_FULL_LIBDIR})
  set(pc_includedir ${CMAKE_INSTALL_FULL_INCLUDEDIR})
else()
  file(RELATIVE_PATH up /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  string(REGEX REPLACE "/$" "" pc_prefix "\${pcfiledir}/${up}")
  set(pc_libdir "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
  set(pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
set(pc_requires "")
set(pc_cflags "")
set(pc_libs "")
if(NOT BUILD_SHARED_LIBS)
  set(pc_requires simdjson)
  set(pc_cflags " -DCOVERWATCH_STATIC")
  foreach(library IN LISTS cxx_runtime)
    string(APPEND pc_libs " -l${library}")
  endforeach()
endif()
foreach(name coverwatch coverwatch-header-only)
  configure_file(${CMAKE_CURRENT_LIST_DIR}/${name}.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
  if(NOT name MATCHES header-only OR TARGET coverwatch_header_only)
    install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT devel)
  endif()
endforeach()

if(COVERWATCH_PROGRAM)
  install(TARGETS coverwatch_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
  if(TARGET coverwatch_share)
    install(DIRECTORY ${PROJECT_BINARY_DIR}/share/ DESTINATION ${CMAKE_INSTALL_DATADIR} COMPONENT program)
  endif()
endif()
