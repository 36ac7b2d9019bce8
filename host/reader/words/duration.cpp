// SPDX-License-Identifier: MPL-2.0
#include "reader/words/duration.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "reader/words/judge.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr double kMost = 1e9;  // of any unit; pages print lifetimes of thousands of years

struct Span {
  double number = 0;
  Unit unit = Unit::day;
};

double seconds_in(Unit unit) {
  constexpr double kSeconds[] = {1, 60, 3600, 86400, 604800, 2629746, 31556952};
  const auto index = static_cast<std::size_t>(unit);
  return index < std::size(kSeconds) ? kSeconds[index] : 0;
}

std::string iso(Span span) {
  struct Finer {
    Unit from, to;
    double factor;
  };
  // A fraction is written in the next smaller unit: 1.5 years are 18 months.
  constexpr Finer kFiner[] = {{Unit::year, Unit::month, 12},  {Unit::month, Unit::day, 30},
                              {Unit::week, Unit::day, 7},     {Unit::day, Unit::hour, 24},
                              {Unit::hour, Unit::minute, 60}, {Unit::minute, Unit::second, 60}};
  for (const Finer& finer : kFiner) {
    if (span.unit != finer.from || span.number == std::floor(span.number)) continue;
    span = {span.number * finer.factor, finer.to};
    if (finer.factor < 24) break;
  }
  struct Letters {
    std::string_view before, after;
  };
  constexpr Letters kLetters[] = {{"PT", "S"}, {"PT", "M"}, {"PT", "H"}, {"P", "D"},
                                  {"P", "W"},  {"P", "M"},  {"P", "Y"}};
  const auto index = static_cast<std::size_t>(span.unit);
  if (index >= std::size(kLetters)) return "session";
  std::string out(kLetters[index].before);
  out += std::to_string(std::llround(std::max(span.number, 0.0)));
  out += kLetters[index].after;
  return out;
}

/// Numbers keep their fraction: "1,5" and "1.5" are one word, and "12mois" two.
std::vector<std::string> duration_words(std::string_view folded) {
  std::vector<std::string> out;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    const bool in_number = !word.empty() && is_digit(word.back());
    const bool fraction = (c == '.' || c == ',') && in_number && i + 1 < folded.size() &&
                          is_digit(folded[i + 1]) && word.find('.') == std::string::npos;
    if (fraction) {
      word += '.';
    } else if (is_digit(c)) {
      if (!word.empty() && !in_number && word.back() != '.') flush();
      word += c;
    } else if (is_alpha(c) || static_cast<unsigned char>(c) >= 0x80) {
      if (in_number) flush();
      word += c;
    } else {
      flush();
    }
  }
  flush();
  return out;
}

std::optional<double> number_of(const std::string& word) {
  if (!is_digit(word[0])) return std::nullopt;
  const double value = std::strtod(word.c_str(), nullptr);
  // "1.825 days": three digits after the sign are thousands.
  const std::size_t dot = word.find('.');
  const bool thousands = dot != std::string::npos && word.size() - dot == 4;
  return std::min(thousands ? value * 1000 : value, kMost);
}

/// A number and its unit at `at`: "2 years", "24 months", "one year", "a few seconds".
std::optional<Span> span_at(const std::vector<std::string>& text, std::size_t at) {
  const Vocabulary& words = vocabulary();
  std::size_t next = at + 1;
  std::optional<double> number = number_of(text[at]);
  if (!number) {
    const auto word = words.numbers.at(text, at);
    if (!word) return std::nullopt;
    number = word->id == 0 ? 1 : word->id;
    next = word->end;
  }
  for (std::size_t skip = 0; skip < 2 && next + skip < text.size(); ++skip) {
    if (number_of(text[next + skip])) break;
    const auto unit = words.units.at(text, next + skip);
    if (!unit) continue;
    if (unit->id >= static_cast<int>(Unit::session)) break;
    return Span{*number, static_cast<Unit>(unit->id)};
  }
  return std::nullopt;
}

bool mentions(const std::vector<std::string>& text, Unit unit) {
  const auto all = vocabulary().units.all(text);
  return std::ranges::any_of(all, [&](const auto& m) { return m.id == static_cast<int>(unit); });
}

}  // namespace

std::optional<std::string> read_duration(std::string_view text, std::optional<Unit> unit) {
  constexpr std::size_t kLongest = 400;  // bytes; a lifetime is a few words
  const auto all = duration_words(fold(text.substr(0, kLongest)));
  std::optional<Span> longest;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto span = span_at(all, i);
    if (!span && unit && all.size() == 1) {
      if (const auto number = number_of(all[i])) span = Span{*number, *unit};
    }
    const auto length = [](const Span& s) { return s.number * seconds_in(s.unit); };
    if (span && (!longest || length(*span) > length(*longest))) longest = span;
  }
  constexpr double kTooLong =
      9000.0 * 31556952;  // 9,000 years in seconds: no policy file takes more
  if (longest && longest->number * seconds_in(longest->unit) > kTooLong) return std::nullopt;
  if (longest) return iso(*longest);
  if (mentions(all, Unit::session)) return "session";
  return std::nullopt;
}

bool is_duration_cell(std::string_view text) {
  const auto all = duration_words(fold(text.substr(0, 120)));
  if (text.size() > 100 || all.empty() || all.size() > 8) return false;
  const bool persistent = all.size() <= 3 && mentions(all, Unit::persistent);
  const auto whole = vocabulary().units.whole(all);
  const bool session = whole && *whole == static_cast<int>(Unit::session);
  if (session || persistent) return true;
  for (std::size_t i = 0; i < all.size() && i < 4; ++i) {
    if (span_at(all, i)) return true;
  }
  return all.size() <= 4 && mentions(all, Unit::session);
}

std::optional<Unit> unit_in(std::string_view heading) {
  for (const auto& match : vocabulary().units.all(duration_words(fold(heading)))) {
    if (match.id < static_cast<int>(Unit::session)) return static_cast<Unit>(match.id);
  }
  return std::nullopt;
}

std::string duration_of_seconds(double seconds) {
  if (!(seconds > 0)) return "session";
  seconds = std::min(seconds, 1e13);
  constexpr std::pair<double, Unit> kUnits[] = {
      {86400, Unit::day}, {3600, Unit::hour}, {60, Unit::minute}};
  for (const auto& [size, unit] : kUnits) {
    if (std::fmod(seconds, size) == 0) return iso({seconds / size, unit});
  }
  return iso({std::ceil(seconds), Unit::second});
}

std::string lifetime_in(std::string_view text) {
  for (const std::string_view sentence : sentences(text)) {
    const std::size_t comma = sentence.rfind(", ");
    const std::string_view last = comma == sentence.npos ? sentence : sentence.substr(comma + 2);
    for (const std::string_view part : {sentence, last}) {
      constexpr std::size_t kLongest = 60;  // bytes
      if (part.size() > kLongest) continue;
      const auto read = read_duration(part);
      // "a visitor's identity" is no second.
      const bool told = std::ranges::any_of(part, is_digit) || read == "session" ||
                        (read && !read->starts_with("PT"));
      if (read && told) return *read;
    }
  }
  return {};
}

}  // namespace cookie_warden::reader
