// SPDX-License-Identifier: MPL-2.0
#include "adapters/policies/policy_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <utility>

#include "adapters/policies/policy_words.hpp"
#include "core/iso8601.hpp"
#include "core/pattern.hpp"
#include "support/json.hpp"

namespace cookie_warden {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaxFileBytes = 16 * 1024 * 1024;

/// A JSON object with the pointer to it, for errors that say where.
class Node {
 public:
  Node(const json& value, std::string pointer, std::string_view file)
      : value_(value), pointer_(std::move(pointer)), file_(file) {
    if (!value.is_object()) fail("", "must be an object", "write it as { ... }");
  }

  [[noreturn]] void fail(std::string_view field, std::string_view fault,
                         std::string_view remedy) const {
    std::ostringstream line;
    line << file_ << ": " << pointer_ << (field.empty() ? "" : "/") << field << ": " << fault
         << "; " << remedy;
    throw PolicyError(line.str());
  }

  void only(std::initializer_list<std::string_view> fields) const {
    for (const auto& [name, unused] : value_.items()) {
      if (std::ranges::find(fields, name) == fields.end()) {
        fail(pointer_token(name), "is not a field of a policy",
             "correct its spelling or remove it");
      }
    }
  }

  [[nodiscard]] const json* find(const char* field) const {
    const auto found = value_.find(field);
    return found == value_.end() ? nullptr : &*found;
  }

  [[nodiscard]] std::string text(const char* field, std::size_t longest,
                                 bool required = false) const {
    const json* found = find(field);
    if (!found && !required) return {};
    if (!found) fail(field, "is missing", "add it");
    if (!found->is_string()) fail(field, "must be a string", "put it in quotes");
    auto text = found->get<std::string>();
    if (text.empty()) fail(field, "is empty", required ? "fill it in" : "fill it in or remove it");
    if (text.size() > longest) {
      fail(field, "is longer than " + std::to_string(longest) + " bytes", "shorten it");
    }
    return text;
  }

  [[nodiscard]] bool flag(const char* field) const {
    const json* found = find(field);
    if (found && !found->is_boolean()) fail(field, "must be true or false", "remove the quotes");
    return found && found->get<bool>();
  }

  template <std::size_t N>
  [[nodiscard]] std::optional<std::size_t> one_of(const char* field,
                                                  const std::array<std::string_view, N>& names,
                                                  bool required) const {
    const std::string name = text(field, 40, required);
    if (name.empty()) return std::nullopt;
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) {
      std::string remedy = "use";
      for (const auto known : names) remedy.append(" \"").append(known).append("\"");
      fail(field, "\"" + name + "\" is not known", remedy);
    }
    return static_cast<std::size_t>(found - names.begin());
  }

  [[nodiscard]] std::vector<std::string> texts(const char* field) const {
    std::vector<std::string> list;
    const json* found = find(field);
    if (!found) return list;
    if (!found->is_array()) fail(field, "must be a list of strings", "write it as [ ... ]");
    for (const json& entry : *found) {
      const std::string place = std::string(field) + "/" + std::to_string(list.size());
      if (!entry.is_string()) fail(place, "must be a string", "put it in quotes");
      auto text = entry.get<std::string>();
      if (text.empty() || text.size() > 255) {
        fail(place, "must have 1 to 255 bytes", "correct or remove it");
      }
      if (std::ranges::find(list, text) != list.end()) {
        fail(place, "\"" + text + "\" stands twice", "remove one of the two");
      }
      list.push_back(std::move(text));
    }
    return list;
  }

  [[nodiscard]] Node child(const char* field) const {
    const json* found = find(field);
    if (!found) fail(field, "is missing", "add it");
    return {*found, pointer_ + "/" + field, file_};
  }

  [[nodiscard]] Node element(const json& value, const char* field, std::size_t index) const {
    return {value, pointer_ + "/" + field + "/" + std::to_string(index), file_};
  }

 private:
  const json& value_;
  std::string pointer_;
  std::string_view file_;
};

std::string canonical_domain(const Node& node, std::string_view field, std::string_view domain,
                             const HostNames& hosts) {
  std::string canonical = hosts.canonical(domain);
  if (canonical.empty() || canonical.find_first_of(" */:@") != std::string::npos) {
    node.fail(field, "\"" + std::string(domain) + "\" is not a domain",
              "write it without scheme, port, path and asterisk");
  }
  return canonical;
}

std::vector<std::string> parse_sites(const Node& node, PolicyKind kind, const HostNames& hosts) {
  std::vector<std::string> sites = node.texts("sites");
  if (kind == PolicyKind::site && sites.empty()) {
    node.fail("sites", "is missing", "name the domains that the policy speaks for");
  }
  if (kind == PolicyKind::provider && !sites.empty()) {
    node.fail("sites", "is not for a provider", "give the rules a domain instead");
  }
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const bool below = kind == PolicyKind::platform && sites[i].starts_with("*.");
    const std::string field = "sites/" + std::to_string(i);
    const auto domain =
        canonical_domain(node, field, std::string_view(sites[i]).substr(below ? 2 : 0), hosts);
    if (hosts.is_registry(domain)) {
      node.fail(field, "\"" + domain + "\" would be every site below it",
                "name the domain of one site");
    }
    sites[i] = (below ? "*." : "") + domain;
  }
  return sites;
}

std::optional<Evidence> parse_evidence(const Node& rule) {
  if (!rule.find("evidence")) return std::nullopt;
  const Node node = rule.child("evidence");
  node.only({"line", "section", "confidence", "note"});
  Evidence evidence;
  evidence.confidence =
      static_cast<Evidence::Confidence>(*node.one_of("confidence", kConfidences, true));
  if (const json* line = node.find("line")) {
    if (!line->is_number_unsigned() || *line == 0 || line->get<std::uint64_t>() > 0xFFFFFFFF) {
      node.fail("line", "must be a line number", "count from 1");
    }
    evidence.line = line->get<std::uint32_t>();
  }
  evidence.section = node.text("section", 400);
  evidence.note = node.text("note", 400);
  return evidence;
}

void check_name(const Node& node, const Rule& rule, PolicyKind kind) {
  const bool bare = is_pattern(rule.name) && literal_length(rule.name) == 0;
  if (bare && (kind != PolicyKind::provider || rule.domain.empty())) {
    node.fail("name", "\"*\" would match every cookie",
              "name the cookies, or bind the rule of a provider to a domain");
  }
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (std::ranges::any_of(rule.name, is_control) ||
      rule.name.find_first_of(";=") != std::string::npos) {
    node.fail("name", "is not a cookie name", "remove control characters, ';' and '='");
  }
}

Rule parse_rule(const Node& node, PolicyKind kind, const HostNames& hosts) {
  node.only({"name", "pattern", "category", "domain", "party", "consentChoice", "anonymous",
             "provider", "service", "purpose", "duration", "evidence"});
  constexpr std::array<std::string_view, 5> categories{"necessary", "functional", "statistics",
                                                       "marketing", "unknown"};
  Rule rule;
  rule.name = node.text("name", 256, true);
  if (auto pattern = node.text("pattern", 256); !pattern.empty()) {
    rule.printed = std::exchange(rule.name, std::move(pattern));
  }
  rule.category = static_cast<Category>(*node.one_of("category", categories, true));
  if (const auto domain = node.text("domain", 255); !domain.empty()) {
    rule.domain = canonical_domain(node, "domain", domain, hosts);
  }
  if (const auto party = node.one_of("party", kParties, false)) {
    rule.party = static_cast<RuleParty>(*party);
  }
  rule.consent_choice = node.flag("consentChoice");
  rule.anonymous = node.flag("anonymous");
  rule.provider = node.text("provider", 200);
  rule.service = node.text("service", 400);
  rule.purpose = node.text("purpose", 1000);
  rule.duration = node.text("duration", 40);
  if (!rule.duration.empty() && rule.duration != "session" && !parse_duration(rule.duration)) {
    node.fail("duration", "\"" + rule.duration + "\" is not a duration",
              "write \"session\" or ISO 8601 such as \"P14D\"");
  }
  rule.evidence = parse_evidence(node);
  check_name(node, rule, kind);
  if (rule.anonymous && rule.category != Category::statistics) {
    node.fail("anonymous", "is for statistics only", "remove it");
  }
  if (rule.consent_choice && rule.category != Category::necessary) {
    node.fail("consentChoice", "is for necessary cookies only", "make the category necessary");
  }
  return rule;
}

void parse_rules(const Node& root, Policy& policy, const HostNames& hosts) {
  const json* cookies = root.find("cookies");
  if (!cookies) root.fail("cookies", "is missing", "add a list of cookies");
  if (!cookies->is_array()) root.fail("cookies", "must be a list", "write it as [ ... ]");
  std::set<std::pair<std::string, std::string>> seen;
  for (const json& entry : *cookies) {
    const Node node = root.element(entry, "cookies", policy.rules.size());
    Rule rule = parse_rule(node, policy.kind, hosts);
    if (!seen.emplace(rule.name, rule.domain).second) {
      node.fail("name", "\"" + rule.name + "\" stands twice for the same domain",
                "keep one of the two");
    }
    policy.rules.push_back(std::move(rule));
  }
}

/// "fr" or "fr-BE" (RFC 5646, as far as policies need it).
bool is_language(std::string_view text) {
  const auto between = [](char first, char last) {
    return [=](char c) { return c >= first && c <= last; };
  };
  return (text.size() == 2 || (text.size() == 5 && text[2] == '-')) &&
         std::ranges::all_of(text.substr(0, 2), between('a', 'z')) &&
         (text.size() == 2 || std::ranges::all_of(text.substr(3), between('A', 'Z')));
}

void parse_source(const Node& root, Policy& policy) {
  const Node source = root.child("source");
  source.only({"url", "language", "read"});
  policy.source_url = source.text("url", 2000, true);
  if (!policy.source_url.starts_with("https://") && !policy.source_url.starts_with("http://")) {
    source.fail("url", "is not a web address", "start it with https://");
  }
  policy.source_language = source.text("language", 10);
  if (!policy.source_language.empty() && !is_language(policy.source_language)) {
    source.fail("language", "is not a language", "write it as \"fr\" or \"fr-BE\"");
  }
  policy.source_read = source.text("read", 10);
  if (!policy.source_read.empty() && !is_date(policy.source_read)) {
    source.fail("read", "is not a day", "write it as YYYY-MM-DD");
  }
}

}  // namespace

Policy parse_policy(std::string_view text, std::string_view file, const HostNames& hosts) {
  const ParsedJson parsed = parse_json(text);
  if (!parsed.error.empty()) {
    throw PolicyError(std::string(file) + ": " + parsed.error + "; correct the JSON");
  }
  const Node root(parsed.value, "", file);
  root.only({"schema", "id", "kind", "title", "sites", "uses", "complete", "source", "cookies",
             "$schema"});
  const json* schema = root.find("schema");
  if (!schema || *schema != 1)
    root.fail("schema", "must be 1", "update Cookie Warden if it is newer");
  Policy policy;
  policy.id = root.text("id", 100, true);
  if (!is_policy_id(policy.id)) {
    root.fail("id", "\"" + policy.id + "\" is not an id",
              "use a-z and 0-9, with single dots or dashes between");
  }
  policy.kind = static_cast<PolicyKind>(*root.one_of("kind", kKinds, true));
  policy.title = root.text("title", 200, true);
  policy.sites = parse_sites(root, policy.kind, hosts);
  policy.uses = root.texts("uses");
  policy.complete = root.flag("complete");
  if (policy.kind != PolicyKind::site && (!policy.uses.empty() || policy.complete)) {
    root.fail(policy.complete ? "complete" : "uses", "is for a site only", "remove it");
  }
  parse_source(root, policy);
  parse_rules(root, policy, hosts);
  return policy;
}

Policy load_policy(const std::string& path, const HostNames& hosts) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) throw PolicyError(path + ": " + error.message() + "; check the path");
  if (size > kMaxFileBytes) throw PolicyError(path + ": is larger than 16 MiB; split it");
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  if (!file) throw PolicyError(path + ": cannot be read; check its permissions");
  return parse_policy(text, path, hosts);
}

}  // namespace cookie_warden
