// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_set>

#include "adapters/host_names.hpp"
#include "adapters/policies/learned_policies.hpp"
#include "adapters/preferences_file.hpp"
#include "core/decide.hpp"

namespace cookie_warden {

/// Everything a decision needs, kept up to date: policies, preferences, host names.
class Warden {
 public:
  /// Reads `data_dir`, which need not exist.
  explicit Warden(const std::filesystem::path& data_dir);

  [[nodiscard]] Situation situate(const CookieEvent& event) const;
  /// By the policies and preferences that refresh() read last.
  [[nodiscard]] Decision decide(const CookieEvent& event, const Situation& situation,
                                const History* history) const;
  /// Reads policies and preferences again where their files have changed. Throws PreferencesError.
  void refresh();

  [[nodiscard]] const Knowledge& knowledge() const { return knowledge_; }
  [[nodiscard]] LearnedPolicies& learned() { return learned_; }
  [[nodiscard]] PreferencesFile& preferences() { return preferences_; }
  [[nodiscard]] const HostNames& hosts() const { return hosts_; }
  /// Registrable domain of an origin, URL or host; empty if there is none.
  [[nodiscard]] std::string site_of(const std::string& url) const;
  /// Changes when a cookie might be decided differently.
  [[nodiscard]] std::uint64_t fingerprint();

 private:
  PublicSuffixHostNames hosts_;
  PreferencesFile preferences_;
  LearnedPolicies learned_;
  Knowledge knowledge_;
};

/// What this run of the host has seen of cookies on their own sites, private windows included, in
/// memory; and what the log has, if there is one.
class SessionHistory final : public History {
 public:
  void remember(const Situation& situation, const Cookie& cookie);
  void set_log(const History* log) { log_ = log; }
  [[nodiscard]] bool kept_on_own_site(const Situation& situation,
                                      const Cookie& cookie) const override;

 private:
  std::unordered_set<std::string> kept_{};
  const History* log_ = nullptr;
};

/// Whether a decision is one that SessionHistory::remember() should know of.
[[nodiscard]] bool is_kept_on_own_site(const Decision& decision, const Situation& situation);

}  // namespace cookie_warden
