// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

namespace cookie_warden {

/// Who started the host, as the browser says in argv. This is no authentication: any process of the
/// same user can start the host; file modes are the boundary.
struct Caller {
  enum class Kind {
    extension,  ///< One of ours.
    stranger,   ///< Another extension.
    unknown,    ///< No arguments: a portal that drops them, or a pipe of the person's own.
    person      ///< Arguments that no browser passes.
  };
  Kind kind = Kind::unknown;
  std::string name = "unknown";  ///< Origin or id of the extension.
};

/// Chromium passes the extension's origin (and --parent-window=N on Windows); Firefox the path of
/// the host manifest and the extension's id. `arguments` is argv without argv[0].
[[nodiscard]] Caller recognise_caller(const std::vector<std::string>& arguments);

}  // namespace cookie_warden
