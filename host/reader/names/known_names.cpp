// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <vector>

#include "reader/names/names.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// Names of widely used software (each from its own documentation) whose shape alone would not
/// give them away in running text.
constexpr std::string_view kNames = R"(
.ASPXANONYMOUS .ASPXAUTH .ASPXROLES .AspNet.ApplicationCookie .AspNet.Consent .AspNet.Cookies
.AspNet.ExternalCookie .AspNet.TwoFactorRememberBrowser .AspNetCore.Cookies .AspNetCore.CookiesC1
.AspNetCore.CookiesC2 .AspNetCore.Culture .AspNetCore.Identity.Application
.AspNetCore.Identity.ApplicationC1 .AspNetCore.Identity.External
.AspNetCore.Identity.TwoFactorRememberMe .AspNetCore.Identity.TwoFactorUserId
.AspNetCore.Mvc.CookieTempDataProvider .AspNetCore.Session .Nop.Authentication .Nop.Session
.SFAuth __RequestVerificationToken 1P_JAR 2c.cId 33acrossId 6suuid AADAuthCookie ABTastySession ACOOKIE ADKUID ADUSERCOOKIE
AEC AJS.conglomerate.cookie AMAuthCookie AMZN-Token ANID APISID ARRAffinity ARRAffinitySameSite
ASCID AWSALB AWSALBAuthNonce AWSALBCORS AWSALBTG AWSALBTGCORS AWSELB AWSESS AdoptConsent
AdoptVisitorId AppServiceAuthSession AppServiceAuthSession1 ApplicationGatewayAffinity
ApplicationGatewayAffinityCORS AuthProxySettings AwinChannelCookie BALANCEID BCSessionID BCTempID
BITBUCKETSESSIONID BLUEID BVBRANDID BVBRANDSID BVSID BizoID BrowserId CASID CGISESSID CMSCookieLevel
CMSCsrfCookie CMSVisitorStatus CONSENT CONSENTMGR CSRF-TOKEN CSRFToken CentralAuthAnon
CentralAuthAnonTopLevel ClientSession Cloud-CDN-Cookie CloudFront-Key-Pair-Id CookieAuth
CookieConsent CookieConsent-legacy CookieConsentBulkTicket CookieConsentPolicy CookieControl
CookieControlTC CookieInformationConsent CookieInformationConsentAI CookieLawInfoConsent
CookieScriptConsent CookieScriptScrollPosition CraftSessionId CsrfToken CtxsAuthId DISSESSION
DISSESSIONAuthnDelegation DSID DomAuthSessId DotMetrics.SessionCookieTemp
DotMetrics.SessionCookieTempTimed DotMetrics.UniqueUserIdentityCookie EdgeAccessCookie EuConsent
FORTIWAFSID FPGSID FPID FPLC FedAuth FedAuth1 GCLB GOOGAPPUID GUEST_LANGUAGE_ID HSID HWWAFSESID
HostAuthentication IDE IMRID INGRESSCOOKIE IQMID JSESSIONID JSESSIONIDSSO JSESSIONMARKID
KADCCOOKIE KADUSERCOOKIE KONGSESSION KTPCACOOKIE KelkooID KohaOpacLanguage
KohaOpacRecentSearches LPVID LithiumVisitor LtpaToken
LtpaToken2 MOCKSESSID MODsid MRHSession MSISAuth MSISAuth1 MSISAuthenticated MSISConsent
MSISDeviceAuth MSISIPSelectionSession MSISLoopDetectionCookie MSPTC MUID MUIDB MYSAPSSO2
MicrosoftApplicationsTelemetryDeviceId MoodleSession NID NLShopperId NLVisitorId NXSESSIONID
OCSESSID OIDCAuthCookie OTAdditionalConsentString OTGPPConsent OTZ ObSSOCookie
OptanonAlertBoxClosed OptanonConsent OptiMonkVisitorAttributes PAPAffiliateId PAPVisitorId PD-ID
PHPSESSID PLESKSESSID PREF PROXYSID PUBMDCID PublishedSiteSession QuantumMetricSessionID
QuantumMetricSessionLink QuantumMetricUserID ROUTEID RPSMAuth RPSTAuth ReadSpeakerSettings
RequestVerificationToken
SAKAIID SAPISID SERVERID SESSION SESSIONID SID SIDCC SILVERSTRIPESESSID SMSESSION SOCS SRCHD SRM_B
SSID SamlLogout SamlSession ScaleCompatibilityDeviceId SessionCamTestCookie
SgCookieOptin.lastPreferences SimpleSAML SimpleSAMLAuthToken SimpleSAMLSessionID
SiteUserSecureAuthToken StaticWebAppsAuthCookie SyrenisCookieConsentDate TADCID TAPID TAconsentID
TAsessionID TCSESSION TDCPM TDID TDUID TLTDID TLTSID TLTUID TSAUTH TSUID TawkConnectionTime
TestIfCookie TestIfCookieP UID UMB-XSRF-TOKEN UMB-XSRF-V UserAuthentication UserMatchHistory
VLTVisitID VLTVisitorC VisilabsCookie VolusionSessionId VouchCookie VouchSession VstsSession
WAWebSiteSID WRUID WebsiteMemberSession X-CSRF-TOKEN X-XSRF-TOKEN XSRF-TOKEN XSRF-Token XTCsid YSC
accept-cookies ad-id adonis-session allow-cookies am-auth-jwt am-uid amazon-pay-connectedAuth
amzn-token analytics-consent anj anonymous-consents apay-session-set apt.sid apt.uid atauthority
atidvisitor atlassian.account.xsrf.token atlassian.xsrf.token atuserid auth.redirect auth.strategy
auth0 auth0-mf authjs.callback-url authjs.challenge authjs.csrf-token authjs.nonce
authjs.session-token authjs.state aws-target-visitor-id aws-waf-token bcookie better-auth.state
borlabs-cookie bscookie c15t-consent checkout.vtex.com ckan.session cky-consent
client-session-bind cloud.session.token confluence-language confluence.browse.space.cookie
confluence.list.pages.cookie connect.sid consent-given consent-policy consent-preferences
consent-settings cookie-accept cookie-agreed cookie-agreed-categories cookie-agreed-version
cookie-allow-necessary cookie-allow-tracking cookie-banner cookie-banner-dismissed cookie-choice
cookie-choices cookie-consent cookie-disclaimer cookie-hint cookie-notice cookie-notification
cookie-policy cookie-preference cookie-preferences cookie-prefs cookie-settings cookie-warning
cookiebar-third-party cookiebar-tracking cookieconsent cookiefirst-consent cookiefirst-id
cookielawinfo cookies-accepted cookies-banner cookies-policy cookies-preferences cookies-settings
cookies-state cookies_preferences cookiesession1 cookieyes-advertisement cookieyes-analytics
cookieyes-consent cookieyes-functional cookieyes-necessary cookieyes-other cookieyes-performance
cq-authoring-mode csrf-state csrf-state-legacy csrf-token csrftoken ct-ultimate-gdpr-cookie
ct-ultimate-gdpr-cookie-level ct-ultimate-gdpr-cookie-popup datadome datr decorator-language
demdex dextp didomi_token django_language dm-euconsent-v2 dpm eu-consent euconsent-v2 eupubconsent
eupubconsent-v2 express.sid ez-consent-tcf flocktory-uuid fs-consent fusionauth.at
fusionauth.locale fusionauth.remember-device fusionauth.rt fusionauth.session fusionauth.sso
gdpr-consent ghost-admin-api-session ginger-cookie googtrans heroku-session-affinity
hide-cookie-banner hs-membership-csrf hu-consent hubspotutk id5id idsrv.session idw-fe-id
ins-gaSSId ins-product-id iron-session iutk jira.conglomerate.cookie khaos koa.sess koa.sess.sig
ku1-sid ku1-vid ku3-sid ku3-vid laravel-session laravel_session lidc login-token lr-session-token
mage-cache-sessid marketing-consent mellon-cookie member-session moz-consent-pref muc_ads n360id
navno-consent next-auth.callback-url next-auth.csrf-token next-auth.nonce next-auth.session-token
next-auth.state nhsuk-cookie-consent nmstat nuxt-session obuid okta-oauth-nonce
okta-oauth-redirect-params okta-oauth-state om-interaction-cookie pardot pbjs-id5id pbjs-unifiedid
permutive-id permutive-session personalization_id pf-accept-language plenty-shop-cookie
pll_language privacy-consent rack.session raygun4js-sid raygun4js-userid
receive-cookie-deprecation rxvt sa-user-id sails.sid sap-contextid sb-access-token
sb-refresh-token scarab.visitor sensorsdata2015session seraph.rememberme.cookie
server-session-bind session-jwt session.sig sessionid sf-ins-pv-id sf-ins-ssid sling.formauth
smuuid sp_landing squiz.cdp.consent ssupp.chatid ssupp.vid stripe.csrf supabase-auth-token
sw-context-token tatari-cookie-test tatari-session-cookie tatari-user-cookie tenant.session.token
test_cookie tracking-consent trwsa.sid trwv.uid ttwid tuuid twid typo3-login-cookiecheck uuid2
viewed_cookie_policy visitor-id vl-cookie-consent-cookie-consent
vl-cookie-consent-cookie-consent-date vl-cookie-consent-functional vuid we-love-cookies
websitespring-xsrf wf-order-id wordpress_test_cookie wos-session wpgdprc-consent x-csrf-token
x-d-token x-ms-cpim-csrf xsrf-token yabs-sid zaraz-consent zeta-ssp-user-id
)";

const std::vector<std::string_view>& known_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> out;
    for (std::size_t begin = 0; begin < kNames.size();) {
      const std::size_t end = std::min(kNames.find_first_of(" \n", begin), kNames.size());
      if (end > begin) out.push_back(kNames.substr(begin, end - begin));
      begin = end + 1;
    }
    std::ranges::sort(out);
    return out;
  }();
  return names;
}

}  // namespace

bool is_known_name(std::string_view token) {
  return std::ranges::binary_search(known_names(), token);
}

}  // namespace cookie_warden::reader
