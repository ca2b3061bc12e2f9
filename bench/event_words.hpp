// SPDX-License-Identifier: Apache-2.0
// The vocabulary of invented CloudTrail events: 819 calls of 115 services, error codes, regions, programs. Real names
// where they matter to patterns, made ones behind them. Data and draws from it; writes no event.
#pragma once

#include "random.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

struct call {
  std::string name;     // DescribeInstances
  std::string service;  // ec2, of ec2.amazonaws.com
  bool reads = false;
};

// By how often they happen, the most frequent first; no name twice. Made at the first use.
std::span<const call> calls();

std::span<const std::string_view> regions();          // the first is by far the commonest
std::span<const std::string_view> programs();         // user agents
std::span<const std::string_view> accounts();         // twelve digits, some with leading zeros
std::span<const std::string_view> harmless_errors();  // codes that no control of CIS asks for
std::span<const std::string_view> refusals();         // codes that CIS 4.1 asks for

}  // namespace bench
