// SPDX-License-Identifier: MPL-2.0
#include <random>

#include "core/iso8601.hpp"
#include "core/policy.hpp"
#include "support/catch.hpp"
#include "support/json.hpp"
#include "support/terminal_text.hpp"

using namespace cookie_warden;

TEST_CASE("times are written in UTC, and read back") {
  CHECK(format_utc(0) == "1970-01-01T00:00:00.000Z");
  CHECK(format_utc(1'795'430'400'123) == "2026-11-23T10:40:00.123Z");
  CHECK(format_utc(-1) == "1969-12-31T23:59:59.999Z");
  CHECK(format_utc(951'782'399'999) == "2000-02-28T23:59:59.999Z");
  CHECK(format_utc(951'782'400'000) == "2000-02-29T00:00:00.000Z");
  CHECK(format_utc(std::numeric_limits<std::int64_t>::max()) == "9999-12-31T23:59:59.999Z");
  CHECK(format_utc(std::numeric_limits<std::int64_t>::min()) == "0000-01-01T00:00:00.000Z");
  std::mt19937_64 random(3);
  std::string last;
  std::int64_t last_time = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto time =
        static_cast<std::int64_t>(random() % 315'569'519'999'999) - 62'167'219'200'000;
    const std::string text = format_utc(time);
    CAPTURE(time, text);
    REQUIRE(text.size() == 24);
    REQUIRE(parse_utc(text) == time);
    // Text sorts as time does: the log compares texts.
    if (!last.empty()) REQUIRE((text < last) == (time < last_time));
    last = text;
    last_time = time;
  }
}

TEST_CASE("a day or a time is read, anything else is not") {
  CHECK(parse_utc("2026-11-23") == 1'795'392'000'000);
  CHECK(parse_utc("2026-11-23T12:00") == 1'795'435'200'000);
  CHECK(parse_utc("2026-11-23 12:00:01Z") == 1'795'435'201'000);
  for (const char* text :
       {"", "2026", "2026-11", "2026-11-31", "2026-13-01", "2026-00-10", "2026-11-23T", "26-11-23",
        "2026-11-23T24:00", "2026-11-23T12:60", "2026-11-23T12:00:60", "2026-11-23T12:00:00.1Z",
        "2026-11-23T12:00+01:00", "2026-11-23T12:00ZZ", "2026-11-23x", " 2026-11-23", "2025-02-29",
        "yesterday"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_utc(text));
  }
  CHECK(is_date("2024-02-29"));
  for (const char* text : {"2025-02-29", "2024-2-9", "2024-02-29 ", "", "2024-02-29T00:00"}) {
    CAPTURE(text);
    CHECK_FALSE(is_date(text));
  }
}

TEST_CASE("durations of ISO 8601 have the longest meaning of their words") {
  const auto seconds = [](const char* text) {
    const auto found = parse_duration(text);
    return found ? found->count() : -1;
  };
  constexpr std::int64_t kDay = 86400;
  CHECK(seconds("P14D") == 14 * kDay);
  CHECK(seconds("P12M") == 372 * kDay);
  CHECK(seconds("P1Y") == 366 * kDay);
  CHECK(seconds("P1Y2M3W4D") == (366 + 62 + 21 + 4) * kDay);
  CHECK(seconds("PT30M") == 1800);
  CHECK(seconds("P1DT1H1M1S") == kDay + 3661);
  CHECK(seconds("P0D") == 0);
  CHECK(seconds("P10000Y") == 10'000 * 366 * kDay);
  for (const char* text :
       {"",        "P",     "PT",   "P1",    "1D",   "P1DT", "P1H",  "PT1D",    "P1D1Y",
        "PT1S1M",  "P1D1D", "P-1D", "P1.5D", "P1D ", "p1d",  "P 1D", "P10001Y", "P99999999999Y",
        "session", "P1YT",  "PTT1H"}) {
    CAPTURE(text);
    CHECK(seconds(text) == -1);
  }
}

TEST_CASE("text from the web cannot steer a terminal") {
  struct Row {
    std::string text;
    const char* shown;
  };
  const auto rows = std::vector<Row>{
      {"_ga", "_ga"},
      {"préférences 食", "préférences 食"},
      {"😀", "😀"},
      {"\x1b[2J", "\\x1B[2J"},
      {std::string("a\0b", 3), "a\\x00b"},
      {"a\r\nb\tc\x7f", "a\\x0D\\x0Ab\\x09c\\x7F"},
      {"\xc2\x9b"
       "31m",
       "\\u{009B}31m"},  // C1: CSI in one character
      {"\xe2\x80\xae"
       "gpj",
       "\\u{202E}gpj"},  // right-to-left override
      {"\xe2\x81\xa6x\xe2\x81\xa9", "\\u{2066}x\\u{2069}"},
      {"\xd8\x9c", "\\u{061C}"},
      {"\xe2\x80\xa8", "\\u{2028}"},
      {"\xef\xbb\xbf", "\\u{FEFF}"},
      {"\x80", "\\x80"},
      {"\xff\xfe", "\\xFF\\xFE"},
      {"\xc3", "\\xC3"},
      {"\xe2\x80", "\\xE2\\x80"},
      {"\xc0\x9b", "\\xC0\\x9B"},  // overlong forms
      {"\xe0\x81\x81", "\\xE0\\x81\\x81"},
      {"\xf0\x80\x80\x9b", "\\xF0\\x80\\x80\\x9B"},
      {"\xed\xa0\x80", "\\xED\\xA0\\x80"},           // half a surrogate pair
      {"\xf4\x90\x80\x80", "\\xF4\\x90\\x80\\x80"},  // beyond U+10FFFF
      {"\xf5\x80\x80\x80", "\\xF5\\x80\\x80\\x80"},
      {"\xc3(", "\\xC3("},
  };
  for (const Row& row : rows) {
    CAPTURE(row.shown);
    CHECK(terminal_text(row.text) == row.shown);
  }
  std::mt19937 random(5);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto length = random() % 12; length > 0; --length) {
      text += static_cast<char>(random() % 2 == 0 ? random() % 256 : 0x80 + random() % 0x80);
    }
    const std::string shown = terminal_text(text);
    CAPTURE(shown);
    // What comes out is UTF-8, and has no control character left.
    REQUIRE(parse_json(nlohmann::json(shown).dump()).error.empty());
    for (const char c : shown) REQUIRE((static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
  }
}

TEST_CASE("JSON that is deep, broken or not UTF-8 is refused without being walked") {
  const auto nested = [](int depth, char open, char close) {
    return std::string(static_cast<std::size_t>(depth), open) +
           std::string(static_cast<std::size_t>(depth), close);
  };
  CHECK(parse_json(nested(kMaxJsonDepth, '[', ']')).error.empty());
  CHECK_FALSE(parse_json(nested(kMaxJsonDepth + 1, '[', ']')).error.empty());
  CHECK_FALSE(parse_json(std::string(1'000'000, '[')).error.empty());
  CHECK(parse_json("\"" + nested(500, '[', ']') + "\\\"[\"").error.empty());
  for (const char* text : {"", " ", "{", "{\"a\":}", "[1,]", "nul", "\"\xff\"", "\"\xc0\x80\"",
                           "\"\\ud800\"", "1e999", "01", "{} {}", "\"\x01\"", "'a'"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_json(text).error.empty());
  }
}

TEST_CASE("an id of a policy is safe as a file's name") {
  for (const char* id : {"odwb.be", "a", "a-b.c1", "0"}) CHECK(is_policy_id(id));
  for (const char* id : {"", ".", "..", "a..b", "-a", "a-", ".a", "a.", "a/b", "../a", "A", "a b",
                         "a_b", "é", "a.-b"}) {
    CAPTURE(id);
    CHECK_FALSE(is_policy_id(id));
  }
}
