// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/log/decision_log.hpp"
#include "adapters/protocol/messages.hpp"
#include "app/caller.hpp"
#include "app/page_in_parts.hpp"
#include "app/warden.hpp"

namespace cookie_warden {

/// One browser's conversation with the host: a request in, its reply out.
class Session {
 public:
  Session(std::filesystem::path data_dir, Caller caller);

  /// The reply to one frame. Never throws: every fault becomes an `error` reply.
  [[nodiscard]] std::string answer(std::string_view frame);

  /// Whether there is nothing more to say to this caller.
  [[nodiscard]] bool refused() const { return caller_.kind == Caller::Kind::stranger; }

  /// Opens the log ahead of the first decision. Never throws: what is wrong is said in the reply to
  /// the request that needs the log.
  void prepare();

  /// Work for moments between requests; `idle` says whether none is waiting. Never throws.
  void tidy(const std::function<bool()>& idle) noexcept;

 private:
  using Id = std::int64_t;
  [[nodiscard]] std::string answer(Id id, const protocol::Hello& hello);
  [[nodiscard]] std::string answer(Id id, const protocol::Decide& decide);
  [[nodiscard]] std::string answer(Id id, const protocol::Outcomes& outcomes);
  [[nodiscard]] std::string answer(Id id, const protocol::Site& site);
  [[nodiscard]] std::string answer(Id id, const protocol::Pause& pause);
  [[nodiscard]] std::string answer(Id id, const protocol::Except& except);
  [[nodiscard]] std::string answer(Id id, const protocol::Log& log);
  [[nodiscard]] std::string answer(Id id, const protocol::SetPreferences& set);
  [[nodiscard]] std::string answer(Id id, const protocol::Learn& learn);
  [[nodiscard]] std::string answer(Id id, const protocol::SavePolicy& save);
  [[nodiscard]] std::string answer(Id id, const protocol::RemovePolicy& remove);
  [[nodiscard]] std::string answer(Id id, const protocol::GetPolicy& get);
  [[nodiscard]] std::string answer(Id id, const protocol::Findings& request);

  DecisionLog& log();
  PreferencesFile& preferences_to_change();
  [[nodiscard]] std::string require_site(const std::string& url) const;
  /// A pattern with '*' as it is, else the registrable domain.
  [[nodiscard]] std::string sites_asked(const std::string& text) const;

  std::filesystem::path data_dir_;
  Caller caller_;
  std::string browser_ = "unknown";
  Warden warden_;
  SessionHistory history_;
  std::unique_ptr<DecisionLog> log_;
  PageInParts page_;
};

}  // namespace cookie_warden
