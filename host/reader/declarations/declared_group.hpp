// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "reader/declarations/literal.hpp"
#include "reader/words/judge.hpp"

namespace cookie_warden::reader {

/// The categories that a declaration defines in one place and names in another.
class Categories {
 public:
  /// Takes them from lists and objects of that name ("categories", "cookieGroups").
  void collect(const Value& value, int depth = 0);

  /// Of a name or a number that refers to one; else what the text itself says.
  [[nodiscard]] Judgement of(std::string_view name) const;
  [[nodiscard]] bool knows(std::string_view name) const { return by_name_.contains(name); }

  /// What an object that stands under `key` says of the cookies in it; `around` if nothing.
  [[nodiscard]] Judgement of_group(std::string_view key, const Value& group,
                                   const Judgement& around) const;

 private:
  void add(std::string_view name, const Judgement& said);

  std::map<std::string, Judgement, std::less<>> by_name_{};
};

/// What a key says of the list under it ("necessaryCookies").
[[nodiscard]] Judgement judge_key(std::string_view key);

/// What people call a group or a service.
[[nodiscard]] std::string label_of(const Value& group);

}  // namespace cookie_warden::reader
