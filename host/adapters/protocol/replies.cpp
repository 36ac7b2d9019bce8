// SPDX-License-Identifier: MPL-2.0
#include <array>
#include <cstdio>
#include <utility>

#include "adapters/protocol/messages.hpp"
#include "support/json.hpp"

namespace cookie_warden::protocol {
namespace {

using nlohmann::ordered_json;

ordered_json text_or_null(std::string_view text) {
  return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

ordered_json reply(const char* type, std::int64_t id) {
  ordered_json out;
  out["type"] = type;
  out["id"] = id;
  return out;
}

/// Decision and StoredDecision alike: names are their own text.
ordered_json decision_json(const std::string& uid, std::string_view verdict,
                           std::string_view category, std::string_view party,
                           std::string_view reason, std::string_view policy,
                           std::string_view rule) {
  ordered_json out;
  if (!uid.empty()) out["uid"] = uid;
  out["verdict"] = verdict;
  out["category"] = category;
  out["party"] = party;
  out["reason"] = reason;
  out["policy"] = text_or_null(policy);
  out["rule"] = text_or_null(rule);
  return out;
}

ordered_json summary(const CitedPolicy& cited) {
  return {{"id", cited.policy.id},
          {"title", cited.policy.title},
          {"source", cited.policy.source_url},
          {"complete", cited.policy.complete},
          {"learned", cited.learned}};
}

ordered_json summaries(const std::vector<CitedPolicy>& policies) {
  ordered_json out = ordered_json::array();
  for (const CitedPolicy& cited : policies) out.push_back(summary(cited));
  return out;
}

struct Field {
  std::string_view name;
  std::string_view value;  ///< Empty: null.
};

/// Without a tree of values in between: replies to `decide` are most of what the host writes.
void write_decision(std::string& out, const std::array<Field, 7>& fields) {
  char sign = '{';
  for (const Field& field : fields) {
    out.append(1, sign).append(1, '"').append(field.name).append("\":");
    if (field.value.empty()) {
      out += "null";
    } else {
      append_json(out, field.value);
    }
    sign = ',';
  }
  out += '}';
}

const char* preset_of(const KeptKinds& kept) {
  return kept == kBalanced ? "balanced" : kept == kStrict ? "strict" : "custom";
}

/// Faults cite what was asked for, which may be as large as a frame.
std::string_view clipped(std::string_view text) {
  constexpr std::size_t kMaxBytes = 2000;
  if (text.size() <= kMaxBytes) return text;
  std::size_t end = kMaxBytes;
  while (end != 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

ordered_json to_json(const Decision& d, const std::string& uid) {
  return decision_json(uid, to_string(d.verdict), to_string(d.category), to_string(d.party),
                       to_string(d.reason), d.policy, d.rule);
}

ordered_json to_json(const StoredDecision& d, const std::string& uid) {
  return decision_json(uid, d.verdict, d.category, d.party, d.reason, d.policy, d.rule);
}

ordered_json to_json(const LogEntry& entry) {
  ordered_json out;
  out["uid"] = entry.uid;
  out["at"] = entry.at;
  out["site"] = text_or_null(entry.site);
  out["name"] = entry.name;
  out["domain"] = entry.domain;
  out["path"] = entry.path;
  out["storeId"] = entry.store_id;
  out["partitionKey"] = text_or_null(entry.partition_key);
  out["verdict"] = entry.verdict;
  out["category"] = entry.category;
  out["party"] = entry.party;
  out["reason"] = entry.reason;
  out["policy"] = text_or_null(entry.policy);
  out["rule"] = text_or_null(entry.rule);
  out["outcome"] = text_or_null(entry.outcome);
  out["browser"] = entry.browser;
  out["repeats"] = entry.repeats;
  for (const FindingKind kind : entry.findings) out["findings"].push_back(to_string(kind));
  return out;
}

ordered_json to_json(const Finding& finding) {
  ordered_json out;
  out["kind"] = to_string(finding.kind);
  out["site"] = finding.site;
  out["name"] = finding.name;
  out["domain"] = finding.domain;
  out["category"] = finding.category;
  out["policy"] = text_or_null(finding.policy);
  out["rule"] = text_or_null(finding.rule);
  out["expires"] = text_or_null(finding.expires);
  out["lastAt"] = finding.last_at;
  out["times"] = finding.times;
  out["declared"] = text_or_null(finding.declared);
  return out;
}

ordered_json to_json(const KeptKinds& kept) {
  ordered_json out;
  for (const auto& [name, field] : kKeptKinds) out[std::string(name)] = kept.*field;
  return out;
}

std::string hello_reply(std::int64_t id, const std::string& host, const PolicyTable::Counts& counts,
                        std::uint64_t fingerprint) {
  ordered_json out = reply("hello", id);
  out["protocol"] = kProtocol;
  out["host"] = host;
  out["policies"] = {{"sites", counts.sites},
                     {"platforms", counts.platforms},
                     {"providers", counts.providers},
                     {"rules", counts.rules}};
  std::array<char, 17> hex{};
  std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(fingerprint));
  out["fingerprint"] = hex.data();
  return dump_json(out);
}

DecisionsReply::DecisionsReply(std::int64_t id)
    : text_(R"({"type":"decisions","id":)" + std::to_string(id) + R"(,"decisions":[)") {}

void DecisionsReply::add(const Decision& d, std::string_view uid) {
  if (!std::exchange(empty_, false)) text_ += ',';
  write_decision(text_, {{{"uid", uid},
                          {"verdict", to_string(d.verdict)},
                          {"category", to_string(d.category)},
                          {"party", to_string(d.party)},
                          {"reason", to_string(d.reason)},
                          {"policy", d.policy},
                          {"rule", d.rule}}});
}

void DecisionsReply::add(const StoredDecision& d, std::string_view uid) {
  if (!std::exchange(empty_, false)) text_ += ',';
  write_decision(text_, {{{"uid", uid},
                          {"verdict", d.verdict},
                          {"category", d.category},
                          {"party", d.party},
                          {"reason", d.reason},
                          {"policy", d.policy},
                          {"rule", d.rule}}});
}

std::string DecisionsReply::text() && {
  text_ += "]}";
  return std::move(text_);
}

std::string done_reply(std::int64_t id) { return dump_json(reply("done", id)); }

std::string site_reply(std::int64_t id, const SiteReport& report) {
  ordered_json out = reply("site", id);
  out["site"] = report.site;
  out["paused"] = report.paused;
  out["policy"] = report.policy ? summary(*report.policy) : ordered_json(nullptr);
  out["exceptions"] = ordered_json::array();
  for (const CookieException& exception : report.exceptions) {
    out["exceptions"].push_back(
        {{"cookie", exception.cookie}, {"verdict", to_string(exception.verdict)}});
  }
  out["kept"] = report.kept;
  out["rejected"] = report.rejected;
  out["cookies"] = ordered_json::array();
  for (const LogEntry& entry : report.cookies) out["cookies"].push_back(to_json(entry));
  out["policies"] = summaries(report.policies);
  return dump_json(out);
}

std::string log_reply(std::int64_t id, const std::vector<LogEntry>& entries,
                      std::optional<std::int64_t> next, const std::vector<CitedPolicy>& policies) {
  ordered_json out = reply("log", id);
  out["entries"] = ordered_json::array();
  for (const LogEntry& entry : entries) out["entries"].push_back(to_json(entry));
  out["next"] = next ? ordered_json(*next) : ordered_json(nullptr);
  out["policies"] = summaries(policies);
  return dump_json(out);
}

std::string preferences_reply(std::int64_t id, const KeptKinds& kept) {
  ordered_json out = reply("preferences", id);
  out["preset"] = preset_of(kept);
  out["kept"] = to_json(kept);
  return dump_json(out);
}

std::string learned_reply(std::int64_t id, const std::string& policy) {
  ordered_json out = reply("learned", id);
  out["policy"] = policy.empty() ? ordered_json(nullptr) : ordered_json::parse(policy);
  return dump_json(out);
}

std::string policy_reply(std::int64_t id, bool learned, const std::string& policy) {
  ordered_json out = reply("policy", id);
  out["learned"] = learned;
  out["policy"] = ordered_json::parse(policy);
  return dump_json(out);
}

std::string findings_reply(std::int64_t id, const std::vector<Finding>& findings) {
  ordered_json out = reply("findings", id);
  out["findings"] = ordered_json::array();
  for (const Finding& finding : findings) out["findings"].push_back(to_json(finding));
  return dump_json(out);
}

std::string error_reply(std::optional<std::int64_t> id, const std::string& code,
                        const std::string& message, const std::string& hint) {
  ordered_json out;
  out["type"] = "error";
  out["id"] = id ? ordered_json(*id) : ordered_json(nullptr);
  out["code"] = code;
  out["message"] = clipped(message);
  out["hint"] = hint;
  return dump_json(out);
}

}  // namespace cookie_warden::protocol
