// SPDX-License-Identifier: MPL-2.0
// The requests of a session that are about policies: learning, showing, forgetting, findings.

#include "adapters/log/log_reader.hpp"
#include "adapters/policies/policy_file.hpp"
#include "app/citation.hpp"
#include "app/data_dir.hpp"
#include "app/session.hpp"
#include "reader/read_policy.hpp"
#include "support/clock.hpp"

namespace cookie_warden {
namespace {

using protocol::RequestError;

constexpr std::int64_t kMaxFindings = 500;

std::string today_utc() { return now_utc().substr(0, sizeof("YYYY-MM-DD") - 1); }

}  // namespace

std::string Session::answer(Id id, const protocol::Learn& learn) {
  std::optional<std::string> page;
  try {
    page = page_.add(learn.part, learn.parts, learn.text);
  } catch (const std::exception& error) {
    throw RequestError("unreadable_page", error.what(), "Try again on a smaller page.");
  }
  if (!page) return protocol::done_reply(id);
  ReadPolicy read = read_policy(*page, {.site = require_site(learn.site), .url = learn.url});
  if (!read.error.empty()) {
    throw RequestError("unreadable_page", read.error, "Try the page that lists the cookies.");
  }
  if (read.policy.rules.empty()) return protocol::learned_reply(id, {});
  read.policy.source_read = today_utc();
  return protocol::learned_reply(id, write_policy(read.policy));
}

std::string Session::answer(Id id, const protocol::SavePolicy& save) {
  try {
    const Policy policy = parse_policy(save.json, "the policy", warden_.hosts());
    if (policy.kind != PolicyKind::site) {
      throw PolicyError("the policy: /kind: only the policy of a site can be learned");
    }
    create_data_dir(data_dir_);
    warden_.learned().save(policy);
  } catch (const PolicyError& error) {
    throw RequestError("bad_policy", error.what(), "Correct what the message names.");
  } catch (const std::system_error& error) {
    throw PreferencesError(error.what());
  }
  return protocol::done_reply(id);
}

std::string Session::answer(Id id, const protocol::RemovePolicy& remove) {
  if (!warden_.learned().remove(remove.id)) {
    throw RequestError("no_such_policy", "no policy \"" + remove.id + "\" was learned", "");
  }
  return protocol::done_reply(id);
}

std::string Session::answer(Id id, const protocol::GetPolicy& get) {
  warden_.refresh();
  for (const PolicyTable* table : {&warden_.knowledge().learned, &warden_.knowledge().bundled}) {
    if (const auto policy = table->find(get.id)) {
      return protocol::policy_reply(id, table == &warden_.knowledge().learned,
                                    write_policy(decompile_policy(*table, policy->index)));
    }
  }
  throw RequestError("no_such_policy", "there is no policy \"" + get.id + "\"", "");
}

std::string Session::answer(Id id, const protocol::Findings& request) {
  log();
  std::optional<std::string> site;
  if (request.site) site = sites_asked(*request.site);
  std::vector<Finding> findings = LogReader(data_dir_).findings(site, kMaxFindings);
  warden_.refresh();
  add_declared_lifetimes(findings, warden_.knowledge());
  return protocol::findings_reply(id, findings);
}

}  // namespace cookie_warden
