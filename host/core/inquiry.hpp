// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/decide.hpp"

namespace cookie_warden {

/// What the policies say about one cookie: every policy that could settle it is asked once.
class Inquiry {
 public:
  /// The arguments must outlive the inquiry.
  Inquiry(const Situation& situation, std::string_view cookie, const Knowledge& knowledge);

  /// The rule by which the cookie is a consent choice, if any.
  [[nodiscard]] std::optional<RuleView> consent_choice() const;
  /// The rule that settles the cookie; none if no policy names it.
  [[nodiscard]] std::optional<RuleView> settling() const;
  /// The site calls the cookie necessary, a provider's policy a tracker.
  [[nodiscard]] bool contradicted() const;
  /// The site's policy names all its cookies, but not this one.
  [[nodiscard]] bool undeclared() const;

 private:
  struct Statement {
    std::optional<RuleView> rule{};
    bool learned = false;
  };
  /// What one site declares, itself or through its platform.
  struct Declaration {
    Statement site{};
    std::optional<RuleView> platform{};
    bool complete = false;
  };

  [[nodiscard]] Declaration ask(std::string_view host, const RuleQuery& query) const;
  [[nodiscard]] bool is_doubtful(const Statement& statement) const;
  [[nodiscard]] bool is_trusted(const Statement& statement) const;
  [[nodiscard]] bool settles_elsewhere(const std::optional<RuleView>& rule) const;

  const Situation& situation_;
  const Knowledge& knowledge_;
  std::optional<RuleView> provider_{};
  Declaration here_{};  ///< The site in the address bar.
  Declaration own_{};   ///< The cookie's own site, where it is the same cookie as here.
};

}  // namespace cookie_warden
