# SPDX-License-Identifier: Apache-2.0
# Debian packages by CPack, one for each component of the installation: the shared library, what is needed to build with
# it, and the program. script/package runs it, and adds version, changelog and maintainer; packaging/debian has the rest.
set(debian ${PROJECT_SOURCE_DIR}/packaging/debian)
set(soversion ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL runtime devel program)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS ${debian}/documents.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SOURCE coverwatch)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON)

set(about "Coverwatch decides, offline, which log events a filter pattern of AWS
CloudWatch Logs matches, as the service would, and whether deployed
patterns cover all that a benchmark asks for.")

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME libcoverwatch${soversion})
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "filter patterns of CloudWatch Logs, offline (shared library)
${about}

This package has the shared library, with an interface for C++ and one for C.")
# CPack would write scripts that run ldconfig, which a trigger does better: it writes none that it is told of, and
# leaves out one that does not exist.
set(CPACK_DEBIAN_RUNTIME_PACKAGE_CONTROL_EXTRA ${debian}/triggers ${debian}/none/postinst ${debian}/none/postrm)

set(CPACK_DEBIAN_DEVEL_PACKAGE_NAME libcoverwatch-dev)
set(CPACK_DEBIAN_DEVEL_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVEL_PACKAGE_SUGGESTS "tao-pegtl-dev (>= 3.2), libsimdjson-dev (>= 3.0)")
set(CPACK_COMPONENT_DEVEL_DEPENDS runtime)
set(CPACK_DEBIAN_DEVEL_DESCRIPTION "filter patterns of CloudWatch Logs, offline (development files)
${about}

This package has the headers for C++ and C and what CMake and pkg-config
read, and besides the library in one header. That header alone needs
tao-pegtl-dev and libsimdjson-dev.")

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME coverwatch)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "filter patterns of CloudWatch Logs, offline (program)
${about}

This package has the program, which searches archives, tests and explains
patterns, finds what slips through them, audits trails, filters, alarms
and subscribers from files, and replays archives; with its manual page,
and completions for bash, zsh and fish.")

include(CPack)
