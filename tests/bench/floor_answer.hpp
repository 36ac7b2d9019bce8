// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

namespace cookie_warden::bench {

/// The least a host can do: parses the frame and answers in the shape of the real reply. Throws
/// nlohmann::json::exception.
[[nodiscard]] std::string floor_answer(std::string_view frame);

}  // namespace cookie_warden::bench
