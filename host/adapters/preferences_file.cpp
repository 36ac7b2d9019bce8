// SPDX-License-Identifier: MPL-2.0
#include "adapters/preferences_file.hpp"

#include <limits>
#include <nlohmann/json.hpp>
#include <system_error>

#include "support/files.hpp"
#include "support/json.hpp"
#include "support/lock_file.hpp"

namespace cookie_warden {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::uintmax_t kMaxFileBytes = 64 * 1024 * 1024;
constexpr std::chrono::milliseconds kLockPatience{2000};
constexpr std::uint64_t kNotRead = std::numeric_limits<std::uint64_t>::max();

class Parser {
 public:
  explicit Parser(const std::string& file) : file_(file) {}

  [[noreturn]] void fail(const std::string& pointer, const std::string& fault) const {
    throw PreferencesError(file_ + ": " + pointer + ": " + fault +
                           "; correct it or remove the file to start with the defaults");
  }

  [[nodiscard]] bool flag(const json& value, const std::string& pointer) const {
    if (!value.is_boolean()) fail(pointer, "must be true or false");
    return value.get<bool>();
  }

  [[nodiscard]] KeptKinds kept(const json& object) const {
    if (!object.is_object()) fail("/kept", "must be an object");
    KeptKinds kinds;
    for (const auto& [name, value] : object.items()) {
      const auto field = kept_kind(name);
      if (!field) fail("/kept/" + pointer_token(name), "is not a kind of cookie");
      kinds.*(*field) = flag(value, "/kept/" + name);
    }
    return kinds;
  }

  [[nodiscard]] CookieException exception(const json& object, const std::string& pointer) const {
    if (!object.is_object() || object.size() != 2 || !object.contains("cookie") ||
        !object["cookie"].is_string() || !object.contains("verdict") ||
        !object["verdict"].is_string()) {
      fail(pointer, "must have a cookie and a verdict");
    }
    const auto verdict = verdict_from(object["verdict"].get<std::string>());
    if (!verdict) fail(pointer + "/verdict", "must be \"keep\" or \"reject\"");
    return {object["cookie"].get<std::string>(), *verdict};
  }

  [[nodiscard]] SiteChoice site(const json& object, const std::string& pointer) const {
    if (!object.is_object()) fail(pointer, "must be an object");
    SiteChoice choice;
    for (const auto& [name, value] : object.items()) {
      if (name == "paused") {
        choice.paused = flag(value, pointer + "/paused");
      } else if (name == "exceptions" && value.is_array()) {
        for (const json& entry : value) {
          const std::string index = std::to_string(choice.exceptions.size());
          choice.exceptions.push_back(exception(entry, pointer + "/exceptions/" + index));
        }
      } else {
        fail(pointer + "/" + pointer_token(name), "is not known or not a list");
      }
    }
    return choice;
  }

 private:
  const std::string& file_;
};

}  // namespace

Preferences parse_preferences(std::string_view text, const std::string& file) {
  const Parser parser(file);
  const ParsedJson parsed = parse_json(text);
  if (!parsed.error.empty()) parser.fail("/", parsed.error);
  const json& root = parsed.value;
  if (!root.is_object()) parser.fail("/", "must be an object");
  const auto schema = root.find("schema");
  if (schema == root.end() || *schema != 1) parser.fail("/schema", "must be 1");
  Preferences preferences;
  for (const auto& [name, value] : root.items()) {
    if (name == "schema") continue;
    if (name == "kept") {
      preferences.kept = parser.kept(value);
    } else if (name == "sites" && value.is_object()) {
      for (const auto& [site, choice] : value.items()) {
        preferences.sites[site] = parser.site(choice, "/sites/" + pointer_token(site));
      }
    } else {
      parser.fail("/" + pointer_token(name), "is not known or of a wrong type");
    }
  }
  return preferences;
}

std::string write_preferences(const Preferences& preferences) {
  ordered_json out;
  out["schema"] = 1;
  for (const auto& [name, field] : kKeptKinds) {
    out["kept"][std::string(name)] = preferences.kept.*field;
  }
  out["sites"] = ordered_json::object();
  for (const auto& [site, choice] : preferences.sites) {
    ordered_json entry;
    entry["paused"] = choice.paused;
    entry["exceptions"] = ordered_json::array();
    for (const CookieException& exception : choice.exceptions) {
      entry["exceptions"].push_back(
          {{"cookie", exception.cookie}, {"verdict", to_string(exception.verdict)}});
    }
    out["sites"][site] = std::move(entry);
  }
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

PreferencesFile::PreferencesFile(std::filesystem::path path) : path_(std::move(path)) {}

const Preferences& PreferencesFile::current() {
  const std::uint64_t stamp = file_stamp(path_);
  if (stamp == stamp_) return preferences_;
  try {
    preferences_ = stamp == 0 ? Preferences{}
                              : parse_preferences(read_file(path_, kMaxFileBytes), path_.string());
  } catch (const std::system_error& error) {
    throw PreferencesError(std::string(error.what()) + "; make the file readable for your user");
  }
  stamp_ = stamp;
  return preferences_;
}

void PreferencesFile::change(const std::function<void(Preferences&)>& edit) {
  try {
    LockFile lock(path_.string() + ".lock");
    const LockFile::Guard guard(lock, kLockPatience);
    stamp_ = kNotRead;  // what others wrote within one tick of the clock must not be lost
    Preferences changed = current();
    edit(changed);
    write_file_atomically(path_, write_preferences(changed), 0600);
  } catch (const std::system_error& error) {
    throw PreferencesError(std::string(error.what()) +
                           "; make the file and its folder writable for your user");
  }
}

std::uint64_t PreferencesFile::fingerprint() {
  return std::hash<std::string>{}(write_preferences(current()));
}

}  // namespace cookie_warden
