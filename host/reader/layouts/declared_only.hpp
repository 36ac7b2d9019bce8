// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// The page without the names that it says are not set, or no longer: in sentences ("We do not use
/// _ga"), below titles ("What you will not find here") and in lists of past changes. Blocks keep
/// their places and lines; such a name becomes blanks.
void keep_declared_only(Document& document);

}  // namespace cookie_warden::reader
