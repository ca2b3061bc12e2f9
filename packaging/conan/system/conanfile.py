# SPDX-License-Identifier: Apache-2.0
"""Stands in, under its name, for a recipe of ConanCenter: what the system has of that library, as CMake would know it by
the recipe. For packaging/conan/test, which has no network."""
from conan import ConanFile

# name: CMake's package and target, and the library to link
libraries = {
    "taocpp-pegtl": ("pegtl", "taocpp::pegtl", None),
    "simdjson": ("simdjson", "simdjson::simdjson", "simdjson"),
    "fmt": ("fmt", "fmt::fmt", "fmt"),
    "cli11": ("CLI11", "CLI11::CLI11", None),
    "libdeflate": ("libdeflate", "libdeflate::libdeflate_static", "deflate"),
    "zlib": ("ZLIB", "ZLIB::ZLIB", "z"),
    "libyaml": ("yaml", "yaml", "yaml"),
    "libmd": ("libmd", "libmd::libmd", "md"),
}


class SystemLibrary(ConanFile):
    package_type = "shared-library"
    settings = "os", "arch", "compiler", "build_type"

    def package_info(self):
        package, target, library = libraries[self.name]
        self.cpp_info.set_property("cmake_file_name", package)
        self.cpp_info.set_property("cmake_target_name", target)
        self.cpp_info.includedirs = self.cpp_info.libdirs = self.cpp_info.bindirs = []
        self.cpp_info.system_libs = [library] if library else []
