// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace cookie_warden {

/// Name of an SQLite VFS that is the system's own, except that a transaction goes to the
/// write-ahead log in one write instead of two for each page. The write that ends a transaction
/// returns once all of it is with the system, so a commit means what it always meant. The
/// connection must have PRAGMA cache_spill off: what a transaction writes before its end may stay
/// in memory. Registered at the first call. Throws std::runtime_error.
[[nodiscard]] const char* grouped_wal_vfs();

}  // namespace cookie_warden
