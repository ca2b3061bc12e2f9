# SPDX-License-Identifier: Apache-2.0
message(FATAL_ERROR "a module of the project around this one was taken for one of its own")
