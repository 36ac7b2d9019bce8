// SPDX-License-Identifier: MPL-2.0
#pragma once

// Catch2 2 has one header, Catch2 3 several.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
