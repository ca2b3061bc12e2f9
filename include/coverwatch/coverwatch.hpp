// SPDX-License-Identifier: Apache-2.0
// Everything; the include to use, linked or header-only.
#pragma once

#include <coverwatch/catalog.hpp>
#include <coverwatch/certificate.hpp>
#include <coverwatch/config.hpp>
#include <coverwatch/coverage.hpp>
#include <coverwatch/diagnostic.hpp>
#include <coverwatch/hint.hpp>
#include <coverwatch/metric_filter.hpp>
#include <coverwatch/options.hpp>
#include <coverwatch/pattern.hpp>
#include <coverwatch/pattern_set.hpp>
#include <coverwatch/result.hpp>
#include <coverwatch/scratch.hpp>
