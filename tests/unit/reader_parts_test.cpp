// SPDX-License-Identifier: MPL-2.0
#include "reader/declarations/literal.hpp"
#include "reader/declarations/regex_pattern.hpp"
#include "reader/layouts/row_cutter.hpp"
#include "reader/names/names.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"
#include "support/catch.hpp"

using namespace cookie_warden;
using namespace cookie_warden::reader;

namespace {

std::string pattern(std::string_view printed) {
  const auto name = make_name(printed);
  return name ? name->pattern : "refused";
}

std::vector<std::string> names(std::string_view cell) {
  std::vector<std::string> out;
  for (const Name& name : read_name_cell(cell, true).names) out.push_back(name.printed);
  return out;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("Placeholders of every kind become a star") {
  CHECK(pattern("_ga_xxxxxxxxxx") == "_ga_*");
  CHECK(pattern("_gat_UA-XXXXXX-X") == "_gat_UA-*-*");
  CHECK(pattern("AMCV_xxxxxAdobeOrg") == "AMCV_*AdobeOrg");
  CHECK(pattern("_hp2_id.##########") == "_hp2_id.*");
  CHECK(pattern("dpi-********") == "dpi-*");
  CHECK(pattern("ab._gdnnnnnnnnnnnnn") == "ab._gd*");
  CHECK(pattern("mp_<token>_mixpanel") == "mp_*_mixpanel");
  CHECK(pattern("_hjSession_{site_id}") == "_hjSession_*");
  CHECK(pattern("wordpress_[hash]") == "wordpress_*");
  CHECK(pattern("inpsession_$distributor_id_$language") == "inpsession_*");
  CHECK(pattern("_gat_") == "_gat_*");
  CHECK(pattern("lv-pod-") == "lv-pod-*");
}

TEST_CASE("What only looks like a placeholder stays") {
  CHECK(pattern("xxl_shop") == "xxl_shop");
  CHECK(pattern("__tld__") == "__tld__");
  CHECK(pattern("fr") == "fr");
  CHECK(pattern("maxx") == "maxx");
  CHECK(pattern("AMCV_EA76%40AdobeOrg") == "AMCV_EA76%40AdobeOrg");
}

TEST_CASE("A pattern for nearly every cookie is refused") {
  CHECK(pattern("*") == "refused");
  CHECK(pattern("***") == "refused");
  CHECK(pattern("_*") == "refused");
  CHECK(pattern("xxxx") == "refused");
  CHECK(pattern("{name}") == "refused");
}

TEST_CASE("A cell of several names is taken apart") {
  CHECK(names("_ga, _gid; _gat") == Strings{"_ga", "_gid", "_gat"});
  CHECK(names("_ga (_ga_A, _ga_B)") == Strings{"_ga", "_ga_A", "_ga_B"});
  CHECK(names("Google Analytics e.g. _ga, _gid") == Strings{"_ga", "_gid"});
  CHECK(names("ad-id, ad-privacy (Amazon)") == Strings{"ad-id", "ad-privacy"});
  CHECK(names("fr / _fbp") == Strings{"fr", "_fbp"});
  CHECK(names("_pk_id und _pk_ses") == Strings{"_pk_id", "_pk_ses"});
  CHECK(names("\u201E_gcl_au\u201C") == Strings{"_gcl_au"});
  CHECK(names("unique name made at random") == Strings{});
  CHECK(names("*.linkedin.com") == Strings{});
  CHECK(names("n/a") == Strings{});
}

TEST_CASE("Without consent is the contrary of not without consent, in eight languages") {
  const std::pair<const char*, const char*> said[] = {
      {"We may set these without your consent.", "We never set these without your consent."},
      {"Nous les d\u00e9posons sans votre accord.",
       "Ils ne sont pas d\u00e9pos\u00e9s sans votre accord."},
      {"Wij plaatsen ze zonder dat je hier toestemming voor geeft.",
       "Wij plaatsen ze nooit zonder dat je hier toestemming voor geeft."},
      {"Wir setzen sie ohne Ihr Einverst\u00e4ndnis.",
       "Wir setzen sie nicht ohne Ihr Einverst\u00e4ndnis."},
      {"Se instalan sin tu consentimiento.", "No se instalan sin tu consentimiento."},
      {"Li installiamo senza previo consenso.", "Non vengono installati senza previo consenso."},
      {"Zapisujemy je bez uprzedniej zgody.", "Nie zapisujemy ich bez uprzedniej zgody."},
      {"S\u00e3o colocados sem o seu consentimento.",
       "Nunca s\u00e3o colocados sem o seu consentimento."}};
  for (const auto& [exempt, asked] : said) {
    INFO(exempt << " / " << asked);
    CHECK(consent_in(exempt).not_needed);
    CHECK_FALSE(consent_in(exempt).needed);
    CHECK(consent_in(asked).needed);
    CHECK_FALSE(consent_in(asked).not_needed);
  }
}

TEST_CASE("Consent is understood in words that no list has, in eight languages") {
  struct Row {
    const char* free;   ///< Set whatever the visitor says.
    const char* asked;  ///< Set with consent only.
  };
  constexpr Row kRows[] = {
      {"Setting them does not need your agreement.", "Visitors can decline these in the banner."},
      {"You are not able to turn them off.", "We ask first for your permission."},
      {"Leur d\u00e9p\u00f4t n\u2019exige aucun accord de votre part.",
       "Nous demandons d\u2019abord votre autorisation."},
      {"Hiervoor hebben wij uw instemming niet nodig.", "Deze mag u weigeren."},
      {"Daf\u00fcr brauchen wir keine Erlaubnis von Ihnen.",
       "Sie k\u00f6nnen diese auch abw\u00e4hlen."},
      {"No necesitamos pedirle permiso para ellas.", "Con su permiso las instalamos."},
      {"Non occorre chiedervi il permesso.", "Li installiamo dopo la vostra autorizzazione."},
      {"Nie potrzebujemy na nie pozwolenia.", "Prosimy najpierw o Twoj\u0105 zgod\u0119."},
      {"N\u00e3o precisamos da sua permiss\u00e3o.",
       "S\u00e3o instalados mediante a sua permiss\u00e3o."},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.free, row.asked);
    CHECK(consent_in(row.free).is_free());
    CHECK(consent_in(row.asked).needed);
    CHECK_FALSE(consent_in(row.asked).is_free());
  }
  // Said of browsers, and of other cookies.
  CHECK_FALSE(consent_in("You can disable them in your browser.").needed);
  CHECK(consent_in("Non-essential cookies require your consent.").needed);
  CHECK(consent_in("Without your permission, we do not set them.").needed);
}

TEST_CASE("Lifetimes in eight languages become ISO 8601") {
  CHECK(read_duration("2 years") == "P2Y");
  CHECK(read_duration("13 mois") == "P13M");
  CHECK(read_duration("tot 24 maanden") == "P24M");
  CHECK(read_duration("Bis zu 30 Minuten") == "PT30M");
  CHECK(read_duration("1 a\u00F1o") == "P1Y");
  CHECK(read_duration("6 mesi") == "P6M");
  CHECK(read_duration("do 2 lat") == "P2Y");
  CHECK(read_duration("90 dias") == "P90D");
  CHECK(read_duration("Two weeks") == "P2W");
  CHECK(read_duration("30 minutes \u2013 1 year") == "P1Y");
  CHECK(read_duration("1,5 years") == "P18M");
  CHECK(read_duration("1.825 Tage") == "P1825D");
  CHECK(read_duration("61 j") == "P61D");
  CHECK(read_duration("Sesi\u00F3n") == "session");
  CHECK(read_duration("Until user closes browser") == "session");
  CHECK(read_duration("365", Unit::day) == "P365D");
  CHECK(read_duration("365") == std::nullopt);
  CHECK(read_duration("Persistent") == std::nullopt);
  CHECK(read_duration("-") == std::nullopt);
  CHECK(read_duration("99999999 years") == std::nullopt);
}

TEST_CASE("A heading's category is the one that keeps the cookie least") {
  CHECK(judge("Strictly necessary cookies").category == Category::necessary);
  CHECK(judge("Cookies strictement n\u00E9cessaires").category == Category::necessary);
  CHECK(judge("Necessary and marketing cookies").category == Category::marketing);
  CHECK(judge("Analytics, strictly necessary").category == Category::statistics);
  CHECK(judge("Cookies necessary for the platform / functional cookies").category ==
        Category::necessary);
  CHECK(judge("Functionele cookies").category == Category::functional);
  CHECK(judge("Cookie list").stated == false);
}

TEST_CASE("A denied necessity is none") {
  for (const char* text :
       {"Non-essential cookies", "Not strictly necessary", "Nicht notwendige Cookies",
        "Cookies non n\u00E9cessaires", "Niet-noodzakelijke cookies", "Cookies no necesarias",
        "Cookie non necessari", "Cookies n\u00E3o essenciais", "Optional, not required"}) {
    INFO(text);
    CHECK(judge(text).category != Category::necessary);
    CHECK(judge(text).stated);
  }
}

TEST_CASE("Functional is necessary only where the page says that it needs no consent") {
  const Judgement functional = judge("Cookies fonctionnels");
  CHECK(with_consent(functional, consent_in("Ils sont toujours actifs.")).category ==
        Category::necessary);
  CHECK(with_consent(functional, consent_in("sans votre consentement")).category ==
        Category::necessary);
  CHECK(with_consent(functional, consent_in("avec votre consentement")).category ==
        Category::functional);
  CHECK(with_consent(functional, {}).category == Category::functional);
  const Judgement statistics = judge("Mesure d'audience");
  CHECK(with_consent(statistics, consent_in("toujours actifs")).category == Category::statistics);
}

TEST_CASE("Only a statement about the site's own cookies says that all are necessary") {
  CHECK(says_only_necessary("This website uses only necessary cookies."));
  CHECK(says_only_necessary("Wir verwenden nur technisch notwendige Cookies."));
  CHECK_FALSE(
      says_only_necessary("If you only wish to allow strictly necessary cookies, select reject."));
  CHECK_FALSE(says_only_necessary("You can accept only necessary cookies."));
  CHECK_FALSE(says_only_necessary("We use only necessary and analytics cookies."));
  CHECK_FALSE(says_only_necessary("By default we use only necessary cookies."));
  CHECK_FALSE(says_only_necessary("Sans votre accord, nous utilisons que des cookies techniques."));
  CHECK_FALSE(says_only_necessary("Ohne Ihre Einwilligung verwenden wir nur notwendige Cookies."));
}

TEST_CASE("A page lists all cookies where it says so of itself") {
  for (const char* sentence :
       {"This is an exhaustive list of our cookies.", "We use no other cookies.",
        "A full list of cookies can be found in the table below.",
        "Voici la liste complète des cookies.", "Wir verwenden keine weiteren Cookies.",
        "Hieronder vindt u een volledig overzicht."}) {
    INFO(sentence);
    CHECK(says_complete(sentence));
  }
  for (const char* sentence :
       {"This is not an exhaustive list of our cookies.", "We don’t name all cookies used.",
        "For a full list of cookies see the website of the advertiser.",
        "Cette liste n'est pas une liste exhaustive.", "Dies ist keine vollständige Liste.",
        "Dit is geen volledige lijst.", "No se trata de una lista completa.",
        "Non si tratta di un elenco completo.", "To nie jest pełna lista.",
        "Esta não é uma lista completa."}) {
    INFO(sentence);
    CHECK(!says_complete(sentence));
  }
}

TEST_CASE("Headings that run together are told apart") {
  const auto texts = [](std::string_view line) {
    std::vector<std::string_view> out;
    const auto ways = joined_heads(line);
    for (const JoinedHead& head : ways.at(0).heads) out.push_back(head.text);
    return out;
  };
  CHECK(
      texts("ProviderService and locationCookie namePurpose") ==
      std::vector<std::string_view>{"Provider", "Service and location", "Cookie name", "Purpose"});
  CHECK(texts("NomDurée de vie (jours)Finalité") ==
        std::vector<std::string_view>{"Nom", "Durée de vie (jours)", "Finalité"});
  CHECK(texts("Naam Doel Bewaartermijn") ==
        std::vector<std::string_view>{"Naam", "Doel", "Bewaartermijn"});
  CHECK(joined_heads("We use cookies for a purpose").empty());
  CHECK(joined_heads("Privacy Policy Cookies").empty());
}

TEST_CASE("A row whose cells run together is cut where its cells make sense") {
  const std::vector<std::string_view> lines = {"HarbourdeskberthSession1 yearKeeps the berth.",
                                               "HarbourdesktideSessionShows the tide of the day.",
                                               "Wavecountwavesid2 yearsCounts the visitors."};
  CellBoundaries boundaries;
  for (const std::string_view line : lines) boundaries.add(line);
  const auto heads = joined_heads("ProviderNameExpiryPurpose");
  const Legend legend;
  std::size_t cells_left = 1000000;
  const RowCutter cutter(heads.at(0), boundaries, legend, cells_left);
  const auto rows = cutter.cut(lines[1]);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].cells == std::vector<std::string_view>{"Harbourdesk", "tide", "Session",
                                                       "Shows the tide of the day."});
  for (const CutRow& row : cutter.cut("Nothing of the kind stands here, and it goes on"))
    CHECK(row.sense < rows[0].sense / 3);
}

TEST_CASE("A JavaScript literal is read without running it") {
  const Value value = read_literal(
      "{ a: 'x' + \"y\", 'b': [1, 2,], c: /_g[a/]+/i, d: function () { return {e: 1}; }, f: !0,\n "
      "g: `z` }");
  CHECK(value["a"].text == "xy");
  CHECK(value["b"].items.size() == 2);
  CHECK(value["c"].text == "_g[a/]+");
  CHECK_FALSE(value["d"]);
  CHECK(value["f"].truth);
  CHECK(value["g"].text == "z");
  CHECK(value["g"].line == 2);
}

TEST_CASE("A regular expression becomes patterns that match at least as much") {
  CHECK(patterns_of_regex("^_ga") == Strings{"_ga*"});
  CHECK(patterns_of_regex("^_gat(_.+)*$") == Strings{"_gat*"});
  CHECK(patterns_of_regex("^(_fbp|_fbc)$") == Strings{"_fbp", "_fbc"});
  CHECK(patterns_of_regex("_pk_\\d+$") == Strings{"*_pk_*"});
  CHECK(patterns_of_regex("^rc\\.x$") == Strings{"rc.x"});
  CHECK(patterns_of_regex(".*").empty());
}
