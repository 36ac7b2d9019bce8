// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace cookie_warden {

class Session;

/// Answers frames from `in` on `out` until the stream ends. Returns the process's exit code: 0 at
/// the end of the stream, 1 if it broke. Never throws.
int serve(Session& session, int in, int out);

}  // namespace cookie_warden
