// SPDX-License-Identifier: MPL-2.0
// tarteaucitron's services that a page names only by their keys: what each of the common ones sets.
// Keys and types are those of tarteaucitron 1.34 (github.com/AmauriC/tarteaucitron.js); names are
// facts of it and of the services' own documentation. What a service appends to a name is a star.
#include <algorithm>
#include <set>

#include "reader/declarations/declarations.hpp"
#include "reader/declarations/declared_group.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

struct Service {
  std::string_view key, name, type, domain, cookies;
};

constexpr std::string_view kUniversal = "__utma __utmb __utmc __utmt __utmz";

constexpr Service kServices[] = {
    {"gtag", "Google Analytics 4", "analytic", "", "_ga _ga_* _gat _gid _gat_gtag_* _gcl_au"},
    {"multiplegtag", "Google Analytics 4", "analytic", "", "_ga _ga_* _gat _gid _gat_gtag_*"},
    {"analytics", "Google Analytics", "analytic", "",
     "_ga _gat _gid __utma __utmb __utmc __utmt __utmz"},
    {"gajs", "Google Analytics", "analytic", "", kUniversal},
    {"googleads", "Google Ads", "ads", "", "_gcl_au _gcl_aw _gcl_dc"},
    {"googleadwordsconversion", "Google Ads", "ads", "", "_gcl_au _gcl_aw"},
    {"googleadwordsremarketing", "Google Ads", "ads", "", "_gcl_au _gcl_aw"},
    {"adsense", "Google AdSense", "ads", "", "__gads __gpi"},
    {"adsenseauto", "Google AdSense", "ads", "", "__gads __gpi"},
    {"youtube", "YouTube", "video", "youtube.com", "VISITOR_INFO1_LIVE YSC PREF GEUP"},
    {"youtubeapi", "YouTube", "video", "youtube.com", "VISITOR_INFO1_LIVE YSC PREF GEUP"},
    {"youtubeplaylist", "YouTube", "video", "youtube.com", "VISITOR_INFO1_LIVE YSC PREF GEUP"},
    {"vimeo", "Vimeo", "video", "vimeo.com", "vuid player __utmt_player"},
    {"dailymotion", "Dailymotion", "video", "dailymotion.com", "ts dmvk hist v1st s_vi"},
    {"matomo", "Matomo", "analytic", "",
     "_pk_ref* _pk_cvar* _pk_id* _pk_ses* _pk_hsr* piwik_ignore _pk_uid*"},
    {"matomocloud", "Matomo Cloud", "analytic", "",
     "_pk_ref* _pk_cvar* _pk_id* _pk_ses* _pk_hsr* mtm_consent matomo_ignore matomo_sessid"},
    {"matomohightrack", "Matomo", "analytic", "",
     "_pk_ref* _pk_cvar* _pk_id* _pk_ses* _pk_hsr* piwik_ignore _pk_uid*"},
    {"matomotm", "Matomo Tag Manager", "analytic", "",
     "_pk_ref* _pk_cvar* _pk_id* _pk_ses* _pk_hsr* piwik_ignore _pk_uid*"},
    {"hotjar", "Hotjar", "analytic", "",
     "hjClosedSurveyInvites _hjDonePolls _hjMinimizedPolls _hjDoneTestersWidgets "
     "_hjMinimizedTestersWidgets _hjIncludedInSample _hjSessionUser_* _hjSession_* _hjFirstSeen "
     "_hjid _hjAbsoluteSessionInProgress _hjShownFeedbackMessage"},
    {"clarity", "Microsoft Clarity", "analytic", "", "_clck _clsk"},
    {"xiti", "Xiti", "analytic", "", "xtvrn xtidc"},
    {"atinternet", "AT Internet", "analytic", "",
     "atidvisitor atreman atredir atsession atuserid attvtreman attvtsession"},
    {"pianoanalytics", "Piano Analytics", "analytic", "", "_pcid _pctx pa_user pa_privacy"},
    {"abtasty", "AB Tasty", "api", "", "ABTasty ABTastySession ABTastyOptout"},
    {"kameleoon", "Kameleoon", "analytic", "", "kameleoonVisitorCode"},
    {"crazyegg", "Crazy Egg", "analytic", "", "__CG is_returning _ceg.s _ceg.u"},
    {"mixpanel", "Mixpanel", "analytic", "", "mp_*_mixpanel"},
    {"statcounter", "StatCounter", "analytic", "", "sc_is_visitor_unique"},
    {"woopra", "Woopra", "analytic", "", "wooTracker"},
    {"etracker", "etracker", "analytic", "", "_et_coid isSdEnabled et_oi_v2"},
    {"hubspot", "HubSpot", "analytic", "", "hubspotutk __hstc __hssc __hssrc"},
    {"pardot", "Pardot", "analytic", "", "visitor_id* pardot lpv*"},
    {"facebook", "Facebook", "social", "facebook.com", "datr fr sb wd"},
    {"facebooklikebox", "Facebook", "social", "facebook.com", "datr fr sb wd"},
    {"facebookcomment", "Facebook", "comment", "facebook.com", "datr fr sb wd"},
    {"facebookpixel", "Facebook Pixel", "ads", "", "_fbp _fbc"},
    {"twitter", "X (Twitter)", "social", "twitter.com", "guest_id personalization_id"},
    {"twitterembed", "X (Twitter)", "social", "twitter.com", "guest_id personalization_id"},
    {"twittertimeline", "X (Twitter)", "social", "twitter.com", "guest_id personalization_id"},
    {"linkedin", "LinkedIn", "social", "linkedin.com", "bcookie bscookie lidc li_gc"},
    {"linkedininsighttag", "LinkedIn Insight", "ads", "linkedin.com",
     "bcookie bscookie lidc li_sugr UserMatchHistory AnalyticsSyncHistory"},
    {"pinterest", "Pinterest", "social", "", "_pinterest_ct_ua _pin_unauth"},
    {"instagram", "Instagram", "social", "instagram.com",
     "shbts sessionid csrftoken rur shbid mid ds_user_id ig_did"},
    {"tiktok", "TikTok", "ads", "", "_ttp _tt_enable_cookie"},
    {"bingads", "Microsoft Advertising", "ads", "", "_uetmsclkid _uetvid _uetsid"},
    {"criteo", "Criteo", "ads", "criteo.com", "uid tk uic dis opt cto_bundle"},
    {"snapchat", "Snapchat", "ads", "", "_scid _sctr"},
    {"addthis", "AddThis", "social", "", "__atuvc __atuvs"},
    {"sharethis", "ShareThis", "social", "sharethis.com", "__unam __stid"},
    {"disqus", "Disqus", "comment", "disqus.com", "disqus_unique __jid disqusauth"},
    {"recaptcha", "reCAPTCHA", "api", "google.com", "NID _GRECAPTCHA"},
    {"googlemaps", "Google Maps", "api", "google.com", "NID"},
    {"zopim", "Zendesk Chat", "support", "", "__zlcid __zprivacy __zlcmid"},
    {"crisp", "Crisp", "support", "", "crisp-client*"},
    {"tawkto", "tawk.to", "support", "", "TawkConnectionTime __tawkuuid Tawk_*"},
    {"purechat", "Pure Chat", "support", "", "pc_* purechat_*"},
    {"intercomChat", "Intercom", "support", "", "intercom-id-* intercom-session-*"},
    {"userlike", "Userlike", "support", "", "uslk_e uslk_s"},
    {"soundcloud", "SoundCloud", "video", "soundcloud.com", "sc_anonymous_id"},
    {"spotify", "Spotify", "video", "spotify.com", "sp_landing sp_t"},
    {"issuu", "Issuu", "other", "issuu.com", "__qca iutk mc"},
    {"prezi", "Prezi", "video", "prezi.com", "__utma __utmb __utmc __utmt __utmz"},
    {"slideshare", "SlideShare", "video", "slideshare.net", "__utma __utmb __utmc __utmz bcookie"},
    {"calameo", "Calameo", "video", "calameo.com", "PHPSESSID"},
};

/// Keys of services that the page hands over, and of those it defines.
struct Keys {
  std::set<std::string, std::less<>> pushed{}, defined{};
  std::uint32_t line = 0;
};

Keys keys_of(const Literals& literals) {
  constexpr std::string_view kJob = "tarteaucitron.job";
  constexpr std::string_view kServicesOf = "tarteaucitron.services.";
  Keys keys;
  for (const auto& [name, value] : literals) {
    if (name.ends_with("tarteaucitron.job.push") && value.is(Value::Type::text)) {
      keys.pushed.insert(value.text);
    } else if (name.ends_with(kJob)) {
      for (const Value& item : value.items) keys.pushed.insert(item.text);
    } else if (name.starts_with(kServicesOf) && value["cookies"]) {
      keys.defined.insert(name.substr(kServicesOf.size()));
    }
    if (keys.line == 0 && !keys.pushed.empty()) keys.line = value.line;
  }
  return keys;
}

void add_service(const Service& service, std::uint32_t line, Rows& rows) {
  Value type;
  type.type = Value::Type::text;
  type.text = service.type;
  Value settings;
  settings.type = Value::Type::object;
  settings.members.emplace_back("type", std::move(type));
  const Judgement said = Categories().of_group("", settings, {});
  for (std::size_t begin = 0; begin < service.cookies.size();) {
    const std::size_t end = std::min(service.cookies.find(' ', begin), service.cookies.size());
    Row row;
    row.names = declared_name(service.cookies.substr(begin, end - begin));
    row.judgement = said;
    row.provider = service.name;
    row.domain = service.domain;
    row.line = line;
    row.note = "Not in the page itself: what this service of tarteaucitron sets.";
    row.names_sure = Evidence::Confidence::medium;
    row.of_known_service = true;
    rows.add(std::move(row));
    begin = end + 1;
  }
}

}  // namespace

void read_tarteaucitron_jobs(const Literals& literals, Rows& rows) {
  const Keys keys = keys_of(literals);
  for (const Service& service : kServices) {
    if (keys.pushed.contains(service.key) && !keys.defined.contains(service.key))
      add_service(service, keys.line, rows);
  }
}

}  // namespace cookie_warden::reader
