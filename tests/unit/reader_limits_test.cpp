// SPDX-License-Identifier: MPL-2.0
// Hostile pages end with a sentence or a result, soon.
#include <ctime>
#include <string>

#include "reader/read_policy.hpp"
#include "support/catch.hpp"

namespace {

using namespace cookie_warden;

std::string repeat(std::string_view piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

/// Processor time: other programs must not matter.
double seconds_to_read(const std::string& page, std::optional<PolicyFormat> format = {}) {
  const std::clock_t begin = std::clock();
  ReadPolicyOptions options;
  options.format = format;
  const ReadPolicy read = read_policy(page, options);
  CHECK((read.error.empty() || read.error.ends_with('.')));
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("Texts that end where more was expected are read") {
  const std::string head = "# Cookies\n\nThis is the list of all the cookies that we use here.\n\n";
  for (const std::string& page :
       {head + "`_gid` no\n", head + "`_gid` is not used any more\n",
        head + "## No cookies any more\n", std::string("Google:* IDE : sessie/"),
        std::string("><h>Name:_ : 2an"),
        std::string("a_b\n.\n1 day\n\nc_d\n.\n1 day\n\ne_f\n.\n1 day\n"),
        std::string("Nom\nDescription\nDomain\nr\n|")}) {
    INFO(page);
    const ReadPolicy read = read_policy(page);
    CHECK((read.error.empty() || read.error.ends_with('.')));
  }
}

TEST_CASE("A page of more than 16 MiB is refused with its size") {
  const ReadPolicy read = read_policy(std::string(kMostPolicyBytes + 1, ' '));
  CHECK(read.error ==
        "The page is too large: 16777217 bytes, the most is 16777216. Save only the part with "
        "the cookies, or its text, and read that.");
  CHECK(read.policy.rules.empty());
}

TEST_CASE("An empty page is refused") {
  CHECK(read_policy("").error == "The page is empty.");
  CHECK(read_policy(" \n\t").error == "The page is empty.");
}

TEST_CASE("A file that is no text is refused with what it is") {
  CHECK(read_policy("%PDF-1.7\n_ga").error ==
        "The file is a PDF, not a page. Copy its text into a text file, and read that.");
  CHECK(read_policy("\x89PNG\r\n\x1A\n _ga").error.starts_with("The file is a picture"));
  CHECK(read_policy("PK\x03\x04 _ga").error.starts_with("The file is a document"));
}

TEST_CASE("A million nested elements are refused, not parsed") {
  for (const char* tag : {"<div>", "<b>", "<table><tr><td>", "<ul><li>", "<a href=x>", "<b></i>"}) {
    INFO(tag);
    const ReadPolicy read = read_policy("<html>" + repeat(tag, 5'000'000));
    CHECK(read.error != "");
  }
}

TEST_CASE("A tag with a million attributes is refused") {
  std::string page = "<html><p ";
  for (int i = 0; i < 1'000'000; ++i) page += "a" + std::to_string(i) + "=1 ";
  CHECK(read_policy(page + "></p>").error ==
        "A tag of the page has too many attributes. Save only the part with the cookies, or its "
        "text, and read that.");
}

TEST_CASE("Nul bytes and broken UTF-8 do not hide the cookies after them") {
  const std::string broken("<html>\0\xFF\xC3(\xE2\x82\xF0\x90", 14);
  const std::string page = broken +
                           "<h2>Necessary cookies</h2><table><tr><th>Name</th><th>Purpose</th>"
                           "</tr><tr><td>club_id</td><td>Sign-in \xC3\xA9 \xFF</td></tr></table>";
  const ReadPolicy read = read_policy(page);
  REQUIRE(read.policy.rules.size() == 1);
  CHECK(read.policy.rules[0].name == "club_id");
  CHECK(read.policy.rules[0].purpose == "Sign-in \xC3\xA9 \xEF\xBF\xBD");
}

TEST_CASE("A page in Windows-1252 or UTF-16 is read like one in UTF-8") {
  const ReadPolicy latin = read_policy(
      "<h2>Cookies strictement n\xE9"
      "cessaires</h2><table><tr><th>Nom</th><th>Dur\xE9"
      "e</th></tr>"
      "<tr><td>club_id</td><td>1 ann\xE9"
      "e</td></tr></table>");
  REQUIRE(latin.policy.rules.size() == 1);
  CHECK(latin.policy.rules[0].category == Category::necessary);
  CHECK(latin.policy.rules[0].duration == "P1Y");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("<h2>Marketing</h2><ul><li>_fbp</li></ul>")) wide += {c, '\0'};
  CHECK(read_policy(wide).policy.rules.size() == 1);
}

TEST_CASE("A script's text is neither run nor read as a policy") {
  const ReadPolicy read = read_policy(
      "<html><script>document.write('<table><tr><th>Cookie name</th><th>Purpose</th></tr><tr><td>"
      "evil_id</td><td>x</td></tr></table>')</script><p>We use cookies.</p></html>");
  CHECK(read.error == "");
  CHECK(read.policy.rules.empty());
}

TEST_CASE("A table of cells that run together says where it was read no further") {
  const auto page = [](int rows) {
    std::string text = "Cookies\n\nCookie NameProviderDurationPurpose\n";
    for (int i = 0; i < rows; ++i) {
      const std::string word{static_cast<char>('a' + i / 676), static_cast<char>('a' + i / 26 % 26),
                             static_cast<char>('a' + i % 26)};
      text +=
          "_pond_" + word + "Meta Platforms Ireland Limited3 monthsCounts visits of the pond.\n";
    }
    return read_policy(text);
  };
  const ReadPolicy whole = page(600);
  CHECK(whole.policy.rules.size() == 600);
  CHECK(whole.doubts.empty());
  const ReadPolicy large = page(9000);
  CHECK(large.policy.rules.size() > 2000);
  CHECK(large.policy.rules.size() < 9000);
  REQUIRE(!large.doubts.empty());
  CHECK(large.doubts[0].starts_with("_pond_"));
}

TEST_CASE("Reading takes time in proportion to the page's size") {
  const char* pieces[] = {"<p>",
                          "<a role=tab href=#a>b</a>",
                          "<div role=tabpanel aria-labelledby=a>",
                          "| _a\n* b\n",
                          "== A\n\n|===\n|a |b\n",
                          "Namea_b1 dayPurposeX",
                          "NamePurposeDuration_a_bCounts it.1 day",
                          "zapi-\nsywa ",
                          "{{<",
                          "{{< a {{< b >}} >}}\n",
                          "A_bGoogle1",
                          ",\na_b\n(\n",
                          "a_b\nand\n",
                          "a_b\n1 day\n",
                          "Functional\na_b\nKeeps it.\n1 day\n",
                          "Category\nName\nDuration\na_b\n1 day\n",
                          "<p>a_b</p><p>1 day</p>",
                          "type A serves statistics and ",
                          "a_b\nShop\nKeeps it.\n1 day\n\n",
                          "Name: a Purpose: b Marketing cookies ",
                          "1.1 a_b is it. ",
                          "a:: b\n",
                          "{{< a b=\"c\" >}}",
                          "{{% a \"",
                          "<% a = [",
                          "<x-title>_a</x-title>\n",
                          "### _ga\n\nText.\n\nMore. necessary\n\n",
                          "| a | T | P |\n|---|---|---|\n| _a | X | |\n",
                          "<li>We use cookies</li>",
                          "<td>_ga</td>",
                          "<tr><td>_ga<td>1 year",
                          "</p>",
                          "<b>x</b>",
                          "<table></table>",
                          "&amp;",
                          "<!-- -->",
                          "<",
                          "<a b=c>x</a>",
                          "**a ",
                          "[",
                          "](",
                          "`",
                          "`` ` ",
                          "| a | b |\n|---|---|\n",
                          "* _ga\n",
                          "Name: _ga\n",
                          "Name\n_ga\n",
                          "Purpose: x\n\n",
                          "Cookie Name Purpose\n",
                          "Name\nPurpose\nDuration\n",
                          "NameProviderPurpose\n_ga_xShopCounts\n",
                          "Text.\nName\n\nPurpose\n\nDuration\n\n",
                          "Sentences that are long enough to be some, here.\n_ga_a\n_gb_b\n",
                          "Shop: _a_b - x (1 year); ",
                          "<div class=title>Necessary</div><p>x</p><h4>Shop</h4>",
                          "_ga\nHeron\nCounts.\n1 year\n",
                          "  \u25A1 _ga \u2013 x\n",
                          "1. _ga\n2. _gb\n",
                          "Name   _ga\nPurpose   x\n",
                          "Name _ga\nPurpose x\nDuration 1 year\n",
                          "\u2502 _ga \u2502 x \u2502\n",
                          "\u2500\u2500\u2500\n\u2502 _ga \u2502 x \u2502\n",
                          "_ga_x \u2013 counts\nHeron*\nand so on\n",
                          "| _ga | x\n",
                          "<a\nhref=x\n",
                          "Cookie| Purpose| Duration\n_a\n",
                          "+--+--+\n| _ga | x |\n",
                          "Site cookies: Name: _ga Purpose: x ",
                          "Title of\n\n",
                          "pond\n\nPurpose: x\n",
                          "_ga\nPurpose: x\n",
                          "_ga, ",
                          "_ga (",
                          "cookies such as _ga ",
                          "strictly necessary cookies. ",
                          "x_",
                          "{\"a\":[",
                          "{a:'",
                          "/*",
                          "<%",
                          "{{",
                          "1 ",
                          "\xC2\xA0",
                          "(((",
                          "a_b\t\tc\n",
                          "# x\n",
                          "#",
                          "- - ",
                          "> ",
                          "<h1>Necessary</h1>",
                          "Domain:\n\n",
                          "<script>var cookies = [",
                          "<script>cookie '",
                          "</script>",
                          "{\"cookies\":[{\"name\":\"a_b\",\"duration\":\"1 day\"},",
                          "{\"cookies\":{\"a_b\":",
                          "function () { return [",
                          "'\\'",
                          "=> {",
                          "array(",
                          "- name: a_b\n  duration: 1 day\n",
                          "- - a: ",
                          "- {name: [a_b, {",
                          "- \"a: '",
                          "cookie;purpose;duration\n",
                          "name,domain,purpose,\"",
                          "Name\n_ga\nProvider\n",
                          "Cookie\tName\tPurpose\n",
                          "Cookie Name Purpose Duration\n_ga x\n",
                          "(_ga, 1 year) ",
                          "\u2502 Cookie \u2502 Purpose \u2502\n",
                          "_ga\n: x\n\n",
                          "- 2 -\nthe head of a page\n",
                          "<h5>_ga</h5>",
                          "A: necessary cookies\n",
                          "_ga\nCounts.\n\n",
                          "<span>a</span>",
                          "^(a|b)[",
                          "\"<b>",
                          "<A ",
                          "<A b={[",
                          "<A b={c} d='",
                          "<x-table>",
                          "</x-table>",
                          "<Row name=\"_a\" purpose=\"b\" />",
                          "{{ t({",
                          "{{ t({rows: [[",
                          "import a\n<p>{",
                          "const a = [['_a', 'b']]\n<p>\n<p>\n<p>{a.map(",
                          "{% comment %}",
                          "{% set a = [",
                          "<% table do %><% cell(\"",
                          "<% end %>",
                          "<h3>{{ t('a.b') }}",
                          "---\ntitle: a\n---\n",
                          "<?php array(",
                          "<?php _e('",
                          "[X.Y]: {",
                          "data() { return {",
                          "A.   B\n\n",
                          "   Purpose  a\n  b  c\n",
                          "Name  Purpose  Duration\n\f_a  b  1 day\n\f_c  d\n",
                          "**a\\_b**Text\n\n**Type**: c**d**: e\n\n",
                          "x = { a: function () { ",
                          "Name   Purpose\n-----\n",
                          "_a : x - 1 day\n",
                          "**_a**, ",
                          "### _ga\n\nText. 1 day.\n\n",
                          "(**a_b**, ",
                          "`a` (1 day), ",
                          "a_b. ",
                          "X\nCookies: a_b\nPurpose: x\n\n",
                          "session-\nPurpose: x\n\n",
                          "a-b\n\n* Type: x\n* Duration: 1 day\n\n",
                          "4.1 Functional cookies. They. ",
                          "Cookies: a_b (1 day), ",
                          "<div><span>a</span><span>b</span></div>",
                          "<div><div>Name</div><div>_ga</div></div>",
                          "<div class=\"a\"><p>_a</p><p>b</p></div>",
                          "<div><i></i><div>",
                          "**a** (b)\n\n",
                          "Storage duration:\na: 1 day\n",
                          "{# ",
                          "autoClear: [{name: /^_a/},",
                          "- **Marketing cookies** (a - b)\n",
                          "sets a_b and C ",
                          "* ;\n",
                          "_a\t1 day\n",
                          "Cookie\tPurpose\tDuration\n_a\tb\n",
                          "Cookie    Purpose    Duration\n",
                          "Cookie    Purpose    Duration\n_a    b    c\n   d\n",
                          "Name\nPurpose\nDuration\n_a\nb\n1 day\n",
                          "_a_b\nText of it.\n",
                          "[ ] ",
                          "[12]a ",
                          "[a]{.b}",
                          "[{.b",
                          "a {",
                          "` {a=",
                          "::: a\n",
                          "-- --\n",
                          "---\nName  Purpose\n-- --\n_a  b\n\n",
                          "Name  Purpose\n-- --\n_a  b\n",
                          "<script type=text/template>",
                          "{\"a\":\"<p>",
                          "allowed_cookies: \"a:b\\r\\n",
                          "_a_b\n\nText of it.\n\n",
                          "_\\_a_ ",
                          "_a.<b>",
                          "| Cookie | Company | Purpose |\n|---|---|---|\n| _a |\n",
                          "we do not use cookies "};
  for (const char* piece : pieces) {
    for (const auto format :
         {std::optional<PolicyFormat>{}, std::optional(PolicyFormat::markdown),
          std::optional(PolicyFormat::text), std::optional(PolicyFormat::consent_tool)}) {
      INFO("\"" << piece << "\" as " << (format ? to_string(*format) : "detected"));
      const std::size_t size = SMALL_PAGE;
      const double small = seconds_to_read(repeat(piece, size), format);
      const double large = seconds_to_read(repeat(piece, 4 * size), format);
      // Linear is 4; quadratic would be 16. Times below a few milliseconds are noise.
      CHECK(large < 9 * small + 0.15);
    }
  }
}
