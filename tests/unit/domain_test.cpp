// SPDX-License-Identifier: MPL-2.0
#include "core/domain.hpp"

#include "support/catch.hpp"
#include "support/policies.hpp"

using namespace cookie_warden;
using namespace cookie_warden::test;

TEST_CASE("a host domain-matches what RFC 6265 5.1.3 says") {
  struct Row {
    const char* host;
    const char* domain;
    bool matches;
  };
  const auto rows = std::vector<Row>{
      {"odwb.be", "odwb.be", true},
      {"www.odwb.be", "odwb.be", true},
      {"a.b.odwb.be", "odwb.be", true},
      {"odwb.be", "www.odwb.be", false},
      {"notodwb.be", "odwb.be", false},
      {"odwb.be.example", "odwb.be", false},
      {"be", "odwb.be", false},
      {"WWW.ODWB.BE", ".odwb.be", true},
      {"www.odwb.be.", "odwb.be", true},
      {"odwb.be", "", false},
      {"", "odwb.be", false},
      {"127.0.0.1", "127.0.0.1", true},
      {"127.0.0.1", "0.0.1", false},
      {"1.127.0.0.1", "127.0.0.1", true},  // five numbers: a name, whatever else it is
      {"[::1]", "::1", true},
      {"2001:db8::1", "[2001:DB8::1]", true},
      {"::ffff:127.0.0.1", "127.0.0.1", false},
      {"localhost", "localhost", true},
      {"www.localhost", "localhost", true},
      {"www.müller.example", ".xn--mller-kva.example", true},
      {"WWW.MÜLLER.example", "müller.example", true},
      {"müller。example。", "xn--mller-kva.example", true},  // ideographic full stops (RFC 3490)
  };
  for (const Row& row : rows) {
    CAPTURE(row.host, row.domain);
    CHECK(domain_matches(hosts().canonical(row.host), hosts().canonical(row.domain)) ==
          row.matches);
  }
}

TEST_CASE("the host of a page is read from a URL, an origin or a bare host") {
  struct Row {
    const char* url;
    const char* host;
  };
  const auto rows = std::vector<Row>{
      {"https://www.odwb.be", "www.odwb.be"},
      {"https://www.odwb.be/", "www.odwb.be"},
      {"https://www.odwb.be:8443/explore?q=1#top", "www.odwb.be"},
      {"https://user:word@www.odwb.be/", "www.odwb.be"},
      {"https://trap.example@www.odwb.be", "www.odwb.be"},
      {"https://www.odwb.be/@trap.example", "www.odwb.be"},
      {"https://www.odwb.be?u=http://trap.example", "www.odwb.be"},
      {"https://www.odwb.be#@trap.example", "www.odwb.be"},
      {"www.odwb.be", "www.odwb.be"},
      {"www.odwb.be:8080", "www.odwb.be"},
      {"http://[::1]:8080/x", "::1"},
      {"[2001:db8::1]", "2001:db8::1"},
      {"2001:db8::1", "2001:db8::1"},
      {"http://[::1", ""},
      {"http://127.0.0.1:9", "127.0.0.1"},
      {"file:///home/me/page.html", ""},
      {"about:blank", ""},
      {"data:text/html,x", ""},
      {"blob:https://www.odwb.be/1234", "www.odwb.be"},
      {"https://", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.url);
    CHECK(host_of(row.url) == row.host);
  }
}

TEST_CASE("the registrable domain is one label below the public suffix") {
  struct Row {
    const char* host;
    const char* site;
  };
  const auto rows = std::vector<Row>{
      {"www.odwb.be", "odwb.be"},
      {"odwb.be", "odwb.be"},
      {"a.b.example.co.uk", "example.co.uk"},
      {"co.uk", "co.uk"},
      {"portal.opendatasoft.com", "opendatasoft.com"},
      {"me.github.io", "me.github.io"},  // private part of the list
      {"x.me.github.io", "me.github.io"},
      {"localhost", "localhost"},
      {"intranet", "intranet"},
      {"192.168.1.20", "192.168.1.20"},
      {"[2001:db8::1]", "2001:db8::1"},
      {"www.食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"},
      {"WWW.Odwb.BE.", "odwb.be"},
      {"a.unlisted", "a.unlisted"},
      {"b.a.unlisted", "a.unlisted"},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.host);
    CHECK(hosts().registrable(hosts().canonical(row.host)) == row.site);
  }
}

TEST_CASE("a cookie of an IPv6 address is its own first-party cookie, however it is written") {
  for (const char* domain : {"::1", "[::1]"}) {
    for (const char* page : {"http://[::1]:8080/", "http://[::1]", "[::1]:80", "::1"}) {
      CAPTURE(domain, page);
      CHECK(situate(event("a", domain, page), hosts()).party == Party::first);
    }
    CHECK(situate(event("a", domain, "http://[::2]"), hosts()).party == Party::third);
  }
}

TEST_CASE("a page without a host leaves the party unknown") {
  for (const char* page :
       {"about:blank", "file:///home/me/page.html", "data:text/html,x", "null"}) {
    CAPTURE(page);
    CHECK(situate(event("a", "odwb.be", page), hosts()).party == Party::unknown);
  }
}

TEST_CASE("walking up the parents of a host ends at the top and never enters an address") {
  CHECK(parent_domain("a.b.c") == "b.c");
  CHECK(parent_domain("c").empty());
  CHECK(parent_domain("").empty());
  CHECK(parent_domain("127.0.0.1").empty());
  CHECK(parent_domain("::ffff:1.2.3.4").empty());
  CHECK(parent_domain("1.2.3") == "2.3");
}

TEST_CASE("host names of any bytes do no harm") {
  for (const char* host :
       {"\xff\xfe", "a..b", "...", "*.be", "a b", "-", "xn--", "xn--a", "\xc3"}) {
    CAPTURE(host);
    const std::string name = hosts().canonical(host);
    CHECK(std::string(host).size() + 64 > name.size());
    CHECK(name.ends_with(hosts().registrable(name)));
  }
  const std::string longest(100'000, 'a');
  CHECK(hosts().registrable(longest) == longest);
  CHECK(hosts().canonical("ü" + longest).size() >= longest.size());
}
