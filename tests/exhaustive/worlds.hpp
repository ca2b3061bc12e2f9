// SPDX-License-Identifier: Apache-2.0
// Small worlds: all patterns of some sort up to a size, and all events up to a size that can tell them apart. In goes
// the size, out come patterns that parse and events; the same every time. Judges nothing.
#pragma once

#include "../support/sample_event.hpp"

#include <coverwatch/pattern.hpp>

#include <optional>
#include <string>
#include <vector>

namespace exhaustive {

struct event {
  std::string text;
  std::optional<sample::value> value = {};  // what it was spelled from, of an event that is known to be an object
};

struct world {
  std::string name;
  std::vector<coverwatch::pattern> patterns;  // those with a wildcard in a value in both dialects
  std::vector<event> events;
};

// COVERWATCH_SIZE: 1 for the run of every day, 2 for the one of hours.
std::size_t size();

// What machine and reference evaluator are held to each other on.
std::vector<world (*)()> worlds_of_meaning();
// The same for coverage, where every two patterns of a world are asked about. Each pattern once, a world of one dialect.
std::vector<world (*)()> worlds_of_coverage();

// All texts of at most `most` of these letters, the shorter ones first.
std::vector<std::string> texts(const std::vector<std::string>& letters, std::size_t most);

// All JSON objects of at most `nodes` values, themselves included, over the keys a and b and a few scalars; a key may
// be repeated. `respelled`: each also with its keys escaped and with white space.
std::vector<event> objects(std::size_t nodes, bool respelled);

// Conditions of JSON patterns: all, or few that meet at the same nodes.
std::vector<std::string> conditions();
std::vector<std::string> few_conditions();
// Patterns of one, two and three of them, connected in every way.
std::vector<std::string> singles(const std::vector<std::string>& conditions);
std::vector<std::string> doubles(const std::vector<std::string>& conditions);
std::vector<std::string> triples(const std::vector<std::string>& conditions);

// `{ $.a OPERATOR TEXT }` for every operator and text.
std::vector<std::string> comparisons(const std::vector<std::string>& operators, const std::vector<std::string>& texts);

// Space-delimited patterns of at most `most` columns, at most one of them an ellipsis; in a test `~` stands for the
// name.
std::vector<std::string> columns(const std::vector<std::string>& tests, std::size_t most);

}  // namespace exhaustive
