# SPDX-License-Identifier: Apache-2.0
"""Builds and runs a program on each of the package's two targets."""
import os

from conan import ConanFile
from conan.tools.build import can_run
from conan.tools.cmake import CMake, cmake_layout


class CoverwatchTest(ConanFile):
    settings = "os", "arch", "compiler", "build_type"
    generators = "CMakeDeps", "CMakeToolchain"

    def requirements(self):
        self.requires(self.tested_reference_str)

    def layout(self):
        cmake_layout(self)

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def test(self):
        if not can_run(self):
            return
        for program in ("compiled", "header_only"):
            self.run(os.path.join(self.cpp.build.bindir, program), env="conanrun")
        if self.dependencies[self.tested_reference_str].options.program:
            folder = self.dependencies[self.tested_reference_str].package_folder
            self.run(os.path.join(folder, "bin", "coverwatch") + " --version", env="conanrun")
