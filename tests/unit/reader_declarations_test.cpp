// SPDX-License-Identifier: MPL-2.0
// Declarations whose shape no fixture of tests/reader shows.
#include <algorithm>
#include <string>

#include "reader/declarations/declared_key.hpp"
#include "reader/declarations/literal.hpp"
#include "reader/read_policy.hpp"
#include "support/catch.hpp"

using namespace cookie_warden;
using namespace cookie_warden::reader;

namespace {

/// "name=category" of each rule, blanks between.
std::string read(std::string_view text) {
  std::string out;
  for (const Rule& rule : read_policy(text).policy.rules) {
    out += (out.empty() ? "" : " ") + rule.name + "=" + std::string(to_string(rule.category));
  }
  return out;
}

}  // namespace

TEST_CASE("A key is read as words") {
  CHECK(key_words("cookieName") == "cookie Name");
  CHECK(key_role("cookie_id") == Role::name);
  CHECK(key_role("maxAgeSeconds") == Role::duration);
  CHECK(key_role("Speicherdauer") == Role::duration);
  CHECK(key_role("categorySlug") == Role::category);
  CHECK(is_cookie_list("storageDictionary"));
  CHECK_FALSE(is_cookie_list("cookieCategories"));
  CHECK_FALSE(is_cookie_list("cookieConsentSettings"));
}

TEST_CASE("A text in several languages is read in one") {
  CHECK(text_of(read_literal(R"({"nb": "Innlogging", "en": "Login"})")) == "Login");
  CHECK(text_of(read_literal(R"({"nl": "Inloggen", "fr": "Connexion"})")) == "Inloggen");
  CHECK(text_of(read_literal(R"({"value": 2, "unit": "years"})")) == "2 years");
}

TEST_CASE("What cannot be refused is necessary unless its group says what it is for") {
  CHECK(read(R"({"groups":[{"name":"Basics","required":true,"cookies":["a_b"]}]})") ==
        "a_b=necessary");
  CHECK(read(R"({"groups":[{"name":"Statistics","required":true,"cookies":["a_b"]}]})") ==
        "a_b=statistics");
  CHECK(read(R"({"groups":[{"name":"Basics","required":false,"cookies":["a_b"]}]})") ==
        "a_b=unknown");
  CHECK(read(R"({"groups":[{"id":"necessary","name":"Marketing","cookies":["a_b"]}]})") ==
        "a_b=marketing");
  CHECK(read(R"({"storage":[{"name":"a_b","type":"cookie","optional":false},
                            {"name":"c_d","type":"cookie","optional":true}]})") ==
        "a_b=necessary c_d=unknown");
}

TEST_CASE("A cookie both necessary and optional is marked for a person") {
  const ReadPolicy page = read_policy(
      R"({"necessary":{"cookies":[{"name":"a_b","duration":"1 day","optional":true}]}})");
  REQUIRE(page.policy.rules.size() == 1);
  CHECK(page.policy.rules[0].category == Category::unknown);
  CHECK(page.policy.rules[0].evidence->confidence == Evidence::Confidence::low);
}

TEST_CASE("Where a page and its scripts differ, the cookie is kept least, and marked") {
  const std::string table =
      " cookies</h2><table><tr><th>Name</th><th>Purpose</th></tr><tr><td>a_b</td><td>x</td></tr>"
      "</table>";
  for (const auto& [page, script] :
       {std::pair("Necessary", "ads"), std::pair("Marketing", "necessary")}) {
    const ReadPolicy both =
        read_policy("<html><body><h2>" + std::string(page) + table + "<script>var s = {" + script +
                    ": {cookies: [{name: 'a_b', duration: '1 day'}]}}</script></body></html>");
    REQUIRE(both.policy.rules.size() == 1);
    CHECK(both.policy.rules[0].category == Category::marketing);
    CHECK(both.policy.rules[0].evidence->confidence == Evidence::Confidence::low);
  }
}

TEST_CASE("What a comment hides is not declared") {
  CHECK(read("<html><body><!-- <script>x = {ads: {cookies: ['a_b']}}</script> -->"
             "<script>/* x = {ads: {cookies: ['c_d']}} */ y = {ads: {cookies: ['e_f']}};</script>"
             "</body></html>") == "e_f=marketing");
}

TEST_CASE(
    "Services handed to tarteaucitron by their keys are known, unless the page defines them") {
  const std::string push = "(tarteaucitron.job = tarteaucitron.job || []).push('clarity');";
  CHECK(read("<html><script>" + push + "</script></html>") == "_clck=statistics _clsk=statistics");
  CHECK(read("<html><script>" + push +
             "tarteaucitron.services.clarity = {key: 'clarity', type: 'ads', cookies: ['_own_']};"
             "</script></html>") == "_own_*=marketing");
  CHECK(read("<html><script>/* " + push + " */</script><p>Hello.</p></html>").empty());
}

TEST_CASE("A list is read out of the function that returns it") {
  const Value value = read_literal(
      "{cookies: (function () { var t = 'x'.replace(/['\"]/g, ''); return ['a_b', t]; })(), "
      "js: function () { return {a: 1}; }, c: 'd'}");
  REQUIRE(value["cookies"].items.size() == 2);
  CHECK(value["cookies"].items[0].text == "a_b");
  CHECK_FALSE(value["js"]);
  CHECK(value["c"].text == "d");
}

TEST_CASE("More values than any declaration has are left out") {
  std::string text = "[";
  for (std::size_t i = 0; i < 2 * kMostValues; ++i) text += "1,";
  CHECK(read_literal(text + "1]").items.size() < kMostValues);
}
