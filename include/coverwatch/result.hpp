// SPDX-License-Identifier: Apache-2.0
// `result<T, E>`: a value or the reason there is none, with the names of C++23's `std::expected`.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <utility>
#include <variant>

namespace coverwatch::inline COVERWATCH_ABI {

// Marks an error on its way into a `result`.
template <class E>
struct unexpected {
  E error;
};
template <class E>
unexpected(E) -> unexpected<E>;

// Either a `T` or an `E`. `*`, `->` and `value` demand that it holds a `T`, `error` that it holds an `E`: ask `has_value`
// first. Never throws by itself.
template <class T, class E>
class [[nodiscard]] result {
 public:
  result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  result(unexpected<E> reason) : state_(std::in_place_index<1>, std::move(reason.error)) {}

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  T& value() noexcept { return *std::get_if<0>(&state_); }
  const T& value() const noexcept { return *std::get_if<0>(&state_); }
  T& operator*() noexcept { return value(); }
  const T& operator*() const noexcept { return value(); }
  T* operator->() noexcept { return &value(); }
  const T* operator->() const noexcept { return &value(); }

  E& error() noexcept { return *std::get_if<1>(&state_); }
  const E& error() const noexcept { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, E> state_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI
