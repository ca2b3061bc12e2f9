# SPDX-License-Identifier: Apache-2.0
"""Conan 2 recipe, of the tree it lies in: `conan create packaging/conan -s compiler.cppstd=20`. Gives CMake's targets
coverwatch::coverwatch and coverwatch::header_only, for pkg-config coverwatch and coverwatch-header-only, and with
`-o "&:program=True"` the program. There is no option fPIC: the library is always made of relocatable code."""
import os
import sys

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import check_min_cppstd, stdcpp_library
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir

required_conan_version = ">=2.0.14"


class CoverwatchRecipe(ConanFile):
    name = "coverwatch"
    description = "CloudWatch Logs filter patterns: match, cover, audit"
    license = "Apache-2.0"
    topics = ("aws", "cloudwatch", "logs", "audit")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False], "program": [True, False]}
    default_options = {"shared": False, "program": False}

    @property
    def _tree(self):
        return os.path.join(self.recipe_folder, "..", "..")

    def set_version(self):
        config = load(self, os.path.join(self._tree, "include", "coverwatch", "config.hpp"))
        lines = [line.split() for line in config.splitlines() if line.startswith("#define COVERWATCH_VERSION_")]
        self.version = ".".join(line[2] for line in lines)

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "src/*", "tools/amalgamate"):
            copy(self, pattern, src=self._tree, dst=self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def requirements(self):
        # The one header includes both; the library needs the first to be built, and links the second.
        self.requires("taocpp-pegtl/[>=3.2.0 <4]", transitive_headers=True)
        self.requires("simdjson/[>=3.0.1 <4]", transitive_headers=True, transitive_libs=True)
        if self.options.program:
            for library in ("fmt/[>=9 <10]", "cli11/[>=2.1.2 <3]", "libdeflate/[>=1.14 <2]", "zlib/[>=1.2.13 <2]",
                            "libyaml/[>=0.2.5 <1]", "libmd/[>=1.0.4 <2]"):
                self.requires(library, visible=False)

    def validate(self):
        check_min_cppstd(self, 20)
        if self.settings.os == "Windows":
            raise ConanInvalidConfiguration("coverwatch builds with g++ and clang, on Unix only")

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["COVERWATCH_PROGRAM"] = bool(self.options.program)
        toolchain.cache_variables["COVERWATCH_TESTS"] = False
        toolchain.cache_variables["FETCHCONTENT_FULLY_DISCONNECTED"] = True
        # The one header is put together by Python, and there is one that runs Conan.
        toolchain.cache_variables["Python3_EXECUTABLE"] = sys.executable
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", src=self.source_folder, dst=os.path.join(self.package_folder, "licenses"))
        # Conan writes these for each consumer.
        for folder in ("cmake", "pkgconfig"):
            rmdir(self, os.path.join(self.package_folder, "lib", folder))

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "coverwatch")

        library = self.cpp_info.components["coverwatch"]
        library.set_property("cmake_target_name", "coverwatch::coverwatch")
        library.set_property("pkg_config_name", "coverwatch")
        library.libs = ["coverwatch"]
        library.requires = ["simdjson::simdjson"]
        if not self.options.shared:
            library.defines = ["COVERWATCH_STATIC"]
            library.system_libs = [stdcpp_library(self)] if stdcpp_library(self) else []  # for those who use it from C

        one_header = self.cpp_info.components["header_only"]
        one_header.set_property("cmake_target_name", "coverwatch::header_only")
        one_header.set_property("pkg_config_name", "coverwatch-header-only")
        one_header.includedirs = [os.path.join("include", "coverwatch-header-only")]
        one_header.libdirs = one_header.bindirs = []
        one_header.requires = ["taocpp-pegtl::taocpp-pegtl", "simdjson::simdjson"]
