// SPDX-License-Identifier: MPL-2.0
#include "core/iso8601.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace cookie_warden {
namespace {

using namespace std::chrono;

/// Reads exactly `digits` digits, or any number of them (1 to 9) where `digits` is 0.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  std::size_t count = 0;
  while (count < text.size() && count < 9 && text[count] >= '0' && text[count] <= '9') ++count;
  if (count == 0 || (digits != 0 && count < digits)) return std::nullopt;
  if (digits != 0) count = digits;
  int value = 0;
  std::from_chars(text.data(), text.data() + count, value);
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<sys_days> take_day(std::string_view& text) {
  const auto y = take_number(text, 4);
  if (!y || !take(text, '-')) return std::nullopt;
  const auto m = take_number(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  const auto d = take_number(text, 2);
  if (!d) return std::nullopt;
  const year_month_day day{year{*y}, month{static_cast<unsigned>(*m)},
                           std::chrono::day{static_cast<unsigned>(*d)}};
  return day.ok() ? std::optional(sys_days(day)) : std::nullopt;
}

/// ":MM" or, with the point, ".mmm"; absent is 0 where `required` is false.
std::optional<int> take_part(std::string_view& text, char sign, std::size_t digits, int below,
                             bool required) {
  if (!take(text, sign)) return required ? std::nullopt : std::optional(0);
  const auto value = take_number(text, digits);
  return value && *value < below ? value : std::nullopt;
}

struct Unit {
  char letter;
  bool of_time;
  std::int64_t seconds;
};
constexpr std::array<Unit, 7> kUnits{{{'Y', false, 366 * 86400},
                                      {'M', false, 31 * 86400},
                                      {'W', false, 7 * 86400},
                                      {'D', false, 86400},
                                      {'H', true, 3600},
                                      {'M', true, 60},
                                      {'S', true, 1}}};

}  // namespace

std::string format_utc(std::int64_t ms_since_epoch) {
  constexpr std::int64_t kFirst = -62'167'219'200'000;  // 0000-01-01T00:00:00.000Z
  constexpr std::int64_t kLast = 253'402'300'799'999;   // 9999-12-31T23:59:59.999Z
  const sys_time<milliseconds> time(milliseconds(std::clamp(ms_since_epoch, kFirst, kLast)));
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()),
                static_cast<int>(clock.subseconds().count()));
  return text.data();
}

std::optional<std::int64_t> parse_utc(std::string_view text) {
  const auto day = take_day(text);
  if (!day) return std::nullopt;
  milliseconds time = day->time_since_epoch();
  if (text.empty()) return time.count();
  if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
  const auto h = take_number(text, 2);
  const auto m = take_part(text, ':', 2, 60, true);
  const auto s = take_part(text, ':', 2, 60, false);
  const auto ms = take_part(text, '.', 3, 1000, false);
  if (!h || *h > 23 || !m || !s || !ms) return std::nullopt;
  take(text, 'Z');
  if (!text.empty()) return std::nullopt;
  time += hours(*h) + minutes(*m) + seconds(*s) + milliseconds(*ms);
  return time.count();
}

std::optional<seconds> parse_duration(std::string_view text) {
  constexpr std::int64_t kLongest = 10'000LL * 366 * 86400;
  if (!take(text, 'P') || text.empty()) return std::nullopt;
  std::int64_t total = 0;
  std::size_t unit = 0;
  bool of_time = false;
  while (!text.empty()) {
    if (!of_time && take(text, 'T')) of_time = true;
    const auto number = take_number(text, 0);
    if (!number || text.empty()) return std::nullopt;
    while (unit < kUnits.size() &&
           (kUnits[unit].letter != text.front() || kUnits[unit].of_time != of_time)) {
      ++unit;
    }
    if (unit == kUnits.size()) return std::nullopt;
    total += *number * kUnits[unit++].seconds;
    if (total > kLongest) return std::nullopt;
    text.remove_prefix(1);
  }
  return seconds(total);
}

bool is_date(std::string_view text) { return take_day(text) && text.empty(); }

}  // namespace cookie_warden
