// SPDX-License-Identifier: MPL-2.0
#include "app/session.hpp"

#include <algorithm>
#include <set>

#include "adapters/log/log_reader.hpp"
#include "adapters/native_messaging.hpp"
#include "app/choices.hpp"
#include "app/data_dir.hpp"
#include "identity.hpp"
#include "support/clock.hpp"
#include "support/json.hpp"

namespace cookie_warden {
namespace {

using protocol::RequestError;

constexpr std::int64_t kMaxSiteCookies = 200;
/// Room for entries in a reply; the rest of a frame is for what is around them.
constexpr std::size_t kMaxEntriesBytes = kMaxFrameBytes * 3 / 4;

/// Keeps the first entries that fit in a frame.
void fit(std::vector<LogEntry>& entries) {
  std::size_t bytes = 0;
  const auto too_much = std::ranges::find_if(entries, [&](const LogEntry& entry) {
    bytes += dump_json(protocol::to_json(entry)).size() + 1;
    return bytes > kMaxEntriesBytes;
  });
  entries.erase(too_much, entries.end());
}

/// The policies that entries name; the learned one where both tables have it.
std::vector<protocol::CitedPolicy> cited_by(const std::vector<LogEntry>& entries,
                                            const Knowledge& knowledge) {
  std::set<std::string_view> wanted;
  for (const LogEntry& entry : entries) {
    if (!entry.policy.empty()) wanted.insert(entry.policy);
  }
  std::vector<protocol::CitedPolicy> cited;
  for (const PolicyTable* table : {&knowledge.learned, &knowledge.bundled}) {
    for (std::uint32_t i = 0; i < table->policy_count() && !wanted.empty(); ++i) {
      const PolicyView policy = table->policy(i);
      if (wanted.erase(policy.id) > 0) cited.push_back({policy, table == &knowledge.learned});
    }
  }
  return cited;
}

}  // namespace

Session::Session(std::filesystem::path data_dir, Caller caller)
    : data_dir_(std::move(data_dir)), caller_(std::move(caller)), warden_(data_dir_) {}

std::string Session::answer(std::string_view frame) {
  std::optional<Id> id;
  try {
    auto plain = protocol::read_plain_decide(frame);
    if (plain) id = plain->id;
    const protocol::Request request =
        plain ? std::move(*plain) : protocol::parse_request(frame, id);
    if (refused()) {
      throw RequestError("caller_not_allowed", caller_.name + " is not a Cookie Warden extension",
                         "Use the extension that belongs to this host.");
    }
    std::string reply =
        std::visit([&](const auto& body) { return answer(request.id, body); }, request.body);
    if (reply.size() > kMaxFrameBytes) {
      // bad_request, because the extension then sends less at once.
      throw RequestError("bad_request", "the reply would be larger than 1 MiB",
                         "Ask for less at once.");
    }
    return reply;
  } catch (const RequestError& error) {
    return protocol::error_reply(id, error.code(), error.what(), error.hint());
  } catch (const LogError& error) {
    log_.reset();
    history_.set_log(nullptr);
    return protocol::error_reply(id, error.code(), error.what(), error.hint());
  } catch (const PreferencesError& error) {
    return protocol::error_reply(id, "preferences_unavailable", error.what(),
                                 "Correct the file that the message names.");
  } catch (const std::exception& error) {
    return protocol::error_reply(id, "internal", error.what(),
                                 "Report this with the output of: cookie-warden doctor");
  }
}

void Session::prepare() {
  try {
    log();
  } catch (const std::exception&) {
  }
}

void Session::tidy(const std::function<bool()>& idle) noexcept {
  if (log_) log_->tidy(idle);
}

DecisionLog& Session::log() {
  if (!log_) {
    try {
      create_data_dir(data_dir_);
    } catch (const std::system_error& error) {
      throw LogError("log_unavailable", error.what(), "Make the folder writable for your user.");
    }
    log_ = std::make_unique<DecisionLog>(data_dir_,
                                         LogSession{browser_, caller_.name, identity::kVersion});
    history_.set_log(log_.get());
  }
  return *log_;
}

PreferencesFile& Session::preferences_to_change() {
  try {
    create_data_dir(data_dir_);
  } catch (const std::system_error& error) {
    throw PreferencesError(std::string(error.what()) + "; make the folder writable for your user");
  }
  return warden_.preferences();
}

std::string Session::answer(Id id, const protocol::Hello& hello) {
  if (hello.protocol != protocol::kProtocol) {
    const bool newer = hello.protocol > protocol::kProtocol;
    throw RequestError("protocol_mismatch",
                       "the extension speaks protocol " + std::to_string(hello.protocol) +
                           ", this host " + std::to_string(protocol::kProtocol),
                       newer ? "Update the Cookie Warden host." : "Update the extension.");
  }
  browser_ = hello.browser;
  warden_.refresh();
  return protocol::hello_reply(id, identity::kVersion, warden_.knowledge().bundled.counts(),
                               warden_.fingerprint());
}

std::string Session::answer(Id id, const protocol::Decide& decide) {
  warden_.refresh();
  const auto& events = decide.events;
  const bool logs = std::ranges::any_of(events, [](const auto& e) { return !e.is_private; });
  DecisionLog* log = logs ? &this->log() : log_.get();
  std::vector<Situation> situations(events.size());
  std::vector<Decision> decisions(events.size());
  std::vector<LoggedDecision> logged;
  logged.reserve(events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    situations[i] = warden_.situate(events[i]);
    decisions[i] = warden_.decide(events[i], situations[i], &history_);
    if (is_kept_on_own_site(decisions[i], situations[i])) {
      history_.remember(situations[i], events[i].cookie);
    }
    if (!events[i].is_private) logged.push_back({&events[i], &situations[i], decisions[i]});
  }
  std::vector<std::optional<StoredDecision>> known;
  if (logs) known = log->record(logged);

  protocol::DecisionsReply reply(id);
  std::size_t next = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const bool replayed = !events[i].is_private && known[next++];
    if (replayed) {
      reply.add(*known[next - 1], events[i].uid);
    } else {
      reply.add(decisions[i], events[i].uid);
    }
  }
  return std::move(reply).text();
}

std::string Session::answer(Id id, const protocol::Outcomes& outcomes) {
  std::vector<DecisionLog::Result> results;
  results.reserve(outcomes.results.size());
  for (const auto& [uid, outcome] : outcomes.results) results.push_back({uid, outcome});
  if (!results.empty()) log().record_outcomes(results, now_utc());
  return protocol::done_reply(id);
}

std::string Session::require_site(const std::string& url) const {
  std::string site = warden_.site_of(url);
  if (site.empty()) throw RequestError("bad_request", "/site is not a site", "");
  return site;
}

std::string Session::sites_asked(const std::string& text) const {
  if (text.find('*') == std::string::npos) return require_site(text);
  // "*www.shop.example*", "*bücher.example*": the log has the site of such a host.
  const bool part = text.size() > 2 && text.starts_with('*') && text.ends_with('*');
  const std::string inside = part ? text.substr(1, text.size() - 2) : std::string();
  if (inside.find_first_of(".:") == std::string::npos || inside.find('*') != std::string::npos)
    return text;
  const std::string site = warden_.site_of(inside);
  return site.empty() || site == inside ? text : site;
}

std::string Session::answer(Id id, const protocol::Site& request) {
  warden_.refresh();
  protocol::SiteReport report;
  report.site = require_site(request.site);
  const auto& sites = warden_.preferences().loaded().sites;
  if (const auto choice = sites.find(report.site); choice != sites.end()) {
    report.paused = choice->second.paused;
    report.exceptions = choice->second.exceptions;
  }
  const std::string host = warden_.hosts().canonical(host_of(request.site));
  for (const PolicyTable* table : {&warden_.knowledge().learned, &warden_.knowledge().bundled}) {
    if (report.policy) break;
    table->for_each_site(host, [&](const PolicyView& policy) {
      report.policy = {policy, table == &warden_.knowledge().learned};
      return true;
    });
  }
  log();
  LogReader reader(data_dir_);
  for (const auto& [verdict, count] :
       reader.count_by("verdict", LogFilter{.site = report.site}, 2)) {
    (verdict == "keep" ? report.kept : report.rejected) = count;
  }
  report.cookies = reader.cookies_of(report.site, kMaxSiteCookies);
  fit(report.cookies);
  report.policies = cited_by(report.cookies, warden_.knowledge());
  return protocol::site_reply(id, report);
}

std::string Session::answer(Id id, const protocol::Pause& pause) {
  set_paused(preferences_to_change(), require_site(pause.site), pause.paused);
  return protocol::done_reply(id);
}

std::string Session::answer(Id id, const protocol::Except& except) {
  set_exception(preferences_to_change(), require_site(except.site), except.cookie, except.verdict);
  return protocol::done_reply(id);
}

std::string Session::answer(Id id, const protocol::Log& request) {
  warden_.refresh();
  log();
  LogReader reader(data_dir_);
  LogFilter filter = request.filter;
  if (filter.site) filter.site = sites_asked(*filter.site);
  std::vector<LogEntry> entries;
  reader.read(filter, [&](const LogEntry& entry) {
    entries.push_back(entry);
    return true;
  });
  const std::size_t found = entries.size();
  fit(entries);
  const bool more = entries.size() < found || static_cast<std::int64_t>(found) == *filter.limit;
  const auto next = more && !entries.empty() ? std::optional(entries.back().id) : std::nullopt;
  return protocol::log_reply(id, entries, next, cited_by(entries, warden_.knowledge()));
}

std::string Session::answer(Id id, const protocol::SetPreferences& set) {
  if (set.preset || !set.kept.empty()) {
    preferences_to_change().change([&](Preferences& preferences) {
      if (set.preset) preferences.kept = *set.preset;
      for (const auto& [field, value] : set.kept) preferences.kept.*field = value;
    });
  }
  return protocol::preferences_reply(id, warden_.preferences().current().kept);
}

}  // namespace cookie_warden
