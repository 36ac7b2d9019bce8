// SPDX-License-Identifier: MPL-2.0
// What a page says of consent makes a cookie necessary only where it is said of cookies.
#include <string>

#include "reader/read_policy.hpp"
#include "support/catch.hpp"

namespace {

using namespace cookie_warden;

/// The category of a cookie below that text, of which the page says nothing else.
Category below(const std::string& text) {
  const ReadPolicy read = read_policy("## Cookies\n\n" + text +
                                      "\n\n| Cookie | Purpose |\n|---|---|\n"
                                      "| _ad_x | Something of the site |\n"
                                      "| foo_bar | Something else of it |\n");
  REQUIRE(read.policy.rules.size() == 2);
  return read.policy.rules[0].category;
}

}  // namespace

TEST_CASE("Consent to something else frees no cookie") {
  for (const char* text :
       {"Without your consent, the video stays hidden.",
        "Without your consent, some parts of the site may look different.",
        "Sans votre accord, la vid\u00e9o reste masqu\u00e9e.",
        "Ohne Ihre Einwilligung bleibt das Video verborgen.",
        "Zonder uw toestemming blijft de video verborgen.",
        "Sin su consentimiento, el v\u00eddeo permanece oculto.",
        "Senza il suo consenso, il video resta nascosto.",
        "Bez Twojej zgody film pozostaje ukryty.",
        "Sem o seu consentimento, o v\u00eddeo fica oculto.",
        "We do not give your data to third parties without your consent.",
        "Nous ne transmettons pas vos donn\u00e9es \u00e0 des tiers sans votre accord.",
        "Wir geben Ihre Daten ohne Ihre Einwilligung nicht an Dritte weiter.",
        "You do not need to give your consent to read this site.",
        "You are not required to give your consent.",
        "U bent niet verplicht toestemming te geven.",
        "Non \u00e8 necessario dare il consenso.",
        "The law does not require an agreement with our partners.",
        "You cannot be refused service if you say no.",
        "It is not possible to opt out of newsletters here.",
        "No consent is needed for your order data.",
        "### Why we always use HTTPS",
        "### You cannot opt out of invoices"}) {
    INFO(text);
    CHECK(below(text) == Category::unknown);
  }
}

TEST_CASE("Cookies that need no consent are necessary") {
  for (const char* text :
       {"These need no consent.", "You cannot refuse these cookies.",
        "Ces cookies ne n\u00e9cessitent pas votre accord.",
        "F\u00fcr diese Cookies ist keine Einwilligung erforderlich.",
        "Voor deze cookies is geen toestemming nodig.",
        "Estas cookies no requieren su consentimiento.",
        "Per questi cookie il consenso non \u00e8 richiesto.",
        "Te pliki cookie nie wymagaj\u0105 Twojej zgody.",
        "Estes cookies n\u00e3o requerem o seu consentimento.", "### Always active"}) {
    INFO(text);
    CHECK(below(text) == Category::necessary);
  }
}
