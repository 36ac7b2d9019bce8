// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/names/names.hpp"
#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestName = 200;  // bytes; a name in a policy has at most 256

/// Characters that names hold: RFC 6265's token, and what pages write as placeholders.
bool is_name_char(char c) {
  return is_alnum(c) ||
         std::string_view("_-.*#%$[]{}<>:|^~!&+@/=").find(c) != std::string_view::npos;
}

/// Inside a placeholder any letter may stand: "PrestaShop-[chaîne]".
bool are_name_chars(std::string_view token) {
  if (token.size() > 5 && token.ends_with("\u2026")) token.remove_suffix(3);  // "SESSb1f0…"
  int depth = 0;
  return std::ranges::all_of(token, [&](char c) {
    if (c == '[' || c == '{' || c == '<') ++depth;
    if (c == ']' || c == '}' || c == '>') --depth;
    return is_name_char(c) || (depth > 0 && static_cast<unsigned char>(c) >= 0x80);
  });
}

struct Traits {
  bool letter = false, digit = false, lower = false, upper = false, underscore = false;
  bool hump = false;  // a capital after a small letter
  bool dash = false, dot = false, placeholder = false;
};

Traits traits_of(std::string_view token) {
  Traits t;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char c = token[i];
    t.letter = t.letter || is_alpha(c);
    t.digit = t.digit || is_digit(c);
    t.lower = t.lower || is_lower(c);
    t.upper = t.upper || is_upper(c);
    t.underscore = t.underscore || c == '_';
    t.hump = t.hump || (i > 0 && is_upper(c) && is_lower(token[i - 1]));
    t.dash = t.dash || c == '-';
    t.dot = t.dot || c == '.';
    t.placeholder = t.placeholder || c == '*' || c == '#' || c == '%' || c == '$';
  }
  return t;
}

std::size_t longest_run(std::string_view token) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : token) {
    run = is_alnum(c) ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

/// "_Browser._", "_Opt-outs_": emphasis of Markdown that was left as it is.
bool is_emphasised(std::string_view token) {
  if (token.size() < 5 || token.front() != '_' || token.back() != '_') return false;
  const std::string_view inner = token.substr(1, token.size() - 2);
  if (inner.find('_') != std::string_view::npos || !is_alpha(inner[0])) return false;
  return inner.back() == '.' ||
         (is_upper(inner[0]) &&
          std::ranges::all_of(inner.substr(1), [](char c) { return is_lower(c) || c == '-'; }));
}

/// "TASession", but not "PDFs".
bool begins_with_acronym(std::string_view token) {
  std::size_t upper = 0;
  while (upper < token.size() && is_upper(token[upper])) ++upper;
  return upper >= 2 && upper + 2 < token.size();
}

/// "cookie_policy_v2.pdf"
bool is_document(std::string_view token) {
  constexpr std::string_view kEndings[] = {".pdf", ".doc", ".docx", ".odt", ".xls", ".xlsx",
                                           ".ods", ".png", ".jpg",  ".svg", ".gif", ".webp"};
  const std::string text = lower(token);
  return std::ranges::any_of(kEndings, [&](std::string_view end) { return text.ends_with(end); });
}

/// Products and words written with a small letter first and a capital inside.
bool is_brand(std::string_view token) {
  constexpr std::string_view kBrands[] = {"iOS",         "iPhone",       "iPad",
                                          "iPadOS",      "iTunes",       "iCloud",
                                          "macOS",       "watchOS",      "eBay",
                                          "jQuery",      "hCaptcha",     "reCAPTCHA",
                                          "comScore",    "eTracker",     "nuggAd",
                                          "iFrame",      "iframe",       "eCommerce",
                                          "webOS",       "localStorage", "sessionStorage",
                                          "e.g",         "i.e",          "ePrivacy",
                                          "eHerkenning", "eIDAS",        "iDEAL",
                                          "iDeal",       "iDIN",         "uBlock",
                                          "uMap",        "uMatrix",      "eLearning",
                                          "eTicket",     "eMail",        "phpMyAdmin",
                                          "X",           "openSUSE",     "eG",
                                          "iMessage",    "tvOS",         "eID",
                                          "mySociety",   "myGov",        "pfSense",
                                          "ePUAP",       "TYPO3",        "anonymizeIp",
                                          "webReader",   "anonymizeIP"};
  return std::ranges::find(kBrands, token) != std::end(kBrands);
}

/// Laws, registers and authorities that every legal notice names.
bool is_of_law(std::string_view token) {
  constexpr std::string_view kWords[] = {"GDPR",  "RGPD",  "DSGVO", "RODO",  "LGPD", "CCPA",
                                         "TTDSG", "TDDDG", "BDSG",  "LOPD",  "LSSI", "CNIL",
                                         "AEPD",  "KvK",   "KVK",   "BTW",   "AGB",  "VAT",
                                         "NIP",   "REGON", "KRS",   "SIRET", "IBAN", "FAQ"};
  return std::ranges::find(kWords, token) != std::end(kWords);
}

/// "v5.12.0_build2291", "PC_UAV_v2.0", "9f3c2ab": a version, or what marks one.
bool is_version(std::string_view token) {
  const std::size_t v = token.starts_with('v') ? 0 : token.rfind("_v") + 1;  // 0 if there is none
  const std::size_t digits = std::min(token.find_first_not_of("0123456789", v + 1), token.size());
  const bool numbered = token[v] == 'v' && digits > v + 1 && digits + 1 < token.size() &&
                        token[digits] == '.' && is_digit(token[digits + 1]);
  const bool hash = token.size() >= 7 && token.size() <= 12 &&
                    token.find_first_not_of("0123456789abcdef") == std::string_view::npos &&
                    std::ranges::count_if(token, is_digit) >= 2;
  return numbered || hash;
}

bool is_known_word(std::string_view token) {
  if (is_of_law(token) || is_version(token)) return true;
  if (token == "HTTP" || token == "HTTPS") return true;         // kinds of cookies
  if (token == "SameSite" || token == "HttpOnly") return true;  // attributes of cookies
  if (token[0] == 'F' && token.size() <= 3 && std::ranges::all_of(token.substr(1), is_digit))
    return true;                               // a key of the keyboard
  if (token.starts_with("GTM-")) return true;  // a container of Google's Tag Manager
  if (token == "COOKIE" || token == "COOKIES") return true;
  // "Prestatiecookies": a kind of them, as Germanic languages write it.
  constexpr std::string_view kKind = "cookies";
  if (is_upper(token[0]) && token.size() > kKind.size() + 3 && token.ends_with(kKind) &&
      std::ranges::all_of(token.substr(1), is_lower))
    return true;
  if (token.ends_with('-') || token.ends_with('_')) return false;  // "session-": a prefix
  if (token.starts_with('_')) return false;                        // "__session"
  // In capitals it is no word of a sentence: SESSION is a cookie.
  if (token.size() > 3 && std::ranges::none_of(token, is_lower)) return false;
  return vocabulary().not_names.whole(words(fold(token))).has_value();
}

/// "PayPal*", "Userlike-Chat*": a service with the sign of a footnote, more often than names.
bool has_footnote(std::string_view token) {
  if (token.size() < 4 || token.back() != '*' || !is_upper(token[0])) return false;
  const std::string_view stem = token.substr(0, token.size() - 1);
  return std::ranges::any_of(stem, is_lower) &&
         std::ranges::all_of(stem, [](char c) { return is_alpha(c) || c == '-'; });
}

/// "11-mar-2024", "2024-03-11".
bool is_date(std::string_view token) {
  const std::size_t first = token.find('-');
  const std::size_t last = token.rfind('-');
  if (first == token.npos || first == last || token.size() > 20) return false;
  const auto is_number = [](std::string_view part) {
    return !part.empty() && part.size() <= 4 && std::ranges::all_of(part, is_digit);
  };
  const std::string_view middle = token.substr(first + 1, last - first - 1);
  const bool month =
      is_number(middle) || (middle.size() >= 3 && std::ranges::all_of(middle, is_alpha));
  return month && is_number(token.substr(0, first)) && is_number(token.substr(last + 1));
}

/// "window.shopSettings", "document.cookie": what a script reads.
bool is_of_script(std::string_view token) {
  return token.starts_with("window.") || token.starts_with("document.");
}

}  // namespace

bool is_domain(std::string_view token) {
  constexpr std::string_view kEndings[] = {
      ".com",        ".net",    ".org",    ".eu",     ".de",      ".fr",     ".nl",   ".be",
      ".uk",         ".es",     ".it",     ".pl",     ".pt",      ".io",     ".ch",   ".at",
      ".dev",        ".app",    ".info",   ".me",     ".ai",      ".gov",    ".edu",  ".lu",
      ".cat",        ".int",    ".shop",   ".online", ".example", ".museum", ".coop", ".social",
      ".cloud",      ".site",   ".store",  ".tv",     ".bzh",     ".eus",    ".gal",  ".brussels",
      ".vlaanderen", ".paris",  ".berlin", ".wales",  ".scot",    ".blog",   ".news", ".club",
      ".wiki",       ".gouv.fr"};
  if (token.starts_with("*.") && token.find('.', 2) != std::string_view::npos) return true;
  if (token.starts_with("www.")) return true;
  if (const std::size_t slash = token.find('/'); slash != std::string_view::npos && slash > 3) {
    return is_domain(token.substr(0, slash));
  }
  if (token.find('_') != std::string_view::npos) return false;
  return std::ranges::any_of(kEndings, [&](std::string_view end) { return token.ends_with(end); });
}

/// "HTTP_REFERER" and the like, which a policy lists among what a server's log holds: request
/// variables of RFC 3875 (section 4.1), and two that servers add.
bool is_request_variable(std::string_view token) {
  constexpr std::string_view kNames[] = {
      "AUTH_TYPE",      "CONTENT_LENGTH", "CONTENT_TYPE",    "GATEWAY_INTERFACE", "PATH_INFO",
      "QUERY_STRING",   "REMOTE_ADDR",    "REMOTE_HOST",     "REMOTE_IDENT",      "REMOTE_USER",
      "REQUEST_METHOD", "SCRIPT_NAME",    "SERVER_NAME",     "SERVER_PORT",       "PATH_TRANSLATED",
      "REQUEST_URI",    "REQUEST_TIME",   "SERVER_PROTOCOL", "SERVER_SOFTWARE"};
  return token.starts_with("HTTP_") || std::ranges::find(kNames, token) != std::end(kNames);
}

Shape shape_of(std::string_view token) {
  if (token.empty() || token.size() > kLongestName || !are_name_chars(token)) return Shape::none;
  const Traits t = traits_of(token);
  if (!t.letter || token.find("://") != std::string_view::npos) return Shape::none;
  if (is_known_name(token)) return Shape::sure;
  if (is_domain(token) || is_document(token) || is_brand(token) || is_known_word(token))
    return Shape::none;
  if (is_date(token) || is_emphasised(token) || is_of_script(token) || is_request_variable(token))
    return Shape::none;
  if (t.dot && !t.underscore && longest_run(token) < 3) return Shape::none;  // "P.-S."
  if (token.front() == '/' || token.front() == '&' || token.front() == '=') return Shape::none;
  if (token.find('@') != std::string_view::npos) {
    return token.ends_with("@AdobeOrg") ? Shape::sure : Shape::none;
  }
  if (t.underscore) return Shape::sure;
  if (has_footnote(token)) return Shape::word;
  if (t.hump && is_lower(token[0]) && !t.dash) return Shape::sure;
  if (t.placeholder || t.hump || (t.letter && t.digit) || (t.dot && token.size() > 3)) {
    return Shape::likely;
  }
  if (t.dash && t.lower && !t.upper) return Shape::likely;
  if (t.lower && begins_with_acronym(token)) return Shape::likely;
  if (t.upper && !t.lower && token.size() >= 2) return Shape::likely;
  return Shape::word;
}

}  // namespace cookie_warden::reader
