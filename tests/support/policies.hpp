// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/host_names.hpp"
#include "adapters/policies/policy_file.hpp"
#include "core/decide.hpp"

namespace cookie_warden::test {

inline const PublicSuffixHostNames& hosts() {
  static const PublicSuffixHostNames names;
  return names;
}

/// A policy of that kind. `fields` go into the object ("\"sites\": [...]"), `cookies` into its
/// list.
inline Policy policy(const std::string& id, const std::string& kind, const std::string& fields,
                     const std::string& cookies) {
  return parse_policy(R"({"schema":1,"id":")" + id + R"(","kind":")" + kind +
                          R"(","title":"T","source":{"url":"https://a.example/"},)" + fields +
                          (fields.empty() ? "" : ",") + R"("cookies":[)" + cookies + "]}",
                      id + ".json", hosts());
}

/// A table and the bytes it looks at.
class Table {
 public:
  Table() : Table(std::vector<Policy>{}) {}
  explicit Table(const std::vector<Policy>& policies)
      : bytes_(compile_policies(policies)), table_(bytes_) {}
  operator const PolicyTable&() const { return table_; }  // NOLINT: stands for the table

 private:
  std::vector<std::byte> bytes_;
  PolicyTable table_;
};

inline Cookie cookie(std::string name, std::string domain) {
  Cookie made;
  made.name = std::move(name);
  made.domain = std::move(domain);
  return made;
}

inline CookieEvent event(std::string name, std::string domain, std::string top = "") {
  CookieEvent made;
  made.uid = "u";
  made.at_ms = 1'795'430'400'123;
  made.top_level_site = std::move(top);
  made.cookie = cookie(std::move(name), std::move(domain));
  return made;
}

inline CookieEvent partitioned(std::string name, std::string domain, const std::string& top) {
  CookieEvent made = event(std::move(name), std::move(domain), top);
  made.cookie.partition_key = PartitionKey{top, {}};
  return made;
}

}  // namespace cookie_warden::test
