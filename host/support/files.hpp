// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace cookie_warden {

/// Replaces `path` by a file of that content and mode, so that a reader sees the old content or the
/// new, never a part: temporary file beside it, fsync, rename. Throws std::system_error.
void write_file_atomically(const std::filesystem::path& path, std::string_view content,
                           unsigned mode);

/// The whole file. Throws std::system_error; errc::file_too_large beyond `limit` bytes.
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::uintmax_t limit);

/// Changes whenever the file or folder is replaced or written; 0 if there is none.
[[nodiscard]] std::uint64_t file_stamp(const std::filesystem::path& path);

}  // namespace cookie_warden
