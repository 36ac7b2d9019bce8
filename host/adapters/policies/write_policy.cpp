// SPDX-License-Identifier: MPL-2.0
#include <nlohmann/json.hpp>

#include "adapters/policies/policy_file.hpp"
#include "adapters/policies/policy_words.hpp"

namespace cookie_warden {
namespace {

void put(nlohmann::ordered_json& object, const char* field, const std::string& text) {
  if (!text.empty()) object[field] = text;
}

nlohmann::ordered_json write_rule(const Rule& rule) {
  nlohmann::ordered_json out;
  out["name"] = rule.printed.empty() ? rule.name : rule.printed;
  if (!rule.printed.empty()) out["pattern"] = rule.name;
  out["category"] = to_string(rule.category);
  put(out, "domain", rule.domain);
  if (rule.party) out["party"] = kParties.at(static_cast<std::size_t>(*rule.party));
  if (rule.consent_choice) out["consentChoice"] = true;
  if (rule.anonymous) out["anonymous"] = true;
  put(out, "provider", rule.provider);
  put(out, "service", rule.service);
  put(out, "purpose", rule.purpose);
  put(out, "duration", rule.duration);
  if (rule.evidence) {
    auto& evidence = out["evidence"];
    if (rule.evidence->line != 0) evidence["line"] = rule.evidence->line;
    put(evidence, "section", rule.evidence->section);
    evidence["confidence"] = kConfidences.at(static_cast<std::size_t>(rule.evidence->confidence));
    put(evidence, "note", rule.evidence->note);
  }
  return out;
}

}  // namespace

std::string write_policy(const Policy& policy) {
  nlohmann::ordered_json out;
  out["schema"] = 1;
  out["id"] = policy.id;
  out["kind"] = kKinds.at(static_cast<std::size_t>(policy.kind));
  out["title"] = policy.title;
  if (!policy.sites.empty()) out["sites"] = policy.sites;
  if (!policy.uses.empty()) out["uses"] = policy.uses;
  if (policy.kind == PolicyKind::site) out["complete"] = policy.complete;
  out["source"]["url"] = policy.source_url;
  put(out["source"], "language", policy.source_language);
  put(out["source"], "read", policy.source_read);
  out["cookies"] = nlohmann::ordered_json::array();
  for (const Rule& rule : policy.rules) out["cookies"].push_back(write_rule(rule));
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace cookie_warden
