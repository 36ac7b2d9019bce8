// SPDX-License-Identifier: MPL-2.0
#include "app/choices.hpp"

#include <iostream>

#include "adapters/protocol/messages.hpp"
#include "app/commands/command.hpp"
#include "app/data_dir.hpp"
#include "app/warden.hpp"
#include "support/json.hpp"
#include "support/terminal_text.hpp"

namespace cookie_warden {
namespace {

namespace po = boost::program_options;

/// The person's preferences and the host names to write them with.
struct Choices {
  PublicSuffixHostNames hosts{};
  PreferencesFile file{(create_data_dir(data_dir()), data_dir() / "preferences.json")};

  [[nodiscard]] std::string site(const std::string& text) const {
    const std::string host = hosts.canonical(host_of(text));
    if (host.empty()) throw UsageError("\"" + text + "\" is not a site");
    return std::string(hosts.registrable(host));
  }
};

int run_exception(const char* name, const char* description, std::optional<Verdict> verdict,
                  const Arguments& arguments) {
  CommandLine line(std::string(name) + " COOKIE --site SITE", description);
  line.word("cookie").options.add_options()("site", po::value<std::string>()->required(),
                                            "the site, as an address or a domain");
  if (!line.parse(arguments)) return kDone;
  Choices choices;
  const std::string site = choices.site(line.get("site"));
  set_exception(choices.file, site, line.get("cookie"), verdict);
  std::cout << terminal_text(line.get("cookie")) << " on " << site << ": "
            << (!verdict                    ? "decided by the policies"
                : *verdict == Verdict::keep ? "always kept"
                                            : "always rejected")
            << '\n';
  return kDone;
}

int run_paused(const char* name, const char* description, bool paused, const Arguments& arguments) {
  CommandLine line(std::string(name) + " SITE", description);
  line.word("site");
  if (!line.parse(arguments)) return kDone;
  Choices choices;
  const std::string site = choices.site(line.get("site"));
  set_paused(choices.file, site, paused);
  std::cout << site << (paused ? ": paused, nothing is rejected there\n" : ": resumed\n");
  return kDone;
}

void print(const Preferences& preferences, bool json) {
  if (json) {
    std::cout << write_preferences(preferences);
    return;
  }
  const KeptKinds& kept = preferences.kept;
  std::cout << "preset: "
            << (kept == kBalanced ? "balanced"
                : kept == kStrict ? "strict"
                                  : "custom")
            << "\nnecessary: kept\n";
  for (const auto& [name, field] : kKeptKinds) {
    std::cout << name << ": " << (kept.*field ? "kept" : "rejected") << '\n';
  }
  for (const auto& [site, choice] : preferences.sites) {
    if (choice.paused) std::cout << terminal_text(site) << ": paused\n";
    for (const auto& exception : choice.exceptions) {
      std::cout << terminal_text(site) << ": " << terminal_text(exception.cookie)
                << (exception.verdict == Verdict::keep ? " always kept\n" : " always rejected\n");
    }
  }
}

}  // namespace

int run_allow(const Arguments& arguments) {
  return run_exception("allow",
                       "Keeps a cookie (a name, or a pattern with *) of a site whatever the\n"
                       "policies say.",
                       Verdict::keep, arguments);
}

int run_block(const Arguments& arguments) {
  return run_exception("block",
                       "Rejects a cookie (a name, or a pattern with *) of a site whatever the\n"
                       "policies say.",
                       Verdict::reject, arguments);
}

int run_forget(const Arguments& arguments) {
  return run_exception("forget", "Undoes allow and block for a cookie of a site.", std::nullopt,
                       arguments);
}

int run_pause(const Arguments& arguments) {
  return run_paused("pause", "Rejects nothing on a site until it is resumed.", true, arguments);
}

int run_resume(const Arguments& arguments) {
  return run_paused("resume", "Ends the pause of a site.", false, arguments);
}

int run_preferences(const Arguments& arguments) {
  CommandLine line("preferences [--preset NAME] [--keep KIND ...] [--reject KIND ...]",
                   "Shows which kinds of cookies are kept, after setting them. Kinds: functional,\n"
                   "anonymousStatistics, statistics, marketing, unknownFirstParty,\n"
                   "unknownThirdParty. Necessary cookies are always kept.");
  line.options.add_options()("preset", po::value<std::string>(),
                             "balanced (the default) or strict")(
      "keep", po::value<Arguments>()->composing(), "keep this kind")(
      "reject", po::value<Arguments>()->composing(), "reject this kind")(
      "json", po::bool_switch(), "print the preferences file");
  if (!line.parse(arguments)) return kDone;
  Choices choices;
  const auto preset = line.find("preset");
  if (preset && *preset != "balanced" && *preset != "strict") {
    throw UsageError("there is no preset \"" + *preset + "\"");
  }
  const auto set = [&](KeptKinds& kept, const char* option, bool value) {
    for (const std::string& name : line.words(option)) {
      const auto field = kept_kind(name);
      if (!field) throw UsageError("there is no kind \"" + name + "\"");
      kept.*(*field) = value;
    }
  };
  if (preset || line.has("keep") || line.has("reject")) {
    choices.file.change([&](Preferences& preferences) {
      if (preset) preferences.kept = *preset == "strict" ? kStrict : kBalanced;
      set(preferences.kept, "keep", true);
      set(preferences.kept, "reject", false);
    });
  }
  print(choices.file.current(), line.flag("json"));
  return kDone;
}

}  // namespace cookie_warden
